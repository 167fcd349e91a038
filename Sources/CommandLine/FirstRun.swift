import Screen

/// Offers the demo to a user who has no key yet.
enum FirstRun {
  /// Prints what is missing and asks, if the user can be asked.
  ///
  /// - Returns: whether the user wants the demo.
  static func offersDemo(_ failure: Failure, _ console: Console) -> Bool {
    guard console.canAsk, console.terminals.contains(.output) else { return false }
    console.say("till: \(failure.sentence)")
    console.say(
      "\nThe demo shows made-up sessions: no key, no network, nothing is kept. See it now? [Y/n]")
    // Nil is the end of the input, not consent.
    guard let answer = console.readLine() else { return false }
    return ["", "y", "yes"].contains(answer.lowercased())
  }
}
