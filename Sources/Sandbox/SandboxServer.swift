import FlyingFox
import FlyingSocks
import FoundationEssentials
import Synchronization

/// The sandbox on a socket: an HTTP server on 127.0.0.1 that answers like Stripe.
package final class SandboxServer: Sendable {
  /// A key that the sandbox accepts, for those who need one. Any test key does.
  package static let key = "sk_test_till_sandbox_0001"

  private let options: SandboxOptions
  private let clock: @Sendable () -> Double
  private let store: Mutex<SandboxStore>
  private let running = Mutex<Running?>(nil)

  private struct Running {
    var server: HTTPServer
    var task: Task<Void, any Error>
  }

  /// A server that does not listen yet. The clock tells Unix seconds.
  package init(
    _ options: SandboxOptions,
    clock: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
  ) {
    self.options = options
    self.clock = clock
    store = Mutex(SandboxStore(options: options, start: clock()))
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
      running.withLock { $0 = Running(server: server, task: task) }
      guard case .ip4(_, let port) = await server.listeningAddress else {
        throw CancellationError()
      }
      return port
    } catch {
      throw SandboxError(port: options.port, error)
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
    await running.server.stop()
    _ = await running.task.result
  }

  private func respond(to request: HTTPRequest) async -> HTTPResponse {
    if options.latency > 0 { try? await Task.sleep(for: .milliseconds(options.latency)) }
    let body = (try? await request.bodyData) ?? Data()
    let request = SandboxRequest(request, body: body)
    let now = clock()
    return HTTPResponse(store.withLock { $0.respond(to: request, at: now) })
  }
}

extension SandboxRequest {
  fileprivate init(_ request: HTTPRequest, body: Data) {
    self.init(
      method: request.method.rawValue, path: request.target.path(),
      query: request.target.query(), body: String(decoding: body, as: UTF8.self))
    for name in ["authorization", "idempotency-key", "stripe-version"] {
      headers[name] = request.headers[HTTPHeader(name)]
    }
  }
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
    200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found",
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
