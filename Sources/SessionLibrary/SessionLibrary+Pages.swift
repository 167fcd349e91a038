package import Checkout
package import Query
package import RecordCache
package import Stripe

/// The result of loading a page.
package struct PageOutcome: Equatable, Sendable {
  package var changes: Changes
  /// Whether Stripe has more in this direction.
  package var hasMore: Bool
  /// Coverage of the list's filter, after the page.
  package var coverage: Coverage
  /// Since when sessions may have changed without notice, see ``KeepTrueOutcome``.
  package var staleSince: Int?

  package init(_ changes: Changes = Changes(), hasMore: Bool = false, coverage: Coverage) {
    self.changes = changes
    self.hasMore = hasMore
    self.coverage = coverage
  }
}

extension SessionLibrary {
  /// Loads the newest page of a list: at most 100 sessions, which are cached.
  package func loadNewest(_ filter: SessionFilter) async throws(LibraryError) -> PageOutcome {
    try await load(filter, .newest)
  }

  /// Loads the page below the oldest stretch that is cached. No request is made if nothing is older.
  package func loadOlder(_ filter: SessionFilter) async throws(LibraryError) -> PageOutcome {
    var spans = try await spans(of: filter)
    // An interrupted sync may know that nothing is older than a moment, but not what is newer.
    while spans.count > 1, let last = spans.last, try await isEmpty(last) { spans.removeLast() }
    guard let span = spans.last else { return try await loadNewest(filter) }
    if cache.reachesBeginning(span, of: filter) { return try await nothing(filter) }
    return try await load(filter, beyond: .oldest, of: span)
  }

  /// Loads the page right above the newest stretch that is cached.
  package func loadNewer(_ filter: SessionFilter) async throws(LibraryError) -> PageOutcome {
    guard let span = try await spans(of: filter).first else { return try await loadNewest(filter) }
    return try await load(filter, beyond: .newest, of: span)
  }

  /// Loads a page of a gap, from its newer end down. A gap that has been filled is no error.
  package func fill(_ gap: Gap, _ filter: SessionFilter) async throws(LibraryError) -> PageOutcome {
    let spans = try await spans(of: filter)
    guard let span = spans.first(where: { $0.oldestSecond <= gap.newest }),
      span.oldestSecond > gap.oldest || spans.last != span
    else { return try await nothing(filter) }
    return try await load(filter, beyond: .oldest, of: span)
  }

  // MARK: - Pages

  private func spans(of filter: SessionFilter) async throws(LibraryError) -> [CachedSpan] {
    try await caching { () throws(CacheError) in try await cache.spans(of: filter) }
  }

  private func isEmpty(_ span: CachedSpan) async throws(LibraryError) -> Bool {
    try await caching { () throws(CacheError) in try await cache.isEmpty(span) }
  }

  private func nothing(_ filter: SessionFilter) async throws(LibraryError) -> PageOutcome {
    PageOutcome(coverage: try await coverage(of: filter))
  }

  /// Loads the page beyond one end of a stretch, and repairs that end.
  private func load(
    _ filter: SessionFilter, beyond end: SpanEnd, of span: CachedSpan
  ) async throws(LibraryError) -> PageOutcome {
    let probe = try await probe(filter, beyond: end, of: span)
    var outcome: PageOutcome
    if let page = probe.page {
      outcome = try await keep(page)
    } else if probe.dropped > 0 {
      outcome = try await readAgain(filter, span, from: end)
    } else {
      outcome = try await load(filter.beyond(end, of: span), .newest)
    }
    outcome.changes += Changes(dropped: probe.dropped, requests: probe.dropped)
    return outcome
  }

  func load(
    _ filter: SessionFilter, _ edge: PageCursor
  ) async throws(LibraryError) -> PageOutcome {
    try await keep(try await ask(filter, edge))
  }

  /// Asks Stripe for a page of at most 100 sessions, without caching it.
  package func ask(
    _ filter: SessionFilter, _ edge: PageCursor, limit: Int = 100, priority: Priority = .user
  ) async throws(LibraryError) -> RecordPage {
    let askedAt = now()
    let page = try await asking { () throws(StripeError) in
      try await source.list(filter, PageRequest(edge, limit: limit), priority)
    }
    return RecordPage(
      filter: filter, edge: edge, sessions: page.elements, hasMore: page.hasMore,
      fetchedAt: readAt(askedAt))
  }

  /// Keeps a page and what it says about coverage, in one transaction.
  package func keep(_ page: RecordPage) async throws(LibraryError) -> PageOutcome {
    let stored = try await caching { () throws(CacheError) in try await cache.store(page) }
    let asked = Changes(
      received: page.records.count, dropped: try await dropGone(stored.doubtful),
      requests: 1 + stored.doubtful.count)
    return PageOutcome(
      stored.changes + asked, hasMore: page.hasMore && !page.records.isEmpty,
      coverage: try await coverage(of: page.filter))
  }
}

extension SessionFilter {
  /// The filter for what is beyond an end of a stretch that holds no session to page from.
  fileprivate func beyond(_ end: SpanEnd, of span: CachedSpan) -> SessionFilter {
    var filter = self
    switch end {
    case .oldest: filter.created.lte = min(created.lte ?? .max, span.oldestSecond)
    case .newest: filter.created.gte = max(created.gte ?? 0, span.newestSecond)
    }
    return filter
  }
}
