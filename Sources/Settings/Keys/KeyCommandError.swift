import Glibc

/// Why a program did not give a key. Never holds its output or its arguments, which may be secret.
package enum KeyCommandError: Error, Equatable, Sendable {
  case notStarted(program: String, number: Int32)
  case timedOut(program: String, seconds: Double)
  case failed(program: String, status: Int32)
  case killed(program: String, signal: Int32)
  case silent(program: String)
  case tooLong(program: String)

  /// For people. Begins with the option that names the program.
  package var sentence: String { "api_key_command: " + reason(of: "key") }

  /// What went wrong, without the option. `output` is what the program should print.
  package func reason(of output: String) -> String {
    switch self {
    case .notStarted(let program, ENOENT): "there is no program \(program.quoted)."
    case .notStarted(let program, let number):
      "\(program.quoted) cannot be started: \(String(cString: strerror(number)))."
    case .timedOut(let program, let seconds):
      "\(program.quoted) gave no \(output) within \(seconds.formattedSeconds)."
    case .failed(let program, let status):
      "\(program.quoted) ended with status \(status); run it in a shell to see why."
    case .killed(let program, let signal): "\(program.quoted) was ended by signal \(signal)."
    case .silent(let program):
      "\(program.quoted) printed nothing; it should print the \(output)."
    case .tooLong(let program): "\(program.quoted) printed much more than a \(output)."
    }
  }
}

extension Double {
  fileprivate var formattedSeconds: String {
    self == rounded() && magnitude < 1e6 ? "\(Int(self)) s" : "\(self) s"
  }
}
