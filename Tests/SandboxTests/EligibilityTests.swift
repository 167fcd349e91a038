import JSON
import Testing

@testable import Sandbox

@Suite("What an order may cost and how it may be paid")
struct EligibilityTests {
  /// The parameters of an order of two products, at 10 and 30 euros.
  private static func order(
    _ account: inout TestAccount, _ more: String = ""
  ) throws -> (products: [String], parameters: String) {
    let products = try ["Tea", "Cup"].map {
      try account.json("POST", "/v1/products", "name=\($0)").id
    }
    let lines = zip(products, [1000, 3000]).enumerated().map { index, line in
      "&line_items[\(index)][quantity]=1&line_items[\(index)][price_data][currency]=eur"
        + "&line_items[\(index)][price_data][product]=\(line.0)"
        + "&line_items[\(index)][price_data][unit_amount]=\(line.1)"
    }
    return (products, "mode=payment&success_url=https%3A%2F%2Fe.com" + lines.joined() + more)
  }

  @Test(arguments: [
    ("percent_off=50", 3500), ("amount_off=700&currency=eur", 3300),
    ("amount_off=5000&currency=eur", 3000),
    ("amount_off=100&currency=usd&currency_options[EUR][amount_off]=700", 3300),
  ])
  func `a coupon makes only its products cheaper`(coupon: String, total: Int) throws {
    var account = TestAccount(sessions: 0)
    let (products, parameters) = try Self.order(&account)
    let made = try account.json(
      "POST", "/v1/coupons", coupon + "&applies_to[products][0]=\(products[0])")
    #expect(made["applies_to"] == nil)
    let read = try account.json("GET", "/v1/coupons/\(made.id)", "expand[]=applies_to")
    #expect(read["applies_to"]?["products"]?.elements.map(\.string) == [products[0]])
    let session = try account.json(
      "POST", "/v1/checkout/sessions",
      parameters + "&discounts[0][coupon]=\(made.id)&expand[]=discounts.coupon.applies_to"
        + "&expand[]=line_items.data.discounts")
    #expect(session["amount_subtotal"]?.int == 4000)
    #expect(session["amount_total"]?.int == total)
    let lines = session["line_items"]?["data"]?.elements.map { $0 } ?? []
    #expect(lines.map { $0["amount_discount"]?.int } == [4000 - total, 0])
    #expect(lines.map { $0["discounts"]?.elements.map(\.id).count } == [1, 0])
    let shown = session["discounts"]?.elements.map { $0 }.first?["coupon"]
    #expect(shown?["applies_to"]?["products"]?.elements.map(\.string) == [products[0]])
    let told = try account.everyEvent("type=coupon.created").first?["data"]?["object"]
    #expect(told?.id == made.id && told?["applies_to"] == nil)
  }

  @Test(arguments: [
    ("percent_off=5&applies_to[products][0]=prod_nope", "applies_to[products][0]"),
    ("percent_off=5&applies_to=all", "applies_to"),
    ("percent_off=5&duration=repeating", "duration_in_months"),
    ("percent_off=5&duration=once&duration_in_months=3", "duration_in_months"),
    ("percent_off=5&duration_in_months=3", "duration_in_months"),
    ("amount_off=100000000&currency=usd", "amount_off"),
    (
      "amount_off=1&currency=usd&currency_options[eur][amount_off]=100000000",
      "currency_options[eur][amount_off]"
    ),
  ])
  func `a coupon that contradicts itself is refused`(coupon: String, param: String) throws {
    var account = TestAccount(sessions: 0)
    let refused = try account.json("POST", "/v1/coupons", coupon, status: 400)
    #expect(refused.error?.text("param") == param)
  }

  @Test(arguments: ["expires_at=1800000001", "max_redemptions=6"])
  func `a code is not valid for longer than its coupon`(limit: String) throws {
    var account = TestAccount(sessions: 0)
    let coupon = try account.json(
      "POST", "/v1/coupons", "percent_off=5&redeem_by=1800000000&max_redemptions=5"
    ).id
    let code = "promotion[type]=coupon&promotion[coupon]=\(coupon)&code=A"
    let refused = try account.json("POST", "/v1/promotion_codes", "\(code)&\(limit)", status: 400)
    #expect(refused.error?.text("param") == limit.split(separator: "=").first.map(String.init))
    _ = try account.json(
      "POST", "/v1/promotion_codes", code + "&expires_at=1800000000&max_redemptions=5")
  }

  @Test func `two active codes do not differ in their case alone`() throws {
    var account = TestAccount(sessions: 0)
    let coupon = try account.json("POST", "/v1/coupons", "percent_off=5").id
    func code(_ word: String) -> String {
      "promotion[type]=coupon&promotion[coupon]=\(coupon)&code=\(word)"
    }
    let first = try account.json("POST", "/v1/promotion_codes", code("Dup1")).id
    _ = try account.json("POST", "/v1/promotion_codes", code("dup1"), status: 400)
    _ = try account.json("POST", "/v1/promotion_codes", code("welcome10"), status: 400)
    _ = try account.json("POST", "/v1/promotion_codes/\(first)", "active=false")
    _ = try account.json("POST", "/v1/promotion_codes", code("dup1"))
    _ = try account.json("POST", "/v1/promotion_codes/\(first)", "active=true", status: 400)
  }

  // MARK: Amounts

  @Test(arguments: [
    ("idr", 999_999_999_999), ("jpy", 9_999_999_999), ("inr", 999_999_999), ("usd", 99_999_999),
  ])
  func `a price may be as large as the largest charge in its currency`(
    currency: String, largest: Int
  ) throws {
    var account = TestAccount(sessions: 0)
    let order =
      "mode=payment&success_url=https%3A%2F%2Fe.com&line_items[0][quantity]=1"
      + "&line_items[0][price_data][currency]=\(currency)"
      + "&line_items[0][price_data][product_data][name]=Tea&line_items[0][price_data]"
    let made = try account.json(
      "POST", "/v1/checkout/sessions", order + "[unit_amount]=\(largest)")
    #expect(made["amount_total"]?.int == largest)
    for amount in ["[unit_amount]=\(largest + 1)", "[unit_amount_decimal]=\(largest).5"] {
      let refused = try account.json("POST", "/v1/checkout/sessions", order + amount, status: 400)
      #expect(refused.error?.text("param")?.hasPrefix("line_items[0][price_data][unit_") == true)
    }
    let price = "product_data[name]=Tea&currency=\(currency.uppercased())"
    let custom = "custom_unit_amount[enabled]=true&custom_unit_amount"
    for name in ["unit_amount", "unit_amount_decimal", custom + "[maximum]", custom + "[preset]"] {
      _ = try account.json("POST", "/v1/prices", "\(price)&\(name)=\(largest)")
      let refused = try account.json(
        "POST", "/v1/prices", "\(price)&\(name)=\(largest + 1)", status: 400)
      #expect(refused.error?.text("param") == name.split(separator: "&").last.map(String.init))
    }
    try account.perform("pay", made.id)
    try account.perform("refund", made.id, "amount=\(largest)")
    let coupon = try account.json(
      "POST", "/v1/coupons", "amount_off=\(largest)&currency=\(currency)")
    #expect(coupon["amount_off"]?.int == largest)
  }

  // MARK: Methods

  private static let debit = "AT611904300234573201"

  @Test(arguments: [
    ("&allowed_payment_method_types[0]=card", debit),
    ("&allowed_payment_method_types[0]=sepa_debit", "4242424242424242"),
    ("&excluded_payment_method_types[0]=sepa_debit", debit),
    (
      "&excluded_payment_method_types[0]=card&excluded_payment_method_types[1]=sepa_debit",
      "4242424242424242"
    ),
  ])
  func `a session is paid by no other method than it allows`(
    setting: String, value: String
  ) throws {
    var account = TestAccount(sessions: 0)
    let (_, parameters) = try Self.order(&account, setting)
    let made = try account.json("POST", "/v1/checkout/sessions", parameters)
    for verb in ["pay", "decline"] {
      try account.perform(verb, made.id, "card=\(value)", status: 400)
    }
    let read = try account.session(made.id)
    #expect(read.text("status") == "open")
    #expect(read["payment_method_types"] == made["payment_method_types"])
    try account.perform("pay", made.id)
    let paid = try account.session(made.id)
    #expect(paid.text("status") == "complete")
    #expect(paid["payment_method_types"] == made["payment_method_types"])
  }

  @Test func `what is allowed and the account has not for the currency pays nothing`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open(
      "&allowed_payment_method_types[0]=card&allowed_payment_method_types[1]=sepa_debit")
    try account.perform("pay", id, "card=\(Self.debit)", status: 400)
    let paid = try account.perform("pay", id)
    #expect(paid["payment_method_types"]?.elements.compactMap(\.string) == ["card"])
  }

  @Test(arguments: [
    ("numeric", "minimum_length", 4), ("numeric", "maximum_length", 1),
    ("text", "maximum_length", 5), ("text", "minimum_length", 30),
  ])
  func `the answer to a custom field keeps to its limits`(
    type: String, limit: String, length: Int
  ) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open(
      "&custom_fields[0][key]=a&custom_fields[0][type]=\(type)&custom_fields[0][label][type]=custom"
        + "&custom_fields[0][label][custom]=A&custom_fields[0][\(type)][\(limit)]=\(length)")
    let paid = try account.perform("pay", id)
    let field = paid["custom_fields"]?.elements.map { $0 }.first
    let answer = try #require(field?[type]?.text("value"))
    #expect(limit == "minimum_length" ? answer.count >= length : answer.count <= length)
    #expect(type == "text" || answer.allSatisfy(\.isNumber))
  }

  @Test func `metadata of the invoice is sent back`() throws {
    var account = TestAccount(sessions: 0)
    let data = "&invoice_creation[enabled]=true&invoice_creation[invoice_data][metadata]"
    for (sent, value) in [("[order]=6735", "6735"), ("=", nil)] {
      let session = try account.session(try account.open(data + sent))
      let metadata = session["invoice_creation"]?["invoice_data"]?["metadata"]
      #expect(metadata?.text("order") == value)
      #expect(metadata?.members.map(\.name) == (value == nil ? [] : ["order"]))
    }
  }

  @Test func `a new try clears the error of the one before`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id, "card=4000000000000002", status: 402)
    try account.perform("pay", id, "card=4000002760003184")
    let intent = try account.intent(of: id)
    #expect(intent.text("status") == "requires_action")
    #expect(intent["last_payment_error"]?.isNull == true)
    try account.perform("decline", id)
    #expect(
      try account.intent(of: id)["last_payment_error"]?.text("code")
        == "payment_intent_authentication_failure")
  }

  @Test func `a dispute has one of Stripe's reasons`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id)
    try account.perform("dispute", id, "reason=product_not_recieved", status: 400)
    try account.perform("refund", id, "amount=1&reason=product_not_received", status: 400)
    try account.perform("dispute", id, "reason=product_not_received")
  }
}
