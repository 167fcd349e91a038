import ArgumentParser
import Checkout
import Glibc
import Screen
import SessionLibrary
import Stripe
import JSON

/// How one session is printed.
enum ShowFormat: String, CaseIterable, ExpressibleByArgument { case text, json }

/// `till show ID`: one session.
struct Show: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one session, as text for people or as Stripe's JSON.")

  @Argument(help: "The session's id, cs_…")
  var id: String
  @Option(help: "text or json.")
  var format = ShowFormat.text
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let connection = try Connection.open(ConnectionPlan(options, .current))
    do throws(LibraryError) {
      let stored = try await connection.library.refresh(id)
      switch format {
      case .json: Standard.output(stored.session.json.source + "\n")
      case .text:
        let text = SessionText(
          of: stored.session, items: try await connection.library.loadLineItems(id), at: time(nil),
          in: .local)
        Standard.output(text.lines.map { Sanitiser.display($0) + "\n" }.joined())
      }
    } catch { throw Failure(error) }
  }
}

/// `till url ID`: the checkout URL alone on a line.
struct URLCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "url", abstract: "Print a session's checkout URL, alone on a line.")

  @Argument(help: "The session's id, cs_…")
  var id: String
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let connection = try Connection.open(ConnectionPlan(options, .current))
    do throws(StripeError) {
      let session = try await connection.client.session(id)
      guard let url = session.url else {
        throw StripeError(
          .invalidRequest,
          "this session has no URL: it is \(session.status?.name ?? "of unknown status")")
      }
      Standard.output(Sanitiser.copied(url) + "\n")
    } catch { throw Failure(error) }
  }
}
