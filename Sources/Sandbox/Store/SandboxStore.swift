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
  var shelf = Shelf()
  /// Payment methods that requests made, by id.
  var methods: [String: MadeMethod] = [:]
  var events: EventLog?
  var shelfEvents: [ShelfEvent] = []
  /// Sessions as they were when their events were sent, if they changed since; oldest first.
  var former: [Int: [SessionRecord]] = [:]
  /// Numbers of the events that were sent and have not arrived, whether or not they were given up.
  var undelivered: Set<Int> = []
  /// How far events have been handed out; nil when they are sent nowhere.
  var watermark: Watermark?
  /// Events to send again.
  var resent: [EventLog.Entry] = []
  /// The request that is being answered, for the events that it causes.
  var cause: Act.Cause?
  /// Counts what has changed, so that the state can be kept.
  var changes = 0
  /// Where the server listens, as `http://127.0.0.1:PORT`; the pay page is there.
  package var address: String? {
    didSet { for id in connected.keys { connected[id]?.address = address } }
  }
  /// What forms of the pay page led to, the latest last.
  var formAnswers: [FormAnswer] = []
  /// Made when Firestore is first asked for.
  var documentShelf: FirestoreShelf?
  private var gate: Gate
  private var memory = IdempotencyMemory()
  /// Accounts that `Stripe-Account` named, by id. Each has its own data.
  private(set) var connected: [String: SandboxStore] = [:]
  /// The id under which this account is connected to another; nil if it is the sandbox's own.
  private(set) var connectedID: String?
  private(set) var call = Call()

  /// Requests that were answered, and how many of them were POSTs.
  package private(set) var requests = 0
  package private(set) var posts = 0

  /// An account whose history ends at `start`, in Unix seconds.
  package init(options: SandboxOptions, start: Double) {
    self.options = options
    self.start = Int(start)
    ids = ObjectIDs(seed: options.seed, livemode: options.livemode)
    let generator = SessionGenerator(seed: options.seed, ids: ids, sessions: options.sessions)
    ledger = Ledger(
      generator: generator, sessions: options.sessions, start: Int(start), passes: options.traffic)
    gate = Gate(options: options)
  }

  /// Answers a request that arrives at `now`, in Unix seconds.
  package mutating func respond(to request: SandboxRequest, at now: Double) -> SandboxResponse {
    respond(to: request, at: now, isReplay: false)
  }

  /// Continues to count requests from this number.
  mutating func resume(from requests: Int) { self.requests = requests }

  mutating func respond(
    to request: SandboxRequest, at now: Double, isReplay: Bool
  ) -> SandboxResponse {
    requests += 1
    if request.method == "POST" { posts += 1 }
    advance(to: Int(now))
    if Self.isForFirestore(request) { return firestore(request, at: now) }
    var response: SandboxResponse
    // What the request before asked for does not count, also if this one is refused.
    call = Call(version: options.apiVersion)
    cause = Act.Cause(
      request: ids.id(.request, requests), idempotencyKey: request.headers["idempotency-key"])
    do throws(APIError) {
      let key =
        isReplay
        ? SandboxServer.key
        : try Authorization.check(request.headers["authorization"], livemode: options.livemode)
      if let other = try connectedAccount(request, key, at: Int(now)) {
        let number = requests
        return ask(other) { store in
          // One count for all accounts: the journal knows it, also for requests that it left out.
          store.resume(from: number - 1)
          return store.respond(to: request, at: now, isReplay: isReplay)
        } ?? SandboxResponse(status: 500)
      }
      if !isReplay { try gate.admit(at: now) }
      call = Call(
        version: try .asked(request.headers["stripe-version"], otherwise: options.apiVersion),
        key: key)
      response = try answerOnce(request, at: Int(now))
      if !isReplay { response.isDropped = gate.dropsAnswer() }
    } catch {
      response = SandboxResponse(error)
    }
    sign(&response, request)
    return response
  }

  /// The id of this account.
  var account: String { connectedID ?? ids.id(.account, 1 << 32) }

  /// How many accounts can be named in addition to this one.
  private static let mostConnected = 100
  /// Sessions that such an account has when it is first named.
  private static let connectedSessions = 50

  /// The other account that a request is for; nil if it is this one.
  /// Source: https://docs.stripe.com/connect/authentication
  private mutating func connectedAccount(
    _ request: SandboxRequest, _ key: String, at now: Int
  ) throws(APIError) -> String? {
    guard connectedID == nil, let id = request.headers["stripe-account"], id != account else {
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
    connect(id, at: now)
    return id
  }

  /// Adds another account, unless it is there.
  mutating func connect(_ id: String, at now: Int) {
    guard connected[id] == nil else { return }
    var options = options
    options.sessions = min(options.sessions, Self.connectedSessions)
    // Each account has its own people, ids and amounts, and the same ones every time.
    options.seed = id.utf8.reduce(options.seed) { Dice.mix($0 ^ UInt64($1)) }
    var store = SandboxStore(options: options, start: Double(start))
    store.connectedID = id
    store.address = address
    if watermark != nil { store.startDeliveries(at: now) }
    connected[id] = store
  }

  /// Lets a connected account do something, and counts what it changes.
  @discardableResult
  mutating func ask<Answer>(_ other: String, _ body: (inout SandboxStore) -> Answer) -> Answer? {
    // It is taken out meanwhile, so that it is not copied.
    guard var store = connected.removeValue(forKey: other) else { return nil }
    defer { connected[other] = store }
    let before = store.changes
    defer { changes += store.changes - before }
    return body(&store)
  }

  /// Answers, unless a request with this idempotency key was answered before.
  private mutating func answerOnce(
    _ request: SandboxRequest, at now: Int
  ) throws(APIError) -> SandboxResponse {
    // A key that may not do something may not read the answer that another key got, either.
    let path = try permitted(request)
    guard request.method == "POST", let key = request.headers["idempotency-key"] else {
      return try answer(request, path, at: now)
    }
    if let replay = try memory.replay(of: request, key: key, at: now) { return replay }
    let response = try answer(request, path, at: now)
    memory.remember(response, to: request, requestID: requestID, key: key, at: now)
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
    response.headers["Stripe-Account"] = connectedID
  }

  var version: StripeVersion { call.version }

  /// The parameters of a request, typed, as its version knows them.
  func check(_ sent: Node, _ rules: ParameterCheck.Rules) throws(APIError) -> Node {
    try ParameterCheck(version: version)(sent, rules)
  }

  func renderer(at now: Int) -> SessionRenderer {
    SessionRenderer(
      generator: ledger.generator, now: now, version: version, address: address, shelf: shelf,
      kept: ledger.kept)
  }

  /// Without traffic, time does not pass for a session that has not been changed.
  func renderer(for record: SessionRecord, at now: Int) -> SessionRenderer {
    renderer(at: ledger.moment(record.serial, now))
  }

  // MARK: Changes

  /// Stores a changed session and its events.
  mutating func keep(_ record: SessionRecord, at now: Int) {
    let moment = ledger.moment(record.serial, now)
    let old = planned(record.serial)
    keepFormer(of: record, at: moment)
    changes += 1
    var record = record
    let before = ledger[record.serial].acts(at: moment).count
    for index in record.acts.indices.dropFirst(before) { record.acts[index].turn = changes }
    ledger.keep(record)
    let new = planned(record.serial)
    events?.replace(old, by: new)
  }

  /// Keeps the session as past events show it, because these do not change with the session.
  private mutating func keepFormer(of record: SessionRecord, at now: Int) {
    var past = ledger[record.serial]
    past.acts = past.acts(at: now)
    let told = former[record.serial]?.last?.acts.count ?? 0
    var same = record
    (same.acts, same.life, same.method) = (past.acts, past.life, past.method)
    guard past.acts.count > told, same != past else { return }
    former[record.serial, default: []].append(past)
  }
}
