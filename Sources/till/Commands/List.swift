import ArgumentParser
import Checkout
import Query
import RecordCache
import SessionLibrary
import Stripe

/// `till list`: sessions as Stripe has them now.
struct List: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
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
    let plan = try ConnectionPlan(options, .current)
    try await StripeList(filters.filter, output).run(plan)
  }
}

/// A list that Stripe answers. Its pages go into the cache as they come.
private struct StripeList {
  private let filter: SessionFilter
  private let output: OutputOptions

  init(_ filter: SessionFilter, _ output: OutputOptions) {
    self.filter = filter
    self.output = output
  }

  func run(_ plan: ConnectionPlan) async throws {
    let connection = try Connection.open(plan)
    var kept = CachedPages(connection)
    var left = output.count
    var writer = SessionWriter(output.format)
    var edge = PageCursor.newest
    var hasMore = true
    var walk = SessionWalk()
    do throws(LibraryError) {
      while hasMore, left > 0 {
        let page = try await connection.library.ask(filter, edge, limit: min(100, left))
        try walk.check(page)
        for session in page.sessions { writer.write(session) }
        await kept.keep(page)
        left -= page.sessions.count
        hasMore = page.hasMore
        guard let last = page.sessions.last else { break }
        edge = .after(last.id)
      }
    } catch {
      writer.abandon()
      throw Failure(error)
    }
    writer.finish()
    if hasMore { Standard.error("till: more sessions exist; --all lists them, --limit N lists N") }
  }
}

/// Keeps pages in the cache until that fails once.
private struct CachedPages {
  private let library: SessionLibrary
  private var isKeeping: Bool
  private var hasBegun = false

  init(_ connection: Connection) {
    library = connection.library
    // A cache that is forgotten at the end is not worth the work.
    isKeeping = !connection.cache.isTemporary
  }

  mutating func keep(_ page: RecordPage) async {
    guard isKeeping else { return }
    do throws(LibraryError) {
      if !hasBegun { try await library.beginEvents() }
      hasBegun = true
      _ = try await library.keep(page)
    } catch {
      isKeeping = false
      Standard.error("till: \(Failure(error).sentence); the list goes on without the cache")
    }
  }
}

extension SessionWalk {
  fileprivate mutating func check(_ page: RecordPage) throws(LibraryError) {
    do throws(StripeError) {
      try take(Page(elements: page.sessions, hasMore: page.hasMore))
    } catch { throw .stripe(error) }
  }
}
