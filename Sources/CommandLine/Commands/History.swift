import ArgumentParser
import Checkout
import Screen
import SessionLibrary

/// How a story is printed.
enum HistoryFormat: String, CaseIterable, ExpressibleByArgument { case text, ndjson }

/// `till history ID`: what happened to one session.
struct History: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Tell what happened to a session, oldest first.",
    discussion: """
      From the session, the tries to pay with their refunds and disputes, its invoice and \
      subscription, and Stripe's events of the last 30 days, with three requests at the most. What \
      the key may not read is said. A time that Stripe did not record is given as one between two, \
      or as “about”. ndjson: {"at", "kind", "text", "id"} with “at” in Unix seconds; a time that \
      is not exact has "exact": false, and "after" if it is one between two.
      """)

  @Argument(help: "The session's id, cs_…, or anything that it stands in, such as its link.")
  var id: String
  @Option(help: "text or ndjson.")
  var format = HistoryFormat.text
  @OptionGroup var options: GlobalOptions

  func run(in world: World) async throws {
    let connection = try await Connection.open(options, in: world)
    let sources = try await connection.library.loadStory(
      try await connection.sessionID(meantBy: id))
    let zone = world.zone()
    switch format {
    case .ndjson:
      for step in Story(sources, in: zone).steps {
        try world.console.data(step.json() + "\n", .json)
      }
    case .text:
      let text = StoryText(of: sources, VerdictTimes(now: world.now(), zone: zone))
      for line in text.lines { try world.console.print(SafeText(line)) }
    }
  }
}
