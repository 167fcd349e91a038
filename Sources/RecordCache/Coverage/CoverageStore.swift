internal import Checkout
import GRDB
internal import Query

/// Reads and writes which stretches are wholly cached, inside a transaction.
struct CoverageStore {
  let database: Database
  let kind: RecordKind

  // MARK: - Reading

  /// Where everything that a filter lets through is cached: what was paged with the filter, and
  /// what was paged without any.
  func spans(of filter: RecordFilter) throws -> SpanSet {
    guard let bounds = filter.positions else { return SpanSet() }
    return try unbounded(filter).clipped(to: bounds)
  }

  /// The same, without the filter's interval of `created`.
  private func unbounded(_ filter: RecordFilter) throws -> SpanSet {
    let spans = try stored(filter.fingerprint(in: kind.fields))
    return filter.isUnfiltered ? spans : spans.union(try stored(""))
  }

  func coverage(of filter: RecordFilter) throws -> Coverage {
    let all = try unbounded(filter)
    var spans = filter.positions.map { all.clipped(to: $0).spans } ?? []
    let refreshedAt = try refreshedAt(filter)
    let end = end(of: spans.first, filter, top: all.spans.first, refreshedAt)
    // An empty stretch only tells how far back there is nothing; what is above it is unknown.
    while let last = spans.last, spans.count > 1 || refreshedAt == nil, try isEmpty(last) {
      spans.removeLast()
    }
    let beginning = filter.positions?.lowerBound ?? 0
    return Coverage(
      spans: try spans.map { span in try seconds(of: span) },
      reachesBeginning: spans.last?.lowerBound == beginning, refreshedAt: refreshedAt, end: end)
  }

  /// What is known above the newest span. `top` is the newest one without the filter's interval: if
  /// it is above the moment of the refresh, it was paged with an upper bound, and what is above
  /// it was not asked for.
  private func end(
    of newest: SpanSet.Span?, _ filter: RecordFilter, top: SpanSet.Span?, _ refreshedAt: Int?
  ) -> Coverage.End {
    let bound = filter.hasUpperBound ? filter.positions?.upperBound : nil
    if let bound, newest?.upperBound == bound { return .bound }
    guard let refreshedAt else { return .unknown }
    if let newest, let top,
      newest.upperBound != top.upperBound
        || top.upperBound > RecordPosition.lastKnown(at: refreshedAt)
    {
      return .unknown
    }
    return bound.map { RecordPosition.second(of: $0) < refreshedAt } == true ? .bound : .now
  }

  /// Whether no session at all is cached in a stretch.
  func isEmpty(_ span: SpanSet.Span) throws -> Bool {
    let places = RecordPosition.place(span.upperBound)...RecordPosition.place(span.lowerBound)
    return try Int.fetchOne(
      database.cachedStatement(
        sql: "SELECT 1 FROM \(kind.name) WHERE place BETWEEN ? AND ? LIMIT 1"),
      arguments: [places.lowerBound, places.upperBound]) == nil
  }

  /// A stretch in seconds. Where it reaches the beginning, its oldest session tells how far back
  /// that is.
  private func seconds(of span: SpanSet.Span) throws -> Coverage.Span {
    var oldest = RecordPosition.second(of: span.lowerBound)
    let newest = RecordPosition.second(of: span.upperBound)
    if span.lowerBound == 0 {
      let first = try Int64.fetchOne(
        database.cachedStatement(sql: "SELECT max(place) FROM \(kind.name)"))
      oldest = min(
        first.map { RecordPosition.second(of: RecordPosition.place($0)) } ?? newest, newest)
    }
    return Coverage.Span(newest: newest, oldest: oldest)
  }

  private func refreshedAt(_ filter: RecordFilter) throws -> Int? {
    try Int.fetchOne(
      database.cachedStatement(sql: "SELECT max(at) FROM refreshed WHERE filter IN (?, '')"),
      arguments: [filter.fingerprint(in: kind.fields)])
  }

  func stored(_ fingerprint: String) throws -> SpanSet {
    let statement = try database.cachedStatement(
      sql: "SELECT oldest, newest FROM coverage WHERE filter = ? ORDER BY oldest DESC")
    return SpanSet(
      try Row.fetchAll(statement, arguments: [fingerprint]).map { row in
        let oldest: Int64 = try row.whole(0)
        let newest: Int64 = try row.whole(1)
        return oldest...max(oldest, newest)
      })
  }

  // MARK: - Writing

  /// Adds what a page shows: from its first session, or from its cursor, to its last session, or to
  /// the end of the list.
  func extend(with page: EncodedPage, positions: [String: Int64]) throws {
    if page.reachesNow {
      try execute(
        "INSERT OR REPLACE INTO refreshed VALUES (?, ?)", [page.fingerprint, page.fetchedAt])
    }
    guard let span = page.span(positions) else { return }
    var spans = try stored(page.fingerprint)
    guard
      !spans.spans.contains(where: { $0.contains(span.lowerBound) && $0.contains(span.upperBound) })
    else { return }
    spans.insert(span)
    try write(spans, page.fingerprint)
  }

  // MARK: - The future

  /// Whether the coverage reaches past `now` (Unix seconds), where sessions cannot be known yet.
  func reaches(beyond now: Int) throws -> Bool {
    let newest = try Int64.fetchOne(database, sql: "SELECT max(newest) FROM coverage")
    return try newest ?? 0 > latest(at: now)
  }

  /// Removes the coverage beyond `now`: sessions will still appear there.
  func clip(to now: Int) throws {
    let known = 0...(try latest(at: now))
    for fingerprint in try fingerprints() {
      try write(try stored(fingerprint).clipped(to: known), fingerprint)
    }
  }

  /// The newest position that can be covered: that of a session which is not in the future, or the
  /// end of the second before `now`.
  private func latest(at now: Int) throws -> Int64 {
    let newest = try Int64.fetchOne(
      database, sql: "SELECT min(place) FROM \(kind.name) WHERE place >= ?",
      arguments: [RecordPosition.place(RecordPosition.lastKnown(at: now))])
    return max(newest.map(RecordPosition.place) ?? 0, RecordPosition.start(of: now) - 1, 0)
  }

  // MARK: - Holes

  /// Takes a stretch out of every coverage: if it is wrong for one list, it may be wrong for all.
  func uncover(_ hole: ClosedRange<Int64>) throws {
    for fingerprint in try fingerprints() {
      var spans = try stored(fingerprint)
      spans.remove(hole)
      try write(spans, fingerprint)
    }
  }

  /// Removes the whole stretches that hold a position.
  func uncoverSpans(holding position: Int64) throws {
    for fingerprint in try fingerprints() {
      var spans = try stored(fingerprint)
      guard let span = spans.span(holding: position) else { continue }
      spans.remove(span)
      try write(spans, fingerprint)
    }
  }

  private func fingerprints() throws -> [String] {
    try String.fetchAll(database, sql: "SELECT DISTINCT filter FROM coverage")
  }

  func write(_ spans: SpanSet, _ fingerprint: String) throws {
    try execute("DELETE FROM coverage WHERE filter = ?", [fingerprint])
    for span in spans.spans {
      try execute(
        "INSERT INTO coverage VALUES (?, ?, ?)", [fingerprint, span.lowerBound, span.upperBound])
    }
  }

  /// Moves the ends of coverage along with the sessions of a second. An end that has no session any
  /// more could land on the wrong side of one, so it moves back to where the second ends.
  func move(_ moved: [Int64: Int64], within second: Int) throws {
    let bounds = RecordPosition.start(of: second)...RecordPosition.end(of: second)
    for fingerprint in try fingerprints() {
      let spans = try stored(fingerprint).spans
      let followed = spans.compactMap { span -> SpanSet.Span? in
        var (lower, upper) = (span.lowerBound, span.upperBound)
        if bounds.contains(lower), lower != bounds.lowerBound {
          lower = moved[lower] ?? bounds.upperBound + 1
        }
        if bounds.contains(upper), upper != bounds.upperBound {
          upper = moved[upper] ?? bounds.lowerBound - 1
        }
        return lower <= upper ? lower...upper : nil
      }
      if followed != spans { try write(SpanSet(followed), fingerprint) }
    }
  }

  private func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

extension EncodedPage {
  /// Whether nothing was newer than this page when it was asked for.
  var reachesNow: Bool {
    guard let bounds = filter.positions, RecordPosition.second(of: bounds.lowerBound) <= fetchedAt,
      !filter.hasUpperBound || RecordPosition.second(of: bounds.upperBound) >= fetchedAt
    else { return false }
    return switch edge {
    case .newest: true
    case .before: !hasMore
    case .after: false
    }
  }

  /// The stretch of positions that the page shows; nil when it shows none: it is empty but claims
  /// that there is more, or it contradicts itself.
  func span(_ positions: [String: Int64]) -> SpanSet.Span? {
    guard let bounds = filter.positions else { return nil }
    let newest = ends.flatMap { positions[$0.newest] }
    let oldest = ends.flatMap { positions[$0.oldest] }
    // No bound covers the second of the answer or later ones: sessions may still appear there.
    let isOver = { (position: Int64) in RecordPosition.second(of: position) < fetchedAt }
    let hasUpperBound = filter.hasUpperBound && isOver(bounds.upperBound)
    let upper: Int64?
    let lower: Int64?
    switch edge {
    case .newest:
      upper =
        hasUpperBound
        ? bounds.upperBound : newest ?? (isOver(bounds.lowerBound) ? bounds.lowerBound : nil)
      lower = hasMore ? oldest : bounds.lowerBound
    case .after(let id):
      upper = positions[id] ?? newest
      lower = hasMore ? oldest : bounds.lowerBound
    case .before(let id):
      upper = hasMore || !hasUpperBound ? newest ?? positions[id] : bounds.upperBound
      lower = positions[id] ?? oldest
    }
    guard let lower, var upper, hasMore ? ends != nil : true else { return nil }
    // Below a session whose test clock is ahead, others will still appear.
    if upper > RecordPosition.lastKnown(at: fetchedAt) {
      upper = RecordPosition.start(of: fetchedAt) - 1
    }
    return lower <= upper ? lower...upper : nil
  }
}
