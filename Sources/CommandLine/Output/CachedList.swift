import Checkout
import Dashboard
import Glibc
import Query
import RecordCache
import Screen
import Units

/// A list that is read from the cache alone.
struct CachedList {
  private let query: ListQuery
  /// What is listed instead if nothing matches: the sessions whose ids the text is a part of.
  private let parts: SessionQuery?
  private let output: OutputOptions
  /// The columns of CSV where the options name none.
  private let columns: [String]
  private let world: World
  /// How many rows are read at once.
  private static let window = 500

  /// - Throws: an error that shows the place of the mistake below the query.
  init(
    _ text: String, _ filter: SessionFilter, sort: SessionSort = .newestFirst,
    _ output: OutputOptions, columns: [String] = [], in world: World
  ) throws(Failure) {
    var query = try ListQuery(text, filter, in: world)
    query.sort = sort
    self.query = query
    parts = Self.parts(text)
    self.output = output
    self.columns = columns
    self.world = world
  }

  /// Nil for a text that is more than a word or a link, and for a plain word: to compare the ends of
  /// all ids takes longer than the search, and they nearly always have digits or capitals.
  private static func parts(_ text: String) -> SessionQuery? {
    guard !text.hasPrefix("-"), !text.contains(where: \.isWhitespace), !Lookup.text(text).isQuery,
      text.dropFirst().contains(where: { $0.isUppercase || $0.isNumber || $0 == "_" })
    else { return nil }
    return Lookup(text)?.idQuery
  }

  /// Prints what matches, and how much of the cache was searched.
  ///
  /// - Returns: how many sessions match.
  func run(_ plan: ConnectionPlan) async throws -> Int {
    let cache = try plan.existingCache(in: world)
    defer { try? cache.close() }
    let console = world.console
    var query = query
    var first = try cache.rowsNow(query, .top, limit: min(Self.window, output.count))
    if first.rows.isEmpty, let parts {
      query.query = parts
      first = try cache.rowsNow(query, .top, limit: min(Self.window, output.count))
    }
    let (written, damaged) = try print(query, from: first, in: cache)
    let coverage = try await cache.coverage(of: query.filter)
    let cached = try await cache.count(query.filter.spanned)
    let matching =
      written + damaged < output.count ? written + damaged : try await cache.count(query)
    let found =
      matching == 0
      ? "nothing matches" : "\(written.grouped) of \(matching.counted("match", "matches"))"
    let more: SafeText = matching > written + damaged ? "; --all lists them, --limit N lists N" : ""
    let scope = coverage.scopeWithAge(of: cached, in: world.zone(), now: world.now())
    console.say("till: \(found) in \(scope)\(more)")
    if query.sort.isByAmount {
      let unit = if case .path = query.sort.key { "in minor units" } else { "as numbers" }
      console.say("till: sorted by amount: amounts are compared \(unit), across currencies")
    }
    if matching == 0 || query.query?.asksForNoted == true {
      console.say("till: \(try await cache.knownParts(of: query.filter))")
    }
    if let caution = query.query?.caution(besideHits: matching > 0) {
      console.say("till: \(caution)")
    }
    if matching == 0 {
      if let advice = query.query?.advice { console.say("till: \(advice)") }
      if self.query.query?.asksForText == true {
        console.say(
          "till: \(FoundList.unsearchedFields); “till find” compares them as whole values")
      }
      console.say("till: \(coverage.unseen)")
    }
    if damaged > 0 {
      throw Failure(
        .failed,
        "\(damaged.counted("session")) of the cache could not be read, and "
          + "\(damaged == 1 ? "was" : "were") left out: “till sync” reads all again from Stripe")
    }
    return matching
  }

  /// - Returns: how many sessions were printed, and how many are damaged in the cache.
  private func print(
    _ query: ListQuery, from first: RecordWindow<RecordRow>, in cache: RecordCache
  ) throws -> (written: Int, damaged: Int) {
    var writer = SessionWriter(output.form, columns: columns, in: world)
    var window = first
    var (count, damaged) = (0, 0)
    while true {
      for row in window.rows {
        count += 1
        if output.form.chosen == .table {
          try writer.write(SessionSummary(row))
        } else if let session = try session(row.id, cache) {
          try writer.write(session)
        } else {
          damaged += 1
        }
      }
      guard count < output.count, !window.reachesBottom, let last = window.rows.last else { break }
      window = try cache.rowsNow(
        query, .after(position: last.position), limit: min(Self.window, output.count - count))
    }
    try writer.finish()
    return (count - damaged, damaged)
  }

  /// Nil if the session is damaged.
  private func session(_ id: String, _ cache: RecordCache) throws -> Session? {
    do throws(CacheError) {
      return try cache.sessionNow(id)?.session
    } catch {
      guard error.code == .damaged else { throw error }
      return nil
    }
  }
}

extension ListQuery {
  /// The list for the words and filters of a command line.
  ///
  /// - Throws: an error that shows the place of the mistake below the words.
  init(_ text: String, _ filter: SessionFilter, in world: World) throws(Failure) {
    do throws(QueryError) {
      let query = try SessionQuery(parsing: text, now: world.now(), zone: world.zone())
      self.init(filter: filter, query: query.terms.isEmpty ? nil : query)
    } catch {
      throw Failure(.usage, error.pointing(at: text))
    }
  }
}

extension SessionSort {
  /// Whether it compares amounts, which may be of several currencies.
  fileprivate var isByAmount: Bool {
    switch key {
    case .field(let name):
      if case .amount = Session.fields[name]?.type { true } else { false }
    case .path(let path): path.split(separator: ".").last?.contains("amount") == true
    case .entry: false
    }
  }
}

extension SessionFilter {
  /// All sessions of the filter's interval: those that were looked at.
  var spanned: ListQuery {
    var filter = SessionFilter()
    filter.created = created
    return ListQuery(filter: filter)
  }
}

extension Coverage {
  /// What a search of the cache has not looked at. Stripe has no event for a change of metadata.
  fileprivate var unseen: SafeText {
    isWhole
      ? "what is newer, or has changed since, was not looked at; “till sync” loads it, except changes "
        + "without an event, such as those of metadata"
      : "what is not cached was not looked at; “till sync” loads it"
  }
}

extension ConnectionPlan {
  /// Whether there is a cache of this account.
  ///
  /// - Throws: if its folder may not be entered, so that it is not known.
  func hasCache() throws(Failure) -> Bool {
    let path = try cachePath()
    if access(path, F_OK) == 0 { return true }
    guard errno == EACCES else { return false }
    throw Failure(.failed, "the cache \(path) may not be read: check the permissions of its folder")
  }

  /// The existing cache, without a connection.
  func existingCache(in world: World) throws(Failure) -> RecordCache {
    guard try hasCache() else {
      throw Failure(.failed, "nothing is cached yet: “till sync” fills the cache")
    }
    var plan = self
    plan.needsCache = true
    do throws(CacheError) {
      let (cache, notice) = try plan.openCache(in: world, onlyReads: true)
      if let notice { world.console.say("till: \(notice)") }
      return cache
    } catch { throw Failure(error) }
  }
}

extension QueryError {
  /// The sentence, and the query with a mark below the mistake. Of a long query only the part near
  /// the mistake is shown, so that the mark stays in place.
  func pointing(at query: String) -> SafeText {
    let characters = Array(query)
    let start = min(range.lowerBound, characters.count)
    let end = min(max(range.upperBound, start), characters.count)
    let (first, last) = (max(0, start - 40), min(characters.count, max(end, start + 30)))
    let cutBefore = first > 0 ? "…" : ""
    let cutBehind = last < characters.count ? "…" : ""
    let head = SafeText(cutBefore + String(characters[first..<start]))
    let wrong = SafeText(String(characters[start..<end]))
    let tail = SafeText(String(characters[end..<last]) + cutBehind)
    let blanks = String(repeating: " ", count: head.cells)
    let marks = String(repeating: "^", count: max(1, wrong.cells))
    return "\(message)\n  \(head)\(wrong)\(tail)\n  \(blanks)\(marks)"
  }
}
