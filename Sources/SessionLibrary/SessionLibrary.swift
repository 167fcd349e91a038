package import Checkout
import Host
package import Query
package import RecordCache
package import Stripe

/// The one place where sessions come from: pages in from Stripe, through the cache.
///
/// What is asked for is answered from the cache; what brings it up to date says what it has changed.
/// Every method may be called from anywhere, several at a time; each page is one transaction, so that
/// an interruption loses only what was under way.
package final class SessionLibrary: Sendable {
  package let source: SessionSource
  package let cache: RecordCache
  let now: @Sendable () -> Int
  private let ahead: @Sendable () -> Int
  let executor: (any TaskExecutor)?
  let storyLimits = StoryLimits()
  private let damaged = Locked<Set<String>>([])
  /// Sessions whose cached copy was damaged, so that they were read from Stripe.
  package var damagedCount: Int { damaged.withLock(\.count) }

  /// - Parameters:
  ///   - source: Stripe.
  ///   - cache: what Stripe has said.
  ///   - executor: runs tasks that outlive the one that began them; nil for Swift's own.
  ///   - ahead: seconds by which `now` is known to be ahead of the server's clock.
  ///   - now: in Unix seconds.
  package init(
    source: SessionSource, cache: RecordCache, executor: (any TaskExecutor)? = nil,
    ahead: @escaping @Sendable () -> Int = { 0 }, now: @escaping @Sendable () -> Int
  ) {
    self.source = source
    self.cache = cache
    self.executor = executor
    self.ahead = ahead
    self.now = now
  }

  /// When an answer was read: never later than the server's own clock says, so that what happens
  /// after it is not taken for older. It is asked after the answer, and told when it was asked for.
  func readAt(_ askedAt: Int) -> Int { askedAt - max(0, ahead()) }

  // MARK: - What is cached

  package func rows(
    _ query: ListQuery, _ anchor: RowAnchor, limit: Int
  ) async throws(LibraryError) -> RowWindow {
    try await caching { () throws(CacheError) in
      try await cache.rows(query, anchor, limit: limit).map(SessionSummary.init)
    }
  }

  /// How many cached rows a list has; takes longer the more there are.
  package func count(_ query: ListQuery) async throws(LibraryError) -> Int {
    try await caching { () throws(CacheError) in try await cache.count(query) }
  }

  /// What is cached of a session. One that fails its checksum is read again from Stripe; it is not
  /// kept, since the cache that is damaged is set aside at the next start.
  package func session(_ id: String) async throws(LibraryError) -> StoredSession? {
    do throws(CacheError) {
      return try await cache.session(id)
    } catch {
      guard error.code == .damaged else { throw .cache(error) }
      let askedAt = now()
      do throws(StripeError) {
        let session = try await source.retrieve(id, [], .sync)
        damaged.withLock { _ = $0.insert(id) }
        return StoredSession(session, fetchedAt: readAt(askedAt))
      } catch let reason {
        guard reason.code == .missing else { throw .cache(error) }
        return nil
      }
    }
  }

  /// What the list knows of a session; nil when it is not cached.
  package func summary(_ id: String) async throws(LibraryError) -> SessionSummary? {
    try await caching { () throws(CacheError) in try await cache.summary(id) }
  }

  package func lineItems(_ id: String) async throws(LibraryError) -> StoredLineItems? {
    try await caching { () throws(CacheError) in try await cache.lineItems(id) }
  }

  package func coverage(of filter: SessionFilter) async throws(LibraryError) -> Coverage {
    try await caching { () throws(CacheError) in try await cache.coverage(of: filter) }
  }

  /// What the list knows of sessions, without those that are not cached.
  package func summaries(_ ids: [String]) async throws(LibraryError) -> [SessionSummary] {
    var summaries: [SessionSummary] = []
    for id in ids {
      if let summary = try await summary(id) { summaries.append(summary) }
    }
    return summaries
  }

  /// The ids of a list, as far as it is cached; `isCut` when there are many more than `most`.
  package func ids(
    of query: ListQuery, most: Int
  ) async throws(LibraryError) -> (ids: [String], isCut: Bool) {
    var ids: [String] = []
    var anchor = RowAnchor.top
    while true {
      let window = try await rows(query, anchor, limit: 1000)
      ids += window.rows.map(\.id)
      guard !window.reachesBottom, let last = window.rows.last else { return (ids, false) }
      guard ids.count < most else { return (ids, true) }
      anchor = .after(position: last.position)
    }
  }

  // MARK: - One session

  /// Reads a session again. One that Stripe no longer has goes from the cache, too.
  package func refresh(
    _ id: String, expand: [String] = [], priority: Priority = .user
  ) async throws(LibraryError) -> StoredSession {
    try await read(id, expand: expand, priority: priority).stored
  }

  /// The same, with what it has changed in the cache.
  func read(
    _ id: String, expand: [String] = [], priority: Priority
  ) async throws(LibraryError) -> (stored: StoredSession, outcome: StoreOutcome) {
    let askedAt = now()
    let session: Session
    do throws(StripeError) {
      session = try await source.retrieve(id, expand, priority)
    } catch {
      if error.code == .missing {
        try await caching { () throws(CacheError) in try await cache.drop(id) }
      }
      throw .stripe(error)
    }
    return try await store(session, askedAt)
  }

  func keep(_ session: Session, _ askedAt: Int) async throws(LibraryError) -> StoredSession {
    try await store(session, askedAt).stored
  }

  private func store(
    _ session: Session, _ askedAt: Int
  ) async throws(LibraryError) -> (stored: StoredSession, outcome: StoreOutcome) {
    let stored = StoredSession(session, fetchedAt: readAt(askedAt))
    let outcome = try await caching { () throws(CacheError) in try await cache.store(stored) }
    return (stored, outcome)
  }

  /// The pages of line items that are read at the most: a session has 100 items, not more.
  private static let maximumItemPages = 20

  /// Reads all line items of a session. They are not complete when Stripe's pages lead nowhere.
  package func loadLineItems(_ id: String) async throws(LibraryError) -> StoredLineItems {
    let askedAt = now()
    var stored = StoredLineItems(items: [], isComplete: false, fetchedAt: askedAt)
    var seen: Set<String> = []
    for _ in 0..<Self.maximumItemPages {
      let cursor = stored.items.last.map { PageCursor.after($0.id) } ?? .newest
      let page = try await asking { () throws(StripeError) in
        try await source.lineItems(id, PageRequest(cursor))
      }
      let new = page.elements.filter { seen.insert($0.id).inserted }
      stored.items += new
      stored.isComplete = !page.hasMore
      if new.isEmpty || !page.hasMore { break }
    }
    let items = stored
    try await caching { () throws(CacheError) in try await cache.store(items, of: id) }
    return stored
  }
}
