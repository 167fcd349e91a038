internal import Checkout
import GRDB
package import Query

/// One end of a stretch that is wholly cached.
package enum SpanEnd: Sendable { case newest, oldest }

/// A stretch that is wholly cached, by the positions of its ends.
package struct CachedSpan: Hashable, Sendable {
  package let newest: Int64
  package let oldest: Int64

  /// The second of the newest end. Unix seconds, like that of the oldest.
  package var newestSecond: Int { RecordPosition.second(of: newest) }
  package var oldestSecond: Int { RecordPosition.second(of: oldest) }
}

extension RecordCache {
  /// The stretches in which everything that a filter lets through is cached, newest first; inside the
  /// filter's own interval of `created`.
  package func spans(of filter: RecordFilter) async throws(CacheError) -> [CachedSpan] {
    try await read { [kind] database in
      try CoverageStore(database: database, kind: kind).spans(of: filter).spans.map {
        CachedSpan(newest: $0.upperBound, oldest: $0.lowerBound)
      }
    }
  }

  /// Whether no record at all is cached in a stretch.
  package func isEmpty(_ span: CachedSpan) async throws(CacheError) -> Bool {
    try await read { [kind] in
      try CoverageStore(database: $0, kind: kind).isEmpty(span.oldest...span.newest)
    }
  }

  /// Whether a stretch reaches the first record that a filter can ever let through.
  package func reachesBeginning(_ span: CachedSpan, of filter: RecordFilter) -> Bool {
    span.oldest <= filter.positions?.lowerBound ?? 0
  }

  /// A record near one end of a stretch, from which a page can be asked for. `skip` records nearer
  /// to the end are passed over.
  package func cursor(
    at end: SpanEnd, of span: CachedSpan, _ filter: RecordFilter, skip: Int = 0
  ) async throws(CacheError) -> String? {
    try await read { [columns] database in
      let selection = RowSelection(ListQuery(filter: filter), columns)
      let select = selection.select(
        "s.id", from: .index,
        where: [RowSelection.places(span.oldest...span.newest)])
      let order: SQL = end == .newest ? "s.place" : "s.place DESC"
      return try SQLRequest<String>(literal: "\(select) ORDER BY \(order) LIMIT 1 OFFSET \(skip)")
        .fetchOne(database)
    }
  }

  /// Removes the coverage of a stretch below one of its records, because the API has other records
  /// there. The next page from there shows which of them are gone.
  package func retreat(_ span: CachedSpan, to id: String) async throws(CacheError) {
    try await write { [objects, columns] database in
      let writer = Writer(database: database, objects: objects, columns: columns)
      guard let position = try writer.position(of: id), position > 0 else { return }
      try CoverageStore(database: database, kind: columns.kind)
        .uncover(min(span.oldest, position - 1)...position - 1)
    }
  }

  /// Removes the coverage of a stretch and of all that is older. The records stay until a page
  /// shows which are gone.
  package func uncover(downFrom span: CachedSpan) async throws(CacheError) {
    try await write { [kind] database in
      try CoverageStore(database: database, kind: kind).uncover(0...max(span.newest, 0))
    }
  }
}

extension RecordFilter {
  /// The filters for what is older than all spans, and for what is newer; none where nothing can be.
  func outside(_ coverage: Coverage) -> [RecordFilter] {
    guard let newest = coverage.spans.first?.newest, let oldest = coverage.spans.last?.oldest else {
      return []
    }
    var outside: [RecordFilter] = []
    if !coverage.reachesBeginning {
      var older = self
      older.created.lt = min(created.lt ?? .max, oldest)
      outside.append(older)
    }
    if coverage.end != .now {
      var newer = self
      newer.created.gt = max(created.gt ?? .min, newest)
      outside.append(newer)
    }
    return outside
  }
}
