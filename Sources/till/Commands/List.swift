import ArgumentParser
import Checkout
import Stripe

/// `till list`: sessions as Stripe has them now.
struct List: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List sessions, newest first.",
    discussion: """
      Asks Stripe with the filters that it answers. Without --all or --limit the first 20 are \
      listed; whether there are more is said on stderr. With --query the cache answers instead: \
      see “till search --help”.
      """)

  @OptionGroup var filters: ListFilters
  @Option(help: "Search the cache with till's query language, within the other filters.")
  var query: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    if let query {
      let list = try CachedList(query, filters.filter, output)
      return try await list.run(ConnectionPlan(options, .current))
    }
    let connection = try Connection.open(ConnectionPlan(options, .current))
    var left = output.count
    var writer = SessionWriter(output.format)
    var cursor = PageRequest.Cursor.newest
    var hasMore = true
    var walk = SessionWalk()
    do throws(StripeError) {
      while hasMore, left > 0 {
        let page = try await connection.client.sessions(
          filters.filter, PageRequest(cursor, limit: min(100, left)))
        try walk.take(page)
        for session in page.elements { writer.write(session) }
        left -= page.elements.count
        hasMore = page.hasMore
        guard let last = page.elements.last else { break }
        cursor = .after(last.id)
      }
    } catch {
      writer.finish()
      throw Failure(error)
    }
    writer.finish()
    if hasMore { Standard.error("till: more sessions exist; --all lists them, --limit N lists N") }
  }
}
