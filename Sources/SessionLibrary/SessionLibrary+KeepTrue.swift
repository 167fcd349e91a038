package import Checkout
package import Query
import RecordCache
import Stripe

/// What bringing the cache up to date has changed.
package struct KeepTrueOutcome: Equatable, Sendable {
  /// Received sessions are new ones, and those that were read again because an event named them or
  /// because they were due.
  package var changes = Changes()
  /// Whether the key may read events. If not, open and unpaid sessions are read again.
  package var usesEvents = true
  /// The earliest reading among the sessions that may have changed without an event that says so.
  /// Unix seconds; nil when there are none.
  package var staleSince: Int?

  package init() {}
}

extension SessionLibrary {
  /// Stripe keeps events for 30 days. Source: https://docs.stripe.com/api/events
  static let eventLifetime = 30 * 86_400
  /// Our clock and Stripe's may differ by this many seconds.
  private static let clockSkew = 300
  /// The most sessions that are read again at once, and the most pages that are read.
  private static let mostReread = 500
  private static let mostPages = 50
  private static let note = "events"

  /// Brings the cache up to date, at a cost that depends on how much has changed: newer sessions,
  /// those that events name, and open ones that are past their expiry.
  ///
  /// - Throws: `.stripe` or `.cache`. A key that may not read events is no error.
  package func keepTrue() async throws(LibraryError) -> KeepTrueOutcome {
    var outcome = KeepTrueOutcome()
    let before = try await coverage(of: .all)
    try await loadAllNewer(&outcome)
    try await beginEvents(before)
    // When one is gone, others may be gone, too.
    if outcome.changes.dropped > 0 { outcome.changes += try await heal() }
    let due: Due
    do throws(LibraryError) {
      due = try await readEvents(&outcome)
    } catch {
      // 404: a server without events, as some test servers are.
      guard case .stripe(let reason) = error,
        reason.status == 404 || [.permission, .missing].contains(reason.code)
      else { throw error }
      outcome.usesEvents = false
      due = Due(ids: try await stale(.unsettled), seen: nil)
    }
    try await reread(due.ids, &outcome)
    if outcome.usesEvents { try await reread(try await stale(.overdue(at: now())), &outcome) }
    // Not before this point: after an interruption the events have to be read again.
    if let seen = due.seen { try await setEventsSeen(seen) }
    if !outcome.usesEvents { outcome.staleSince = try await oldestReading(of: .unsettled) }
    return outcome
  }

  /// Stores the time since when events matter, before the first session is cached and after the
  /// first answer, which gives the server's time.
  ///
  /// - Parameter before: what was cached before that answer; nil when the answer is not stored yet.
  /// - Throws: the cache's error.
  package func beginEvents(_ before: Coverage? = nil) async throws(LibraryError) {
    let known = try await caching { () throws(CacheError) in try await cache.note(Self.note) }
    guard known == nil else { return }
    let coverage: Coverage
    if let before { coverage = before } else { coverage = try await self.coverage(of: .all) }
    // What is cached already may be older than this run.
    let since = coverage.refreshedAt ?? readAt(now())
    try await setEventsSeen(EventsSeen(second: since - Self.clockSkew, ids: []))
  }

  private func loadAllNewer(_ outcome: inout KeepTrueOutcome) async throws(LibraryError) {
    var last: Int64?
    for _ in 0..<Self.mostPages {
      let page = try await loadNewer(.all)
      outcome.changes += page.changes
      if !page.hasMore { return }
      let spans = try await caching { () throws(CacheError) in try await cache.spans(of: .all) }
      // What is newer than this machine's clock never counts as covered: the same page would come
      // again.
      guard let newest = spans.first?.newest, newest != last else { return }
      last = newest
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
    /// How far events were read; stored once these sessions have been read.
    var seen: EventsSeen?
  }

  /// Cached sessions with events since they were read.
  private func readEvents(_ outcome: inout KeepTrueOutcome) async throws(LibraryError) -> Due {
    let text = try await caching { () throws(CacheError) in try await cache.note(Self.note) }
    let known = text.flatMap { EventsSeen($0) } ?? EventsSeen(second: 0, ids: [])
    // A time noted by a clock that was ahead says nothing about what has happened since.
    guard known.second > now() - Self.eventLifetime, known.second <= now() + Self.clockSkew else {
      // Stripe no longer has the events in between: only these sessions can have changed much.
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
    // A time noted by a clock that was a little ahead hides events before that moment.
    let isAhead = known.second > now()
    let floor = isAhead ? now() - Self.clockSkew : known.second - 1
    let new = try await self.events(.newest, since: floor, known: Set(known.ids), &outcome)
    events += new.events
    // Events older than the last page that was read come the next time.
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

  /// Cached sessions that were read before, or about when, one of their events happened.
  private func changed(by events: [CheckoutEvent]) async throws(LibraryError) -> [String] {
    var latest: [String: Int] = [:]
    for event in events {
      latest[event.sessionID] = max(latest[event.sessionID] ?? 0, event.created)
    }
    var ids: [String] = []
    for (id, happened) in latest.sorted(by: { $0.value > $1.value }) {
      let known = try await caching { () throws(CacheError) in try await cache.summary(id) }
      guard let known else { continue }
      // A `fetched_at` later than now comes from a clock that was ahead.
      if known.fetchedAt - Self.clockSkew <= happened || known.fetchedAt > now() { ids.append(id) }
    }
    return ids
  }

  /// Events from a cursor down to a second, as many as are read at once; `cursor` is where the rest
  /// begins, nil when there is none.
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
        // When Stripe no longer has the event, there is no cursor to continue from.
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

  /// Ids of sessions that should be read again, those read longest ago first.
  private func stale(_ query: SessionQuery) async throws(LibraryError) -> [String] {
    try await caching { () throws(CacheError) in
      try await cache.stale(query, limit: Self.mostReread)
    }
  }

  /// The earliest time at which one of these was read. Unix seconds.
  private func oldestReading(of query: SessionQuery) async throws(LibraryError) -> Int? {
    try await caching { () throws(CacheError) in
      guard let id = try await cache.stale(query, limit: 1).first else { return nil }
      return try await cache.row(id)?.fetchedAt
    }
  }

  private func reread(
    _ ids: [String], _ outcome: inout KeepTrueOutcome
  ) async throws(LibraryError) {
    var results: [Result<StoreOutcome, LibraryError>] = []
    await each(ids, rereadOne) { _, result in results.append(result) }
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
      // A session that is gone is dropped from the cache, which is then up to date, too.
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
    source: "status:open", terms: [Term(.equals(.status, .open))])

  /// Those that may still change: open ones, and complete ones that are not paid.
  fileprivate static let unsettled = SessionQuery(
    source: "",
    terms: [
      Term(
        .any([
          .equals(.status, .open),
          .all([.equals(.status, .complete), .equals(.paymentStatus, .unpaid)]),
        ]))
    ])

  /// Those that are past their expiry. Unix seconds.
  fileprivate static func overdue(at now: Int) -> SessionQuery {
    SessionQuery(
      source: "", terms: open.terms + [Term(.between(.expiresAt, 0...max(0, now - 1)))])
  }
}
