import Foundation
import JSON
import Host
import Testing

@testable import Sandbox

@Suite("State that stays, and events that are sent")
struct StateTests {
  private func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + "till-state-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  @Test func `a sandbox that starts again is what it was`() async throws {
    try await withFolder { folder in
      var options = SandboxOptions()
      options.sessions = 20
      options.state = folder
      func answers(_ journal: Journal) throws -> [[UInt8]] {
        var store = SandboxStore(options: options, start: TestAccount.start)
        for entry in try journal.entries() { try store.replay(entry) }
        let headers = ["authorization": "Bearer sk_test_till_sandbox_0001"]
        return ["/v1/checkout/sessions", "/v1/events"].map { path in
          store.respond(
            to: SandboxRequest(path: path, query: "limit=100", headers: headers),
            at: TestAccount.start + 100
          ).body
        }
      }
      var account = TestAccount(sessions: 20, seed: 1)
      let journal = try Journal(in: folder, options)
      try journal.begin(options, at: TestAccount.start)
      func run(_ request: SandboxRequest) throws -> SandboxResponse {
        let before = account.store.changes
        let number = account.store.requests + 1
        let response =
          request.path.hasPrefix("/c/")
          ? account.store.page(request, at: account.now, token: "")
          : account.store.respond(to: request, at: account.now)
        if account.store.changes != before {
          try journal.append(
            Journal.Entry(
              time: account.now, number: number, request: request, status: response.status))
        }
        return response
      }
      let key = ["authorization": "Bearer sk_test_till_sandbox_0001"]
      let made = try run(
        SandboxRequest(
          method: "POST", path: "/v1/checkout/sessions", body: CreateTests.smallest, headers: key))
      let id = try JSON(parsing: made.body).id
      account.now += 5
      _ = try run(
        SandboxRequest(
          method: "POST", path: "/c/pay/\(id)",
          body: "do=pay&expected=2198&email=a%40example.com&card=4000000000000002&expiry=12%2F34"
            + "&cvc=123&name=A"))
      _ = try run(
        SandboxRequest(
          method: "POST", path: "/v1/test_helpers/checkout/sessions/\(id)/pay", headers: key))
      account.now = TestAccount.start + 100
      let before = ["/v1/checkout/sessions", "/v1/events"].map {
        account.send("GET", $0, "limit=100").body
      }
      #expect(try answers(journal) == before)
      journal.close()
      let again = try Journal(in: folder, options)
      #expect(try answers(again) == before)
      #expect(throws: SandboxError.self) { try Journal(in: folder, options) }
      again.close()
      options.seed = 2
      let error = #expect(throws: SandboxError.self) { try Journal(in: folder, options) }
      #expect(error?.description.contains("--seed 1") == true)
    }
  }

  @Test(arguments: [("", "it is not a folder"), ("/x", "a folder cannot be made there")])
  func `a path that cannot be a folder is refused`(below: String, reason: String) async throws {
    try await withFolder { path in
      try Data().write(to: URL(filePath: path))
      let error = #expect(throws: SandboxError.self) { try Journal(in: path + below, .init()) }
      #expect(error?.description == "the state in \(path + below) cannot be used: \(reason)")
    }
  }

  @Test func `a state that was cut off is called damaged`() async throws {
    try await withFolder { folder in
      var options = SandboxOptions()
      options.sessions = 0
      options.state = folder
      try await withServer(options) { server in
        for _ in 0..<40 {
          _ = server.ask(
            "/v1/checkout/sessions", CreateTests.smallest,
            ["authorization": "Bearer sk_test_till_sandbox_0001"])
        }
      }
      let file = URL(filePath: folder + "/sandbox.sqlite")
      let whole = try Data(contentsOf: file)
      for cut in [1387, 4096, 3 * 4096, whole.count - 50] {
        try whole.dropLast(cut).write(to: file)
        let error = #expect(throws: SandboxError.self) { try SandboxServer(options) { 0 } }
        #expect(
          error?.description
            == "the state in \(folder) cannot be used: its file is damaged; choose another folder")
      }
    }
  }

  /// A server that has started, until it has stopped.
  private func withServer(
    _ options: SandboxOptions, at now: Double = TestAccount.start,
    _ body: (SandboxServer) async throws -> Void
  ) async throws {
    let server = try SandboxServer(options) { now }
    _ = try await server.start()
    do {
      try await body(server)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  @Test func `an idempotency key is one of its account, also after a restart`() async throws {
    try await withFolder { folder in
      var options = SandboxOptions()
      options.sessions = 0
      options.state = folder
      func create(_ server: SandboxServer, _ key: String, more: String = "") -> SandboxResponse {
        server.ask(
          "/v1/checkout/sessions", CreateTests.smallest + more,
          ["authorization": "Bearer \(key)", "idempotency-key": "order-1"])
      }
      let keys = ["sk_test_aaaaaaaaaaaaa", "rk_test_bbbbbbbbbbbbb"]
      var first = SandboxResponse()
      try await withServer(options) { server in
        first = create(server, keys[0])
        #expect(first.status == 200)
        #expect(create(server, keys[1], more: "&metadata[a]=1").status == 400)
      }
      try await withServer(options) { server in
        for key in keys {
          let again = create(server, key)
          #expect(again.body == first.body)
          #expect(again.headers["Idempotent-Replayed"] == "true")
        }
      }
    }
  }

  private func seed(_ name: String) throws -> SeedFile {
    try SeedFile(
      JSON(parsing: #"{"fixtures": [{"path": "/v1/products", "params": {"name": "\#(name)"}}]}"#))
  }

  /// Changes of the options that a folder was begun with.
  private static let others: [@Sendable (inout SandboxOptions) -> Void] = [
    { $0.sessions = 3 }, { $0.seed = 2 }, { $0.traffic = true }, { $0.livemode = true },
    { $0.apiVersion = .basil }, { $0.seedFile = nil },
  ]

  @Test func `a state is for the options that it was begun with`() async throws {
    try await withFolder { folder in
      var options = SandboxOptions()
      options.sessions = 2
      options.state = folder
      options.seedFile = try seed("Tea")
      try await withServer(options) { server in
        #expect(server.ask("/v1/customers").status == 200)
      }
      for change in Self.others + [{ try? $0.seedFile = seed("Milk") }] {
        var other = options
        change(&other)
        let error = #expect(throws: SandboxError.self) { try SandboxServer(other) }
        #expect(error?.cause.contains("was begun with other options") == true)
      }
      try await withServer(options) { #expect($0.posts == 2) }
    }
  }

  @Test(arguments: [nil, "0"])
  func `a state of another version is refused`(behavior: String?) async throws {
    try await withFolder { folder in
      var options = SandboxOptions()
      options.sessions = 0
      options.state = folder
      let journal = try Journal(in: folder, options)
      try journal.set("options", "--sessions 0 --seed 1")
      if let behavior { try journal.set("behavior", behavior) }
      journal.close()
      for seed in [options.seed, 2] {
        options.seed = seed
        let error = #expect(throws: SandboxError.self) { try SandboxServer(options) }
        #expect(error?.cause.contains("cannot be read by this version of till") == true)
      }
    }
  }

  @Test func `a seed file that is refused does not begin a state`() async throws {
    try await withFolder { folder in
      var options = SandboxOptions()
      options.sessions = 0
      options.state = folder
      options.seedFile = try seed("")
      #expect(throws: SandboxError.self) { try SandboxServer(options) }
      options.seedFile = try seed("Tea")
      try await withServer(options) { #expect($0.posts == 1) }
    }
  }

  @Test func `a request is kept byte by byte`() async throws {
    try await withFolder { folder in
      let journal = try Journal(in: folder, SandboxOptions())
      let request = SandboxRequest(
        method: "POST", path: "/v1/a\u{0}b", query: "c=\u{0}", body: "d=\u{0}e&f=\r\n",
        headers: ["idempotency-key": "g\r", "stripe-account": "h\u{0}i"])
      for request in [request, SandboxRequest(path: "/")] {
        try journal.append(Journal.Entry(time: 1, number: 1, request: request, status: 200))
      }
      let kept = try journal.entries().map(\.request)
      #expect(kept.map(\.path) == [request.path, "/"])
      #expect(kept.map(\.query) == [request.query, ""])
      #expect(kept.map(\.body) == [request.body, ""])
      #expect(kept.map(\.headers) == [request.headers, [:]])
    }
  }

  @Test func `a raw NUL in a body does not harm the state`() async throws {
    try await withFolder { folder in
      var options = SandboxOptions()
      options.sessions = 0
      options.state = folder
      let body = "metadata[a]=x\u{0}y&" + CreateTests.smallest
      try await withServer(options) { server in
        #expect(server.ask("/v1/checkout/sessions", body).status == 200)
      }
      try await withServer(options) { #expect($0.posts == 1) }
    }
  }

  @Test func `an event that was given up has not arrived, also after a restart`() async throws {
    try await withFolder { folder in
      let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
      let now = Locked(TestAccount.start)
      var options = SandboxOptions()
      options.sessions = 0
      options.state = folder
      options.forwarding = Forwarding(
        url: "http://127.0.0.1:9/hook", secret: "whsec_test",
        send: { _ in nil }, log: { if $0.hasSuffix("given up") { continuation.yield() } })
      // Each reading of the clock is ten seconds after the one before.
      let server = try SandboxServer(options) {
        now.withLock { now in
          now += 10
          return now
        }
      }
      _ = try await server.start()
      _ = server.ask("/v1/customers")
      for await _ in stream { break }
      #expect(try server.pendingWebhooks() == [1])
      await server.stop()
      options.forwarding = nil
      try await withServer(options, at: now.withLock { $0 }) { server in
        let (pending, arrived) = try (
          server.pendingWebhooks(), server.pendingWebhooks("delivery_success=true")
        )
        #expect(pending == [1])
        #expect(arrived.isEmpty)
      }
      let journal = try Journal(in: folder, options)
      #expect(try journal.undelivered().map(\.isGivenUp) == [true])
    }
  }

  @Test func `after a restart what was given up is not sent again`() throws {
    var account = TestAccount(sessions: 0)
    account.store.startDeliveries(at: Int(account.now))
    for _ in 0..<2 { _ = account.send("POST", "/v1/customers") }
    let due = account.store.takeDeliveries(at: Int(account.now)) { _ in true }
    try #require(due.count == 2)
    account.store.startDeliveries(
      at: Int(account.now),
      due.map {
        Journal.Undelivered(
          event: $0.number, isGivenUp: $0.id == due[0].id)
      })
    #expect(
      account.store.takeDeliveries(at: Int(account.now)) { _ in true }.map(\.id) == [due[1].id])
    #expect(try account.everyEvent().map { $0["pending_webhooks"]?.int } == [1, 1])
  }

  @Test func `what is sent can be verified, and comes in order`() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: Webhook.self)
    let now = Locked(TestAccount.start)
    var options = SandboxOptions()
    options.sessions = 0
    options.forwarding = Forwarding(
      url: "http://127.0.0.1:9/hook", secret: "whsec_test",
      send: { webhook in
        continuation.yield(webhook)
        return 200
      })
    let server = try SandboxServer(options) { now.withLock { $0 } }
    _ = try await server.start()
    let id = try JSON(
      parsing: server.ask("/v1/checkout/sessions", CreateTests.smallest).body
    ).id
    _ = server.ask("/v1/test_helpers/checkout/sessions/\(id)/pay")
    var received: [Webhook] = []
    for await webhook in stream {
      received.append(webhook)
      if received.count == 4 { now.withLock { $0 += 3 } }
      if received.count == 5 { break }
    }
    await server.stop()
    #expect(
      try received.map { try JSON(parsing: $0.body).text("type") } == [
        "charge.succeeded", "payment_intent.succeeded", "payment_intent.created",
        "checkout.session.completed", "charge.updated",
      ])
    for webhook in received {
      let value = try #require(webhook.headers.first { $0.name == "Stripe-Signature" }?.value)
      let time = try #require(value.split(separator: ",").first.flatMap { Int($0.dropFirst(2)) })
      #expect(
        try WebhookSignature.header(for: webhook.body, at: time, secret: "whsec_test") == value)
      let schemes = value.split(separator: ",").map { $0.split(separator: "=") }
      #expect(schemes.map(\.first) == ["t", "v1", "v0"])
      #expect(schemes[1].last != schemes[2].last)
      let live = try WebhookSignature.header(
        for: webhook.body, at: time, secret: "whsec_test", livemode: true)
      #expect(value.hasPrefix("\(live),v0="))
      #expect(webhook.headers.first { $0.name == "Accept-Encoding" }?.value == "gzip")
    }
  }
}

extension SandboxServer {
  /// Of every event, newest first.
  fileprivate func pendingWebhooks(_ query: String = "") throws -> [Int?] {
    let headers = ["authorization": "Bearer \(Self.key)"]
    let list = respond(to: SandboxRequest(path: "/v1/events", query: query, headers: headers))
    return try JSON(parsing: list.body)["data"]?.elements.map { $0["pending_webhooks"]?.int } ?? []
  }

  fileprivate func ask(
    _ path: String, _ body: String = "", _ headers: [String: String] = [:]
  ) -> SandboxResponse {
    respond(
      to: SandboxRequest(
        method: "POST", path: path, body: body,
        headers: ["authorization": "Bearer \(Self.key)"].merging(headers) { $1 }))
  }
}
