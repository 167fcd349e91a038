import Testing

@testable import Sandbox

@Suite("Errors and headers")
struct ErrorTests {
  @Test
  func `Without a key, or with one of another kind, the answer is 401 and hides the key`() throws {
    var account = TestAccount(sessions: 3)
    for key in ["", "Bearer ", "Bearer pk_test_aVeryPublicKey", "Bearer sk_live_aVeryRealKey12"] {
      let response = account.send(
        "GET", "/v1/checkout/sessions", headers: key == "" ? [:] : ["authorization": key])
      #expect(response.status == 401)
      let body = String(decoding: response.body, as: UTF8.self)
      #expect(!body.contains("aVery"))
      #expect(response.headers["Request-Id"]?.hasPrefix("req_") == true)
    }
    #expect(Authorization.masked("sk_test_0123456789abcd") == "sk_test_****abcd")
  }

  @Test func `A key is taken as the user's name of Basic, too`() {
    var account = TestAccount(sessions: 3)
    // rk_test_till_sandbox:
    let header = ["authorization": "Basic cmtfdGVzdF90aWxsX3NhbmRib3g6"]
    #expect(account.send("GET", "/v1/account", headers: header).status == 200)
  }

  @Test(arguments: [
    ("/v1/checkout/sessions/cs_test_gone", "No such checkout.session: 'cs_test_gone'"),
    ("/v1/checkout/sessions/cs_test_gone/line_items", "No such checkout.session: 'cs_test_gone'"),
    ("/v1/payment_intents/pi_gone", "No such payment_intent: 'pi_gone'"),
    ("/v1/customers/cus_gone", "No such customer: 'cus_gone'"),
    ("/v1/subscriptions/sub_gone", "No such subscription: 'sub_gone'"),
    ("/v1/invoices/in_gone", "No such invoice: 'in_gone'"),
    ("/v1/payment_links/plink_gone", "No such payment_link: 'plink_gone'"),
    ("/v1/events/evt_gone", "No such event: 'evt_gone'"),
  ])
  func `What does not exist is 404 and named`(path: String, message: String) throws {
    var account = TestAccount(sessions: 3)
    let error = try account.json("GET", path, status: 404).error
    #expect(error?.text("code") == "resource_missing")
    #expect(error?.text("message") == message)
  }

  @Test(arguments: [
    "/", "/v1", "/v1/payouts", "/v2/x", "/v1/customers/search", "/v1/charges/search",
    "/v1/products/search",
  ])
  func `Paths that Stripe does not have are 404`(path: String) throws {
    var account = TestAccount(sessions: 3)
    let error = try account.json("GET", path, status: 404).error
    #expect(error?.text("message")?.hasPrefix("Unrecognized request URL (GET: \(path))") == true)
  }

  @Test func `Fields that cannot be expanded are refused`() throws {
    var account = TestAccount(sessions: 3)
    let id = try account.sessions("").ids[0]
    for path in ["status", "data.line_items", "customer.email", "a.b.c.d.e.f"] {
      let error = try account.json(
        "GET", "/v1/checkout/sessions/\(id)", "expand[]=\(path)", status: 400
      ).error
      #expect(error?.text("param") == "expand")
    }
  }

  @Test func `Above the rate limit the answer is 429 with the reason, until time has passed`() {
    var account = TestAccount(sessions: 3) { $0.rateLimit = 5 }
    let statuses = (0..<8).map { _ in account.send("GET", "/v1/account").status }
    #expect(statuses == [200, 200, 200, 200, 200, 429, 429, 429])
    let refused = account.send("GET", "/v1/account")
    #expect(refused.headers["Stripe-Rate-Limited-Reason"] == "global-rate")
    account.now += 0.5
    #expect((0..<4).map { _ in account.send("GET", "/v1/account").status } == [200, 200, 429, 429])
  }

  @Test func `The failures are those that were asked for, and the same every time`() {
    func outcomes() -> [String] {
      var account = TestAccount(sessions: 3) { $0.failRate = 0.3 }
      return (0..<600).map { _ in
        let response = account.send("GET", "/v1/account")
        return response.isDropped ? "dropped" : String(response.status)
      }
    }
    let first = outcomes()
    #expect(first == outcomes())
    #expect(Set(first) == ["200", "500", "503", "dropped"])
    #expect((120...240).contains(first.filter { $0 != "200" }.count))
  }

  @Test(arguments: [
    "created[gt]=9223372036854775807", "created[lte]=99999999999999999999", "created=-1",
    "limit=9223372036854775808", "a" + String(repeating: "[b]", count: 20_000) + "=c",
    "%=%zz&&=&[=]", "created[=1", "expand=x", "expand[0][1]=x",
  ])
  func `Numbers and names beyond all measure are answered like any other mistake`(query: String)
    throws
  {
    var account = TestAccount(sessions: 3)
    _ = try account.json("GET", "/v1/checkout/sessions", query, status: 400)
  }

  @Test func `Headers that a client sends come back`() {
    var account = TestAccount(sessions: 3)
    let headers = [
      "authorization": "Bearer sk_test_till_sandbox_0001", "stripe-version": "2025-03-31.basil",
      "idempotency-key": "k",
    ]
    let response = account.send(
      "POST", "/v1/checkout/sessions/cs_test_gone/expire", headers: headers)
    #expect(response.headers["Stripe-Version"] == "2025-03-31.basil")
    #expect(response.headers["Idempotency-Key"] == "k")
  }
}
