import ArgumentParser
import Checkout
import JSON
import Screen
import SessionLibrary

/// How one session is printed.
enum ShowFormat: String, CaseIterable, ExpressibleByArgument { case text, json }

/// `till show ID`: one session.
struct Show: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one session, as text for people or as Stripe's JSON.",
    discussion: """
      Reads the session and its line items. Refunds, disputes and how it was paid are no part of a \
      session: “till history” tells them.
      """)

  @Argument(help: "The session's id, cs_…, or anything that it stands in, such as its link.")
  var id: String
  @Option(help: "text or json.")
  var format = ShowFormat.text
  @OptionGroup var options: GlobalOptions

  func run(in world: World) async throws {
    let connection = try await Connection.open(options, in: world)
    let id = try await connection.sessionID(meantBy: id)
    let stored = try await connection.library.refresh(id)
    switch format {
    case .json: try world.console.data(stored.session.json.source + "\n", .json)
    case .text:
      let text = SessionText(
        of: stored.session, items: try await connection.library.loadLineItems(id),
        at: world.now(), in: world.zone())
      for line in text.lines { try world.console.print(SafeText(line)) }
      if stored.session.paymentStatus == .paid {
        world.console.say(
          "till: whether it was refunded or disputed was not looked at; “till history \(SafeText(id))” "
            + "tells it")
      }
    }
  }
}
