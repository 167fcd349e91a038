package import Checkout
import Host
package import Query
package import RecordCache
package import Stripe
package import Units

/// The only source of sessions: pages come from Stripe, through the cache.
///
/// Questions are answered from the cache; methods that bring it up to date return what has changed.
/// Every method may be called from any thread, several at a time; each page is one transaction, so
/// that an interruption only loses what was under way.
///
/// Methods throw `LibraryError`: `.cache` if the cache cannot be read or written, `.stripe` if
/// Stripe gives no usable answer. Those that only read the cache never throw `.stripe`.
package final class SessionLibrary: Sendable {
  package let source: SessionSource
  package let cache: RecordCache
  /// How many sessions a look-up returns at most. Stripe is asked for as many pages as that takes.
  let mostFound: Int
  let now: @Sendable () -> Int
  let zone: @Sendable () -> ZoneRule
  private let ahead: @Sendable () -> Int
  private let onUnkept: @Sendable (CacheError) -> Void
  private let hasSaidUnkept = Locked(false)
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
  ///   - zone: in which the days of a look-up begin.
  ///   - mostFound: how many sessions a look-up returns at most.
  ///   - onUnkept: called at the first answer that is given although it could not be cached.
  ///   - now: in Unix seconds.
  package init(
    source: SessionSource, cache: RecordCache, executor: (any TaskExecutor)? = nil,
    ahead: @escaping @Sendable () -> Int = { 0 },
    zone: @escaping @Sendable () -> ZoneRule = { .utc }, mostFound: Int = 100,
    onUnkept: @escaping @Sendable (CacheError) -> Void = { _ in },
    now: @escaping @Sendable () -> Int
  ) {
    self.source = source
    self.cache = cache
    self.executor = executor
    self.ahead = ahead
    self.onUnkept = onUnkept
    self.now = now
    self.zone = zone
    self.mostFound = mostFound
  }

  /// When an answer was read: never later than the server's own clock says, so that later changes
  /// are not taken for older ones. Call it after the answer, with the time of the request.
  func readAt(_ askedAt: Int) -> Int { askedAt - max(0, ahead()) }

  // MARK: - What is cached

  /// At most `limit` cached rows of a list, from an anchor.
  ///
  /// - Throws: `.cache`.
  package func rows(
    _ query: ListQuery, _ anchor: RowAnchor, limit: Int
  ) async throws(LibraryError) -> RowWindow {
    try await caching { () throws(CacheError) in
      try await cache.rows(query, anchor, limit: limit).map(SessionSummary.init)
    }
  }

  /// How many cached rows a list has; takes longer the more there are.
  ///
  /// - Throws: `.cache`.
  package func count(_ query: ListQuery) async throws(LibraryError) -> Int {
    try await caching { () throws(CacheError) in try await cache.count(query) }
  }

  /// The cached copy of a session; nil if there is none. One with a wrong checksum is read again
  /// from Stripe, but not cached: the damaged cache is set aside at the next start.
  ///
  /// - Throws: `.cache`, also if Stripe cannot be asked in its place.
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

  /// What the list shows of a session; nil when it is not cached.
  package func summary(_ id: String) async throws(LibraryError) -> SessionSummary? {
    try await caching { () throws(CacheError) in try await cache.summary(id) }
  }

  /// The line items of a session as far as they are cached; nil if none were read.
  ///
  /// - Throws: `.cache`.
  package func lineItems(_ id: String) async throws(LibraryError) -> StoredLineItems? {
    try await caching { () throws(CacheError) in try await cache.lineItems(id) }
  }

  /// For which spans of `created` everything that a filter lets through is cached.
  ///
  /// - Throws: `.cache`.
  package func coverage(of filter: SessionFilter) async throws(LibraryError) -> Coverage {
    try await caching { () throws(CacheError) in try await cache.coverage(of: filter) }
  }

  /// What the list shows of sessions, without those that are not cached.
  package func summaries(_ ids: [String]) async throws(LibraryError) -> [SessionSummary] {
    var summaries: [SessionSummary] = []
    for id in ids {
      if let summary = try await summary(id) { summaries.append(summary) }
    }
    return summaries
  }

  /// The cached ids of a list, a thousand at a time. Reading stops as soon as there are `most`:
  /// `isCut` says whether more rows follow.
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

  /// Reads a session again, and caches it if the disk takes it.
  ///
  /// - Throws: `.stripe`; with the code `missing` the session was dropped from the cache, too.
  package func refresh(
    _ id: String, expand: [String] = [], priority: Priority = .user
  ) async throws(LibraryError) -> StoredSession {
    try await read(id, expand: expand, priority: priority, mustKeep: false).stored
  }

  /// The same, with the changes in the cache. `isMissed` means that a list which should show the
  /// session was without it. Otherwise one answer alone says that it is gone, and the next sync asks
  /// for the list there. `mustKeep` is for callers that go on with what is cached.
  func read(
    _ id: String, expand: [String] = [], priority: Priority = .user, isMissed: Bool = false,
    mustKeep: Bool = true
  ) async throws(LibraryError) -> (stored: StoredSession, outcome: StoreOutcome) {
    let askedAt = now()
    let session: Session
    do throws(StripeError) {
      session = try await source.retrieve(id, expand, priority)
    } catch {
      if error.code == .missing {
        try await keeping(mustKeep) { () throws(CacheError) in
          try await cache.drop(id, isDoubtful: !isMissed)
        }
      }
      throw .stripe(error)
    }
    let stored = StoredSession(session, fetchedAt: readAt(askedAt))
    let outcome = try await keeping(mustKeep) { () throws(CacheError) in
      try await cache.store(stored)
    }
    return (stored, outcome ?? StoreOutcome())
  }

  func keep(_ session: Session, _ askedAt: Int) async throws(LibraryError) -> StoredSession {
    let stored = StoredSession(session, fetchedAt: readAt(askedAt))
    try await keeping { () throws(CacheError) in try await cache.store(stored) }
    return stored
  }

  /// Writes to the cache what Stripe has answered. The cache is a help: an answer counts, also where
  /// the disk takes nothing more, unless what follows is read from the cache.
  ///
  /// - Returns: nil if it could not be written.
  @discardableResult
  func keeping<T>(
    _ mustKeep: Bool = false, _ body: () async throws(CacheError) -> T
  ) async throws(LibraryError) -> T? {
    do throws(CacheError) { return try await body() } catch {
      guard !mustKeep, error.isOnlyOfWriting else { throw .cache(error) }
      sayUnkept(error)
      return nil
    }
  }

  private func sayUnkept(_ error: CacheError) {
    let isFirst = hasSaidUnkept.withLock { hasSaid in
      defer { hasSaid = true }
      return !hasSaid
    }
    if isFirst { onUnkept(error) }
  }

  /// The same library with a temporary copy of the cache, where the disk takes nothing more: for
  /// what is read from the cache once Stripe has answered.
  ///
  /// - Returns: nil for any other error, and if there is no room for a copy either.
  package func withRoom(after error: LibraryError) -> SessionLibrary? {
    guard case .cache(let reason) = error, reason.isOnlyOfWriting, !cache.isTemporary,
      let copy = try? cache.temporaryCopy()
    else { return nil }
    sayUnkept(reason)
    return SessionLibrary(
      source: source, cache: copy, executor: executor, ahead: ahead, zone: zone,
      mostFound: mostFound, onUnkept: onUnkept, now: now)
  }

  /// The most pages of line items that are read: a session has no more than 100 items.
  private static let maximumItemPages = 20

  /// Reads all line items of a session, and caches them. They are not complete when Stripe's pages
  /// lead nowhere.
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
    try await keeping { () throws(CacheError) in try await cache.store(items, of: id) }
    return stored
  }
}
