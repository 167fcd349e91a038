import ArgumentParser
import Checkout
import Screen
import SessionLibrary
import Stripe
import JSON

/// `till update ID --metadata name=value`: changes a session's metadata.
struct Update: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Change a session's metadata; an empty value takes an entry away.",
    discussion: """
      Entries that are not named stay as they are. In test mode, unless changes with a live key are
      allowed.

        till update cs_test_… --metadata order=6735 --metadata draft=
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Argument(help: "The session's id, cs_…")
  var id: String
  @Option(help: "name=value, or name= to take it away. Can be repeated.")
  var metadata: [NamedValue]
  @Option(help: "text or json: the session as Stripe answers.")
  var format = Format.text
  @Option(help: "Names this wish: with the same key it is carried out once.")
  var idempotencyKey: String?
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if metadata.isEmpty { throw ValidationError("Give --metadata name=value.") }
  }

  func run() async throws {
    let plan = try ConnectionPlan(options, .current)
    if case .refused(let reason) = plan.writes { throw Failure(.failed, reason) }
    let connection = try Connection.open(plan)
    do throws(LibraryError) {
      let stored = try await connection.library.update(
        id, metadata.map { FormParameter("metadata[\($0.name)]", $0.value) },
        key: idempotencyKey.map { IdempotencyKey($0) } ?? .random())
      write(stored.session)
    } catch { throw Failure(error) }
  }

  private func write(_ session: Session) {
    if format == .json {
      Standard.output(session.json.source + "\n")
      return
    }
    for member in session.json["metadata"].map({ Array($0.members) }) ?? [] {
      let value = member.value.string ?? member.value.source
      Standard.output("\(Sanitiser.display(member.name))=\(Sanitiser.display(value))\n")
    }
  }
}
