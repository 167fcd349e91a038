package import Checkout
package import Query
import RecordCache
import Stripe

/// What bringing the cache up to date has changed.
package struct KeepTrueOutcome: Equatable, Sendable {
  /// Received are new ones, and those that were read again because something happened to them or
  /// because they were due.
  package var changes = Changes()
  /// Whether the key may read events. Without them open and unpaid sessions are read again.
  package var usesEvents = true
  /// When that one was read which was read longest ago, of those that may have changed without
  /// anybody having said so. Unix seconds; nil where there is none.
  package var staleSince: Int?

  package init() {}
}

extension SessionLibrary {
  /// Stripe keeps events for 30 days. Source: https://docs.stripe.com/api/events
  private static let eventLifetime = 30 * 86_400
  /// Our clock and Stripe's may differ by so many seconds.
  private static let clockSkew = 300
  /// Sessions that are read again in one go, and pages that are read, at the most.
  private static let mostReread = 500
  private static let mostPages = 50
  private static let note = "events"

  /// Brings what is cached up to date, at the price of what has changed: newer sessions, those that
  /// events tell of, and open ones that are past their expiry.
  package func keepTrue() async throws(LibraryError) -> KeepTrueOutcome {
    var outcome = KeepTrueOutcome()
    let before = try await coverage(of: .all)
    try await loadAllNewer(&outcome)
    try await beginEvents(before)
    // Where one is gone, others may be.
    if outcome.changes.dropped > 0 { outcome.changes += try await heal() }
    let due: Due
    do throws(LibraryError) {
      due = try await readEvents(&outcome)
    } catch {
      guard case .stripe(let reason) = error, [.permission, .missing].contains(reason.code) else {
        throw error
      }
      outcome.usesEvents = false
      due = Due(ids: try await stale(.unsettled), seen: nil)
    }
    try await reread(due.ids, &outcome)
    if outcome.usesEvents { try await reread(try await stale(.overdue(at: now())), &outcome) }
    // Only now: whoever is interrupted reads them again.
    if let seen = due.seen { try await setEventsSeen(seen) }
    if !outcome.usesEvents { outcome.staleSince = try await oldestReading(of: .unsettled) }
    return outcome
  }

  /// Remembers since when events matter, before the first session is cached, and after the first
  /// answer, which says the server's time.
  ///
  /// - Parameter before: what was cached before that answer; nil where it is not kept yet.
  /// - Throws: what the cache says.
  package func beginEvents(_ before: Coverage? = nil) async throws(LibraryError) {
    let known = try await caching { () throws(CacheError) in try await cache.note(Self.note) }
    guard known == nil else { return }
    let coverage: Coverage
    if let before { coverage = before } else { coverage = try await self.coverage(of: .all) }
    // Whatever is cached already may be older than this run.
    let since = coverage.refreshedAt ?? readAt(now())
    try await setEventsSeen(EventsSeen(second: since - Self.clockSkew, ids: []))
  }

  private func loadAllNewer(_ outcome: inout KeepTrueOutcome) async throws(LibraryError) {
    for _ in 0..<Self.mostPages {
      let page = try await loadNewer(.all)
      outcome.changes += page.changes
      if !page.hasMore { return }
    }
  }

  // MARK: - Events

  private func setEventsSeen(_ seen: EventsSeen) async throws(LibraryError) {
    let text = seen.text
    try await caching { () throws(CacheError) in try await cache.setNote(Self.note, text) }
  }

  private struct Due {
    /// Sessions to read again.
    var ids: [String]
    /// What has been seen of the events, once they are read.
    var seen: EventsSeen?
  }

  /// Cached sessions that something happened to since they were read.
  private func readEvents(_ outcome: inout KeepTrueOutcome) async throws(LibraryError) -> Due {
    let text = try await caching { () throws(CacheError) in try await cache.note(Self.note) }
    let known = text.flatMap { EventsSeen($0) } ?? EventsSeen(second: 0, ids: [])
    // What was noted by a clock that was ahead says nothing of what has happened since.
    guard known.second > now() - Self.eventLifetime, known.second <= now() + Self.clockSkew else {
      // Stripe has forgotten what happened in between: only these can have changed much.
      return Due(
        ids: try await stale(.unsettled),
        seen: EventsSeen(second: readAt(now()) - Self.clockSkew, ids: []))
    }
    var seen = known
    var events: [CheckoutEvent] = []
    let unread = seen.unread
    seen.unread = []
    for part in unread {
      let read = try await self.events(
        .after(part.cursor), since: part.floor, known: [], &outcome)
      events += read.events
      if let cursor = read.cursor { seen.unread.append((cursor, part.floor)) }
    }
    // What was noted by a clock that was a little ahead hides what has happened before that moment.
    let isAhead = known.second > now()
    let floor = isAhead ? now() - Self.clockSkew : known.second - 1
    let new = try await self.events(.newest, since: floor, known: Set(known.ids), &outcome)
    events += new.events
    // What is older than the last page that was read comes the next time.
    if let cursor = new.cursor { seen.unread.append((cursor, floor)) }
    if isAhead { seen.second = floor }
    if let newest = new.events.map(\.created).max() {
      let kept = newest == known.second ? known.ids : []
      seen.second = newest
      seen.ids = kept + new.events.filter { $0.created == newest }.map(\.id)
    }
    let ids = try await changed(by: events)
    return Due(ids: ids, seen: seen == known ? nil : seen)
  }

  /// Cached sessions that were read before, or about when, something happened to them.
  private func changed(by events: [CheckoutEvent]) async throws(LibraryError) -> [String] {
    var latest: [String: Int] = [:]
    for event in events {
      latest[event.sessionID] = max(latest[event.sessionID] ?? 0, event.created)
    }
    var ids: [String] = []
    for (id, happened) in latest.sorted(by: { $0.value > $1.value }) {
      let known = try await caching { () throws(CacheError) in try await cache.summary(id) }
      guard let known else { continue }
      // A reading of the future is one of a clock that was ahead.
      if known.fetchedAt <= happened + Self.clockSkew || known.fetchedAt > now() { ids.append(id) }
    }
    return ids
  }

  /// Events from a cursor down to a second, as many as are read in one go; `cursor` is where what is
  /// left begins, nil when nothing is.
  private func events(
    _ start: PageCursor, since second: Int, known: Set<String>, _ outcome: inout KeepTrueOutcome
  ) async throws(LibraryError) -> (events: [CheckoutEvent], cursor: String?) {
    var events: [CheckoutEvent] = []
    var known = known
    var cursor = start
    for _ in 0..<Self.mostPages {
      let request = PageRequest(cursor)
      let page: Page<CheckoutEvent>
      do throws(StripeError) {
        page = try await source.events(request, second)
      } catch {
        // An event that Stripe has forgotten since leaves nothing to go on from.
        if case .after = start, error.code == .missing { return (events, nil) }
        throw .stripe(error)
      }
      outcome.changes.requests += 1
      let new = page.elements.filter { known.insert($0.id).inserted }
      events += new
      guard page.hasMore, let last = page.elements.last, !new.isEmpty else { return (events, nil) }
      cursor = .after(last.id)
    }
    guard case .after(let id) = cursor else { return (events, nil) }
    return (events, id)
  }

  // MARK: - Reading again

  /// Ids of sessions that should be read again, those that were read longest ago first.
  private func stale(_ query: SessionQuery) async throws(LibraryError) -> [String] {
    try await caching { () throws(CacheError) in
      try await cache.stale(query, limit: Self.mostReread)
    }
  }

  /// When that one was read which was read longest ago. Unix seconds.
  private func oldestReading(of query: SessionQuery) async throws(LibraryError) -> Int? {
    try await caching { () throws(CacheError) in
      guard let id = try await cache.stale(query, limit: 1).first else { return nil }
      return try await cache.row(id)?.fetchedAt
    }
  }

  private func reread(
    _ ids: [String], _ outcome: inout KeepTrueOutcome
  ) async throws(LibraryError) {
    let results = await withTaskGroup(of: Result<StoreOutcome, LibraryError>.self) { group in
      var results: [Result<StoreOutcome, LibraryError>] = []
      for (index, id) in ids.enumerated() {
        if index >= 8, let result = await group.next() { results.append(result) }
        group.addTask { await self.rereadOne(id) }
      }
      for await result in group { results.append(result) }
      return results
    }
    outcome.changes.requests += results.count
    for result in results {
      let stored = try result.get().changes
      outcome.changes += stored
      outcome.changes.received += 1 - stored.dropped
    }
  }

  private func rereadOne(_ id: String) async -> Result<StoreOutcome, LibraryError> {
    do throws(LibraryError) {
      return .success(try await read(id, priority: .sync).outcome)
    } catch {
      // One that is gone is dropped from the cache: that is up to date, too.
      if case .stripe(let reason) = error, reason.code == .missing {
        return .success(StoreOutcome(Changes(dropped: 1)))
      }
      return .failure(error)
    }
  }
}

extension SessionQuery {
  /// Sessions that are cached as open.
  fileprivate static let open = SessionQuery(
    source: "status:open", terms: [Term(.equals(.status, .int(0)))])

  /// Those that may still become something else: open ones, and complete ones without their money.
  fileprivate static let unsettled = SessionQuery(
    source: "",
    terms: [
      Term(
        .any([
          .equals(.status, .int(0)),
          .all([.equals(.status, .int(1)), .equals(.paymentStatus, .int(1))]),
        ]))
    ])

  /// Those that are past their expiry. Unix seconds.
  fileprivate static func overdue(at now: Int) -> SessionQuery {
    SessionQuery(
      source: "", terms: open.terms + [Term(.between(.expiresAt, 0...max(0, now - 1)))])
  }
}
