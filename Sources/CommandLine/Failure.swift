package import Screen

/// Why a command did not do what was asked: a sentence and an exit code.
package struct Failure: Error, Equatable, Sendable {
  /// Exit codes of the command line. Source: sysexits.h, where a code has a name there.
  package enum Code: Int32, Sendable {
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
    /// Time is up. Source: the exit code of `timeout` of GNU coreutils.
    case timedOut = 124
    case interrupted = 130
  }

  package let code: Code
  /// What was wrong, where, and what to do. Never holds a key.
  package let sentence: SafeText

  package init(_ code: Code, _ sentence: SafeText) {
    self.code = code
    self.sentence = sentence
  }
}
