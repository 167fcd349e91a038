package import Checkout
package import Query
import RecordCache

extension SessionLibrary {
  /// Rows that are read at once.
  private static let streamed = 500

  /// Passes the cached sessions of a list to a closure in order, at most `limit`, without keeping
  /// them. Sessions written in the meantime may or may not be among them.
  ///
  /// - Returns: how many there were.
  /// - Throws: what `body` throws, `LibraryError` if the cache cannot be read, or
  ///   `CancellationError`.
  package func forEachSession(
    _ query: ListQuery, limit: Int = .max, _ body: (Session) throws -> Void
  ) async throws -> Int {
    var anchor = RowAnchor.top
    var count = 0
    while count < limit {
      try Task.checkCancellation()
      let window = try await rows(query, anchor, limit: min(Self.streamed, limit - count))
      for row in window.rows {
        guard let stored = try await session(row.id) else { continue }
        try body(stored.session)
        count += 1
      }
      guard !window.reachesBottom, let last = window.rows.last else { break }
      anchor = .after(position: last.position)
    }
    return count
  }
}
