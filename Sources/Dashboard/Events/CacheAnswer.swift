package import Checkout
package import Query
package import JSON

/// What the cache answers. Each ``CacheQuestion`` has one answer, or is `failed`.
package enum CacheAnswer: Equatable, Sendable {
  case rows(RowWindow, anchor: RowAnchor, generation: Int)
  case facts(ListFacts, generation: Int)
  case tabs(TabTally)
  case detail(SessionDetail?, id: String)
  case object(StoredObject?, id: StripeID)
  case fieldNames([JSONPath])
  case fields([String: [Field]], paths: [JSONPath])
  /// What is known of marked sessions.
  case summaries([SessionSummary])
  /// Ids to mark; cut where there are more than can be marked.
  case marksRead([String], isCut: Bool, generation: Int)
  case statistics(SessionStatistics, generation: Int)
  case parts(OverviewParts, generation: Int)
  /// In the order of the question; sessions that are not cached are left out.
  case sessions([SessionDetail])
  /// Why there is no answer to a question.
  case failed(CacheQuestion, Problem)
}

/// How much the cache holds.
package struct ListFacts: Equatable, Sendable {
  /// Rows that match the filter and the query.
  package var matching: Int
  /// Rows that match the filter alone.
  package var loaded: Int
  /// All rows of this account and mode.
  package var cached: Int
  /// Coverage of the filter.
  package var coverage: Coverage

  package init(
    matching: Int = 0, loaded: Int = 0, cached: Int = 0, coverage: Coverage = Coverage()
  ) {
    self.matching = matching
    self.loaded = loaded
    self.cached = cached
    self.coverage = coverage
  }
}

/// What the cache knows of one session.
package struct SessionDetail: Equatable, Sendable {
  package var stored: StoredSession
  /// Nil if none were read.
  package var lineItems: StoredLineItems?
  /// The payment intent as it was read by itself; nil if it was not.
  package var paymentIntent: StoredObject?
  /// The objects that its story is told from; nil if they were never read.
  package var story: StorySources?

  package init(
    stored: StoredSession, lineItems: StoredLineItems? = nil, paymentIntent: StoredObject? = nil,
    story: StorySources? = nil
  ) {
    self.stored = stored
    self.lineItems = lineItems
    self.paymentIntent = paymentIntent
    self.story = story
  }
}
