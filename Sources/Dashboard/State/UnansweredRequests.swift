import Checkout
/// Requests that have no answer yet: what Ctrl-C stops, and what must not be cut off. Requests
/// to Firestore are not counted here, since some have several answers: see ``DocumentsReading``.
///
/// Each request has one answer, so it also counts while it waits for its next try.
struct UnansweredRequests: Equatable, Sendable {
  private var reads = 0
  private var writes = 0
  /// Exports, and the user's own commands.
  private var errands = 0
  /// Whether the user has stopped the changes that are under way: no more of them is sent, and what
  /// was sent gets a moment for its answer.
  private(set) var isStopping = false

  var isEmpty: Bool { reads == 0 && writes == 0 && errands == 0 }
  /// Whether something is being changed at Stripe.
  var hasWrites: Bool { writes > 0 }

  mutating func send(_ effect: Effect) {
    switch effect {
    case .stripe(let request) where request.isWrite:
      writes += 1
      isStopping = false
    case .stripe: reads += 1
    case .system(.export), .system(.run): errands += 1
    case .cache, .firestore, .system, .loop: break
    }
  }

  mutating func stop() { isStopping = hasWrites }

  mutating func take(_ answer: StripeAnswer) {
    switch answer {
    case .syncing, .account: break
    case .found(_, .success(let found)) where !found.isFinal: break
    case .paged, .refreshed, .lineItems, .found, .synced, .fetchedObject, .story:
      reads = max(0, reads - 1)
    case .expired, .rowExpired, .created, .updated:
      writes = max(0, writes - 1)
      if writes == 0 { isStopping = false }
    }
  }

  mutating func takeEnd() { errands = max(0, errands - 1) }
}

extension StripeRequest {
  fileprivate var isWrite: Bool {
    switch self {
    case .expire, .expireRow, .create, .update: true
    case .fetch, .refresh, .find, .sync, .fetchLineItems, .fetchObject, .fetchStory: false
    }
  }
}
