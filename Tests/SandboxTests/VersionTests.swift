import FoundationEssentials
import JSON
import Testing

@testable import Sandbox

@Suite("Versions, keys and accounts")
struct VersionTests {
  private static let key = "Bearer sk_test_till_sandbox_0001"

  private func answer(
    _ account: inout TestAccount, _ method: String, _ path: String, _ parameters: String = "",
    _ headers: [String: String]
  ) throws -> (response: SandboxResponse, json: JSON) {
    let all = ["authorization": Self.key].merging(headers) { $1 }
    let response = account.send(method, path, parameters, headers: all)
    return (response, try JSON(parsing: response.body))
  }

  @Test(
    arguments: [
      ("2022-11-15", "hosted", "embedded"), ("2024-06-20", "hosted", "embedded"),
      ("2025-03-31.basil", "hosted", "custom"), ("2025-09-30.clover", "hosted", "custom"),
      ("2026-03-25.dahlia", "hosted_page", "elements"),
      ("2026-09-30.endive", "hosted_page", "elements"),
      ("2026-10-28.endive", "hosted_page", "form"),
    ])
  func `a version has its own words`(version: String, hosted: String, other: String) throws {
    var account = TestAccount(sessions: 3)
    let headers = ["stripe-version": version]
    let made = try answer(
      &account, "POST", "/v1/checkout/sessions", CreateTests.smallest + "&ui_mode=\(hosted)",
      headers)
    #expect(made.response.headers["Stripe-Version"] == version)
    #expect(made.json.text("ui_mode") == hosted)
    let isOld = version < "2026-09-30"
    #expect(
      try answer(
        &account, "POST", "/v1/checkout/sessions",
        CreateTests.smallest + "&payment_method_types[0]=card", headers
      ).response.status == (isOld ? 200 : 400))
    #expect(
      try answer(
        &account, "POST", "/v1/checkout/sessions",
        CreateTests.smallest + "&allowed_payment_method_types[0]=card", headers
      ).response.status == (isOld ? 400 : 200))
    let wrong = hosted == "hosted" ? "hosted_page" : "hosted"
    let refused = try answer(
      &account, "POST", "/v1/checkout/sessions", CreateTests.smallest + "&ui_mode=\(wrong)",
      headers)
    #expect(
      refused.json.error?.text("message")?.hasPrefix("Invalid ui_mode: must be one of") == true)
    #expect(refused.json.error?.text("message")?.contains(other) == true)
  }

  @Test(arguments: ["2026-11-26.nobody", "yesterday", "2020-08-27"])
  func `an unknown version is refused`(version: String) throws {
    var account = TestAccount(sessions: 3)
    let refused = try answer(&account, "GET", "/v1/account", "", ["stripe-version": version])
    #expect(refused.response.status == 400)
    #expect(
      refused.json.error?.text("message")?.hasPrefix("Invalid Stripe API version: \(version)")
        == true)
  }

  @Test func `the shipping address moved with basil`() throws {
    var account = TestAccount()
    for (version, old, new) in [
      ("2024-06-20", true, false), ("2025-03-31.basil", false, true),
    ] {
      let page = try answer(
        &account, "GET", "/v1/checkout/sessions", "limit=100&status=complete",
        ["stripe-version": version]
      ).json
      let sessions = page["data"]?.elements.map { $0 } ?? []
      #expect(sessions.contains { $0["shipping_details"]?.text("name") != nil } == old)
      #expect(
        sessions.contains { $0["collected_information"]?["shipping_details"]?.text("name") != nil }
          == new)
      #expect(sessions.allSatisfy { ($0["collected_information"] == nil) == old })
    }
  }

  @Test func `orders that cost nothing came with 2023-08-16`() throws {
    var account = TestAccount(sessions: 3)
    let coupon = account.store.ids.id(.coupon, 3)
    let form = CreateTests.smallest + "&discounts[0][coupon]=\(coupon)"
    for (version, status) in [("2022-11-15", 400), ("2023-08-16", 200)] {
      let made = try answer(
        &account, "POST", "/v1/checkout/sessions", form, ["stripe-version": version])
      #expect(made.response.status == status)
    }
  }

  @Test func `a discount has a source since clover`() throws {
    var account = TestAccount(sessions: 3)
    let id = account.store.ids.id(.promotionCode, 0)
    let form = CreateTests.smallest + "&discounts[0][promotion_code]=\(id)"
    let path = "&expand[]=total_details.breakdown&expand[]=discounts.promotion_code"
    let old = try answer(
      &account, "POST", "/v1/checkout/sessions", form + path + ".coupon",
      ["stripe-version": "2024-06-20"]
    ).json
    let new = try answer(
      &account, "POST", "/v1/checkout/sessions", form + path + ".promotion.coupon", [:]
    ).json
    func discount(_ session: JSON) -> JSON? {
      session["total_details"]?["breakdown"]?["discounts"]?.elements.first { _ in true }?[
        "discount"]
    }
    func code(_ session: JSON) -> JSON? {
      session["discounts"]?.elements.first { _ in true }?["promotion_code"]
    }
    #expect(discount(old)?["coupon"]?.text("object") == "coupon")
    #expect(discount(old)?["source"] == nil)
    #expect(discount(new)?["source"]?.text("type") == "coupon")
    #expect(code(old)?["coupon"]?.text("object") == "coupon")
    #expect(code(new)?["promotion"]?["coupon"]?.text("object") == "coupon")
  }

  @Test func `expanding ends at four levels`() throws {
    var account = TestAccount(sessions: 3)
    let id = try account.sessions("").ids[0]
    for path in [
      "line_items.data.price.product", "payment_intent.latest_charge.balance_transaction",
      "subscription.default_payment_method", "customer.default_source", "invoice.lines",
      "automatic_tax.liability.account", "discounts.promotion_code.promotion.coupon",
      "subscription.items.data.price",
    ] {
      _ = try account.session(id, "expand[]=\(path)")
    }
    let deep = try account.json(
      "GET", "/v1/checkout/sessions/\(id)", "expand[]=subscription.items.data.price.product",
      status: 400
    ).error
    #expect(deep?.text("code") == "property_expansion_max_depth")
    _ = try account.json(
      "GET", "/v1/checkout/sessions", "expand[]=data.line_items.data.price.product", status: 400)
  }

  @Test func `a refusal has the account's version, not that of the request before`() throws {
    var account = TestAccount(sessions: 3) { $0.apiVersion = .dahlia }
    let old = try answer(
      &account, "GET", "/v1/account", "", ["stripe-version": "2022-11-15"])
    #expect(old.response.headers["Stripe-Version"] == "2022-11-15")
    let stranger = account.send("GET", "/v1/account", headers: [:])
    #expect(stranger.status == 401)
    #expect(stranger.headers["Stripe-Version"] == StripeVersion.dahlia.name)
    let unknown = try answer(&account, "GET", "/v1/account", "", ["stripe-version": "2020-01-01"])
    #expect(unknown.response.status == 400)
    #expect(unknown.response.headers["Stripe-Version"] == StripeVersion.dahlia.name)
  }

  @Test func `a restricted key does what it may`() throws {
    var account = TestAccount(sessions: 3) {
      $0.permissions = Set(
        ["checkout_session_read", "rak_customer_read"].compactMap(Permission.init))
    }
    let key = ["authorization": "Bearer rk_test_till_sandbox_0001"]
    #expect(try answer(&account, "GET", "/v1/checkout/sessions", "", key).response.status == 200)
    #expect(
      try answer(&account, "GET", "/v1/checkout/sessions", "expand[]=data.customer", key)
        .response.status == 200)
    for (method, path, parameters, permission) in [
      ("POST", "/v1/checkout/sessions", CreateTests.smallest, "rak_checkout_session_write"),
      ("GET", "/v1/events", "", "rak_event_read"),
      ("GET", "/v1/checkout/sessions", "expand[]=data.payment_intent", "rak_payment_intent_read"),
      ("POST", "/v1/test_helpers/checkout/sessions/cs_1/pay", "", "rak_checkout_session_write"),
      ("POST", "/v1/test_helpers/checkout/sessions/cs_1/expire", "", "rak_checkout_session_write"),
    ] {
      let refused = try answer(&account, method, path, parameters, key)
      #expect(refused.response.status == 403)
      #expect(refused.json.error?.text("message")?.contains("'\(permission)'") == true)
      #expect(refused.json.error?.text("message")?.contains("sandbox_0001") == false)
    }
    // A secret key may do everything.
    #expect(try answer(&account, "GET", "/v1/events", "", [:]).response.status == 200)
  }

  @Test func `every endpoint has a permission`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Sandbox/Endpoints/SandboxStore+Routes.swift")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let routes = text.matches(of: /case \("(?<name>[a-z_]+)", [0-9.]+\)/).map { String($0.name) }
    #expect(routes.contains("disputes"))
    for name in routes + ShelfKind.all.map(\.path) {
      #expect(Permission.ofPath[name] != nil, "\(name): a restricted key could do it without one")
    }
  }

  @Test func `a restricted key cannot read the answer that another key got`() throws {
    var account = TestAccount(sessions: 3) { $0.permissions = [] }
    for (key, status) in [("sk", 200), ("rk", 403), ("sk", 200)] {
      let response = try answer(
        &account, "POST", "/v1/checkout/sessions", CreateTests.smallest,
        ["authorization": "Bearer \(key)_test_till_sandbox_0001", "idempotency-key": "k"]
      ).response
      #expect(response.status == status)
    }
  }

  @Test func `an account has its own sessions and its own keys to replay`() throws {
    var account = TestAccount(sessions: 3)
    let other = ["stripe-account": "acct_1AAAAAAAAAAAAAAA", "idempotency-key": "k"]
    let mine = try answer(
      &account, "POST", "/v1/checkout/sessions", CreateTests.smallest, ["idempotency-key": "k"])
    let theirs = try answer(
      &account, "POST", "/v1/checkout/sessions", CreateTests.smallest, other)
    #expect(mine.json.id != theirs.json.id)
    #expect(theirs.response.headers["Idempotent-Replayed"] == nil)
    let path = "/v1/checkout/sessions/\(theirs.json.id)"
    #expect(try answer(&account, "GET", path, "", [:]).response.status == 404)
    #expect(try answer(&account, "GET", path, "", other).response.status == 200)
    let stranger = try answer(&account, "GET", path, "", ["stripe-account": "nobody"])
    #expect(stranger.response.status == 403)
    #expect(stranger.json.error?.text("code") == "account_invalid")
  }

  @Test func `a replay is told by its parameters, in whatever order they come`() throws {
    var account = TestAccount(sessions: 3)
    let key = ["idempotency-key": "k"]
    let first = try answer(
      &account, "POST", "/v1/checkout/sessions",
      CreateTests.smallest + "&metadata[a]=1&metadata[b]=2",
      key)
    let again = try answer(
      &account, "POST", "/v1/checkout/sessions",
      "metadata[b]=2&" + CreateTests.smallest + "&metadata[a]=1", key)
    #expect(again.json.id == first.json.id)
    #expect(again.response.headers["Idempotent-Replayed"] == "true")
    #expect(again.response.headers["Original-Request"] == first.response.headers["Request-Id"])
    #expect(again.response.headers["Request-Id"] != first.response.headers["Request-Id"])
    #expect(first.response.headers["Original-Request"] == nil)
    let changed = try answer(&account, "POST", "/v1/checkout/sessions", CreateTests.smallest, key)
    #expect(changed.json.error?.text("type") == "idempotency_error")
    let somebody = try answer(
      &account, "POST", "/v1/checkout/sessions", CreateTests.smallest,
      key.merging(["authorization": "Bearer sk_test_somebody_else"]) { $1 })
    // It belongs to the account, whichever of its API keys is used.
    #expect(somebody.json.error?.text("type") == "idempotency_error")
    let long = try answer(
      &account, "POST", "/v1/checkout/sessions", CreateTests.smallest,
      ["idempotency-key": String(repeating: "k", count: 256)])
    #expect(long.response.status == 400)
    account.now += 86_401
    let later = try answer(
      &account, "POST", "/v1/checkout/sessions", CreateTests.smallest, key)
    #expect(later.response.status == 200)
  }
}
