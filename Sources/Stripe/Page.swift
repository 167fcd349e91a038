/// Which page of a list is asked for. Lists are newest first in both directions.
/// Source: https://docs.stripe.com/api/pagination
package struct PageRequest: Hashable, Sendable {
  package enum Cursor: Hashable, Sendable {
    case newest
    /// Older than this id: `starting_after`.
    case after(String)
    /// Newer than this id, and adjacent to it: `ending_before`.
    case before(String)
  }

  package var cursor: Cursor
  /// 1 to 100.
  package var limit: Int

  package init(_ cursor: Cursor = .newest, limit: Int = 100) {
    self.cursor = cursor
    self.limit = limit
  }
}

/// One page of a list, as it was received.
package struct Page<Element: Sendable>: Sendable {
  /// Newest first.
  package var elements: [Element]
  /// Whether there is more in the direction that was asked for.
  package var hasMore: Bool

  package init(elements: [Element], hasMore: Bool) {
    self.elements = elements
    self.hasMore = hasMore
  }
}
