/// How a command ends when it does not do what was asked: a sentence and an exit code.
struct Failure: Error, Equatable, Sendable {
  /// Exit codes of the command line. Source: sysexits.h, where a code has a name there.
  enum Code: Int32, Sendable {
    /// Refused, or failed.
    case failed = 1
    case usage = 64
    /// No such session.
    case missing = 66
    /// Stripe is unreachable after retries.
    case unreachable = 69
    case rateLimited = 75
    /// The key is missing, wrong or not permitted.
    case key = 77
    case configuration = 78
    case interrupted = 130
  }

  let code: Code
  /// What was wrong, where, and what to do. Never holds a key.
  let sentence: String

  init(_ code: Code, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }
}
