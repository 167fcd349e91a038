import FoundationEssentials
import Host

/// The sandbox on a socket: an HTTP server on 127.0.0.1 that answers like Stripe.
package final class SandboxServer: Sendable {
  /// A key that the sandbox accepts, as an example. Any test key works.
  package static let key = "sk_test_till_sandbox_0001"

  private let options: SandboxOptions
  private let clock: @Sendable () -> Double
  private let store: Locked<SandboxStore>
  private let running = Locked<Running?>(nil)
  private let journal: Journal?

  private struct Running {
    var task: Task<Void, Never>
    var courier: Task<Void, Never>?
    var pages: PageGuard
  }

  /// A server that does not listen yet. The clock returns Unix seconds.
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
    let start = try journal.start() ?? now
    var store = SandboxStore(options: options, start: start)
    // Answers that can be asked for again with their idempotency key name it.
    store.address = try journal.value("address")
    // The file is played at the same moment again, so that its results are the same.
    if let seed = options.seedFile { try store.play(seed, at: start) }
    for entry in try journal.entries() { try store.replay(entry) }
    try journal.begin(options, at: start)
    store.startDeliveries(at: Int(now), try journal.undelivered())
    return store
  }

  /// Requests that were answered.
  package var requests: Int { store.withLock { $0.requests } }
  package var posts: Int { store.withLock { $0.posts } }

  /// Starts listening on 127.0.0.1 and returns the port.
  ///
  /// - Throws: the system's error, for example that the port is taken.
  package func start() async throws(SandboxError) -> UInt16 {
    let listener: LoopbackListener
    do { listener = try await LoopbackListener(port: options.port) } catch {
      throw SandboxError(port: options.port, error)
    }
    let port = listener.port
    let address = "http://127.0.0.1:\(port)"
    store.withLock { $0.address = address }
    try journal?.set("address", address)
    let answer: @Sendable (SandboxRequest) async -> SandboxResponse = { [weak self] request in
      await self?.respondLate(to: request) ?? SandboxResponse(isDropped: true)
    }
    let task = Task {
      await listener.run { await ClientConnection($0, answer: answer).run() }
    }
    running.withLock {
      $0 = Running(task: task, courier: startCourier(), pages: PageGuard(port: port))
    }
    return port
  }

  private func startCourier() -> Task<Void, Never>? {
    guard let forwarding = options.forwarding else { return nil }
    let clock = clock
    store.withLock { if $0.watermark == nil { $0.startDeliveries(at: Int(clock())) } }
    let courier = Courier(
      forwarding: forwarding, livemode: options.livemode, clock: clock,
      take: { [weak self] in self?.takeDeliveries(forwarding) ?? [] },
      settle: { [weak self] delivery, arrived in self?.settle(delivery, arrived) })
    return Task { await courier.run() }
  }

  private func takeDeliveries(_ forwarding: Forwarding) -> [SandboxStore.Delivery] {
    let now = Int(clock())
    return store.withLock { store in
      let due = store.takeDeliveries(at: now, where: forwarding.wants)
      for delivery in due { keep(delivery, store, isGivenUp: false) }
      return due
    }
  }

  private func settle(_ delivery: SandboxStore.Delivery, _ arrived: Bool) {
    store.withLock { store in
      if arrived { store.markDelivered(delivery) }
      keep(delivery, store, isGivenUp: true)
    }
  }

  /// Writes down whether an event has arrived. One that has stays so, also when it is sent again.
  private func keep(
    _ delivery: SandboxStore.Delivery, _ store: SandboxStore, isGivenUp: Bool
  ) {
    let undelivered = Journal.Undelivered(
      account: delivery.account, event: delivery.number, isGivenUp: isGivenUp)
    if store.isUndelivered(delivery) {
      try? journal?.keep(undelivered)
    } else {
      try? journal?.remove(undelivered)
    }
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
    running.task.cancel()
    await running.task.value
    journal?.close()
  }

  private func respondLate(to request: SandboxRequest) async -> SandboxResponse {
    if options.latency > 0 { try? await Task.sleep(for: .milliseconds(options.latency)) }
    return respond(to: request)
  }

  /// Answers a complete request.
  func respond(to request: SandboxRequest) -> SandboxResponse {
    let now = clock()
    if request.path.hasPrefix("/c/") { return page(request, at: now) }
    if SandboxStore.needsLog(request) { makeEventLog() }
    return answer(request, at: now) { $0.respond(to: request, at: now) }
  }

  /// Makes the log of events when it is first needed, while other requests are answered.
  private func makeEventLog() {
    guard let copy = store.withLock({ $0.events == nil ? $0 : nil }) else { return }
    let log = copy.makeEventLog()
    store.withLock { $0.adopt(log, madeOf: copy) }
  }

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

  /// Answers a request. Its changes are on the disk before the answer is sent.
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
        return SandboxResponse(APIError(status: 500, type: "api_error", message: "\(error)"))
      }
      return response
    }
  }
}
