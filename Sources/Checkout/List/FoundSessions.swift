package import Query

/// What a look-up found, and how.
package struct FoundSessions: Equatable, Sendable {
  /// Newest first.
  package var ids: [String]
  /// The number of requests; 0 when the cache answered.
  package var requests: Int
  /// What Stripe was asked, in readable form: `payment_intent=pi_…`; empty when it was not asked.
  package var asked: String
  /// Whether there are more sessions than `ids` has.
  package var hasMore: Bool
  /// The query over the cache that shows all of them; nil where `ids` is enough.
  package var query: SessionQuery?
  /// Whether they were found by a value in any of their fields or line items.
  package var areHolding = false
  /// The part of the text by which they were found, where the whole text is in none of them.
  package var part: String?
  /// Why no session can be found, where that is impossible; a sentence without a full stop.
  package var reason: String?
  /// Where nothing was found: the mistake in a text with fields, which was then searched as words.
  package var mistake: QueryError?
  /// Where nothing was found: similar texts in the cache.
  package var near: [String] = []
  /// Whether Stripe cannot add anything: it was asked, or has no filter for this.
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
