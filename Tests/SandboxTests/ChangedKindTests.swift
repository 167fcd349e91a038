import JSON
import Testing

@testable import Sandbox

@Suite("Orders that become free, or stop being free, after a try")
struct ChangedKindTests {
  /// A session that takes the code FREE, which makes it free.
  private static func shop(_ mode: String = "payment") throws -> (TestAccount, String) {
    var account = TestAccount(sessions: 0)
    _ = try account.json("POST", "/v1/coupons", "id=ALL&percent_off=100")
    _ = try account.json(
      "POST", "/v1/promotion_codes", "promotion[type]=coupon&promotion[coupon]=ALL&code=FREE")
    let plan = mode == "payment" ? "" : "&line_items[0][price_data][recurring][interval]=month"
    let order = CreateTests.smallest.replacing("mode=payment", with: "mode=\(mode)")
    let id = try account.json(
      "POST", "/v1/checkout/sessions", order + plan + "&allow_promotion_codes=true"
    ).id
    return (account, id)
  }

  private static func types(_ account: inout TestAccount) throws -> [String] {
    try account.everyEvent().reversed().compactMap { $0.text("type") }
  }

  /// The id of the object of the first event of a type.
  private static func object(_ type: String, _ account: inout TestAccount) throws -> String {
    try #require(try account.everyEvent("type=\(type)").first?["data"]?["object"]?.id)
  }

  @Test(arguments: ["4000000000000002", "4000002760003184"])
  func `an order that becomes free needs no payment, and its intent is canceled`(
    card: String
  ) throws {
    var (account, id) = try Self.shop()
    let path = "/c/pay/\(id)"
    let tried = PageTests.card.replacing("4242+4242+4242+4242", with: card)
    _ = account.visit(path, tried)
    _ = account.visit(path, "do=apply&promotion=FREE")
    let page = account.visit(path)
    #expect(page.status == 200)
    #expect(page.text.contains(">Complete order<"))
    #expect(!page.text.contains("id=\"problem\""))
    #expect(account.visit(path + "/challenge").headers["Location"] == path)
    let intent = try Self.object("payment_intent.created", &account)
    let done = account.visit(path, "do=pay&expected=0&email=jane%40example.com")
    #expect(done.headers["Location"] == "https://example.com/ok")
    let session = try account.session(id)
    #expect(session.text("payment_status") == "no_payment_required")
    #expect(session["payment_intent"]?.isNull == true)
    let canceled = try account.json("GET", "/v1/payment_intents/\(intent)")
    #expect(canceled.text("status") == "canceled")
    #expect(canceled["canceled_at"]?.int == Int(account.now))
    #expect(canceled["amount"]?.int == 2198)
    #expect(canceled["next_action"]?.isNull == true)
    #expect(
      try Self.types(&account).suffix(3)
        == ["customer.created", "payment_intent.canceled", "checkout.session.completed"])
  }

  @Test func `an order that is free only for a while has one intent`() throws {
    var (account, id) = try Self.shop()
    let path = "/c/pay/\(id)"
    try account.perform("decline", id, "card=4000000000000002")
    _ = account.visit(path, "do=apply&promotion=FREE")
    _ = account.visit(path, "do=remove")
    #expect(account.visit(path).text.contains("id=\"problem\""))
    #expect(account.visit(path, PageTests.card).status == 303)
    #expect(try account.intent(of: id).text("status") == "succeeded")
    #expect(try !Self.types(&account).contains("payment_intent.canceled"))
  }

  @Test func `a subscription that becomes free keeps the card that it ends with`() throws {
    var (account, id) = try Self.shop("subscription")
    let path = "/c/pay/\(id)"
    try account.perform("decline", id, "card=4000000000009995")
    let intent = try Self.object("payment_intent.created", &account)
    let charge = try account.json("GET", "/v1/payment_intents/\(intent)", "expand[]=latest_charge")
    _ = account.visit(path, "do=apply&promotion=FREE")
    #expect(
      account.visit(path, PageTests.card.replacing("=2198", with: "=0")).status == 303)
    let session = try account.session(id, "expand[]=subscription.default_payment_method")
    let method = session["subscription"]?["default_payment_method"]
    #expect(method?["card"]?.text("last4") == "4242")
    #expect(method?.id != charge["latest_charge"]?.text("payment_method"))
    #expect(session["subscription"]?.text("status") == "active")
    let attached = try account.everyEvent("type=payment_method.attached").first
    #expect(attached?["data"]?["object"]?.id == method?.id)
    #expect(attached?["data"]?["object"]?["card"]?.text("last4") == "4242")
    let canceled = try account.json("GET", "/v1/payment_intents/\(intent)")
    #expect(canceled.text("status") == "canceled")
    #expect(canceled["last_payment_error"]?.text("decline_code") == "insufficient_funds")
    let types = try Self.types(&account)
    #expect(types.contains("payment_intent.canceled"))
    #expect(types.contains("setup_intent.succeeded"))
  }

  @Test func `each intent of a subscription has its own errors, and one of them is in vain`() throws
  {
    var (account, id) = try Self.shop("subscription")
    let path = "/c/pay/\(id)"
    func form(_ card: String, _ due: Int) -> String {
      PageTests.card.replacing("4242+4242+4242+4242", with: card)
        .replacing("=2198", with: "=\(due)")
    }
    _ = account.visit(path, "do=apply&promotion=FREE")
    #expect(account.visit(path, form("4000000000000069", 0)).text.contains("has expired"))
    _ = account.visit(path, "do=remove")
    #expect(!account.visit(path).text.contains("has expired"))
    #expect(account.visit(path, form("4000000000009995", 2198)).text.contains("insufficient"))
    let setup = try Self.object("setup_intent.created", &account)
    let payment = try Self.object("payment_intent.created", &account)
    func setupIntent() throws -> JSON {
      try account.json("GET", "/v1/setup_intents/\(setup)")
    }
    #expect(try setupIntent()["last_setup_error"]?.text("code") == "expired_card")
    let failed = try account.json("GET", "/v1/payment_intents/\(payment)")
    #expect(failed["last_payment_error"]?.text("decline_code") == "insufficient_funds")
    #expect(account.visit(path, form("4242424242424242", 2198)).status == 303)
    #expect(try setupIntent().text("status") == "canceled")
    #expect(try setupIntent()["last_setup_error"]?.text("code") == "expired_card")
    let paid = try account.json("GET", "/v1/payment_intents/\(payment)")
    #expect(paid.text("status") == "succeeded")
    #expect(paid["last_payment_error"]?.isNull == true)
    let types = try Self.types(&account)
    #expect(types.count { $0 == "setup_intent.canceled" } == 1)
    #expect(!types.contains("setup_intent.succeeded"))
  }

  @Test func `a question about an order that has changed does not hide the order`() throws {
    var (account, id) = try Self.shop("subscription")
    let path = "/c/pay/\(id)"
    let asked = PageTests.card.replacing("4242+4242+4242+4242", with: "4000002760003184")
    #expect(account.visit(path, asked).headers["Location"] == path + "/challenge")
    #expect(account.visit(path).headers["Location"] == path + "/challenge")
    _ = account.visit(path, "do=apply&promotion=FREE")
    #expect(account.visit(path).status == 200)
    _ = account.visit(path, "do=remove")
    #expect(account.visit(path).headers["Location"] == path + "/challenge")
  }
}
