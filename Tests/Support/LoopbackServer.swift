import Glibc
import Host

/// A server on 127.0.0.1 that follows the test's steps, byte by byte.
package final class LoopbackServer: Sendable {
  /// One thing to do with a connection. The steps of a list run in order.
  package enum Step: Sendable {
    case send([UInt8])
    /// One byte at a time with a pause between, until all is sent or the client has left.
    case drip([UInt8], pauseMilliseconds: Int32)
    /// Sends nothing until the client leaves.
    case stall
    /// Ends the connection with a TCP reset.
    case reset
    /// Ends the connection normally.
    case close
    /// Keeps the connection for the next request.
    case keepAlive

    package static func send(_ text: String) -> Step { .send(Array(text.utf8)) }
  }

  package struct Received: Sendable, Equatable {
    package var head: String
    package var body: String
    package var line: String { String(head.prefix { $0 != "\r\n" }) }

    package func header(_ name: String) -> String? {
      head.split(separator: "\r\n").dropFirst().lazy
        .compactMap { line -> String? in
          let parts = line.split(separator: ":", maxSplits: 1)
          guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { return nil }
          return String(parts[1].drop { $0 == " " })
        }.first
    }
  }

  private struct State: Sendable {
    var received: [Received] = []
    var connections = 0
    var open: Set<Int32> = []
    var threads: [pthread_t] = []
    var isStopped = false
  }

  package let port: Int
  private let listener: Int32
  private let respond: @Sendable (Received) -> [Step]
  private let state = Locked(State())
  private let acceptor = Locked<pthread_t?>(nil)

  package var url: String { "http://127.0.0.1:\(port)" }
  package var received: [Received] { state.withLock { $0.received } }
  /// How many connections were accepted so far.
  package var connections: Int { state.withLock { $0.connections } }

  package init(_ respond: @escaping @Sendable (Received) -> [Step]) {
    self.respond = respond
    (listener, port) = Self.listen()
    let thread = Self.spawn { [self] in accept() }
    acceptor.withLock { $0 = thread }
  }

  /// A server with the same answer to every request.
  package convenience init(_ steps: Step...) {
    self.init { _ in steps }
  }

  /// Ends all connections and waits for all threads. Every test calls it: the threads keep the
  /// server alive until then.
  package func stop() {
    state.withLock { state in
      state.isStopped = true
      shutdown(listener, Int32(SHUT_RDWR))
      for socket in state.open { shutdown(socket, Int32(SHUT_RDWR)) }
    }
    if let thread = acceptor.withLock({ $0 }) { pthread_join(thread, nil) }
    for thread in state.withLock({ $0.threads }) { pthread_join(thread, nil) }
    close(listener)
  }

  // MARK: - Threads

  private func accept() {
    while true {
      let socket = Glibc.accept(listener, nil, nil)
      guard socket >= 0 else { return }
      let isWelcome = state.withLock { state in
        guard !state.isStopped else { return false }
        state.connections += 1
        state.open.insert(socket)
        return true
      }
      guard isWelcome else {
        close(socket)
        return
      }
      let thread = Self.spawn { [self] in serve(socket) }
      state.withLock { $0.threads.append(thread) }
    }
  }

  private func serve(_ socket: Int32) {
    while let request = Self.readRequest(socket) {
      state.withLock { $0.received.append(request) }
      guard respond(request).allSatisfy({ perform($0, socket) }) else { break }
    }
    state.withLock { state in
      state.open.remove(socket)
      close(socket)
    }
  }

  /// - Returns: false if the connection has ended.
  private func perform(_ step: Step, _ socket: Int32) -> Bool {
    switch step {
    case .send(let bytes): return Self.sendAll(bytes, socket)
    case .drip(let bytes, let pause):
      return bytes.allSatisfy { Self.sendAll([$0], socket) && !Self.hasLeft(socket, within: pause) }
    case .stall:
      while !Self.hasLeft(socket, within: -1) {}
      return false
    case .reset:
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
      return false
    case .close: return false
    case .keepAlive: return true
    }
  }
}

// MARK: - Sockets

extension LoopbackServer {
  private static func listen() -> (socket: Int32, port: Int) {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        _ = bind(socket, pointer, size)
        _ = Glibc.listen(socket, 64)
        _ = getsockname(socket, pointer, &size)
      }
    }
    return (socket, Int(UInt16(bigEndian: address.sin_port)))
  }

  private static func readRequest(_ socket: Int32) -> Received? {
    var bytes: [UInt8] = []
    var head: String?
    while true {
      // A TLS client starts with a handshake record (22), which has no blank line to wait for.
      if bytes.first == 22 { return Received(head: "TLS", body: "") }
      if head == nil, let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        bytes.removeSubrange(..<end.upperBound)
      }
      if let head {
        let request = Received(head: head, body: String(decoding: bytes, as: UTF8.self))
        if bytes.count >= request.header("content-length").flatMap({ Int($0) }) ?? 0 {
          return request
        }
      }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  private static func sendAll(_ bytes: [UInt8], _ socket: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Waits for the client to close, for the given time or without a limit (-1).
  private static func hasLeft(_ socket: Int32, within milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return false }
    var byte: UInt8 = 0
    return recv(socket, &byte, 1, 0) <= 0
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func spawn(_ body: @escaping @Sendable () -> Void) -> pthread_t {
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    return thread
  }
}

/// An answer with the right length.
package func answer(_ body: String, status: String = "200 OK", headers: [String] = []) -> String {
  (["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers + ["", body])
    .joined(separator: "\r\n")
}
