package import Query

/// A page of a list as its API sent it, with the question that it answers.
package struct RecordPage: Sendable {
  /// The filter of the list; it decides under which coverage the page is kept.
  package var filter: RecordFilter
  /// From where the page was asked for.
  package var edge: PageCursor
  /// Newest first.
  package var records: [RecordObject]
  /// Whether there is more in the direction that was asked for.
  package var hasMore: Bool
  /// When the page was asked for, in Unix seconds: it overwrites nothing newer.
  package var fetchedAt: Int

  package init(
    filter: RecordFilter, edge: PageCursor, records: [RecordObject], hasMore: Bool, fetchedAt: Int
  ) {
    self.filter = filter
    self.edge = edge
    self.records = records
    self.hasMore = hasMore
    self.fetchedAt = fetchedAt
  }
}

/// What writing has changed.
package struct StoreOutcome: Equatable, Sendable {
  package var changes: Changes
  /// Records that were cached with another creation time; they count as changed, too.
  package var moved = 0
  /// Records that may be gone, going by a page; only the API can tell.
  package var doubtful: [String] = []

  package init(_ changes: Changes = Changes()) { self.changes = changes }
}

extension RecordFilter {
  /// The positions that the interval of `created` lets through; nil when it lets none through.
  var positions: ClosedRange<Int64>? {
    let oldest = max(created.gte ?? 0, (created.gt ?? -1) + 1, 0)
    let newest = min(
      created.lte ?? RecordPosition.latest, (created.lt ?? RecordPosition.latest + 1) - 1)
    guard oldest <= newest else { return nil }
    return RecordPosition.start(of: oldest)...RecordPosition.end(of: newest)
  }

  /// Whether the interval of `created` ends in the past rather than now.
  var hasUpperBound: Bool { created.lt != nil || created.lte != nil }
}
