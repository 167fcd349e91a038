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
  /// Accounts that `Stripe-Account` named, by their ids. Each has its own data.
  private var connected: [String: SandboxStore] = [:]
  private(set) var call = Call()
  private var isConnected = false

  /// Requests that were answered, and the POSTs among them.
  package private(set) var requests = 0
  package private(set) var posts = 0

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
      let key = try Authorization.check(
        request.headers["authorization"], livemode: options.livemode)
      if let other = try connectedAccount(request, key) {
        return connected[other]?.respond(to: request, at: now) ?? SandboxResponse(status: 500)
      }
      try gate.admit(at: now)
      call = Call(
        version: try .asked(request.headers["stripe-version"], otherwise: options.apiVersion),
        key: key)
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

  /// The id of this account.
  var account: String { ids.id(.account, 1 << 32) }

  /// How many accounts can be named besides the own one.
  private static let mostConnected = 100
  /// Sessions that such an account has when it is first named.
  private static let connectedSessions = 50

  /// The other account that a request speaks for; nil if it is this one.
  /// Source: https://docs.stripe.com/connect/authentication
  private mutating func connectedAccount(
    _ request: SandboxRequest, _ key: String
  ) throws(APIError) -> String? {
    guard let id = request.headers["stripe-account"], id != account, !isConnected else {
      return nil
    }
    let isAccount =
      id.hasPrefix("acct_") && (6...64).contains(id.utf8.count)
      && id.utf8.dropFirst(5).allSatisfy(ObjectIDs.isLetter)
    guard isAccount, connected[id] != nil || connected.count < Self.mostConnected else {
      throw .forbidden(
        "The provided key '\(Authorization.masked(key))' does not have access to account "
          + "'\(id.prefix(64))' (or that account does not exist). Application access may have been "
          + "revoked.", code: "account_invalid")
    }
    if connected[id] == nil {
      var options = options
      options.sessions = min(options.sessions, Self.connectedSessions)
      // Each account has its own people, ids and amounts, and the same ones every time.
      options.seed = id.utf8.reduce(options.seed) { Dice.mix($0 ^ UInt64($1)) }
      var store = SandboxStore(options: options, start: Double(start))
      store.isConnected = true
      connected[id] = store
    }
    return id
  }

  /// Answers, unless a request with this idempotency key was answered before.
  private mutating func answerOnce(
    _ request: SandboxRequest, at now: Int
  ) throws(APIError) -> SandboxResponse {
    guard request.method == "POST", let key = request.headers["idempotency-key"] else {
      return try answer(request, at: now)
    }
    if let replay = try memory.replay(of: request, key: key, owner: call.key, at: now) {
      return replay
    }
    let response = try answer(request, at: now)
    memory.remember(
      response, to: request, requestID: requestID, key: key, owner: call.key, at: now)
    return response
  }

  private var requestID: String { ids.id(.request, requests) }

  private func sign(_ response: inout SandboxResponse, _ request: SandboxRequest) {
    response.headers["Content-Type"] = "application/json"
    response.headers["Request-Id"] = requestID
    response.headers["Stripe-Version"] = call.version.name
    if request.method == "POST", let key = request.headers["idempotency-key"] {
      response.headers["Idempotency-Key"] = key
    }
    if isConnected { response.headers["Stripe-Account"] = request.headers["stripe-account"] }
  }

  var version: StripeVersion { call.version }

  /// The parameters of a request, typed, as its version knows them.
  func check(_ sent: Node, _ rules: ParameterCheck.Rules) throws(APIError) -> Node {
    try ParameterCheck(version: version)(sent, rules)
  }

  /// The moment that sessions are shown at: without traffic, time stands still for them.
  func clock(_ now: Int) -> Int { options.traffic ? now : start }

  func renderer(at now: Int) -> SessionRenderer {
    SessionRenderer(generator: ledger.generator, now: clock(now), version: version)
  }
}
