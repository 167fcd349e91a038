import FlyingSocks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Listens on 127.0.0.1 and serves each client in a task of its own.
///
/// The sockets are FlyingSocks'; HTTP is the sandbox's own. FlyingFox's reader compares the whole
/// line again for each byte and has no limit: a line of 100 kB takes it seconds, and two endless
/// lines block the server for all clients.
struct LoopbackListener: Sendable {
  /// The port on which it listens, also if any port was asked for.
  let port: UInt16

  private let socket: AsyncSocket
  private let pool: SocketPool<ePoll>

  /// Begins to listen on a port, 0 for any that is free.
  ///
  /// - Throws: `SocketError` with what the system says.
  init(port: UInt16) async throws {
    pool = .ePoll()
    try await pool.prepare()
    let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
    let socket = try Socket(domain: AF_INET)
    do {
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: address)
      try socket.listen()
      self.socket = try AsyncSocket(socket: socket, pool: pool)
      guard case .ip4(_, let port) = try socket.sockname() else {
        throw SocketError.unsupportedAddress
      }
      self.port = port
    } catch {
      try? socket.close()
      throw error
    }
  }

  /// Serves clients until the task is cancelled. Returns when the last of them is gone.
  func run(_ serve: @escaping @Sendable (AsyncSocket) async -> Void) async {
    await withDiscardingTaskGroup { group in
      group.addTask { try? await pool.run() }
      while let client = await nextClient() {
        group.addTask { await serve(client) }
      }
      try? socket.close()
      group.cancelAll()
    }
  }

  /// - Returns: nil when the server ends.
  private func nextClient() async -> AsyncSocket? {
    while !Task.isCancelled {
      do {
        return try await socket.accept()
      } catch SocketError.failed(_, let code, _) where Self.passing.contains(code) {
        // For example, too many files are open: clients that leave make room.
        try? await Task.sleep(for: .milliseconds(50))
      } catch {
        return nil
      }
    }
    return nil
  }

  private static let passing: Set<Int32> = [
    EMFILE, ENFILE, ENOBUFS, ENOMEM, ECONNABORTED, EINTR, EPROTO,
  ]
}
