/// The spans of `created` for which everything that a filter matches is cached.
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

  /// What is known about the time above the newest span.
  package enum End: Equatable, Sendable {
    /// Nothing was newer at the moment of `refreshedAt`.
    case now
    /// The filter lets nothing through that is newer.
    case bound
    /// Stripe was not asked.
    case unknown
  }

  /// Newest first; the gaps are between them.
  package var spans: [Span]
  /// Whether Stripe said that there is nothing older than the last span.
  package var reachesBeginning: Bool
  /// When the newest end was last asked for, in Unix seconds; nil when never.
  package var refreshedAt: Int?
  package var end: End
  /// How many cached records are older or newer than all spans: they were read one by one, or with
  /// another filter.
  package var strays = 0

  package init(
    spans: [Span] = [], reachesBeginning: Bool = false, refreshedAt: Int? = nil, end: End = .now
  ) {
    self.spans = spans
    self.reachesBeginning = reachesBeginning
    self.refreshedAt = refreshedAt
    self.end = end
  }

  /// The parts between two spans that are not completely cached. Newest first.
  package var gaps: [Gap] {
    zip(spans, spans.dropFirst()).map { newer, older in
      Gap(newest: newer.oldest, oldest: older.newest)
    }
  }

  /// The gaps, and what is below the last span unless Stripe said that there is nothing.
  package var allGaps: [Gap] {
    guard !reachesBeginning, let last = spans.last else { return gaps }
    return gaps + [Gap(newest: last.oldest, oldest: 0)]
  }

  /// Whether everything that was created in an interval is cached, as of `refreshedAt`.
  package func covers(_ seconds: Range<Int>) -> Bool {
    guard let last = seconds.last else { return true }
    return spans.indices.contains { index in
      let isOpenAbove = index == 0 && end != .unknown
      let isOpenBelow = index == spans.count - 1 && reachesBeginning
      return (isOpenBelow || spans[index].oldest <= seconds.lowerBound)
        && (isOpenAbove || last <= spans[index].newest)
    }
  }

  /// Whether a count of an interval is whole at `now`, in Unix seconds. An interval that is over was
  /// read after its end; one that is not over was read since it began.
  package func covers(_ seconds: Range<Int>, at now: Int) -> Bool {
    guard covers(seconds), let last = seconds.last else { return seconds.isEmpty }
    guard end == .now, let refreshedAt, let newest = spans.first?.newest, last > newest else {
      return true
    }
    return refreshedAt > last || now < seconds.lowerBound
      || now <= last && refreshedAt >= seconds.lowerBound
  }

  /// Whether nothing is missing, up to the moment of `refreshedAt`.
  package var isWhole: Bool { spans.count == 1 && reachesBeginning && end != .unknown }
}

/// A span that is not completely cached, below a session that is. Unix seconds.
package struct Gap: Hashable, Sendable {
  package var newest: Int
  /// 0 if it is not known how far back it goes.
  package var oldest: Int

  /// Whether no session below the gap is cached.
  package var isOpen: Bool { oldest == 0 }

  package init(newest: Int, oldest: Int) {
    self.newest = newest
    self.oldest = oldest
  }
}
