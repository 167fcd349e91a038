import Glibc
import Host

/// Runs `api_key_command`: a program whose output is a key.
package enum KeyCommand {
  /// Bytes of output; a key has about a hundred.
  private static let outputLimit = 4096

  /// Runs a program without a shell and returns its output, without the white space around it.
  ///
  /// It waits until the program ends, or kills it when the time is over. The program stays in
  /// till's process group, so that it may ask for a passphrase at the terminal; its error output is
  /// dropped.
  ///
  /// - Parameters:
  ///   - command: the program, looked up in PATH, and its arguments.
  ///   - environment: what the program sees, without Stripe keys.
  ///   - timeout: seconds.
  /// - Returns: the output, which may hold anything.
  /// - Throws: `KeyCommandError`, which holds neither output nor arguments.
  package static func run(
    _ command: [String], environment: [String: String], timeout: Double = 10
  ) async throws(KeyCommandError) -> String {
    let name = command.first ?? ""
    let program = BackgroundProgram(arguments: command, environment: environment)
    let (outcome, output) = await program.output(
      outputLimit: outputLimit, limit: .milliseconds(Int(timeout * 1000)))
    switch outcome {
    case .exited(0): break
    case .exited(let status): throw .failed(program: name, status: status)
    case .killed(let signal): throw .killed(program: name, signal: signal)
    case .overdue: throw .timedOut(program: name, seconds: timeout)
    case .notStarted(let number): throw .notStarted(program: name, number: number)
    case .tooLong: throw .tooLong(program: name)
    }
    let text = String(decoding: output, as: UTF8.self).trimmed
    guard !text.isEmpty else { throw .silent(program: name) }
    return text
  }
}

extension String {
  var trimmed: String {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
