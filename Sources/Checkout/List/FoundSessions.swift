/// What a look-up has found, and how.
package struct FoundSessions: Equatable, Sendable {
  /// Newest first.
  package var ids: [String]
  /// Requests that it took; none when the cache answered.
  package var requests: Int
  /// What Stripe was asked, for people: `payment_intent=pi_…`; empty when it was not.
  package var asked: String
  /// Whether there are more than `ids` names.
  package var hasMore: Bool
  /// The query of the cache that shows all of them; nil where the ids do.
  package var query: SessionQuery?
  /// Why it leads to no session, where it cannot; a sentence without its full stop.
  package var reason: String?
  /// Where nothing was found: what is cached and written nearly so.
  package var near: [String] = []
  /// Whether Stripe has nothing to add: it was asked, or has no filter for this.
  package var isFinal = true

  package init(
    ids: [String] = [], requests: Int = 0, asked: String = "", hasMore: Bool = false
  ) {
    self.ids = ids
    self.requests = requests
    self.asked = asked
    self.hasMore = hasMore
  }
}
