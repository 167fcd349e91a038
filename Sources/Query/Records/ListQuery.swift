/// Which records a list shows, and in which order.
package struct ListQuery: Hashable, Sendable {
  /// The part that the API answers; paging sends it.
  package var filter: RecordFilter
  /// The part that only the cache answers; nil shows everything that the filter matches.
  package var query: RecordQuery?
  package var sort: RecordSort

  package init(
    filter: RecordFilter = .all, query: RecordQuery? = nil, sort: RecordSort = .newestFirst
  ) {
    self.filter = filter
    self.query = query
    self.sort = sort
  }

  /// Those of its records that a condition holds for, too.
  package func narrowed(to condition: RecordQuery.Condition) -> ListQuery {
    var narrowed = self
    let query = query ?? RecordQuery(source: "", terms: [])
    narrowed.query = query.with(query.terms + [RecordQuery.Term(condition)])
    return narrowed
  }
}

/// Where in a list rows are read from.
package enum RowAnchor: Hashable, Sendable {
  /// The first rows of the list.
  case top
  /// The last rows of the list.
  case bottom
  /// The rows that follow the row with this position.
  case after(position: Int64)
  /// The rows that precede the row with this position, adjacent to it.
  case before(position: Int64)
  /// Rows on both sides of the place of the record with this id, whether the list shows it or
  /// not (it may just have left the filter); from the top when it is not cached.
  case around(id: String)
}

/// A stretch of adjacent rows of a list, as the cache holds it.
package struct RecordWindow<Row> {
  /// In the order of the list.
  package var rows: [Row]
  /// Whether no cached row precedes the first one.
  package var reachesTop: Bool
  /// Whether no cached row follows the last one.
  package var reachesBottom: Bool

  package init(rows: [Row] = [], reachesTop: Bool = true, reachesBottom: Bool = true) {
    self.rows = rows
    self.reachesTop = reachesTop
    self.reachesBottom = reachesBottom
  }

  package func map<Other>(_ body: (Row) -> Other) -> RecordWindow<Other> {
    RecordWindow<Other>(
      rows: rows.map(body), reachesTop: reachesTop, reachesBottom: reachesBottom)
  }
}

extension RecordWindow: Equatable where Row: Equatable {}
extension RecordWindow: Sendable where Row: Sendable {}
