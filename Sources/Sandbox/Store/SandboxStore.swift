/// The sandbox without its socket: a request and the time in, an answer out.
///
/// It is a value. What it answers depends on the options, the time of its start, and the requests
/// that it has seen.
package struct SandboxStore: Sendable {
  let options: SandboxOptions
  let ids: ObjectIDs
  /// Unix seconds.
  let start: Int
  var ledger: Ledger
  var events: EventLog?
  private var gate: Gate
  private var memory = IdempotencyMemory()

  /// Requests that were answered, and the POSTs among them.
  package private(set) var requests = 0
  package private(set) var posts = 0

  /// What is sent as `Stripe-Version` to somebody who did not ask for one.
  static let version = "2026-09-30.endive"

  /// An account whose history ends at `start`, in Unix seconds.
  package init(options: SandboxOptions, start: Double) {
    self.options = options
    self.start = Int(start)
    ids = ObjectIDs(seed: options.seed, livemode: options.livemode)
    let generator = SessionGenerator(seed: options.seed, ids: ids, sessions: options.sessions)
    ledger = Ledger(generator: generator, sessions: options.sessions, start: Int(start))
    gate = Gate(options: options)
  }

  /// Answers a request that arrives at `now`, in Unix seconds.
  package mutating func respond(to request: SandboxRequest, at now: Double) -> SandboxResponse {
    requests += 1
    if request.method == "POST" { posts += 1 }
    advance(to: Int(now))
    var response: SandboxResponse
    do throws(APIError) {
      try Authorization.check(request.headers["authorization"], livemode: options.livemode)
      try gate.admit(at: now)
      response = try answerOnce(request, at: Int(now))
      response.isDropped = gate.dropsAnswer()
    } catch {
      response = SandboxResponse(status: error.status, headers: error.headers)
      var writer = JSONWriter(capacity: 512)
      error.write(into: &writer)
      response.body = writer.bytes
    }
    sign(&response, request)
    return response
  }

  /// Answers, unless a request with this idempotency key was answered before.
  /// Source: https://docs.stripe.com/api/idempotent_requests
  private mutating func answerOnce(
    _ request: SandboxRequest, at now: Int
  ) throws(APIError) -> SandboxResponse {
    guard request.method == "POST", let key = request.headers["idempotency-key"] else {
      return try answer(request, at: now)
    }
    if let replay = try memory.replay(of: request, key: key) { return replay }
    let response = try answer(request, at: now)
    memory.remember(response, to: request, key: key)
    return response
  }

  private func sign(_ response: inout SandboxResponse, _ request: SandboxRequest) {
    response.headers["Content-Type"] = "application/json"
    response.headers["Request-Id"] = ids.id(.request, requests)
    response.headers["Stripe-Version"] = request.headers["stripe-version"] ?? Self.version
    if request.method == "POST", let key = request.headers["idempotency-key"] {
      response.headers["Idempotency-Key"] = key
    }
  }

  /// The moment that sessions are shown at: without traffic, time stands still for them.
  func clock(_ now: Int) -> Int { options.traffic ? now : start }

  func renderer(at now: Int) -> SessionRenderer {
    SessionRenderer(generator: ledger.generator, now: clock(now))
  }
}
