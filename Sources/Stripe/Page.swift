package import Query

/// A page of a list, as it is asked for.
package struct PageRequest: Hashable, Sendable {
  package var cursor: PageCursor
  /// 1 to 100.
  package var limit: Int

  package init(_ cursor: PageCursor = .newest, limit: Int = 100) {
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
