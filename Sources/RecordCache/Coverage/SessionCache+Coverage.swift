package import Checkout
import GRDB

/// One end of a stretch that is wholly cached.
package enum SpanEnd: Sendable { case newest, oldest }

/// A stretch that is wholly cached, by the positions of its ends.
package struct CachedSpan: Hashable, Sendable {
  package let newest: Int64
  package let oldest: Int64

  /// The second of the newest end. Unix seconds, like that of the oldest.
  package var newestSecond: Int { Position.second(of: newest) }
  package var oldestSecond: Int { Position.second(of: oldest) }
}

extension SessionCache {
  /// The stretches in which everything that a filter lets through is cached, newest first; inside the
  /// filter's own interval of `created`.
  package func spans(of filter: SessionFilter) async throws(CacheError) -> [CachedSpan] {
    try await read { database in
      try CoverageStore(database: database).spans(of: filter).spans.map {
        CachedSpan(newest: $0.upperBound, oldest: $0.lowerBound)
      }
    }
  }

  /// Whether no session at all is cached in a stretch.
  package func isEmpty(_ span: CachedSpan) async throws(CacheError) -> Bool {
    try await read { try CoverageStore(database: $0).isEmpty(span.oldest...span.newest) }
  }

  /// Whether a stretch reaches the first session that a filter can ever let through.
  package func reachesBeginning(_ span: CachedSpan, of filter: SessionFilter) -> Bool {
    span.oldest <= filter.positions?.lowerBound ?? 0
  }

  /// A session of a list near one end of a stretch: what a page can be asked for from. `skip`
  /// sessions nearer to the end are passed over.
  package func cursor(
    at end: SpanEnd, of span: CachedSpan, _ filter: SessionFilter, skip: Int = 0
  ) async throws(CacheError) -> String? {
    try await read { database in
      let selection = RowSelection(ListQuery(filter: filter))
      let select = selection.select(
        "s.id", from: .index,
        where: [RowSelection.places(span.oldest...span.newest)])
      let order: SQL = end == .newest ? "s.place" : "s.place DESC"
      return try SQLRequest<String>(literal: "\(select) ORDER BY \(order) LIMIT 1 OFFSET \(skip)")
        .fetchOne(database)
    }
  }

  /// Forgets that anything is wholly cached beyond a session, because Stripe does not know the ones
  /// at that end any more. The next page from there says which of them are gone.
  package func retreat(
    _ end: SpanEnd, of span: CachedSpan, to id: String
  ) async throws(CacheError) {
    try await write { [objects] database in
      let writer = Writer(database: database, objects: objects)
      guard let position = try writer.position(of: id) else { return }
      let hole =
        end == .newest
        ? position + 1...max(span.newest, position + 1)
        : min(span.oldest, position - 1)...position - 1
      try CoverageStore(database: database).uncover(hole)
    }
  }

  /// Forgets that a stretch is wholly cached. Its sessions stay until a page shows which are gone.
  package func uncover(_ span: CachedSpan) async throws(CacheError) {
    try await write { try CoverageStore(database: $0).uncover(span.oldest...span.newest) }
  }
}
