package import Checkout
import GRDB
import Synchronization

/// What Stripe said, kept on this machine: one SQLite file for one account in one mode.
///
/// Reads never wait for writes (WAL), may run anywhere, and stop when their task is cancelled. Every
/// write is one transaction. Several programs can use one file at the same time.
/// Source: https://www.sqlite.org/wal.html
package final class SessionCache: Sendable {
  /// Where the file is.
  package let path: String
  let readers: DatabasePool
  let writer: WriteConnection
  let objects: ObjectReader
  let isIndexing = Mutex(false)
  let isClosed = Mutex(false)
  /// Whether the file goes when the cache is closed.
  package let isTemporary: Bool

  init(
    readers: DatabasePool, writer: WriteConnection, objects: ObjectReader, path: String,
    isTemporary: Bool
  ) {
    self.readers = readers
    self.writer = writer
    self.objects = objects
    self.path = path
    self.isTemporary = isTemporary
  }

  deinit {
    if isTemporary { try? close() }
  }

  // MARK: - Transactions

  func read<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws(CacheError) -> T {
    do {
      return try await readers.read(body)
    } catch {
      throw noted(error)
    }
  }

  /// The same on the calling thread, for the first picture and for programs without a screen.
  func readNow<T>(_ body: (Database) throws -> T) throws(CacheError) -> T {
    do {
      return try readers.read(body)
    } catch {
      throw noted(error)
    }
  }

  func write<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws(CacheError) -> T {
    do {
      return try await writer.queue().write(body)
    } catch {
      throw noted(error)
    }
  }

  /// Puts an error in our words; damage is remembered, so that the next start begins a new file.
  private func noted(_ error: any Error) -> CacheError {
    let error = CacheError(error, path: path)
    if error.code == .damaged { CacheFile(path: path).markDamaged() }
    return error
  }

  // MARK: - Single sessions

  /// A session with its object; nil when it is not cached.
  package func session(_ id: String) async throws(CacheError) -> StoredSession? {
    let objects = objects
    return try await read { try Self.session(id, objects, $0) }
  }

  /// The same on the calling thread.
  package func sessionNow(_ id: String) throws(CacheError) -> StoredSession? {
    try readNow { try Self.session(id, objects, $0) }
  }

  private static func session(
    _ id: String, _ objects: ObjectReader, _ database: Database
  ) throws -> StoredSession? {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT place, fetched_at FROM session WHERE id = ?"),
      arguments: [id])
    guard let row, let stored = try objects.stored(at: Position.place(row[0]), in: database) else {
      return nil
    }
    guard let session = try objects.session(stored, in: database) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an object cannot be read")
    }
    return StoredSession(session, fetchedAt: row[1])
  }

  /// What the list knows of a session; nil when it is not cached.
  package func summary(_ id: String) async throws(CacheError) -> SessionSummary? {
    try await read { database in
      try Row.fetchOne(
        database.cachedStatement(sql: "SELECT \(SummaryColumns.names) FROM session WHERE id = ?"),
        arguments: [id]
      ).map(SessionSummary.init(row:))
    }
  }

  /// The line items of a session as far as they are cached.
  package func lineItems(_ id: String) async throws(CacheError) -> StoredLineItems? {
    let objects = objects
    return try await read { database in
      try Writer.position(of: id, in: database).flatMap {
        try objects.storedLineItems(at: $0, in: database)
      }
    }
  }

  // MARK: - Coverage

  /// For which spans of `created` everything that a filter lets through is cached.
  package func coverage(of filter: SessionFilter) async throws(CacheError) -> Coverage {
    try await read { try CoverageStore(database: $0).coverage(of: filter) }
  }

  /// The same on the calling thread.
  package func coverageNow(of filter: SessionFilter) throws(CacheError) -> Coverage {
    try readNow { try CoverageStore(database: $0).coverage(of: filter) }
  }

  // MARK: - Notes

  /// A small text that is kept with the sessions, such as the last event seen.
  package func note(_ name: String) async throws(CacheError) -> String? {
    try await read { database in
      try String.fetchOne(
        database, sql: "SELECT value FROM note WHERE name = ?", arguments: [name])
    }
  }

  package func setNote(_ name: String, _ value: String) async throws(CacheError) {
    try await write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO note VALUES (?, ?)", arguments: [name, value])
    }
  }
}
