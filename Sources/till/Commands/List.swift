import ArgumentParser
import Checkout
import Glibc
import Stripe

/// `till list`: sessions as Stripe has them now.
struct List: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List sessions, newest first.",
    discussion: """
      Asks Stripe with the filters that it answers. Without --all or --limit the first 20 are \
      listed; whether there are more is said on stderr.
      """)

  @OptionGroup var filters: ListFilters
  @Option(help: "List this many at the most.")
  var limit: Int?
  @Flag(help: "List all that match.")
  var all = false
  @Option(help: "table, json, ndjson or csv. json and ndjson give Stripe's objects unchanged.")
  var format = OutputFormat.table
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number from 1.") }
    if all, limit != nil { throw ValidationError("Give either --all or --limit.") }
  }

  func run() async throws {
    let plan = try ConnectionPlan(options, .current)
    let connection = try Connection.open(plan)
    var left = all ? Int.max : limit ?? 20
    var writer = SessionWriter(format, now: time(nil))
    var cursor = PageRequest.Cursor.newest
    var hasMore = true
    do throws(StripeError) {
      while hasMore, left > 0 {
        let page = try await connection.client.sessions(
          filters.filter, PageRequest(cursor, limit: min(100, left)))
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
