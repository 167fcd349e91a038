package import Checkout
package import Query
import RecordCache
import Stripe

/// The changes of some sessions from now on: those of a list of ids, or those that a query finds.
package struct ChangeFeed: Sendable {
  /// The sessions that are followed.
  package enum Subject: Equatable, Sendable {
    case ids([String])
    case query(ListQuery)
  }

  /// What one round has found.
  package struct Round: Sendable {
    /// Oldest first. A new session comes as a change from nothing to its status.
    package var changes: [RecordChange] = []
    /// The sessions now: all of the ids, or those of the query that are new or have changed.
    package var sessions: [SessionSummary] = []
  }

  private let library: SessionLibrary
  private let subject: Subject
  /// The change that was seen last.
  private var last: Int64
  /// Sessions of the query, including those that a change has taken out of it.
  private var known: Set<String> = []
  /// When the newest session that was seen was created, in Unix seconds.
  private var newest: Int

  /// How many sessions of a query are followed, the newest first.
  private static let capacity = 20_000
  /// Up to this many ids are read one by one; more are found through the events of the account.
  private static let mostRead = 20

  /// Begins with what the cache holds: what has changed since then comes with the first round.
  ///
  /// - Throws: `.cache`; Stripe is not asked yet.
  package init(_ subject: Subject, in library: SessionLibrary) async throws(LibraryError) {
    self.library = library
    self.subject = subject
    let cache = library.cache
    last = try await caching { () throws(CacheError) in try await cache.changes(after: nil).last }
    newest = try await library.rows(ListQuery(), .top, limit: 1).rows.first?.created ?? 0
    if case .query(let query) = subject {
      known = Set(try await library.rows(query, .top, limit: Self.capacity).rows.map(\.id))
    }
  }

  /// Asks Stripe, and returns what has changed since the last time.
  ///
  /// - Throws: `.stripe` or `.cache`; another call may follow.
  package mutating func next() async throws(LibraryError) -> Round {
    switch subject {
    case .ids(let ids) where ids.count <= Self.mostRead:
      for id in ids { _ = try await library.read(id) }
    case .ids, .query: _ = try await library.keepTrue()
    }
    let (cache, number) = (library.cache, last)
    let (changes, last) = try await caching { () throws(CacheError) in
      try await cache.changes(after: number)
    }
    self.last = last
    switch subject {
    case .ids(let ids): return try await round(changes, of: ids)
    case .query(let query): return try await round(changes, of: query)
    }
  }

  private func round(
    _ changes: [RecordChange], of ids: [String]
  ) async throws(LibraryError) -> Round {
    var round = Round()
    let wanted = Set(ids)
    round.changes = changes.filter { wanted.contains($0.record) }
    for id in ids {
      // A session that was never cached, because there are too many to read each of them.
      if let summary = try await library.summary(id) {
        round.sessions.append(summary)
      } else {
        round.sessions.append(SessionSummary(try await library.read(id).stored))
      }
    }
    return round
  }

  private mutating func round(
    _ changes: [RecordChange], of query: ListQuery
  ) async throws(LibraryError) -> Round {
    var round = Round()
    for row in try await newRows(of: query) where known.insert(row.id).inserted {
      round.changes.append(
        RecordChange(
          record: row.id, field: "status", from: nil, to: row.status?.name, after: row.created,
          at: row.created))
      round.sessions.append(row)
    }
    let changed = Set(changes.map(\.record))
    var touched: Set<String> = []
    for id in changed.sorted() {
      guard let row = try await library.summary(id) else { continue }
      let matches = try await library.matches(id, query)
      guard matches || known.contains(id) else { continue }
      known.insert(id)
      touched.insert(id)
      round.sessions.append(row)
    }
    round.changes += changes.filter { touched.contains($0.record) }
    return round
  }

  /// Sessions of the query that were created since the last round or in its last second, oldest
  /// first.
  private mutating func newRows(
    of query: ListQuery
  ) async throws(LibraryError) -> [SessionSummary] {
    var rows: [SessionSummary] = []
    var query = query
    query.sort = .newestFirst
    // A new session may be between known ones of the same second.
    var anchor = RowAnchor.since(newest)
    while true {
      let window = try await library.rows(query, anchor, limit: 500)
      rows += window.rows.reversed()
      guard let first = window.rows.first else { break }
      anchor = .before(position: first.position)
      newest = first.created
      if window.reachesTop { break }
    }
    return rows
  }
}

extension SessionLibrary {
  /// Whether a list shows a session, as far as the cache knows.
  func matches(_ id: String, _ query: ListQuery) async throws(LibraryError) -> Bool {
    let one = query.narrowed(to: .begins(.id, id))
    return try await rows(one, .top, limit: 1).rows.first?.id == id
  }
}
