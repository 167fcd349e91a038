import JSON
import Testing

@testable import Sandbox

@Suite("Connected accounts")
struct ConnectedAccountTests {
  private static let id = "acct_1AAAAAAAAAAAAAAA"
  private static let headers = [
    "authorization": "Bearer sk_test_till_sandbox_0001", "stripe-account": id,
  ]

  /// What the connected account answers.
  private func ask(
    _ account: inout TestAccount, _ method: String, _ path: String, _ parameters: String = "",
    key: String? = nil
  ) throws -> JSON {
    let response = account.send(
      method, path, parameters,
      headers: Self.headers.merging(key.map { ["idempotency-key": $0] } ?? [:]) { $1 })
    #expect(response.status == 200, "\(response.text)")
    return try JSON(parsing: response.body)
  }

  @Test func `the account has the id that names it`() throws {
    var account = TestAccount(sessions: 0)
    #expect(try ask(&account, "GET", "/v1/account").id == Self.id)
  }

  @Test func `events are sent, and name their account`() throws {
    var account = TestAccount(sessions: 20)
    account.store.startDeliveries(at: Int(account.now))
    _ = try account.json("POST", "/v1/customers")
    let customer = try ask(&account, "POST", "/v1/customers")
    let due = account.store.takeDeliveries(at: Int(account.now)) { _ in true }
    #expect(due.map(\.account) == [nil, Self.id])
    let bodies = try due.map { try JSON(parsing: $0.body) }
    #expect(bodies.map { $0.text("account") } == [nil, Self.id])
    #expect(bodies.last?["data"]?["object"]?.id == customer.id)

    func pending() throws -> [JSON] {
      try ask(&account, "GET", "/v1/events", "delivery_success=false")["data"]?.elements.map { $0 }
        ?? []
    }
    #expect(try pending().map(\.id) == due.suffix(1).map(\.id))
    #expect(try pending().map { $0.text("account") } == [Self.id])
    for delivery in due { account.store.markDelivered(delivery) }
    #expect(try pending().isEmpty)
    #expect(account.store.takeDeliveries(at: Int(account.now)) { _ in true }.isEmpty)
  }

  @Test func `after a restart events go on to where they were sent`() throws {
    var account = TestAccount(sessions: 0)
    account.store.startDeliveries(at: Int(account.now))
    _ = try ask(&account, "POST", "/v1/customers")
    let due = account.store.takeDeliveries(at: Int(account.now)) { _ in true }
    let before = due.map {
      Journal.Undelivered(account: $0.account, event: $0.number, isGivenUp: false)
    }
    account.store.startDeliveries(at: Int(account.now), before)
    let again = account.store.takeDeliveries(at: Int(account.now)) { _ in true }
    #expect(again.map(\.id) == due.map(\.id))
    #expect(again.count == 1)
  }

  @Test func `an event can be sent again`() throws {
    var account = TestAccount(sessions: 0) {
      $0.forwarding = Forwarding(url: "http://127.0.0.1:9", secret: "whsec_test") { _ in 200 }
    }
    account.store.startDeliveries(at: Int(account.now))
    _ = try ask(&account, "POST", "/v1/customers")
    let due = account.store.takeDeliveries(at: Int(account.now)) { _ in true }
    let id = try #require(due.first?.id)
    #expect(try ask(&account, "POST", "/v1/events/\(id)/retry").id == id)
    #expect(
      account.store.takeDeliveries(at: Int(account.now)) { _ in true }.map(\.id) == [id])
  }

  @Test func `what a customer does on the page is caused by no request`() throws {
    var account = TestAccount(sessions: 0)
    let session = try ask(
      &account, "POST", "/v1/checkout/sessions", CreateTests.smallest, key: "order-1")
    #expect(account.visit("/c/pay/\(session.id)", PageTests.card).status == 303)
    let events = try ask(&account, "GET", "/v1/events", "type=checkout.session.completed")
    let causes = events["data"]?.elements.map { $0["request"] }
    #expect(causes?.map { $0?["id"]?.kind } == [.null])
    #expect(causes?.map { $0?["idempotency_key"]?.kind } == [.null])
  }

  @Test func `requests are counted for all accounts together`() throws {
    var account = TestAccount(sessions: 0)
    let path = "/v1/checkout/sessions"
    for _ in 0..<3 { _ = try ask(&account, "GET", path) }
    let made = account.send("POST", path, CreateTests.smallest, headers: Self.headers)
    // A journal leaves out what changed nothing.
    var again = TestAccount(sessions: 0)
    try again.store.replay(
      Journal.Entry(
        time: again.now, number: 4,
        request: SandboxRequest(
          method: "POST", path: path, body: CreateTests.smallest,
          headers: Self.headers.merging(["idempotency-key": "k"]) { $1 }), status: 200))
    let replayed = again.send(
      "POST", path, CreateTests.smallest,
      headers: Self.headers.merging(["idempotency-key": "k"]) { $1 })
    let request = try #require(made.headers["Request-Id"])
    #expect(replayed.headers["Original-Request"] == request)
  }

  @Test func `a page leads to where the server listens, whoever asked last`() throws {
    var account = TestAccount(sessions: 0)
    let id = try ask(&account, "POST", "/v1/checkout/sessions", CreateTests.smallest).id
    account.store.address = "http://127.0.0.1:4242"
    #expect(account.store.connected[Self.id]?.address == "http://127.0.0.1:4242")
    #expect(account.visit("/c/pay/\(id)").status == 200)
  }
}
