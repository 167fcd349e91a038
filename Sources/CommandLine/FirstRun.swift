import Screen

/// Somebody who has no key yet is offered the demo.
enum FirstRun {
  /// Says what is missing and asks, if there is somebody to ask.
  ///
  /// - Returns: whether the demo is wanted.
  static func offersDemo(_ failure: Failure, _ console: Console) -> Bool {
    guard console.canAsk, console.terminals.contains(.output) else { return false }
    console.say("till: \(failure.sentence)")
    console.say(
      "\nThe demo shows made-up sessions: no key, no network, nothing is kept. See it now? [Y/n]")
    // Nothing at all is the end of the input, not consent.
    guard let answer = console.readLine() else { return false }
    return ["", "y", "yes"].contains(answer.lowercased())
  }
}
