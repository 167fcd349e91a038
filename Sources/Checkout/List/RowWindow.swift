/// From where in a list rows are read.
package enum RowAnchor: Hashable, Sendable {
  /// The first rows of the list.
  case top
  /// The last rows of the list.
  case bottom
  /// The rows that follow the row with this position.
  case after(position: Int64)
  /// The rows that precede the row with this position, adjacent to it.
  case before(position: Int64)
  /// Rows on both sides of the place of the session with this id, whether the list shows it or
  /// not (it may just have left the filter); from the top when it is not cached.
  case around(id: String)
}

/// A stretch of adjacent rows of a list, as the cache holds it.
package struct RowWindow: Equatable, Sendable {
  /// In the order of the list.
  package var rows: [SessionSummary]
  /// Whether no cached row precedes the first one.
  package var reachesTop: Bool
  /// Whether no cached row follows the last one.
  package var reachesBottom: Bool

  package init(rows: [SessionSummary] = [], reachesTop: Bool = true, reachesBottom: Bool = true) {
    self.rows = rows
    self.reachesTop = reachesTop
    self.reachesBottom = reachesBottom
  }
}
