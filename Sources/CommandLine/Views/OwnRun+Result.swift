package import Checkout
package import Dashboard
import Glibc
import Host
import QRCodes
import Query
import Screen
package import Widgets

extension OwnRun {
  private static let limit = Duration.seconds(60)
  /// How much of the output is read, in bytes.
  private static let outputLimit = 1 << 20

  /// Runs the program. Its output may contain anything, but the key is masked.
  ///
  /// - Parameters:
  ///   - environment: till's own; keys are left out of it.
  ///   - key: passed to the program if the command declares that it needs it.
  /// - Returns: the output, or why there is none. The program is ended when the task is cancelled.
  package func result(
    in environment: [String: String], key: APIKey
  ) async -> Result<String, Problem> {
    let program = BackgroundProgram(
      arguments: arguments, environment: environment,
      secrets: passesKey ? ["STRIPE_API_KEY": key.forProgram] : [:])
    let (outcome, output, errors) = await program.exchange(
      input: input, outputLimit: Self.outputLimit, limit: Self.limit)
    let said =
      key.scrubbed(String(decoding: errors, as: UTF8.self))
      .split(whereSeparator: \.isNewline).last.map { ": \(Sanitiser.display(String($0)))" } ?? ""
    let name = Sanitiser.display(SecretKey.masked(arguments.first ?? ""))
    return switch outcome {
    case .killed where Task.isCancelled, .overdue where Task.isCancelled:
      .failure(Problem("\(name) was stopped"))
    case .exited(0): .success(key.scrubbed(String(decoding: output, as: UTF8.self)))
    case .exited(let code): .failure(Problem("\(name) ended with \(code)\(said)"))
    case .killed(let signal): .failure(Problem("\(name) was ended by signal \(signal)\(said)"))
    case .overdue: .failure(Problem("\(name) took longer than 60 s and was ended"))
    case .tooLong: .failure(Problem("\(name) printed more than 1 MB and was ended"))
    case .notStarted(let number):
      .failure(
        Problem("\(name) could not be started: \(String(cString: strerror(number)))"))
    }
  }
}

extension HalfBlocks {
  /// The QR code of a text, or why there is none.
  package static func code(of text: String) -> Result<HalfBlocks, Problem> {
    do throws(QRCode.Failure) {
      let code = try QRCode(text)
      return .success(HalfBlocks(width: code.width, dots: code.modules))
    } catch { return .failure(Problem(error.sentence)) }
  }
}
