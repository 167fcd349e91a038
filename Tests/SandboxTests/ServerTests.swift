import Foundation
import Testing

@testable import Sandbox
import JSON

#if canImport(Glibc)
  import Glibc
#endif

@Suite("The server")
struct ServerTests {
  @Test
  func `Two requests on one connection are answered with a length and a request id`() async throws {
    try await withServer { port in
      let request = Connection.request("GET", "/v1/checkout/sessions?limit=3")
      for answer in try await Connection.exchange([request, request], port: port) {
        #expect(answer.head.hasPrefix("HTTP/1.1 200 OK"))
        #expect(answer.head.contains("Content-Length: \(answer.body.utf8.count)"))
        #expect(answer.head.contains("Request-Id: req_"))
        #expect(try JSON(parsing: answer.body).ids.count == 3)
      }
    }
  }

  @Test func `A form with nested names arrives`() async throws {
    try await withServer { port in
      let request = Connection.request("POST", "/v1/checkout/sessions", CreateTests.smallest)
      let answers = try await Connection.exchange([request], port: port)
      #expect(try JSON(parsing: answers[0].body)["amount_total"]?.int == 2198)
    }
  }

  @Test func `a body that is too large is refused, and the next request is answered`() async throws
  {
    try await withServer { port in
      let text = "mode=setup&metadata[note]=" + String(repeating: "x", count: 2 << 20)
      let large = Connection.request("POST", "/v1/checkout/sessions", text)
      let small = Connection.request("GET", "/v1/account")
      let answers = try await Connection.exchange([large, small], port: port)
      #expect(answers[0].head.hasPrefix("HTTP/1.1 413 Content Too Large"))
      #expect(answers[0].head.contains("Content-Type: application/json"))
      #expect(
        try JSON(parsing: answers[0].body).error?.text("message")
          == "The request is too large: a body can have 2048 kilobytes.")
      #expect(answers[1].head.hasPrefix("HTTP/1.1 200 OK"))
    }
  }

  @Test func `endless lines hold up nobody else`() async throws {
    try await withServer { port in
      try await withThrowingTaskGroup(of: String.self) { group in
        let endless = "GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: 4 << 20)
        for _ in 0..<4 {
          group.addTask { try await Connection.exchange([endless], port: port)[0].head }
        }
        let request = Connection.request("GET", "/v1/account")
        for answer in try await Connection.exchange(
          Array(repeating: request, count: 50), port: port)
        { #expect(answer.head.hasPrefix("HTTP/1.1 200 OK")) }
        // The server may close the connection while the client is still sending.
        var heads: [String] = []
        while let head = await group.nextResult() {
          if case .success(let head) = head { heads.append(head) }
        }
        #expect(!heads.isEmpty && heads.allSatisfy { $0.hasPrefix("HTTP/1.1 431") })
      }
    }
  }

  @Test func `Fifty clients at once are all answered`() async throws {
    try await withServer { port in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<50 {
          group.addTask {
            let request = Connection.request("GET", "/v1/checkout/sessions?limit=5")
            let answers = try await Connection.exchange([request], port: port)
            return try JSON(parsing: answers[0].body).ids.count
          }
        }
        for try await count in group { #expect(count == 5) }
      }
    }
  }

  @Test
  func `A port that is taken is an error at once, and a stopped server gives it back`() async throws
  {
    let (first, port) = try await listenOutsideTheEphemeralRange()
    var options = SandboxOptions()
    options.port = port
    let second = try SandboxServer(options)
    let refusal = await #expect(throws: SandboxError.self) { try await second.start() }
    #expect(
      refusal?.description
        == "the sandbox cannot listen on 127.0.0.1:\(port): Address already in use")
    await first.stop()
    try await start(second, on: port)
    await second.stop()
    await #expect(throws: Connection.Closed.self) {
      try await Connection.exchange([Connection.request("GET", "/")], port: port)
    }
  }

  /// Tries again, since another test may be starting a program: between fork and exec the child has
  /// a copy of every socket.
  private func start(_ server: SandboxServer, on port: UInt16) async throws {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
      if let started = try? await server.start() {
        #expect(started == port)
        return
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("port \(port) is not given back")
  }

  /// Uses a port that the system does not assign by itself. Another test or a client would soon get
  /// such a port.
  private func listenOutsideTheEphemeralRange() async throws -> (SandboxServer, UInt16) {
    var options = SandboxOptions()
    while true {
      options.port = .random(in: 20_000..<30_000)
      let server = try SandboxServer(options)
      if let port = try? await server.start() { return (server, port) }
    }
  }

  @Test func `A dropped answer closes the connection`() async throws {
    try await withServer(failRate: 1) { port in
      var outcomes: Set<String> = []
      for _ in 0..<30 {
        let request = Connection.request("GET", "/v1/account")
        let answers = try? await Connection.exchange([request], port: port)
        outcomes.insert(answers.map { String($0[0].head.prefix(12)) } ?? "nothing")
      }
      #expect(outcomes == ["HTTP/1.1 500", "HTTP/1.1 503", "nothing"])
    }
  }

  private func withServer(
    failRate: Double = 0, _ body: (UInt16) async throws -> Void
  ) async throws {
    var options = SandboxOptions()
    options.sessions = 20
    options.failRate = failRate
    let server = try SandboxServer(options) { TestAccount.start }
    let port = try await server.start()
    do {
      try await body(port)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }
}

/// A separate client, so that the server's library does not test itself.
private final class Connection {
  struct Closed: Error {}

  struct Answer {
    var head: String
    var body: String
  }

  private let descriptor: Int32

  static func request(_ method: String, _ target: String, _ body: String = "") -> String {
    "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n"
      + "Authorization: Bearer \(SandboxServer.key)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
      + body
  }

  /// Sends requests over one connection, one after the other. It blocks, so it has its own thread:
  /// the server needs those of the pool.
  static func exchange(_ requests: [String], port: UInt16) async throws -> [Answer] {
    let result: Result<[Answer], any Error> = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          returning: Result {
            let connection = try Connection(port: port)
            return try requests.map(connection.send)
          })
      }
    }
    return try result.get()
  }

  private init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Closed() }
  }

  deinit { close(descriptor) }

  private func send(_ request: String) throws -> Answer {
    let bytes = Array(request.utf8)
    guard Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw Closed()
    }
    var received: [UInt8] = []
    while true {
      if let answer = Self.parse(received) { return answer }
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = recv(descriptor, &chunk, chunk.count, 0)
      guard count > 0 else { throw Closed() }
      received += chunk.prefix(count)
    }
  }

  /// The answer, once it is complete.
  private static func parse(_ bytes: [UInt8]) -> Answer? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
    let head = String(text[..<end.lowerBound])
    let body = String(text[end.upperBound...])
    let length = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
      .flatMap { Int($0.dropFirst(16)) }
    guard let length, body.utf8.count >= length else { return nil }
    return Answer(head: head, body: body)
  }
}
