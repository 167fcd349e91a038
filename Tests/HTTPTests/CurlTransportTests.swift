import Support
import Testing

@testable import HTTP

@Suite("HTTP over libcurl")
struct CurlTransportTests {
  /// Runs a server and a client for one test and stops both afterwards.
  private func with(
    _ server: LoopbackServer, _ options: HTTPOptions = HTTPOptions(),
    _ body: (HTTPClient, LoopbackServer) async throws -> Void
  ) async throws {
    let transport = CurlTransport(options)
    defer {
      transport.shutdown()
      server.stop()
    }
    try await body(transport.client, server)
  }

  private func timeout(_ duration: Duration) -> HTTPOptions {
    var options = HTTPOptions()
    options.timeout = duration
    return options
  }

  /// The error that a request ends with; nil when it is answered.
  private func failure(of request: HTTPRequest, _ client: HTTPClient) async -> HTTPError.Code? {
    do throws(HTTPError) {
      _ = try await client.send(request)
      return nil
    } catch { return error.code }
  }

  // MARK: - Answers

  @Test func `a GET brings status, headers and body`() async throws {
    let server = LoopbackServer(.send(answer("{}", headers: ["Request-Id: req_1"])), .keepAlive)
    try await with(server) { client, server in
      let request = HTTPRequest(.get, server.url + "/v1/x?limit=1", headers: ["X-Test": "yes"])
      let response = try await client.send(request)
      #expect(response.status == 200)
      #expect(response.headers["request-id"] == "req_1")
      #expect(response.body == Array("{}".utf8))
      #expect(server.received.first?.line == "GET /v1/x?limit=1 HTTP/1.1")
      #expect(server.received.first?.header("x-test") == "yes")
    }
  }

  @Test(arguments: ["", "a=b&c=d"])
  func `a POST sends its body, and an empty one sends a length of 0`(body: String) async throws {
    let server = LoopbackServer(.send(answer("{}")), .keepAlive)
    try await with(server) { client, server in
      let headers: HTTPHeaders = ["Content-Type": "application/x-www-form-urlencoded"]
      let request = HTTPRequest(.post, server.url + "/x", headers: headers, body: Array(body.utf8))
      let response = try await client.send(request)
      #expect(response.status == 200)
      let received = try #require(server.received.first)
      #expect(received.line == "POST /x HTTP/1.1")
      #expect(received.body == body)
      #expect(received.header("content-length") == "\(body.utf8.count)")
      #expect(received.header("content-type") == "application/x-www-form-urlencoded")
    }
  }

  @Test func `a connection is kept for the next request`() async throws {
    try await with(LoopbackServer(.send(answer("{}")), .keepAlive)) { client, server in
      for _ in 0..<5 { _ = try await client.send(HTTPRequest(.get, server.url)) }
      #expect(server.received.count == 5)
      #expect(server.connections == 1)
    }
  }

  @Test(arguments: [false, true])
  func `a kept connection that the server has dropped is replaced`(isPost: Bool) async throws {
    try await with(LoopbackServer(.send(answer("{}")), .close)) { client, server in
      for _ in 0..<5 {
        let request =
          isPost
          ? HTTPRequest(.post, server.url, body: Array("a=b".utf8)) : HTTPRequest(.get, server.url)
        let response = try await client.send(request)
        #expect(response.status == 200)
      }
      #expect(server.received.count == 5)
    }
  }

  @Test func `many requests are in flight together and each gets its own answer`() async throws {
    let server = LoopbackServer { request in
      [.send(answer(String(request.line.split(separator: " ")[1]))), .keepAlive]
    }
    try await with(server) { client, server in
      let url = server.url
      let bodies = try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
        for number in 0..<50 {
          group.addTask {
            (number, try await client.send(HTTPRequest(.get, "\(url)/\(number)")).body)
          }
        }
        return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
      #expect(bodies.count == 50)
      #expect(bodies.allSatisfy { $0.value == Array("/\($0.key)".utf8) })
    }
  }

  @Test(arguments: [400, 404, 429, 500, 503])
  func `an error status is an answer like any other`(_ status: Int) async throws {
    let server = LoopbackServer(.send(answer("no", status: "\(status) Some")), .keepAlive)
    try await with(server) { client, server in
      let response = try await client.send(HTTPRequest(.get, server.url))
      #expect(response.status == status)
      #expect(response.body == Array("no".utf8))
    }
  }

  @Test func `a redirect is handed over, not followed`() async throws {
    let server = LoopbackServer { request in
      let headers = ["Location: /elsewhere"]
      return [.send(answer("", status: "302 Found", headers: headers)), .keepAlive]
    }
    try await with(server) { client, server in
      let response = try await client.send(HTTPRequest(.get, server.url + "/here"))
      #expect(response.status == 302)
      #expect(response.headers["Location"] == "/elsewhere")
      #expect(server.received.count == 1)
    }
  }

  @Test func `only the headers of the final answer are kept`() async throws {
    let early = "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\nRequest-Id: req_early\r\n\r\n"
    let final = answer("{}", headers: ["Request-Id: req_final"])
    try await with(LoopbackServer(.send(early + final), .keepAlive)) { client, server in
      let response = try await client.send(HTTPRequest(.get, server.url))
      #expect(response.status == 200)
      #expect(response.headers["Request-Id"] == "req_final")
      #expect(response.headers["X-Early"] == nil)
    }
  }

  @Test func `a chunked answer is put together`() async throws {
    let text =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    try await with(LoopbackServer(.send(text), .keepAlive)) { client, server in
      let response = try await client.send(HTTPRequest(.get, server.url))
      #expect(response.body == Array("abcde".utf8))
    }
  }

  // `printf hello | gzip -n`
  private static let gzipped: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07,
    0x00, 0x86, 0xA6, 0x10, 0x36, 0x05, 0x00, 0x00, 0x00,
  ]

  @Test func `a compressed answer is asked for and unpacked`() async throws {
    let head =
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(Self.gzipped.count)\r\n\r\n"
    let server = LoopbackServer(.send(head), .send(Self.gzipped), .keepAlive)
    try await with(server) { client, server in
      let response = try await client.send(HTTPRequest(.get, server.url))
      #expect(response.body == Array("hello".utf8))
      #expect(server.received.first?.header("accept-encoding")?.contains("gzip") == true)
    }
  }

  @Test(arguments: [100, 101])
  func `a body up to the cap is taken, one byte more is refused`(_ size: Int) async throws {
    var options = HTTPOptions()
    options.maximumBody = 100
    let body = String(repeating: "x", count: size)
    try await with(LoopbackServer(.send(answer(body)), .keepAlive), options) { client, server in
      let code = await failure(of: HTTPRequest(.get, server.url), client)
      #expect(code == (size > 100 ? .tooLarge : nil))
    }
  }

  @Test func `the cap counts the bytes after decompression`() async throws {
    var options = HTTPOptions()
    options.maximumBody = 4
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
    let server = LoopbackServer(.send(head), .send(Self.gzipped), .close)
    try await with(server, options) { client, server in
      #expect(await failure(of: HTTPRequest(.get, server.url), client) == .tooLarge)
    }
  }

  @Test func `headers without end are cut off`() async throws {
    let line = "X-More: " + String(repeating: "x", count: 1000) + "\r\n"
    let server = LoopbackServer(
      .send("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 1000)), .stall)
    try await with(server) { client, server in
      #expect(await failure(of: HTTPRequest(.get, server.url), client) == .tooLarge)
    }
  }

  // MARK: - Faults

  @Test(
    arguments: [
      [.close],
      [.reset],
      [.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"), .close],
      [.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"), .reset],
      [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFF\r\nshort"), .close],
      [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"), .close],
      [.send("HTTP/1.1 200 OK\r\nContent-Le"), .reset],
      [.send("SSH-2.0-OpenSSH_9.2\r\n"), .close],
      [
        .send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"),
        .keepAlive,
      ],
    ] as [[LoopbackServer.Step]])
  func `an answer that is cut off or makes no sense is broken`(steps: [LoopbackServer.Step])
    async throws
  {
    try await with(LoopbackServer { _ in steps }) { client, server in
      #expect(await failure(of: HTTPRequest(.get, server.url), client) == .brokenAnswer)
    }
  }

  @Test func `a body longer than announced is cut where it should end`() async throws {
    let text = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}and more"
    try await with(LoopbackServer(.send(text), .close)) { client, server in
      let response = try await client.send(HTTPRequest(.get, server.url))
      #expect(response.body == Array("{}".utf8))
    }
  }

  @Test(
    arguments: [
      [.stall],
      [.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"), .stall],
      [.drip(Array(answer(String(repeating: "x", count: 9999)).utf8), pauseMilliseconds: 20)],
    ] as [[LoopbackServer.Step]])
  func `an answer that does not come in time is a time-out`(steps: [LoopbackServer.Step])
    async throws
  {
    let server = LoopbackServer { _ in steps }
    try await with(server, timeout(.milliseconds(100))) { client, server in
      #expect(await failure(of: HTTPRequest(.get, server.url), client) == .timeout)
    }
  }

  @Test func `a port where nobody listens is a connect error`() async throws {
    let server = LoopbackServer(.close)
    server.stop()
    let transport = CurlTransport()
    defer { transport.shutdown() }
    #expect(await failure(of: HTTPRequest(.get, server.url), transport.client) == .connect)
  }

  @Test func `a name that does not exist is a resolution error`() async throws {
    let transport = CurlTransport()
    defer { transport.shutdown() }
    let request = HTTPRequest(.get, "https://till.invalid/")
    #expect(await failure(of: request, transport.client) == .nameResolution)
  }

  @Test func `a server that does not speak TLS is a TLS error`() async throws {
    try await with(LoopbackServer(.send("HTTP/1.1 400 Bad\r\n\r\n"), .close)) { client, server in
      let request = HTTPRequest(.get, "https://127.0.0.1:\(server.port)/")
      #expect(await failure(of: request, client) == .tls)
    }
  }

  @Test func `an address that is not allowed is refused before anything is sent`() async throws {
    try await with(LoopbackServer(.send(answer("{}")), .keepAlive)) { client, server in
      let request = HTTPRequest(.get, "http://127.0.0.1.evil.example:\(server.port)/")
      #expect(await failure(of: request, client) == .refusedAddress)
      #expect(server.connections == 0)
    }
  }

  @Test(arguments: ["a\r\nB: c", "a\nb", "", "\0"])
  func `a header that would become two is refused`(value: String) async throws {
    try await with(LoopbackServer(.send(answer("{}")), .keepAlive)) { client, server in
      let request = HTTPRequest(.get, server.url, headers: ["Stripe-Account": value])
      #expect(await failure(of: request, client) == .refusedHeader)
      #expect(server.connections == 0)
    }
  }

  // MARK: - Ends

  @Test func `cancelling the task ends the transfer and the connection`() async throws {
    let arrived = AsyncStream.makeStream(of: Void.self)
    let server = LoopbackServer { _ in
      arrived.continuation.yield()
      return [.stall]
    }
    try await with(server) { client, server in
      let url = server.url
      let task = Task { await failure(of: HTTPRequest(.get, url), client) }
      for await _ in arrived.stream { break }
      task.cancel()
      #expect(await task.value == .cancelled)
    }
  }

  @Test func `a task that is cancelled already gets no answer`() async throws {
    try await with(LoopbackServer(.stall)) { client, server in
      let url = server.url
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await failure(of: HTTPRequest(.get, url), client)
      }
      #expect(await task.value == .cancelled)
    }
  }

  @Test func `cancelling one request leaves the others alone`() async throws {
    let arrived = AsyncStream.makeStream(of: Void.self)
    let server = LoopbackServer { request in
      if request.line.contains("/slow") {
        arrived.continuation.yield()
        return [.stall]
      }
      return [.send(answer("{}")), .keepAlive]
    }
    try await with(server) { client, server in
      let url = server.url
      let slow = Task { await failure(of: HTTPRequest(.get, url + "/slow"), client) }
      for await _ in arrived.stream { break }
      slow.cancel()
      #expect(await failure(of: HTTPRequest(.get, url + "/fast"), client) == nil)
      #expect(await slow.value == .cancelled)
    }
  }

  @Test func `shutting down answers what is in flight and what comes later`() async throws {
    let arrived = AsyncStream.makeStream(of: Void.self)
    let server = LoopbackServer { _ in
      arrived.continuation.yield()
      return [.stall]
    }
    defer { server.stop() }
    let transport = CurlTransport()
    let client = transport.client
    let tasks = (0..<3).map { _ in
      Task { await failure(of: HTTPRequest(.get, server.url), client) }
    }
    var count = 0
    for await _ in arrived.stream {
      count += 1
      if count == tasks.count { break }
    }
    transport.shutdown()
    for task in tasks { #expect(await task.value == .cancelled) }
    #expect(await failure(of: HTTPRequest(.get, server.url), client) == .cancelled)
  }

  @Test func `a transport that was never used can be shut down, and stays so`() async {
    let transport = CurlTransport()
    transport.shutdown()
    transport.shutdown()
    let request = HTTPRequest(.get, "http://127.0.0.1:1")
    #expect(await failure(of: request, transport.client) == .cancelled)
  }
}
