package import Checkout
import SessionCache
import Stripe

/// What a page has brought.
package struct PageOutcome: Equatable, Sendable {
  /// Sessions on the page.
  package var received: Int
  /// Those that were not cached.
  package var added: Int
  /// Those that were cached and are different now.
  package var changed: Int
  /// Whether Stripe has more in this direction.
  package var hasMore: Bool
  /// After the page.
  package var coverage: Coverage

  package init(received: Int, added: Int, changed: Int, hasMore: Bool, coverage: Coverage) {
    self.received = received
    self.added = added
    self.changed = changed
    self.hasMore = hasMore
    self.coverage = coverage
  }
}

extension SessionLibrary {
  /// Loads the newest page of a list.
  package func loadNewest(_ filter: SessionFilter) async throws(LibraryError) -> PageOutcome {
    try await load(filter, .newest)
  }

  /// Loads the page below the oldest stretch that is cached.
  package func loadOlder(_ filter: SessionFilter) async throws(LibraryError) -> PageOutcome {
    guard let span = try await spans(of: filter).last else { return try await loadNewest(filter) }
    if cache.reachesBeginning(span, of: filter) { return try await nothing(filter) }
    return try await load(filter, beyond: .oldest, of: span)
  }

  /// Loads the page right above the newest stretch that is cached.
  package func loadNewer(_ filter: SessionFilter) async throws(LibraryError) -> PageOutcome {
    guard let span = try await spans(of: filter).first else { return try await loadNewest(filter) }
    return try await load(filter, beyond: .newest, of: span)
  }

  /// Loads a page of a gap, from its newer end down. A gap that is no more is no error.
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

  private func nothing(_ filter: SessionFilter) async throws(LibraryError) -> PageOutcome {
    PageOutcome(
      received: 0, added: 0, changed: 0, hasMore: false, coverage: try await coverage(of: filter))
  }

  /// Loads the page beyond one end of a stretch. Sessions there that Stripe does not know any more
  /// (test data can be deleted) are dropped, and the next ones asked from.
  private func load(
    _ filter: SessionFilter, beyond end: SpanEnd, of span: CachedSpan
  ) async throws(LibraryError) -> PageOutcome {
    var skip = 0
    var isHealing = false
    while let cursor = try await cursor(at: end, of: span, filter, skip: skip) {
      let edge: SessionPage.Edge = end == .oldest ? .after(cursor) : .before(cursor)
      do throws(LibraryError) {
        let page = try await ask(filter, edge)
        if isHealing {
          try await caching { () throws(CacheError) in
            try await cache.retreat(end, of: span, to: cursor, filter)
          }
        }
        return try await keep(page)
      } catch {
        guard case .stripe(let error) = error, error.isMissingCursor else { throw error }
        try await caching { () throws(CacheError) in try await cache.drop(cursor) }
        isHealing = true
        skip = skip * 2 + 1
      }
    }
    if isHealing {
      try await caching { () throws(CacheError) in try await cache.forget(span, filter) }
    }
    return try await load(filter.beyond(end, of: span), .newest)
  }

  private func cursor(
    at end: SpanEnd, of span: CachedSpan, _ filter: SessionFilter, skip: Int
  ) async throws(LibraryError) -> String? {
    try await caching { () throws(CacheError) in
      try await cache.cursor(at: end, of: span, filter, skip: skip)
    }
  }

  func load(
    _ filter: SessionFilter, _ edge: SessionPage.Edge
  ) async throws(LibraryError) -> PageOutcome {
    try await keep(try await ask(filter, edge))
  }

  func ask(
    _ filter: SessionFilter, _ edge: SessionPage.Edge, priority: Priority = .user
  ) async throws(LibraryError) -> SessionPage {
    let askedAt = now()
    let page = try await asking { () throws(StripeError) in
      try await source.list(filter, PageRequest(edge.cursor), priority)
    }
    return SessionPage(
      filter: filter, edge: edge, sessions: page.elements, hasMore: page.hasMore,
      fetchedAt: askedAt)
  }

  private func keep(_ page: SessionPage) async throws(LibraryError) -> PageOutcome {
    let stored = try await caching { () throws(CacheError) in try await cache.store(page) }
    return PageOutcome(
      received: page.sessions.count, added: stored.added, changed: stored.changed,
      hasMore: page.hasMore && !page.sessions.isEmpty,
      coverage: try await coverage(of: page.filter))
  }
}

extension SessionPage.Edge {
  fileprivate var cursor: PageRequest.Cursor {
    switch self {
    case .newest: .newest
    case .after(let id): .after(id)
    case .before(let id): .before(id)
    }
  }
}

extension SessionFilter {
  /// The filter for what lies beyond an end of a stretch that holds no session to page from.
  fileprivate func beyond(_ end: SpanEnd, of span: CachedSpan) -> SessionFilter {
    var filter = self
    switch end {
    case .oldest: filter.created.lte = min(created.lte ?? .max, span.oldestSecond)
    case .newest: filter.created.gte = max(created.gte ?? 0, span.newestSecond)
    }
    return filter
  }
}

extension StripeError {
  /// Whether the id that a page was asked from is not known: 404, or 400 with `resource_missing`.
  var isMissingCursor: Bool {
    code == .missing || apiCode == "resource_missing"
  }
}
