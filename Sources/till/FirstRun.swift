import Glibc

/// Somebody who has no key yet is offered the demo.
enum FirstRun {
  /// Says what is missing and asks, if there is somebody to ask.
  ///
  /// - Returns: whether the demo is wanted.
  static func offersDemo(_ failure: Failure) -> Bool {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      return false
    }
    Standard.error("till: \(failure.sentence)")
    Standard.error(
      "\nThe demo shows made-up sessions: no key, no network, nothing is kept. See it now? [Y/n]")
    // Nothing at all is the end of the input, not consent.
    guard let answer = readLine() else { return false }
    return ["", "y", "yes"].contains(answer.lowercased())
  }
}
