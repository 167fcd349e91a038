/// For which spans of `created` everything that a filter lets through is cached.
package struct Coverage: Equatable, Sendable {
  /// One unbroken stretch, newest and oldest second included. Unix seconds.
  package struct Span: Equatable, Sendable {
    package var newest: Int
    package var oldest: Int

    package init(newest: Int, oldest: Int) {
      self.newest = newest
      self.oldest = oldest
    }
  }

  /// Newest first; the stretches between them are the gaps.
  package var spans: [Span]
  /// Whether Stripe said that nothing is older than the last span.
  package var reachesBeginning: Bool
  /// When the newest end was last asked for, in Unix seconds; nil when never.
  package var refreshedAt: Int?

  package init(spans: [Span] = [], reachesBeginning: Bool = false, refreshedAt: Int? = nil) {
    self.spans = spans
    self.reachesBeginning = reachesBeginning
    self.refreshedAt = refreshedAt
  }

  /// What lies between two spans and is not wholly cached. Newest first.
  package var gaps: [Gap] {
    zip(spans, spans.dropFirst()).map { newer, older in
      Gap(newest: newer.oldest, oldest: older.newest)
    }
  }

  /// The gaps, and what lies below the last span as long as Stripe has not said that it is nothing.
  package var allGaps: [Gap] {
    guard !reachesBeginning, let last = spans.last else { return gaps }
    return gaps + [Gap(newest: last.oldest, oldest: 0)]
  }

  /// Whether nothing at all is missing, up to the moment of `refreshedAt`.
  package var isWhole: Bool { spans.count == 1 && reachesBeginning }
}

/// A stretch that is not wholly cached, below a session that is. Unix seconds.
package struct Gap: Hashable, Sendable {
  package var newest: Int
  /// 0 where nobody knows how far back it goes.
  package var oldest: Int

  /// Whether no session below it is cached.
  package var isOpen: Bool { oldest == 0 }

  package init(newest: Int, oldest: Int) {
    self.newest = newest
    self.oldest = oldest
  }
}
