import Checkout
/// Requests to Stripe that have no answer yet: what Ctrl-C stops, and what must not be cut off.
///
/// Each request has one answer, so it also counts while it waits for its next try.
struct UnansweredRequests: Equatable, Sendable {
  private var reads = 0
  private var writes = 0

  var isEmpty: Bool { reads == 0 && writes == 0 }
  /// Whether something is being changed at Stripe.
  var hasWrites: Bool { writes > 0 }

  mutating func send(_ request: StripeRequest) {
    if request.isWrite { writes += 1 } else { reads += 1 }
  }

  mutating func take(_ answer: StripeAnswer) {
    switch answer {
    case .syncing, .account: break
    case .found(_, .success(let found)) where !found.isFinal: break
    case .paged, .refreshed, .lineItems, .found, .synced, .fetchedObject, .story:
      reads = max(0, reads - 1)
    case .expired, .rowExpired, .created, .updated: writes = max(0, writes - 1)
    }
  }
}

extension StripeRequest {
  fileprivate var isWrite: Bool {
    switch self {
    case .expire, .expireRow, .create, .update: true
    case .fetch, .refresh, .find, .sync, .fetchLineItems, .fetchObject, .fetchStory: false
    }
  }
}
