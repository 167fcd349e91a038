import JSON
import Testing

@testable import Sandbox

@Suite("Orders that are too large")
struct OrderLimitTests {
  /// The most that a price can be.
  private static let dearest = "999999999999"

  private static func line(_ index: Int, _ price: String, quantity: Int) -> String {
    "&line_items[\(index)][price]=\(price)&line_items[\(index)][quantity]=\(quantity)"
  }

  private static let hosted = "mode=payment&success_url=https://e.com"

  private func price(
    _ account: inout TestAccount, _ parameters: String
  ) throws -> String {
    try account.json("POST", "/v1/prices", "product_data[name]=Gold&\(parameters)").id
  }

  @Test(arguments: [1, 20])
  func `an order that cannot be added up is refused`(lines: Int) throws {
    var account = TestAccount(sessions: 0)
    let price = try price(&account, "currency=idr&unit_amount=\(Self.dearest)")
    let items = (0..<lines).map { Self.line($0, price, quantity: 999_999) }.joined()
    for discount in ["percent_off=50", "percent_off=100", "amount_off=99999999&currency=idr"] {
      let coupon = try account.json("POST", "/v1/coupons", discount).id
      let error = try account.json(
        "POST", "/v1/checkout/sessions", Self.hosted + items + "&discounts[0][coupon]=\(coupon)",
        status: 400
      ).error
      #expect(error?.text("code") == "amount_too_large")
    }
    let error = try account.json(
      "POST", "/v1/checkout/sessions", Self.hosted + items, status: 400
    ).error
    #expect(error?.text("code") == "amount_too_large")
  }

  @Test func `an amount off is shared between lines of any size`() throws {
    var account = TestAccount(sessions: 0)
    let large = try price(&account, "currency=idr&unit_amount=\(Self.dearest)")
    let small = try price(&account, "currency=idr&unit_amount=99999998")
    let coupon = try account.json("POST", "/v1/coupons", "amount_off=99999999&currency=idr").id
    let session = try account.json(
      "POST", "/v1/checkout/sessions",
      Self.hosted + Self.line(0, large, quantity: 1) + Self.line(1, small, quantity: 1)
        + "&discounts[0][coupon]=\(coupon)")
    #expect(session["amount_total"]?.int == 999_999_999_998)
    #expect(session["total_details"]?["amount_discount"]?.int == 99_999_999)
  }

  @Test func `an update is refused like a new order`() throws {
    var account = TestAccount(sessions: 0)
    let price = try price(&account, "currency=idr&unit_amount=\(Self.dearest)")
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=payment&ui_mode=elements&return_url=https://e.com&"
        + CreateTests.item.replacing("=usd", with: "=idr").replacing("=1099", with: "=1099000")
    ).id
    let items = (0..<20).map { Self.line($0, price, quantity: 999_999) }.joined()
    let error = try account.json(
      "POST", "/v1/checkout/sessions/\(id)", String(items.dropFirst()), status: 400
    ).error
    #expect(error?.text("code") == "amount_too_large")
    #expect(try account.session(id)["amount_total"]?.int == 2_198_000)
  }

  @Test func `what a customer adds to an order can be added up`() throws {
    var account = TestAccount(sessions: 0)
    let small = try price(&account, "currency=idr&unit_amount=1000000")
    let large = try price(&account, "currency=idr&unit_amount=\(Self.dearest)")
    let adjusted = (0..<2).map { index in
      Self.line(index, small, quantity: 1)
        + "&line_items[\(index)][adjustable_quantity][enabled]=true"
        + "&line_items[\(index)][adjustable_quantity][maximum]=999999"
    }.joined()
    let offered = (0..<9).map { index in
      "&optional_items[\(index)][price]=\(large)&optional_items[\(index)][quantity]=999999"
    }.joined()
    let id = try account.json(
      "POST", "/v1/checkout/sessions", Self.hosted + adjusted + offered
    ).id
    let page = account.visit(
      "/c/pay/\(id)", "do=update&quantity-0=999999&quantity-1=999999&add=\(large)")
    #expect([200, 409, 422].contains(page.status))
    #expect(account.visit("/c/pay/\(id)").status == 200)
  }

  @Test func `a period that is too dear is not renewed`() throws {
    var account = TestAccount(sessions: 0)
    let price = try price(
      &account, "currency=idr&unit_amount=\(Self.dearest)&recurring[interval]=month")
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=subscription&success_url=https://e.com&subscription_data[trial_period_days]=7"
        + Self.line(0, price, quantity: 999_999) + Self.line(1, price, quantity: 999_999)
    ).id
    try account.perform("pay", id)
    let error = try account.perform("renew", id, status: 400).error
    #expect(error?.text("code") == "amount_too_large")
  }
}
