import JSON
import Testing
import Units

@testable import Sandbox

@Suite("Orders that change on the page and by updates")
struct PageOrderTests {
  private static let card =
    "&do=pay&email=jane%40example.com&card=4242424242424242&expiry=12%2F34&cvc=123"
    + "&name=Jane+Doe&country=US&postal=97205"

  /// Lines of `amounts`, in cents, whose quantities the customer chooses.
  private static func lines(_ amounts: [Int], _ rest: String = "") -> String {
    amounts.enumerated().map { index, amount in
      let line = "&line_items[\(index)]"
      return "\(line)[price_data][currency]=usd\(line)[price_data][unit_amount]=\(amount)"
        + "\(line)[price_data][product_data][name]=x\(line)[quantity]=1"
        + "\(line)[adjustable_quantity][enabled]=true"
    }.joined() + rest
  }

  private static let trial =
    "mode=subscription&success_url=https%3A%2F%2Fexample.com%2Fok"
    + "&subscription_data[trial_period_days]=14"
    + lines([1500], "&line_items[0][price_data][recurring][interval]=month")

  private static func payment(_ amounts: [Int]) -> String {
    "mode=payment&success_url=https%3A%2F%2Fexample.com%2Fok" + lines(amounts)
  }

  private static let elements =
    "mode=payment&ui_mode=elements&return_url=https%3A%2F%2Fexample.com%2Fok" + lines([900])

  // MARK: Quantities

  @Test func `the last piece of an order cannot go`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", Self.payment([900, 700])).id
    let page = account.visit("/c/pay/\(id)", "quantity-0=0&quantity-1=0&expected=0" + Self.card)
    #expect(page.status == 422)
    #expect(try account.session(id)["amount_total"]?.int == 1600)
    _ = account.visit("/c/pay/\(id)", "do=update&quantity-0=0&quantity-1=1")
    #expect(try account.session(id)["amount_total"]?.int == 700)
    let other = "quantity-0=2&quantity-1=0&expected=1800"
    #expect(account.visit("/c/pay/\(id)", other + Self.card).status == 303)
    #expect(try account.session(id).text("payment_status") == "paid")
  }

  @Test(arguments: [(10, 10, 1, "at least"), (9_999_999, 1, 99, "no more than")])
  func `an order that a request cannot make is not made on the page either`(
    amount: Int, quantity: Int, wanted: Int, message: String
  ) throws {
    var account = TestAccount(sessions: 0)
    let order = Self.payment([amount]).replacing("[quantity]=1", with: "[quantity]=\(quantity)")
    let id = try account.json("POST", "/v1/checkout/sessions", order).id
    let page = account.visit(
      "/c/pay/\(id)", "quantity-0=\(wanted)&expected=\(amount * wanted)" + Self.card)
    #expect(page.status == 422)
    #expect(page.text.contains(message))
    let session = try account.session(id)
    #expect(session.text("status") == "open")
    #expect(session["amount_total"]?.int == amount * quantity)
  }

  @Test(arguments: ["11", "500", "0", "2.5", "abc", "-1", "", "99999999999999999999"])
  func `a quantity that cannot be had is said, and nothing is charged`(typed: String) throws {
    var account = TestAccount(sessions: 0)
    let limits = ["minimum]=1", "maximum]=10"].map { "&line_items[0][adjustable_quantity][\($0)" }
    let id = try account.json(
      "POST", "/v1/checkout/sessions", Self.payment([900]) + limits.joined()
    ).id
    let page = account.visit("/c/pay/\(id)", "quantity-0=\(typed)&expected=900" + Self.card)
    #expect(page.status == 422)
    #expect(page.text.contains("id=\"quantity-0-fault\">1–10<"))
    #expect(page.text.contains("value=\"\(typed)\""))
    let session = try account.session(id)
    #expect(session.text("status") == "open")
    #expect(session["amount_total"]?.int == 900)
    #expect(account.visit("/c/pay/\(id)", "quantity-0=10&expected=9000" + Self.card).status == 303)
  }

  @Test func `an extra can go whatever its quantity says`() throws {
    var account = TestAccount(sessions: 0)
    let price = try account.json(
      "POST", "/v1/prices", "currency=usd&unit_amount=500&product_data[name]=Mug"
    ).id
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      Self.payment([900]) + "&optional_items[0][price]=\(price)&optional_items[0][quantity]=1"
        + "&optional_items[0][adjustable_quantity][enabled]=true"
        + "&optional_items[0][adjustable_quantity][maximum]=3"
    ).id
    _ = account.visit("/c/pay/\(id)", "add=\(price)&quantity-0=1")
    let page = account.visit("/c/pay/\(id)", "do=update&quantity-0=2&quantity-1=99")
    #expect(page.text.contains("id=\"quantity-1-fault\">0–3<"))
    #expect(try account.session(id)["amount_total"]?.int == 1400)
    _ = account.visit("/c/pay/\(id)", "drop=\(price)&quantity-0=2&quantity-1=99")
    #expect(try account.session(id)["amount_total"]?.int == 1800)
  }

  @Test func `an extra of which there is none is not in the order`() throws {
    var account = TestAccount(sessions: 0)
    let price = try account.json(
      "POST", "/v1/prices", "currency=usd&unit_amount=500&product_data[name]=Mug"
    ).id
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      Self.payment([900]) + "&optional_items[0][price]=\(price)&optional_items[0][quantity]=1"
        + "&optional_items[0][adjustable_quantity][enabled]=true"
    ).id
    _ = account.visit("/c/pay/\(id)", "add=\(price)&quantity-0=1")
    let page = account.visit("/c/pay/\(id)", "do=update&quantity-0=1&quantity-1=0")
    let session = try account.session(id, "expand[]=line_items")
    #expect(session["amount_total"]?.int == 900)
    #expect(session["line_items"]?.ids.count == 1)
    #expect(page.text.contains("name=\"add\""))
  }

  @Test func `shipping that makes an order too large is refused`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", Self.elements).id
    let rate = "shipping_options[0][shipping_rate_data]"
    _ = try account.json(
      "POST", "/v1/checkout/sessions/\(id)",
      "\(rate)[display_name]=Ship&\(rate)[type]=fixed_amount&\(rate)[fixed_amount][currency]=usd"
        + "&\(rate)[fixed_amount][amount]=99999999", status: 400)
    #expect(try account.session(id)["amount_total"]?.int == 900)
  }

  // MARK: Pay what you want

  /// A session for two pieces of a price that the customer chooses.
  private static func chosen(
    _ limits: String, _ account: inout TestAccount
  ) throws -> (id: String, price: JSON) {
    let price = try account.json(
      "POST", "/v1/prices",
      "currency=usd&product_data[name]=Gift&custom_unit_amount[enabled]=true" + limits)
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=payment&success_url=https%3A%2F%2Fexample.com%2Fok&line_items[0][quantity]=2"
        + "&line_items[0][price]=\(price.id)"
    ).id
    return (id, price)
  }

  @Test(arguments: [
    ("&custom_unit_amount[preset]=1000&custom_unit_amount[minimum]=500", 1000),
    ("&custom_unit_amount[minimum]=700", 700), ("", 50),
  ])
  func `a price that the customer chooses begins with its preset`(
    limits: String, unit: Int
  ) throws {
    var account = TestAccount(sessions: 0)
    let (id, price) = try Self.chosen(limits, &account)
    #expect(price["custom_unit_amount"]?["preset"]?.int == (unit == 1000 ? 1000 : nil))
    #expect(price["custom_unit_amount"]?["enabled"] == nil)
    #expect(price["unit_amount"]?.isNull == true)
    #expect(try account.session(id)["amount_total"]?.int == 2 * unit)
    try account.perform("pay", id)
    #expect(try account.session(id).text("payment_status") == "paid")
  }

  private static let custom = "&custom_unit_amount[enabled]=true"

  @Test(arguments: [
    (custom + "&unit_amount=700", "custom_unit_amount"),
    (custom + "&unit_amount_decimal=7.5", "custom_unit_amount"),
    ("&unit_amount=700&unit_amount_decimal=700", "unit_amount"),
    (custom + "&recurring[interval]=month", "custom_unit_amount"),
    (limits(minimum: 500, preset: 499), "custom_unit_amount[preset]"),
    (limits(minimum: 500, maximum: 499), "custom_unit_amount[maximum]"),
    (limits(maximum: 49), "custom_unit_amount[maximum]"),
    (limits(maximum: 900, preset: 901), "custom_unit_amount[preset]"),
    (limits(preset: 0), "custom_unit_amount[preset]"),
    (limits(preset: 49), "custom_unit_amount[preset]"),
    (limits(minimum: 49), "custom_unit_amount[minimum]"),
  ])
  func `a price that contradicts itself is refused, and makes no product`(
    sent: String, param: String
  ) throws {
    var account = TestAccount(sessions: 0)
    let products = try account.json("GET", "/v1/products")["data"]?.elements.map(\.id)
    let refusal = try account.json(
      "POST", "/v1/prices", "currency=usd&product_data[name]=Gift" + sent, status: 400)
    #expect(refusal["error"]?.text("param") == param)
    #expect(try account.json("GET", "/v1/products")["data"]?.elements.map(\.id) == products)
  }

  @Test(arguments: [
    limits(minimum: 50, maximum: 50, preset: 50), limits(maximum: 50),
    "&custom_unit_amount[enabled]=false&unit_amount=700",
  ])
  func `a price whose limits agree is made`(sent: String) throws {
    var account = TestAccount(sessions: 0)
    _ = try account.json("POST", "/v1/prices", "currency=USD&product_data[name]=Gift" + sent)
  }

  private static func limits(
    minimum: Int? = nil, maximum: Int? = nil, preset: Int? = nil
  ) -> String {
    [("minimum", minimum), ("maximum", maximum), ("preset", preset)].reduce(custom) { text, limit in
      text + (limit.1.map { "&custom_unit_amount[\(limit.0)]=\($0)" } ?? "")
    }
  }

  @Test(arguments: ["4.99", "20.01", "12.345", "abc", "", "-7", "99999999999999999999"])
  func `an amount that cannot be chosen is said, and nothing is charged`(typed: String) throws {
    var account = TestAccount(sessions: 0)
    let (id, _) = try Self.chosen(
      "&custom_unit_amount[preset]=1000&custom_unit_amount[minimum]=500"
        + "&custom_unit_amount[maximum]=2000", &account)
    #expect(account.visit("/c/pay/\(id)").text.contains("name=\"amount-0\""))
    #expect(account.visit("/c/pay/\(id)").text.contains("value=\"10.00\""))
    let page = account.visit("/c/pay/\(id)", "amount-0=\(typed)&expected=2000" + Self.card)
    #expect(page.status == 422)
    #expect(page.text.contains("id=\"amount-0-fault\">$5.00–$20.00<"))
    #expect(try account.session(id)["amount_total"]?.int == 2000)
    let form = "amount-0=12.5&expected=2000" + Self.card
    #expect(account.visit("/c/pay/\(id)", form).status == 409)
    #expect(
      account.visit("/c/pay/\(id)", form.replacing("=2000", with: "=2500")).status == 303)
    let session = try account.session(id, "expand[]=line_items")
    #expect(session["amount_total"]?.int == 2500)
    let item = session["line_items"]?["data"]?.elements.map { $0 }.first
    #expect(item?["amount_subtotal"]?.int == 2500)
    #expect(item?["price"]?["custom_unit_amount"]?["preset"]?.int == 1000)
  }

  @Test(arguments: [
    ("12,50", "usd", 1250), ("1,234.50", "usd", 123_450), ("1.234,50", "usd", 123_450),
    ("1 234,5", "usd", 123_450), ("1\u{202F}234", "usd", 123_400), ("1'234.50", "usd", 123_450),
    ("1.000", "usd", 100_000), ("1,000", "usd", 100_000), ("0.500", "usd", 50),
    ("1.000", "jpy", 1000), ("1.500", "kwd", 1500), ("1,5", "kwd", 1500),
    ("12.345", "usd", 1_234_500), ("1.2.3", "usd", nil), ("1,23,4", "usd", nil),
    ("12,", "usd", nil), (",", "usd", nil), ("", "usd", nil),
    ("99999999999999999999,00", "usd", nil),
  ])
  func `an amount is read as people write it`(text: String, currency: String, amount: Int?) {
    #expect(PageForm.amount(text, Currency(currency)) == amount)
  }

  @Test func `an amount with a comma is charged, and a refused one says what is taken`() throws {
    var account = TestAccount(sessions: 0)
    let (id, _) = try Self.chosen("&custom_unit_amount[minimum]=50000", &account)
    let page = account.visit("/c/pay/\(id)", "amount-0=499,99&expected=100000" + Self.card)
    #expect(page.text.contains("id=\"amount-0-fault\">$500.00–"))
    let form = "amount-0=1.234,50&expected=246900" + Self.card
    #expect(account.visit("/c/pay/\(id)", form).status == 303)
    #expect(try account.session(id)["amount_total"]?.int == 246_900)
  }

  // MARK: What the bank asks

  private static let asked = card.replacing("4242424242424242", with: "4000002760003184")

  /// A challenged payment of $9.00, of an order that is changed to $450.00 meanwhile.
  private static func changed() throws -> (account: TestAccount, id: String, path: String) {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", Self.payment([900])).id
    let path = "/c/pay/\(id)/challenge"
    #expect(account.visit("/c/pay/\(id)", "expected=900" + asked).headers["Location"] == path)
    #expect(account.visit(path).text.contains("pay $9.00"))
    _ = account.visit("/c/pay/\(id)", "do=update&quantity-0=50")
    return (account, id, path)
  }

  @Test func `what the bank has asked about is charged, and nothing else`() throws {
    var (account, id, path) = try Self.changed()
    #expect(account.visit(path, "do=confirm&expected=900").headers["Location"] == path)
    #expect(try account.session(id).text("status") == "open")
    #expect(try account.intent(of: id)["amount"]?.int == 45_000)
    #expect(account.visit(path).text.contains("pay $450.00"))
    let done = account.visit(path, "do=confirm&expected=45000")
    #expect(done.headers["Location"] == "https://example.com/ok")
    #expect(try account.intent(of: id)["latest_charge"]?["amount"]?.int == 45_000)
  }

  @Test func `an old question of the bank does not answer a new one`() throws {
    var (account, id, path) = try Self.changed()
    _ = account.visit("/c/pay/\(id)", "expected=45000" + Self.asked)
    let page = account.visit(path, "do=confirm&expected=900")
    #expect(page.status == 409)
    #expect(page.text.contains("pay $450.00"))
    #expect(try account.session(id).text("status") == "open")
    #expect(account.visit(path, "do=confirm&expected=45000").status == 303)
  }

  @Test func `a card is charged that the bank has asked about, whatever its date`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", Self.payment([900])).id
    let form = Self.asked.replacing("12%2F34", with: "01%2F30")
    _ = account.visit("/c/pay/\(id)", "expected=900" + form)
    _ = account.visit("/c/pay/\(id)/challenge", "do=confirm")
    let details = try account.intent(of: id)["latest_charge"]?["payment_method_details"]
    #expect(details?["card"]?.text("last4") == "3184")
    #expect(details?["card"]?["exp_year"]?.int == 2030)
  }

  // MARK: Trials

  @Test func `nothing of a trial is due, whatever quantity the page sends`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", Self.trial).id
    #expect(account.visit("/c/pay/\(id)").text.contains("quantity-0"))
    let done = account.visit("/c/pay/\(id)", "quantity-0=3&expected=0" + Self.card)
    #expect(done.status == 303)
    let session = try account.session(id, "expand[]=subscription&expand[]=line_items")
    #expect(session["amount_total"]?.int == 0)
    #expect(session.text("payment_status") == "no_payment_required")
    #expect(session["subscription"]?.text("status") == "trialing")
    let item = session["line_items"]?["data"]?.elements.map { $0 }.first
    #expect(item?["quantity"]?.int == 3)
  }

  @Test(arguments: [false, true])
  func `a trial that needs no card has one only if it was given`(isGiven: Bool) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json(
      "POST", "/v1/checkout/sessions", Self.trial + "&payment_method_collection=if_required"
    ).id
    if isGiven {
      try account.perform("pay", id, "card=4242424242424242")
    } else {
      #expect(account.visit("/c/pay/\(id)", "do=pay&expected=0&email=a@example.com").status == 303)
    }
    let session = try account.session(id, "expand[]=subscription")
    #expect(session["subscription"]?.text("status") == "trialing")
    #expect(session["subscription"]?["default_payment_method"]?.isNull == !isGiven)
    let types = try account.everyEvent().compactMap { $0.text("type") }
    #expect(types.contains("customer.subscription.created"))
    #expect(types.contains("payment_method.attached") == isGiven)
    #expect(types.contains { $0.hasPrefix("setup_intent.") } == isGiven)
  }

  @Test func `a bank is asked before a trial keeps its card, too`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", Self.trial).id
    let path = "/c/pay/\(id)/challenge"
    let form = "expected=0" + Self.asked
    #expect(account.visit("/c/pay/\(id)", form).headers["Location"] == path)
    #expect(account.visit(path).text.contains("save this card?"))
    #expect(account.visit(path, "do=refuse&expected=0").headers["Location"] == "/c/pay/\(id)")
    #expect(account.visit("/c/pay/\(id)").text.contains("unable to authenticate"))
    #expect(try account.session(id).text("status") == "open")
    _ = account.visit("/c/pay/\(id)", form)
    let done = account.visit(path, "do=confirm&expected=0")
    #expect(done.headers["Location"] == "https://example.com/ok")
    let session = try account.session(id, "expand[]=subscription")
    #expect(session.text("payment_status") == "no_payment_required")
    #expect(session["subscription"]?.text("status") == "trialing")
    let types = try account.everyEvent().reversed().compactMap { $0.text("type") }
    #expect(
      types.filter { $0.hasPrefix("setup_intent") || $0.hasPrefix("charge") } == [
        "setup_intent.created", "setup_intent.requires_action", "setup_intent.setup_failed",
        "setup_intent.requires_action", "setup_intent.succeeded",
      ])
  }

  @Test func `a card that a trial cannot keep leaves a setup intent with the reason`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", Self.trial).id
    for card in ["4000000000009995", "4000000000000069"] {
      let form = Self.card.replacing("4242424242424242", with: card)
      #expect(account.visit("/c/pay/\(id)", "expected=0" + form).status == 402)
    }
    #expect(account.visit("/c/pay/\(id)").text.contains("Your card has expired."))
    let events = try account.everyEvent("type=setup_intent.*").reversed().map { $0 }
    let failed = "setup_intent.setup_failed"
    #expect(events.map { $0.text("type") } == ["setup_intent.created", failed, failed])
    let intents = events.compactMap { $0["data"]?["object"] }
    let errors = intents.compactMap { $0["last_setup_error"] }
    #expect(errors.map { $0.text("code") } == [nil, "card_declined", "expired_card"])
    #expect(Set(errors.compactMap { $0["payment_method"]?.text("id") }).count == 2)
    let intent = try account.json("GET", "/v1/setup_intents/\(intents[0].id)")
    #expect(intent.text("status") == "requires_payment_method")
    #expect(try account.json("GET", "/v1/charges").ids.isEmpty)
    let end = try account.perform("expire", id)
    #expect(end["payment_intent"]?.isNull == true)
    #expect(
      try account.everyEvent().prefix(2).map { $0.text("type") }
        == ["checkout.session.expired", "setup_intent.canceled"])
  }

  /// The label of the button, what is added to an order of a plan for $15.00 a month, the first
  /// payment and the days of the trial.
  private static let beginnings: [(label: String, order: String, due: Int, days: Int?)] = [
    ("Subscribe · $15.00", "", 1500, nil),
    ("Subscribe", "&discounts[0][coupon]=FREE", 0, nil),
    ("Start trial", "&subscription_data[trial_period_days]=7", 0, 7),
    (
      "Start trial · $5.00",
      "&subscription_data[trial_period_days]=7"
        + lines([1500, 500]).dropFirst(lines([1500]).count),
      500, 7
    ),
  ]

  @Test(arguments: beginnings)
  func `a trial is what was asked for, and not what costs nothing`(
    label: String, order: String, due: Int, days: Int?
  ) throws {
    var account = TestAccount(sessions: 0)
    _ = try account.json("POST", "/v1/coupons", "id=FREE&percent_off=100")
    let form = Self.trial.replacing("&subscription_data[trial_period_days]=14", with: "")
    let id = try account.json("POST", "/v1/checkout/sessions", form + order).id
    let page = account.visit("/c/pay/\(id)")
    #expect(page.text.contains(">\(label)<"))
    #expect(account.visit("/c/pay/\(id)", "expected=\(due)" + Self.card).status == 303)
    let session = try account.session(id, "expand[]=subscription")
    let subscription = try #require(session["subscription"])
    #expect(session["amount_total"]?.int == due)
    #expect(subscription.text("status") == (days == nil ? "active" : "trialing"))
    let now = Int(account.now)
    #expect(subscription["trial_start"]?.int == days.map { _ in now })
    #expect(subscription["trial_end"]?.int == days.map { now + $0 * 86_400 })
  }

  @Test func `nothing of a trial is due after an update`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      Self.trial.replacing("success_url=", with: "ui_mode=elements&return_url=")
    ).id
    let lines = try account.json("GET", "/v1/checkout/sessions/\(id)/line_items")
    let line = try #require(lines.ids.first)
    let kept = try account.json(
      "POST", "/v1/checkout/sessions/\(id)", "line_items[0][id]=\(line)&line_items[0][quantity]=2")
    #expect(kept["amount_total"]?.int == 0)
    let new = try account.json(
      "POST", "/v1/checkout/sessions/\(id)",
      String(Self.lines([700], "&line_items[0][price_data][recurring][interval]=month").dropFirst())
    )
    #expect(new["amount_total"]?.int == 0)
  }

  // MARK: Currencies

  @Test func `an update cannot bring another currency`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", Self.elements).id
    let euros = Self.lines([5000]).replacing("=usd", with: "=eur").dropFirst()
    _ = try account.json("POST", "/v1/checkout/sessions/\(id)", String(euros), status: 400)
    let session = try account.session(id)
    #expect(session.text("currency") == "usd")
    #expect(session["amount_total"]?.int == 900)
  }

  // MARK: Cards

  @Test(arguments: [
    ("12/34", 2034), ("12 / 2034", 2034), ("1234", 2034), ("12/4034", nil), ("12/-1", nil),
    ("12/9000000000000000000", nil), ("12/99999999999999999999", nil), ("13/34", nil),
  ])
  func `a card expires in this century`(text: String, year: Int?) {
    #expect(PageForm.expiry(text)?.year == year)
  }
}
