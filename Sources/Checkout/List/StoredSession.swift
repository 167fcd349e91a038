/// A session, and when it was read.
package struct StoredSession: Equatable, Sendable {
  package var session: Session
  /// When Stripe sent it, in Unix seconds.
  package var fetchedAt: Int

  /// A reading counts as current for this many seconds.
  package static let currentFor = 60

  package init(_ session: Session, fetchedAt: Int) {
    self.session = session
    self.fetchedAt = fetchedAt
  }
}

/// The line items of a session that have been read so far.
package struct StoredLineItems: Equatable, Sendable {
  /// In Stripe's order.
  package var items: [LineItem]
  /// Whether Stripe said that there are no more items.
  package var isComplete: Bool
  /// When Stripe sent the last page, in Unix seconds.
  package var fetchedAt: Int

  package init(items: [LineItem], isComplete: Bool, fetchedAt: Int) {
    self.items = items
    self.isComplete = isComplete
    self.fetchedAt = fetchedAt
  }
}
