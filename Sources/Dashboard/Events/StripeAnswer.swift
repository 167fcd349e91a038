package import Checkout
package import Query

/// What Stripe answers. Each ``StripeRequest`` has one answer; a sync also reports its progress.
package enum StripeAnswer: Equatable, Sendable {
  case paged(PageDirection, Result<PageReport, Problem>, generation: Int)
  case refreshed(id: String, Result<StoredSession, Problem>)
  case lineItems(id: String, Result<StoredLineItems, Problem>)
  case expired(id: String, Result<ExpireOutcome, Problem>)
  /// A row of a bulk expire has ended.
  case rowExpired(id: String, Result<ExpireOutcome, Problem>)
  case found(Lookup, Result<FoundSessions, Problem>)
  case syncing(SyncReport)
  case synced(Result<SyncReport, Problem>)
  case fetchedObject(Result<StoredObject, Problem>, id: StripeID)
  case story(id: String, Result<StorySources, Problem>)
  /// With the idempotency key of the request.
  case created(Result<StoredSession, Problem>, idempotencyKey: String)
  case updated(id: String, Result<StoredSession, Problem>, idempotencyKey: String)
  /// The account of the key. It arrives without a request from the view-model.
  case account(Account)
}

/// Which end of the list a page belongs to.
package enum PageDirection: Hashable, Sendable {
  case newest, older
  case gap(Gap)

  /// The pages that fill a gap.
  init(of gap: Gap) { self = gap.isOpen ? .older : .gap(gap) }
}

/// The result of a page.
package struct PageReport: Equatable, Sendable {
  package var changes: Changes
  /// Whether Stripe has more in that direction.
  package var hasMore: Bool
  /// The oldest time at which a session was last read, in Unix seconds. Only for sessions that may
  /// have changed unnoticed, because the key may not read events; nil if there are none.
  package var staleSince: Int?

  package init(_ changes: Changes, hasMore: Bool, staleSince: Int? = nil) {
    self.changes = changes
    self.staleSince = staleSince
    self.hasMore = hasMore
  }
}
