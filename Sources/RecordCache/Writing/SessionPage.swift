package import Checkout

/// A page of a list as Stripe sent it, with the question that it answers.
package struct SessionPage: Sendable {
  /// From where the page was asked for.
  package enum Edge: Hashable, Sendable {
    /// The newest sessions that the filter lets through.
    case newest
    /// Older than this id: `starting_after`.
    case after(String)
    /// Newer than this id, and adjacent to it: `ending_before`.
    case before(String)
  }

  package var filter: SessionFilter
  package var edge: Edge
  /// Newest first.
  package var sessions: [Session]
  /// Whether there is more in the direction that was asked for.
  package var hasMore: Bool
  /// When the page was asked for, in Unix seconds: nothing newer is overwritten by it.
  package var fetchedAt: Int

  package init(
    filter: SessionFilter, edge: Edge, sessions: [Session], hasMore: Bool, fetchedAt: Int
  ) {
    self.filter = filter
    self.edge = edge
    self.sessions = sessions
    self.hasMore = hasMore
    self.fetchedAt = fetchedAt
  }
}

/// What writing has changed.
package struct StoreOutcome: Equatable, Sendable {
  /// Sessions that were not cached before.
  package var added = 0
  /// Sessions that were cached and are different now.
  package var changed = 0
  /// Sessions that were cached under another time.
  package var moved = 0
  /// Sessions that Stripe no longer has.
  package var dropped = 0
  /// Sessions that a page may have shown to be gone: whether they are only Stripe can tell.
  package var doubtful: [String] = []

  package init(added: Int = 0, changed: Int = 0, dropped: Int = 0) {
    self.added = added
    self.changed = changed
    self.dropped = dropped
  }
}

extension SessionFilter {
  /// The filter without its interval of `created`, as text: coverage is kept by it, because the
  /// interval itself is a stretch of time like any other.
  var fingerprint: String {
    let parts: [(String, String?)] = [
      ("status", status?.name), ("email", email?.lowercased()), ("customer", customer),
      ("customer_account", customerAccount), ("payment_intent", paymentIntent),
      ("payment_link", paymentLink), ("subscription", subscription),
    ]
    return parts.compactMap { name, value in value.map { "\(name)=\($0)" } }.joined(separator: "&")
  }

  /// Whether every session passes, `created` aside.
  var isUnfiltered: Bool { fingerprint.isEmpty }

  /// The positions that the interval of `created` lets through; nil when it lets none through.
  var positions: ClosedRange<Int64>? {
    let oldest = max(created.gte ?? 0, (created.gt ?? -1) + 1, 0)
    let newest = min(created.lte ?? Position.latest, (created.lt ?? Position.latest + 1) - 1)
    guard oldest <= newest else { return nil }
    return Position.start(of: oldest)...Position.end(of: newest)
  }

  /// Whether the interval of `created` ends in the past rather than now.
  var hasUpperBound: Bool { created.lt != nil || created.lte != nil }
}
