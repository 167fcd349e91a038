import Dispatch
import GRDB
import GRDBSQLite
import Host

/// The connections that read. Each read has one to itself and runs on the thread that asks for it,
/// which costs less than going to another thread and back.
///
/// Not GRDB's `DatabasePool`: it keeps a connection open that no read uses, changes threads for each
/// read, and its `close()` may take a connection away from a read that is about to begin.
final class ReadConnections: Sendable {
  private struct Free: Sendable {
    var connections: [DatabaseQueue] = []
    var isClosed = false
  }

  private enum Source: Sendable {
    case file(String, Configuration)
    /// The one connection there is, which also writes. Reads wait for each other.
    case shared(DatabaseQueue)
  }

  /// Each may hold 2 MB of pages. A read more waits for one of the others.
  private static let most = 3

  /// Less than a millisecond, in instructions of SQLite's machine.
  private static let stepsBetweenQuestions: Int32 = 1000

  private let source: Source
  private let free = Locked(Free())
  private let places = DispatchSemaphore(value: most)

  init(path: String, configuration: Configuration) {
    source = .file(path, configuration)
  }

  init(sharing connection: DatabaseQueue) {
    source = .shared(connection)
  }

  /// Reads in one transaction, on the calling thread. `body` must not read the cache again: if all
  /// connections were in such bodies, none would become free.
  ///
  /// - Throws: what `body` throws; `DatabaseError` if the cache is closed or cannot be opened.
  func read<T>(_ body: (Database) throws -> T) throws -> T {
    let connection = try take()
    defer { giveBack(connection) }
    return try connection.read(body)
  }

  /// The same; it stops when the task is cancelled.
  ///
  /// SQLite asks from time to time whether to go on. An interruption from another thread would have
  /// no effect between two statements.
  /// Source: https://www.sqlite.org/c3ref/progress_handler.html
  func readUntilCancelled<T>(_ body: (Database) throws -> T) throws -> T {
    try Task.checkCancellation()
    return try read { database in
      let connection = unsafe database.sqliteConnection
      unsafe sqlite3_progress_handler(
        connection, Self.stepsBetweenQuestions, { _ in Task.isCancelled ? 1 : 0 }, nil)
      defer { unsafe sqlite3_progress_handler(connection, 0, nil, nil) }
      return try body(database)
    }
  }

  /// Later reads fail. Waits for those that have begun.
  func close() throws {
    free.withLock { $0.isClosed = true }
    for _ in 1...Self.most { places.wait() }
    defer { for _ in 1...Self.most { places.signal() } }
    let connections = free.withLock { free in
      defer { free.connections = [] }
      return free.connections
    }
    for connection in connections { try connection.close() }
  }

  private func take() throws -> DatabaseQueue {
    places.wait()
    do {
      let connection = try free.withLock { free in
        guard !free.isClosed else {
          throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the cache is closed")
        }
        return free.connections.popLast()
      }
      if let connection { return connection }
      switch source {
      case .shared(let connection): return connection
      case .file(let path, let configuration):
        return try DatabaseQueue(path: path, configuration: configuration)
      }
    } catch {
      places.signal()
      throw error
    }
  }

  /// A connection stays until the cache is closed: when one goes away, its queue starts threads that
  /// wake up every second.
  private func giveBack(_ connection: DatabaseQueue) {
    if case .file = source { free.withLock { $0.connections.append(connection) } }
    places.signal()
  }
}
