import GRDB
import Host

/// The connection that writes. The first write opens it: preparing a file for writing takes longer
/// than reading all that the first picture shows, and a search never needs it.
final class WriteConnection: Sendable {
  private enum State {
    case unused
    case open(DatabaseQueue)
    case closed
  }

  private let path: String
  private let configuration: Configuration
  private let state: Locked<State>

  /// One that is open already.
  init(_ queue: DatabaseQueue) {
    path = queue.path
    configuration = queue.configuration
    state = Locked(.open(queue))
  }

  init(path: String, configuration: Configuration) {
    self.path = path
    self.configuration = configuration
    state = Locked(.unused)
  }

  /// The connection, for any thread; its writes run one after the other.
  func queue() throws -> DatabaseQueue {
    try state.withLock { state in
      switch state {
      case .open(let queue): return queue
      case .unused:
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        state = .open(queue)
        return queue
      case .closed:
        throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the cache is closed")
      }
    }
  }

  /// Later writes fail. The last connection to a cache that closes removes the log.
  /// Source: https://www.sqlite.org/wal.html
  func close() throws {
    let queue = state.withLock { state -> DatabaseQueue? in
      defer { state = .closed }
      guard case .open(let queue) = state else { return nil }
      return queue
    }
    // The last connection to close would do this, but another process may still read.
    _ = try? queue?.writeWithoutTransaction { try $0.checkpoint(.passive) }
    try queue?.close()
  }
}
