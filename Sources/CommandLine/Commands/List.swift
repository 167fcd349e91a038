import ArgumentParser
import Checkout
import Dashboard
import Query
import RecordCache
import Screen
import SessionLibrary
import Stripe

/// `till list`: sessions as Stripe has them now.
struct List: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List sessions, newest first.",
    discussion: """
      Asks Stripe with the filters that it answers. Without --all or --limit the first 20 are \
      listed; whether there are more is said on stderr. With --query the cache answers instead: \
      see “till search --help”. An empty list is no failure: its exit code is 0.
      """)

  @OptionGroup var filters: ListFilters
  @Option(help: "Search the cache with till's query language, within the other filters.")
  var query: String?
  @Option(
    help: ArgumentHelp(
      "Begin with this view: its query and filters, within the others, its order, and in csv its "
        + "columns.",
      valueName: "name"))
  var view: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run(in world: World) async throws {
    let setup = try Setup.current(in: world)
    let view = try view.map { name throws(Failure) in try setup.sessionView(named: name) }
    let filter = filters.filter(in: world, within: view?.server(in: world))
    let query = [view?.filter, query].compactMap(\.self).filter { !$0.isEmpty }
    let sort = view?.sort ?? .newestFirst
    let columns = ColumnChoice(names: view?.columns ?? []).exported
    // Stripe has only one order, and no query language.
    let isCached = self.query != nil || !query.isEmpty || sort != .newestFirst
    let cached =
      isCached
      ? try CachedList(
        query.joined(separator: " "), filter, sort: sort, output, columns: columns, in: world)
      : nil
    let plan = try await ConnectionPlan(options, setup, in: world)
    if let cached {
      _ = try await cached.run(plan)
    } else {
      try await StripeList(filter, output, columns: columns, in: world).run(plan)
    }
  }
}

/// A list from Stripe. Its pages go into the cache as they arrive.
private struct StripeList {
  private let filter: SessionFilter
  private let output: OutputOptions
  private let columns: [String]
  private let world: World

  init(
    _ filter: SessionFilter, _ output: OutputOptions, columns: [String], in world: World
  ) {
    self.filter = filter
    self.output = output
    self.columns = columns
    self.world = world
  }

  func run(_ plan: ConnectionPlan) async throws {
    let connection = try Connection.open(plan, in: world)
    var kept = CachedPages(connection, world.console)
    var left = output.count
    var writer = SessionWriter(output.form, columns: columns, in: world)
    var edge = PageCursor.newest
    var hasMore = true
    var walk = SessionWalk()
    var isEmpty = true
    do {
      while hasMore, left > 0 {
        let page = try await connection.library.ask(filter, edge, limit: min(100, left))
        try walk.take(Page(elements: page.sessions, hasMore: page.hasMore))
        isEmpty = isEmpty && page.sessions.isEmpty
        for session in page.sessions { try writer.write(session) }
        await kept.keep(page)
        left -= page.sessions.count
        hasMore = page.hasMore
        guard let last = page.sessions.last else { break }
        edge = .after(last.id)
      }
    } catch {
      if !(error is OutputError) { writer.abandon() }
      throw error
    }
    try writer.finish()
    if isEmpty, let email = filter.email { world.console.say("till: \(Self.advice(on: email))") }
    if hasMore {
      world.console.say("till: more sessions exist; --all lists them, --limit N lists N")
    }
  }
}

extension StripeList {
  /// Why an address may have found nothing.
  private static func advice(on email: String) -> SafeText {
    let text = SafeText(email).truncated(to: 60)
    let isWhole = EmailScanner.emails(in: email) == [email]
    let kind: SafeText = isWhole ? "" : "“\(text)” is no e-mail address; "
    return "nothing is found; \(kind)Stripe compares addresses letter by letter, capitals too; "
      + "“till find \(text)” also looks in the cache, whatever the capitals"
  }
}

/// Keeps pages in the cache until that fails once.
private struct CachedPages {
  private let library: SessionLibrary
  private let console: Console
  private var isKeeping: Bool
  private var hasBegun = false

  init(_ connection: Connection, _ console: Console) {
    library = connection.library
    self.console = console
    // A temporary cache is not worth the work.
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
      console.say("till: \(Failure(error).sentence); the list goes on without the cache")
    }
  }
}
