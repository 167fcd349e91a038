import Glibc

/// Why a program did not give a key. Never holds its output or its arguments, which may be secret.
package enum KeyCommandError: Error, Equatable, Sendable {
  case notStarted(program: String, number: Int32)
  case timedOut(program: String, seconds: Double)
  case failed(program: String, status: Int32)
  case killed(program: String, signal: Int32)
  case silent(program: String)
  case tooLong(program: String)

  package var sentence: String {
    switch self {
    case .notStarted(let program, ENOENT):
      "api_key_command: there is no program \(program.quoted)."
    case .notStarted(let program, let number):
      "api_key_command: \(program.quoted) cannot be started: \(String(cString: strerror(number)))."
    case .timedOut(let program, let seconds):
      "api_key_command: \(program.quoted) gave no key within \(seconds.formattedSeconds)."
    case .failed(let program, let status):
      "api_key_command: \(program.quoted) ended with status \(status); run it in a shell to see why."
    case .killed(let program, let signal):
      "api_key_command: \(program.quoted) was ended by signal \(signal)."
    case .silent(let program):
      "api_key_command: \(program.quoted) printed nothing; it should print the key."
    case .tooLong(let program):
      "api_key_command: \(program.quoted) printed much more than a key."
    }
  }
}

extension Double {
  fileprivate var formattedSeconds: String {
    self == rounded() && magnitude < 1e6 ? "\(Int(self)) s" : "\(self) s"
  }
}
