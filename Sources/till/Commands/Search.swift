import ArgumentParser
import Checkout
import Query
import Dashboard
import Glibc
import Screen
import RecordCache
import SessionLibrary

/// `till search QUERY`: sessions from the cache, without network.
struct Search: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search what is cached, without network.",
    discussion: """
      Words and "phrases" are looked for in names, e-mails, phones, references, metadata, answers
      and known line items. Conditions: status:open  is:unpaid  mode:subscription  currency:eur
      amount>=50  created:2026-11-01..2026-11-14  created:>7d  meta.order_id:6735
      has:subscription  email:ada  -word. Words of one or two letters match the beginning of a word
      only; days are local ones. “till sync” fills the cache.
      """)

  @Argument(parsing: .allUnrecognized, help: "The query; several words must all match.")
  var query: [String]
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  mutating func validate() throws {
    // “-word” is part of a query, “--word” is not, unless “--” has ended the options.
    let end = query.firstIndex(of: "--")
    if let unknown = query[..<(end ?? query.endIndex)].first(where: { $0.hasPrefix("--") }) {
      throw ValidationError("There is no option \(unknown).")
    }
    if let end { query.remove(at: end) }
  }

  func run() async throws {
    try await CachedList(query.joined(separator: " "), SessionFilter(), output)
      .run(ConnectionPlan(options, .current))
  }
}

/// How much is printed, and how.
struct OutputOptions: ParsableArguments {
  @Option(help: "List this many at the most.")
  var limit: Int?
  @Flag(help: "List all that match.")
  var all = false
  @Option(help: "table, json, ndjson or csv. json and ndjson give Stripe's objects unchanged.")
  var format = OutputFormat.table

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number from 1.") }
    if all, limit != nil { throw ValidationError("Give either --all or --limit.") }
  }

  /// Rows at the most.
  var count: Int { all ? Int.max : limit ?? 20 }
}

/// A list that the cache alone answers.
struct CachedList {
  private let query: ListQuery
  private let output: OutputOptions

  /// - Throws: with the place of the mistake below the query.
  init(
    _ text: String, _ filter: SessionFilter, _ output: OutputOptions
  ) throws(Failure) {
    do throws(QueryError) {
      let query = try SessionQuery(parsing: text, now: time(nil), zone: .local)
      self.query = ListQuery(filter: filter, query: query.terms.isEmpty ? nil : query)
    } catch {
      throw Failure(.usage, error.pointing(at: text))
    }
    self.output = output
  }

  func run(_ plan: ConnectionPlan) async throws {
    let cache = try plan.existingCache()
    defer { try? cache.close() }
    var written = 0
    do throws(CacheError) {
      written = try await print(from: cache)
      let coverage = try await cache.coverage(of: query.filter)
      let cached = try await cache.count(ListQuery())
      let matching = written < output.count ? written : try await cache.count(query)
      let found =
        matching == 0
        ? "nothing matches" : "\(written.grouped) of \(matching.counted("match", "matches"))"
      let more = matching > written ? "; --all lists them, --limit N lists N" : ""
      Standard.error(
        "till: \(found) in " + coverage.scope(of: cached, .local, now: time(nil)) + more)
      if matching == 0 {
        if let advice = query.query?.shortWordAdvice { Standard.error("till: \(advice)") }
        Standard.error("till: \(coverage.unseen) was not looked at; “till sync” loads it")
      }
    } catch { throw Failure(.failed, error.message) }
  }

  private func print(from cache: RecordCache) async throws(CacheError) -> Int {
    var writer = SessionWriter(output.format)
    var anchor = RowAnchor.top
    var count = 0
    while count < output.count {
      let window = try cache.rowsNow(query, anchor, limit: min(500, output.count - count))
      for row in window.rows {
        if output.format == .table {
          writer.write(SessionSummary(row))
        } else if let stored = try cache.sessionNow(row.id) {
          writer.write(stored.session)
        }
        count += 1
      }
      guard !window.reachesBottom, let last = window.rows.last else { break }
      anchor = .after(position: last.position)
    }
    writer.finish()
    return count
  }
}

extension Coverage {
  /// What a search of the cache has not looked at.
  fileprivate var unseen: String {
    isWhole ? "what is newer, or has changed since," : "what is not cached"
  }
}

extension ConnectionPlan {
  /// The cache as it is, without a connection.
  fileprivate func existingCache() throws(Failure) -> RecordCache {
    let path = try cachePath()
    guard access(path, F_OK) == 0 else {
      throw Failure(.failed, "nothing is cached yet: “till sync” fills the cache")
    }
    var plan = self
    plan.needsCache = true
    do throws(CacheError) {
      let (cache, notice) = try plan.openCache()
      if let notice { Standard.error("till: \(notice)") }
      return cache
    } catch { throw Failure(.failed, error.message) }
  }
}

extension QueryError {
  /// The sentence, and the query with a mark below what is wrong. Of what stands long before or after
  /// that only the nearest part is shown, so that mark and query stay below each other.
  func pointing(at query: String) -> String {
    let characters = Array(query)
    let start = min(range.lowerBound, characters.count)
    let end = min(max(range.upperBound, start), characters.count)
    let (first, last) = (max(0, start - 40), min(characters.count, max(end, start + 30)))
    let head = (first > 0 ? "…" : "") + Sanitiser.display(String(characters[first..<start]))
    let wrong = Sanitiser.display(String(characters[start..<end]))
    let tail =
      Sanitiser.display(String(characters[end..<last])) + (last < characters.count ? "…" : "")
    let before = TextWidth.cells(of: head)
    let width = TextWidth.cells(of: wrong)
    return """
      \(message)
        \(head)\(wrong)\(tail)
        \(String(repeating: " ", count: before))\(String(repeating: "^", count: max(1, width)))
      """
  }
}
