import Dispatch
import GRDB
import GRDBSQLite
import Host

/// The connections that read. Each read has one to itself and runs on the thread that asks for it,
/// which costs less than going to another thread and back. How many there are depends on how many
/// threads read at the same time.
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
    /// The one connection of a temporary cache, which also writes. Reads wait for each other.
    case shared(DatabaseQueue)
  }

  /// More are closed when they are given back. Each may hold 2 MB of pages.
  private static let mostFree = 3

  /// Less than a millisecond, in instructions of SQLite's machine.
  private static let stepsBetweenQuestions: Int32 = 1000

  private let source: Source
  private let free = Locked(Free())
  private let reads = DispatchGroup()

  init(path: String, configuration: Configuration) {
    source = .file(path, configuration)
  }

  init(sharing connection: DatabaseQueue) {
    source = .shared(connection)
  }

  /// Reads in one transaction, on the calling thread.
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
    let connections = free.withLock { free in
      free.isClosed = true
      defer { free.connections = [] }
      return free.connections
    }
    reads.wait()
    for connection in connections { try connection.close() }
  }

  private func take() throws -> DatabaseQueue {
    let connection = try free.withLock { free in
      guard !free.isClosed else {
        throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the cache is closed")
      }
      reads.enter()
      return free.connections.popLast()
    }
    if let connection { return connection }
    switch source {
    case .shared(let connection): return connection
    case .file(let path, let configuration):
      do {
        return try DatabaseQueue(path: path, configuration: configuration)
      } catch {
        reads.leave()
        throw error
      }
    }
  }

  private func giveBack(_ connection: DatabaseQueue) {
    defer { reads.leave() }
    guard case .file = source else { return }
    let isKept = free.withLock { free in
      guard !free.isClosed, free.connections.count < Self.mostFree else { return false }
      free.connections.append(connection)
      return true
    }
    if !isKept { try? connection.close() }
  }
}
