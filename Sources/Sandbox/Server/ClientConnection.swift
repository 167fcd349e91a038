import FlyingSocks
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One client: its requests are read and answered in order, until it or the server ends.
struct ClientConnection: Sendable {
  private let socket: AsyncSocket
  private let answer: @Sendable (SandboxRequest) async -> SandboxResponse

  init(
    _ socket: AsyncSocket, answer: @escaping @Sendable (SandboxRequest) async -> SandboxResponse
  ) {
    self.socket = socket
    self.answer = answer
  }

  /// Returns when the connection is closed.
  func run() async {
    // A long answer is sent in several pieces; none should wait for the client's acknowledgement.
    try? socket.socket.setValue(
      true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
    var reader = RequestReader()
    var begun: ContinuousClock.Instant?
    do {
      while try await advance(&reader, &begun) {
        // A client that always has more to send must not block the others.
        await Task.yield()
      }
    } catch {
      // The client has disconnected or was too slow, or the server is stopping.
    }
    try? socket.close()
  }

  /// - Returns: whether the connection stays open.
  private func advance(
    _ reader: inout RequestReader, _ begun: inout ContinuousClock.Instant?
  ) async throws -> Bool {
    switch reader.next() {
    case .needsBytes:
      begun = reader.isWithinRequest ? begun ?? .now : nil
      reader.append(try await read(before: begun.map { $0 + Self.mostForRequest }))
      return true
    case .expectsContinue:
      try await socket.write(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8))
      return true
    case .request(let request, let keepsConnection):
      begun = nil
      let response = await answer(request)
      guard !response.isDropped else { return false }
      try await send(
        response, keepsConnection: keepsConnection, hasBody: request.method != "HEAD")
      return keepsConnection
    case .refusal(let response, let keepsConnection):
      begun = nil
      try await send(response, keepsConnection: keepsConnection)
      if !keepsConnection { try await drain() }
      return keepsConnection
    }
  }

  /// The bytes that have come, at least one.
  ///
  /// - Throws: when the client has closed the connection, or nothing has come before the deadline.
  private func read(before deadline: ContinuousClock.Instant?) async throws -> [UInt8] {
    guard let deadline else { return try await socket.read(atMost: Self.pieceLength) }
    return try await withThrowingTaskGroup(of: [UInt8].self) { group in
      group.addTask { try await socket.read(atMost: Self.pieceLength) }
      group.addTask {
        try await Task.sleep(until: deadline, clock: .continuous)
        throw SocketError.disconnected
      }
      defer { group.cancelAll() }
      return try await group.next() ?? []
    }
  }

  /// Reads what is still on its way, for a moment: if the connection closed earlier, the client
  /// could lose the answer.
  private func drain() async throws {
    let deadline = ContinuousClock.now + .milliseconds(500)
    for _ in 0..<Self.mostPiecesDrained { _ = try await read(before: deadline) }
  }

  private func send(
    _ response: SandboxResponse, keepsConnection: Bool, hasBody: Bool = true
  ) async throws {
    let phrase = Self.phrases[response.status] ?? "Error"
    var head = "HTTP/1.1 \(response.status) \(phrase)\r\nContent-Length: \(response.body.count)\r\n"
    for (name, value) in response.headers.sorted(by: { $0.key < $1.key }) {
      head += "\(name): \(value.filter { !$0.isNewline })\r\n"
    }
    head += "Connection: \(keepsConnection ? "keep-alive" : "close")\r\n\r\n"
    try await socket.write(Data(head.utf8) + (hasBody ? response.body : []))
  }

  /// A request has to arrive within this time, counted from its first byte.
  private static let mostForRequest = Duration.seconds(60)
  /// Bytes; FlyingSocks reads no more at once.
  private static let pieceLength = 4096
  private static let mostPiecesDrained = 1024

  private static let phrases = [
    200: "OK", 303: "See Other", 400: "Bad Request", 401: "Unauthorized",
    402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    409: "Conflict", 410: "Gone", 413: "Content Too Large", 415: "Unsupported Media Type",
    421: "Misdirected Request", 422: "Unprocessable Content",
    429: "Too Many Requests", 431: "Request Header Fields Too Large",
    500: "Internal Server Error", 503: "Service Unavailable",
  ]
}
