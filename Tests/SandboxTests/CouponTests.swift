import JSON
import Testing

@testable import Sandbox

@Suite("What coupons and promotion codes demand")
struct CouponTests {
  private static let card =
    "do=pay&email=jane%40example.com&card=4242424242424242&expiry=12%2F34&cvc=123"
    + "&name=Jane+Doe&country=US&postal=97205"

  private static let past = "1600000000"

  /// An account with a coupon, and a code for it.
  private static func shop(
    coupon: String = "percent_off=50", code: String = ""
  ) throws -> (account: TestAccount, coupon: String, code: String) {
    var account = TestAccount(sessions: 0)
    let coupon = try account.json("POST", "/v1/coupons", coupon).id
    let code = try account.json(
      "POST", "/v1/promotion_codes",
      "promotion[type]=coupon&promotion[coupon]=\(coupon)&code=HALF\(code)"
    ).id
    return (account, coupon, code)
  }

  @Test(arguments: [
    ("percent_off=50&redeem_by=\(past)", "", "Coupon expired"),
    ("amount_off=500&currency=jpy", "", "The coupon is in `jpy`"),
    ("percent_off=50", "&expires_at=\(past)", "expired"),
    ("percent_off=50", "&active=false", "inactive"),
    (
      "percent_off=50",
      "&restrictions[minimum_amount]=2199&restrictions[minimum_amount_currency]=usd",
      "minimum amount"
    ),
    (
      "percent_off=50", "&restrictions[minimum_amount]=1&restrictions[minimum_amount_currency]=eur",
      "minimum amount"
    ),
  ])
  func `a code that does not apply is refused by the API and on the page`(
    coupon: String, code: String, reason: String
  ) throws {
    var (account, _, promotion) = try Self.shop(coupon: coupon, code: code)
    let refused = try account.json(
      "POST", "/v1/checkout/sessions",
      CreateTests.smallest + "&discounts[0][promotion_code]=\(promotion)", status: 400)
    #expect(refused.error?.text("message")?.contains(reason) == true)
    let id = try account.open("&allow_promotion_codes=true")
    let page = account.visit("/c/pay/\(id)", "do=apply&promotion=half&expected=2198")
    #expect(page.text.contains("This code is not valid"))
    #expect(try account.session(id)["amount_total"]?.int == 2198)
  }

  @Test func `a code applies as long as it can`() throws {
    let code =
      "&expires_at=\(Int(TestAccount.start) + 60)&restrictions[minimum_amount]=2198"
      + "&restrictions[minimum_amount_currency]=USD"
    var (account, coupon, promotion) = try Self.shop(
      coupon: "percent_off=50&redeem_by=\(Int(TestAccount.start) + 120)", code: code)
    let discount = "&discounts[0][promotion_code]=\(promotion)"
    let id = try account.open(discount)
    #expect(try account.session(id)["amount_total"]?.int == 1099)
    let made = try account.json("GET", "/v1/promotion_codes/\(promotion)")
    #expect(made["active"]?.bool == true)
    #expect(made["restrictions"]?["minimum_amount"]?.int == 2198)
    #expect(made["restrictions"]?.text("minimum_amount_currency") == "usd")
    account.now += 60
    let ended = try account.json("GET", "/v1/promotion_codes", "active=false")
    #expect(ended.ids == [promotion])
    #expect(try account.json("GET", "/v1/coupons/\(coupon)")["valid"]?.bool == true)
    account.now += 61
    let expired = try account.json(
      "POST", "/v1/checkout/sessions", CreateTests.smallest + "&discounts[0][coupon]=\(coupon)",
      status: 400)
    #expect(expired.error?.text("code") == "coupon_expired")
    #expect(try account.json("GET", "/v1/coupons/\(coupon)")["valid"]?.bool == false)
  }

  @Test func `redemptions are counted when sessions are completed, and are limited`() throws {
    var (account, coupon, promotion) = try Self.shop(code: "&max_redemptions=1&metadata[a]=b")
    let id = try account.open("&allow_promotion_codes=true")
    _ = account.visit("/c/pay/\(id)", "do=apply&promotion=HALF")
    #expect(
      try account.json("GET", "/v1/promotion_codes/\(promotion)")["times_redeemed"]?.int == 0)
    #expect(account.visit("/c/pay/\(id)", Self.card + "&expected=1099").status == 303)
    let code = try account.json("GET", "/v1/promotion_codes/\(promotion)")
    #expect(code["times_redeemed"]?.int == 1)
    #expect(code["active"]?.bool == false)
    #expect(try account.json("GET", "/v1/coupons/\(coupon)")["times_redeemed"]?.int == 1)
    let session = try account.session(id, "expand[]=discounts.promotion_code")
    let discount = session["discounts"]?.elements.map { $0 }.first
    #expect(discount?["promotion_code"]?.compact == code.compact)
    let other = try account.open("&allow_promotion_codes=true")
    #expect(account.visit("/c/pay/\(other)", "do=apply&promotion=HALF").text.contains("not valid"))
    // The coupon behind the code has no limit.
    _ = try account.open("&discounts[0][coupon]=\(coupon)")
  }

  @Test func `a code of one customer is for nobody else`() throws {
    var account = TestAccount(sessions: 0)
    let (ada, jo) = (
      try account.json("POST", "/v1/customers", "email=ada%40example.com").id,
      try account.json("POST", "/v1/customers", "email=jo%40example.com").id
    )
    let coupon = try account.json("POST", "/v1/coupons", "percent_off=50").id
    let body = "promotion[type]=coupon&promotion[coupon]=\(coupon)&code=ADA&customer="
    _ = try account.json("POST", "/v1/promotion_codes", body + "cus_nobody", status: 400)
    let code = try account.json("POST", "/v1/promotion_codes", body + ada).id
    let discount = "&discounts[0][promotion_code]=\(code)"
    _ = try account.open(discount + "&customer=\(ada)")
    for other in ["", "&customer=\(jo)"] {
      _ = try account.json(
        "POST", "/v1/checkout/sessions", CreateTests.smallest + discount + other, status: 400)
    }
  }

  @Test func `a code for the first purchase is not for those who have paid`() throws {
    var (account, _, promotion) = try Self.shop(code: "&restrictions[first_time_transaction]=true")
    let ada = try account.json("POST", "/v1/customers", "email=ada%40example.com").id
    let order = "&customer=\(ada)&discounts[0][promotion_code]=\(promotion)"
    let id = try account.open(order)
    _ = try account.json("POST", "/v1/test_helpers/checkout/sessions/\(id)/pay")
    let refused = try account.json(
      "POST", "/v1/checkout/sessions", CreateTests.smallest + order, status: 400)
    #expect(refused.error?.text("message")?.contains("prior transactions") == true)
  }

  @Test func `a code for the first purchase is not for guests`() throws {
    var (account, _, promotion) = try Self.shop(code: "&restrictions[first_time_transaction]=true")
    let order = "&discounts[0][promotion_code]=\(promotion)"
    let refused = try account.json(
      "POST", "/v1/checkout/sessions", CreateTests.smallest + order, status: 400)
    #expect(refused.error?.text("message")?.contains("first-time") == true)
    let guest = try account.open("&allow_promotion_codes=true")
    let page = account.visit("/c/pay/\(guest)", "do=apply&promotion=HALF&expected=2198")
    #expect(page.text.contains("This code is not valid"))
    #expect(try account.session(guest)["amount_total"]?.int == 2198)
    let new = try account.open(order + "&customer_creation=always")
    #expect(try account.session(new)["amount_total"]?.int == 1099)
  }

  @Test func `a code without its coupon is worth nothing`() throws {
    var (account, coupon, promotion) = try Self.shop()
    _ = try account.json("DELETE", "/v1/coupons/\(coupon)")
    let code = try account.json("GET", "/v1/promotion_codes/\(promotion)")
    #expect(code["active"]?.bool == false)
    _ = try account.json(
      "POST", "/v1/checkout/sessions",
      CreateTests.smallest + "&discounts[0][promotion_code]=\(promotion)", status: 400)
  }

  @Test func `a code has a minimum for each currency`() throws {
    let euros = "restrictions[currency_options][EUR][minimum_amount]"
    var (account, _, promotion) = try Self.shop(
      code: "&restrictions[minimum_amount]=1&restrictions[minimum_amount_currency]=usd"
        + "&\(euros)=2199")
    let order =
      CreateTests.smallest.replacing("=usd", with: "=eur")
      + "&discounts[0][promotion_code]=\(promotion)"
    _ = try account.json("POST", "/v1/checkout/sessions", order, status: 400)
    let path = "/v1/promotion_codes/\(promotion)"
    _ = try account.json("POST", path, "\(euros)=2198")
    #expect(try account.json("POST", "/v1/checkout/sessions", order)["amount_total"]?.int == 1099)
    #expect(try account.json("GET", path)["restrictions"]?["currency_options"] == nil)
    let whole = try account.json("GET", path, "expand[]=restrictions.currency_options")
    let options = whole["restrictions"]?["currency_options"]
    #expect(options?["eur"]?["minimum_amount"]?.int == 2198)
  }

  @Test func `a minimum needs its currency`() throws {
    var account = TestAccount(sessions: 0)
    let coupon = try account.json("POST", "/v1/coupons", "percent_off=50").id
    _ = try account.json(
      "POST", "/v1/promotion_codes",
      "promotion[type]=coupon&promotion[coupon]=\(coupon)&restrictions[minimum_amount]=5",
      status: 400)
  }

  /// What ends a code, or uses it up, after it was applied to an order.
  private static let endings: [(method: String, path: String, sent: String)] = [
    ("POST", "/v1/promotion_codes/CODE", "active=false"),
    (
      "POST", "/v1/promotion_codes/CODE",
      "restrictions[currency_options][usd][minimum_amount]=2199"
    ),
    ("DELETE", "/v1/coupons/COUPON", ""),
    ("POST", "/v1/test_helpers/checkout/sessions/OTHER/pay", ""),
    ("", "", ""),
  ]

  @Test(arguments: endings, [true, false])
  func `a code that has ended since it was applied pays for nothing`(
    ending: (method: String, path: String, sent: String), isTyped: Bool
  ) throws {
    let end = Int(TestAccount.start) + 600
    var (account, coupon, code) = try Self.shop(
      code: "&max_redemptions=1&expires_at=\(end)&restrictions[minimum_amount]=1"
        + "&restrictions[minimum_amount_currency]=eur"
        + "&restrictions[currency_options][usd][minimum_amount]=2198")
    let preset = "&discounts[0][promotion_code]=\(code)"
    let id = try account.open(isTyped ? "&allow_promotion_codes=true" : preset)
    if isTyped { _ = account.visit("/c/pay/\(id)", "do=apply&promotion=HALF") }
    let other = try account.open(preset)
    let path = ending.path.replacing("CODE", with: code).replacing("COUPON", with: coupon)
      .replacing("OTHER", with: other)
    if path.isEmpty {
      account.now += 600
    } else {
      _ = try account.json(ending.method, path, ending.sent)
    }
    _ = try account.perform("pay", id, status: 400)
    let page = account.visit("/c/pay/\(id)", Self.card + "&expected=1099")
    #expect(try account.session(id).text("status") == "open")
    guard isTyped else {
      #expect(page.status == 402)
      #expect(try account.session(id)["amount_total"]?.int == 1099)
      return
    }
    #expect(page.status == 409)
    #expect(page.text.contains("This code is not valid"))
    #expect(account.visit("/c/pay/\(id)", Self.card + "&expected=2198").status == 303)
    #expect(try account.session(id)["amount_total"]?.int == 2198)
  }

  @Test func `a code that is used up while the bank asks is not redeemed twice`() throws {
    var (account, _, code) = try Self.shop(code: "&max_redemptions=1")
    let order = "&discounts[0][promotion_code]=\(code)"
    let (id, other) = (try account.open(order), try account.open(order))
    try account.perform("pay", id, "card=4000002760003184")
    try account.perform("pay", other)
    _ = try account.perform("authenticate", id, status: 400)
    #expect(try account.session(id).text("status") == "open")
    #expect(try account.json("GET", "/v1/promotion_codes/\(code)")["times_redeemed"]?.int == 1)
  }
}
