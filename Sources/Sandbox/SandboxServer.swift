import FlyingFox
import FlyingSocks
import FoundationEssentials
import Host

/// The sandbox on a socket: an HTTP server on 127.0.0.1 that answers like Stripe.
package final class SandboxServer: Sendable {
  /// A key that the sandbox accepts, for those who need one. Any test key does.
  package static let key = "sk_test_till_sandbox_0001"

  private let options: SandboxOptions
  private let clock: @Sendable () -> Double
  private let store: Locked<SandboxStore>
  private let running = Locked<Running?>(nil)
  private let journal: Journal?

  private struct Running {
    var server: HTTPServer
    var task: Task<Void, any Error>
    var courier: Task<Void, Never>?
    var pages: PageGuard
  }

  /// A server that does not listen yet. The clock tells Unix seconds.
  ///
  /// - Throws: when the state that the options name cannot be used.
  package init(
    _ options: SandboxOptions,
    clock: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
  ) throws(SandboxError) {
    self.options = options
    self.clock = clock
    let journal: Journal?
    if let folder = options.state {
      journal = try Journal(in: folder, options)
    } else {
      journal = nil
    }
    self.journal = journal
    store = Locked(try Self.store(options, journal, now: clock()))
  }

  /// The store as it was when the journal was last written.
  private static func store(
    _ options: SandboxOptions, _ journal: Journal?, now: Double
  ) throws(SandboxError) -> SandboxStore {
    guard let journal else {
      var store = SandboxStore(options: options, start: now)
      if let seed = options.seedFile { try store.play(seed, at: now) }
      return store
    }
    let start = try journal.value("start").flatMap(Double.init) ?? now
    try journal.set("start", String(start))
    var store = SandboxStore(options: options, start: start)
    // The file is played at the same moment again, so that what it makes is the same.
    if let seed = options.seedFile { try store.play(seed, at: start) }
    for entry in try journal.entries() { try store.replay(entry) }
    store.startDeliveries(at: Int(now), resending: try journal.undelivered())
    return store
  }

  /// Requests that were answered.
  package var requests: Int { store.withLock { $0.requests } }
  package var posts: Int { store.withLock { $0.posts } }

  /// Starts to listen on 127.0.0.1 and tells the port.
  ///
  /// - Throws: what the system says, for example that the port is taken.
  package func start() async throws(SandboxError) -> UInt16 {
    do {
      let server = try makeServer()
      let listening = Task { try await server.waitUntilListening() }
      let task = Task {
        // A server that cannot listen ends at once; nobody has to wait for it then.
        defer { listening.cancel() }
        try await server.run()
      }
      do {
        try await listening.value
      } catch {
        try await task.value
        throw error
      }
      guard case .ip4(_, let port) = await server.listeningAddress else {
        throw CancellationError()
      }
      store.withLock { $0.address = "http://127.0.0.1:\(port)" }
      running.withLock {
        $0 = Running(
          server: server, task: task, courier: startCourier(), pages: PageGuard(port: port))
      }
      return port
    } catch {
      throw SandboxError(port: options.port, error)
    }
  }

  private func startCourier() -> Task<Void, Never>? {
    guard let forwarding = options.forwarding else { return nil }
    let clock = clock
    store.withLock { if $0.watermark == nil { $0.startDeliveries(at: Int(clock())) } }
    let courier = Courier(
      forwarding: forwarding, clock: clock,
      take: { [weak self] in self?.takeDeliveries(forwarding) ?? [] },
      settle: { [weak self] delivery, arrived in self?.settle(delivery, arrived) })
    return Task { await courier.run() }
  }

  private func takeDeliveries(_ forwarding: Forwarding) -> [SandboxStore.Delivery] {
    let now = Int(clock())
    return store.withLock { store in
      let due = store.takeDeliveries(at: now, where: forwarding.wants)
      for delivery in due { try? journal?.change(delivery.number, isUndelivered: true) }
      return due
    }
  }

  private func settle(_ delivery: SandboxStore.Delivery, _ arrived: Bool) {
    store.withLock { store in
      if arrived { store.markDelivered(delivery.number) }
      try? journal?.change(delivery.number, isUndelivered: false)
    }
  }

  private func makeServer() throws -> HTTPServer {
    HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: options.port),
      timeout: Double(options.latency) / 1000 + 60,
      pool: PromptPool(base: HTTPServer.defaultPool()), logger: .disabled,
      handler: ClosureHTTPHandler { [weak self] request in
        await self?.respond(to: request) ?? HTTPResponse(statusCode: .serviceUnavailable)
      })
  }

  /// Closes the socket and every connection, and returns when nothing of the server runs any more.
  package func stop() async {
    let running = running.withLock { running in
      defer { running = nil }
      return running
    }
    guard let running else { return }
    running.courier?.cancel()
    await running.courier?.value
    // A connection that is busy with endless nonsense holds nobody up.
    let (ends, ending) = AsyncStream.makeStream(of: Void.self)
    let closing = Task {
      await running.server.stop()
      _ = await running.task.result
      ending.finish()
    }
    let deadline = Task {
      try? await Task.sleep(for: Self.mostForClosing)
      ending.finish()
    }
    for await _ in ends {}
    deadline.cancel()
    closing.cancel()
    journal?.close()
  }

  private static let mostForClosing = Duration.seconds(3)

  private func respond(to request: HTTPRequest) async -> HTTPResponse {
    if options.latency > 0 { try? await Task.sleep(for: .milliseconds(options.latency)) }
    switch await request.body(upTo: Self.largestBody) {
    case .whole(let body): return HTTPResponse(respond(to: SandboxRequest(request, body: body)))
    case .tooLarge: return HTTPResponse(SandboxResponse(.tooLarge(Self.largestBody)))
    case .broken: return HTTPResponse(SandboxResponse(isDropped: true))
    }
  }

  /// Answers a request that has come in whole.
  func respond(to request: SandboxRequest) -> SandboxResponse {
    let now = clock()
    if request.path.hasPrefix("/c/") { return page(request, at: now) }
    if request.path.hasPrefix("/v1/events") { makeEventLog() }
    return answer(request, at: now) { $0.respond(to: request, at: now) }
  }

  /// Makes the log of events when it is first needed, and lets others be answered meanwhile.
  private func makeEventLog() {
    guard let copy = store.withLock({ $0.events == nil ? $0 : nil }) else { return }
    let log = copy.makeEventLog()
    store.withLock { $0.adopt(log, madeOf: copy) }
  }

  /// Bytes. The largest request that Stripe takes, a hundred lines with metadata, has a tenth.
  private static let largestBody = 2 << 20

  private func page(_ request: SandboxRequest, at now: Double) -> SandboxResponse {
    guard let pages = running.withLock({ $0?.pages }) else { return SandboxResponse(status: 503) }
    var response: SandboxResponse
    if let (status, sentence) = pages.refusal(of: request) {
      response = .page(
        PayPage.says("\(status)", [.text(sentence)], language: "en"), status: status)
    } else {
      response = answer(request, at: now) { $0.page(request, at: now, token: pages.token) }
    }
    response.headers.merge(PageGuard.headers) { own, _ in own }
    return response
  }

  /// Answers; what has changed by it is on the disk before anybody hears of it.
  private func answer(
    _ request: SandboxRequest, at now: Double,
    _ body: (inout SandboxStore) -> SandboxResponse
  ) -> SandboxResponse {
    store.withLock { store in
      let before = store.changes
      let number = store.requests + 1
      let response = body(&store)
      guard let journal, store.changes != before else { return response }
      do throws(SandboxError) {
        try journal.append(
          Journal.Entry(time: now, number: number, request: request, status: response.status))
      } catch {
        return SandboxResponse(status: 500, body: Array("\(error)\n".utf8))
      }
      return response
    }
  }
}

extension HTTPRequest {
  fileprivate enum Body {
    case whole(Data)
    case tooLarge
    /// The client went away, or was too slow, before all of it had come.
    case broken
  }

  /// Reads the body to its end, because the next request begins behind it. What is longer than `limit`
  /// is not kept, and of what is longer than anybody sends by mistake the rest is not read.
  fileprivate func body(upTo limit: Int) async -> Body {
    var body = Data()
    var length = 0
    do {
      for try await chunk in bodySequence {
        length += chunk.count
        if length <= limit { body.append(chunk) } else { body = Data() }
        guard length <= limit * Self.patience else { return .broken }
      }
    } catch {
      return .broken
    }
    return length <= limit ? .whole(body) : .tooLarge
  }

  private static let patience = 32
}

extension SandboxRequest {
  fileprivate init(_ request: HTTPRequest, body: Data) {
    self.init(
      method: request.method.rawValue, path: request.target.path(),
      query: request.target.query(), body: String(decoding: body, as: UTF8.self))
    for name in Self.headers { headers[name] = request.headers[HTTPHeader(name)] }
  }

  /// Those that an answer may depend on.
  private static let headers = [
    "accept-language", "authorization", "content-type", "host", "idempotency-key", "origin",
    "sec-fetch-site", "stripe-account", "stripe-version",
  ]
}

extension HTTPResponse {
  fileprivate init(_ response: SandboxResponse) {
    guard !response.isDropped else {
      self.init(webSocket: HangUp())
      return
    }
    var headers = HTTPHeaders()
    for (name, value) in response.headers { headers[HTTPHeader(name)] = value }
    let status = HTTPStatusCode(response.status, phrase: Self.phrases[response.status] ?? "Error")
    // In one piece: the default would send four kilobytes at a time.
    let body = HTTPBodySequence(
      data: Data(response.body), suggestedBufferSize: max(response.body.count, 1))
    self.init(statusCode: status, headers: headers, body: body)
  }

  private static let phrases = [
    200: "OK", 303: "See Other", 400: "Bad Request", 401: "Unauthorized",
    402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    409: "Conflict", 410: "Gone", 413: "Content Too Large", 415: "Unsupported Media Type",
    421: "Misdirected Request", 422: "Unprocessable Content",
    429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable",
  ]
}

/// Closes a connection without an answer. A web socket that cannot be opened is the one way in which
/// FlyingFox lets a handler do that.
private struct HangUp: WSHandler {
  func makeFrames(
    for client: AsyncThrowingStream<WSFrame, any Error>
  ) async throws -> AsyncStream<WSFrame> {
    throw CancellationError()
  }
}
