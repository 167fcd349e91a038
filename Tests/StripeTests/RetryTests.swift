import Host
import HTTP
import Support
import Testing

@testable import Stripe

@Suite("Sending again")
struct RetryTests {
  private func rateLimited(_ headers: HTTPHeaders = [:]) -> FakeNetwork.Outcome {
    .answer(#"{"error":{"message":"Too many"}}"#, status: 429, headers: headers)
  }

  private func server(_ status: Int, _ headers: HTTPHeaders = [:]) -> FakeNetwork.Outcome {
    .answer(#"{"error":{"message":"Oops"}}"#, status: status, headers: headers)
  }

  @Test func `a failure that passes is not seen by the caller`() async throws {
    let network = FakeNetwork(server(500), .error(.connect), .answer(listJSON([])))
    let time = FakeTime()
    _ = try await StripeClient.make(network, time: time).sessions()
    #expect(network.requests.map(\.attempt) == [1, 2, 3])
    #expect(time.sleeps == [.milliseconds(500), .seconds(1)])
  }

  @Test func `a POST is sent again with the same key and the same body`() async throws {
    let network = FakeNetwork(
      .error(.timeout), server(503), .answer(sessionJSON("cs_test_a")))
    _ = try await StripeClient.make(network).expire("cs_test_a", idempotencyKey: .random())
    #expect(network.requests.count == 3)
    #expect(Set(network.requests.map { $0.headers["Idempotency-Key"] }).count == 1)
    #expect(network.requests[0].headers["Idempotency-Key"]?.count == 36)
    #expect(Set(network.requests.map(\.body)).count == 1)
  }

  @Test func `a change of a bulk run that fails is tried three times, although reads go well`()
    async throws
  {
    let network = FakeNetwork(.answer(sessionJSON("cs_test_a")), server(500))
    let client = try StripeClient.make(network)
    _ = try await client.session("cs_test_a")
    let error = await failure { () throws(StripeError) in
      try await client.expire("cs_test_a", idempotencyKey: .random(), priority: .sync)
    }
    #expect(error?.code == .server && error?.mayHaveHappened == true)
    #expect(network.requests.count == 4)
  }

  @Test func `two random keys differ`() {
    #expect(IdempotencyKey.random() != IdempotencyKey.random())
  }

  @Test(
    arguments: [
      (200, nil, 1), (400, nil, 1), (401, nil, 1), (404, nil, 1), (409, nil, 3), (429, nil, 3),
      (500, nil, 3), (503, nil, 3), (400, "true", 3), (409, "false", 1), (429, "false", 1),
      (500, "false", 1), (500, "maybe", 3),
    ] as [(Int, String?, Int)])
  func `which answers are worth another try, Stripe decides where it says so`(
    status: Int, shouldRetry: String?, tries: Int
  ) async throws {
    var headers = HTTPHeaders()
    if let shouldRetry { headers.append("Stripe-Should-Retry", shouldRetry) }
    let network = FakeNetwork(server(status, headers))
    let client = try StripeClient.make(network)
    _ = await failure { () throws(StripeError) in try await client.sessions() }
    #expect(network.requests.count == tries)
  }

  @Test(
    arguments: [
      (.connect, 3), (.nameResolution, 3), (.timeout, 3), (.brokenAnswer, 3), (.proxy, 1),
      (.tls, 1),
      (.cancelled, 1), (.tooLarge, 1), (.refusedAddress, 1), (.refusedHeader, 1),
    ] as [(HTTPError.Code, Int)])
  func `which failures are worth another try`(code: HTTPError.Code, tries: Int) async throws {
    let network = FakeNetwork(.error(code))
    let client = try StripeClient.make(network)
    let error = await failure { () throws(StripeError) in try await client.sessions() }
    #expect(error != nil)
    #expect(network.requests.count == tries)
  }

  @Test(
    arguments: [
      ("7", .seconds(7)), ("0", .milliseconds(500)), ("100000", .seconds(30)),
      ("-5", .milliseconds(500)), ("99999999999999999999", .milliseconds(500)),
      ("Wed, 21 Oct 2026 07:28:00 GMT", .milliseconds(500)),
    ] as [(String, Duration)])
  func `Retry-After is honoured, up to a limit, and never shortens the wait`(
    value: String, wait: Duration
  ) async throws {
    let network = FakeNetwork(rateLimited(["Retry-After": value]), .answer(listJSON([])))
    let time = FakeTime()
    _ = try await StripeClient.make(network, time: time).sessions()
    #expect(time.sleeps == [wait])
  }

  @Test func `the back-off doubles up to five seconds, and jitter takes half of it at the most`() {
    var policy = RetryPolicy()
    policy.maximumRetries = 10
    let failure = FakeNetwork.Outcome.error(.connect)
    policy.random = { 1 }
    #expect(
      (0..<6).map { policy.delay(after: failure, retries: $0) }
        == [.milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(5), .seconds(5)])
    policy.random = { 0 }
    #expect(
      (0..<6).map { policy.delay(after: failure, retries: $0) }
        == [0.5, 0.5, 1, 2, 2.5, 2.5].map { .seconds($0) })
    #expect(policy.delay(after: failure, retries: 10) == nil)
  }

  @Test func `each wait is announced`() async throws {
    let notices = Locked<[RetryNotice]>([])
    let network = FakeNetwork(
      rateLimited(["Retry-After": "2"]), .error(.timeout), .answer(listJSON([])))
    let client = try StripeClient.make(network) { notice in notices.withLock { $0.append(notice) } }
    _ = try await client.sessions()
    #expect(
      notices.withLock { $0.map(\.sentence) } == [
        "rate-limited, waiting 2 s, try 2 of 3", "no answer in time, waiting 1 s, try 3 of 3",
      ])
  }

  @Test
  func `an objection slows all of sync down, not only the request that met it`() async throws {
    let time = FakeTime()
    let network = FakeNetwork(rateLimited(["Retry-After": "4"]), .answer(listJSON([])))
    let client = try StripeClient.make(network, time: time)
    let before = client.pacer.load.window
    _ = try await client.sessions(priority: .sync)
    #expect(client.pacer.load == RequestPacer.Load(inFlight: 0, window: before / 2, rate: 0.2))
    #expect(time.now == .seconds(4))
  }

  @Test
  func `a sync waits for as long as a minute for a success, a user makes three tries`() async throws
  {
    let time = FakeTime()
    let client = try StripeClient.make(FakeNetwork(rateLimited()), time: time)
    _ = await failure { () throws(StripeError) in try await client.sessions(priority: .sync) }
    #expect(time.now >= .seconds(60))
    #expect(time.now < .seconds(70))
    let start = time.now
    _ = await failure { () throws(StripeError) in try await client.sessions() }
    #expect(time.now - start < .seconds(2))
  }

  @Test func `a server that never answered well gets three tries of a sync, too`() async throws {
    let network = FakeNetwork(server(500))
    let client = try StripeClient.make(network)
    _ = await failure { () throws(StripeError) in try await client.sessions(priority: .sync) }
    #expect(network.requests.count == 3)
    let better = FakeNetwork(
      .answer(listJSON([])), server(500), server(500), server(500), server(500),
      .answer(listJSON([])))
    let patient = try StripeClient.make(better)
    _ = try await patient.sessions()
    _ = try await patient.sessions(priority: .sync)
    #expect(better.requests.count == 6)
  }

  @Test func `a task that is cancelled while it waits does not try again`() async throws {
    let network = FakeNetwork(server(500))
    let client = try StripeClient.make(network) { _ in
      withUnsafeCurrentTask { $0?.cancel() }
    }
    let task = Task { await failure { () throws(StripeError) in try await client.sessions() } }
    #expect(await task.value == .cancelled)
    #expect(network.requests.count == 1)
  }

  @Test func `a change that is cancelled after a try with an unknown outcome may have happened`()
    async throws
  {
    let client = try StripeClient.make(FakeNetwork(server(500))) { _ in
      withUnsafeCurrentTask { $0?.cancel() }
    }
    let task = Task {
      await failure { () throws(StripeError) in
        try await client.updateSession("cs_test_a", [:], idempotencyKey: .random())
      }
    }
    #expect(await task.value?.mayHaveHappened == true)
  }
}
