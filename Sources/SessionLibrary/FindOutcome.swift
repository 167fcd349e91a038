package import Checkout

/// What a look-up has found, and how.
package struct FindOutcome: Equatable, Sendable {
  package enum Origin: Equatable, Sendable {
    /// What was cached answers.
    case cache
    /// Stripe was asked.
    case stripe
  }

  /// Newest first.
  package var ids: [String] = []
  package var origin = Origin.cache
  package var requests = 0
  /// What Stripe was asked, for people: `payment_intent=pi_…`; empty when it was not.
  package var asked = ""
  /// Whether there are more than `ids` names.
  package var hasMore = false
  /// The query of the cache that shows all of them; nil where the ids do.
  package var query: SessionQuery?
  /// Why it leads to no session, where it cannot; a sentence without its full stop.
  package var reason: String?
  /// Where nothing was found: what is cached and written nearly so.
  package var near: [String] = []
  /// Whether Stripe has nothing to add: it was asked, or has no filter for this.
  package var isFinal = true

  package init() {}
}
