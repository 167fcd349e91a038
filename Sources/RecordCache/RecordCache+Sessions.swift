package import Checkout
package import Query

/// The cache of Checkout Sessions, in their own types.
extension RecordCache {
  /// A session with its object; nil when it is not cached.
  package func session(_ id: String) async throws(CacheError) -> StoredSession? {
    try await record(id).flatMap(StoredSession.init)
  }

  /// The same on the calling thread.
  package func sessionNow(_ id: String) throws(CacheError) -> StoredSession? {
    try recordNow(id).flatMap(StoredSession.init)
  }

  /// What the list knows of a session; nil when it is not cached.
  package func summary(_ id: String) async throws(CacheError) -> SessionSummary? {
    try await row(id).map(SessionSummary.init)
  }

  /// The line items of a session as far as they are cached; nil if none are.
  package func lineItems(_ id: String) async throws(CacheError) -> StoredLineItems? {
    try await parts(of: id).map { parts in
      StoredLineItems(
        items: parts.items.compactMap(LineItem.init), isComplete: parts.isComplete,
        fetchedAt: parts.fetchedAt)
    }
  }

  /// Keeps a session that was read by itself.
  package func store(_ session: StoredSession) async throws(CacheError) -> StoreOutcome {
    try await store(session.session.record, fetchedAt: session.fetchedAt)
  }

  /// Keeps the line items of a session that is cached.
  package func store(_ items: StoredLineItems, of id: String) async throws(CacheError) {
    try await store(
      RecordParts(
        items: items.items.map(\.json), isComplete: items.isComplete, fetchedAt: items.fetchedAt),
      of: id)
  }
}

extension StoredSession {
  fileprivate init?(_ stored: StoredObject) {
    guard let session = Session(stored.json) else { return nil }
    self.init(session, fetchedAt: stored.fetchedAt)
  }
}

extension RecordPage {
  /// A page of sessions.
  package init(
    filter: SessionFilter, edge: PageCursor, sessions: [Session], hasMore: Bool, fetchedAt: Int
  ) {
    self.init(
      filter: filter, edge: edge, records: sessions.map(\.record), hasMore: hasMore,
      fetchedAt: fetchedAt)
  }
  /// The sessions of the page, newest first.
  package var sessions: [Session] { records.compactMap { Session($0.json) } }
}
