import Testing

@testable import Sandbox
import JSON

@Suite("Creating and updating")
struct CreateTests {
  static let item =
    "line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=1099"
    + "&line_items[0][price_data][product_data][name]=T-shirt&line_items[0][quantity]=2"
  static let smallest = "mode=payment&success_url=https%3A%2F%2Fexample.com%2Fok&" + item

  @Test
  func `A created session is open, has its line items and stands on top of the list`() throws {
    var account = TestAccount()
    let session = try account.json(
      "POST", "/v1/checkout/sessions",
      Self.smallest + "&client_reference_id=A+1&metadata[order_id]=6735&locale=fr"
        + "&customer_email=jane%40example.com&expand[]=line_items&allow_promotion_codes=true")
    #expect(session.text("status") == "open")
    #expect(session.text("payment_status") == "unpaid")
    #expect(session["amount_total"]?.int == 2198)
    #expect(session.text("currency") == "usd")
    #expect(session.text("client_reference_id") == "A 1")
    #expect(session["metadata"]?.text("order_id") == "6735")
    #expect(session["allow_promotion_codes"]?.bool == true)
    #expect(session["customer_details"]?.text("email") == "jane@example.com")
    #expect(session.text("url")?.hasPrefix("https://checkout.stripe.com/c/pay/cs_test_") == true)
    #expect(session["expires_at"]?.int == Int(TestAccount.start) + 86_400)
    let item = session["line_items"]?["data"]?.elements.first { _ in true }
    #expect(item?.text("description") == "T-shirt")
    #expect(item?["quantity"]?.int == 2)
    #expect(try account.sessions("limit=1").ids == [session.id])
    #expect(
      try account.sessions("customer_details[email]=jane%40example.com").ids == [session.id])
  }

  @Test(arguments: [
    ("", "mode"), ("mode=paying", "mode"),
    ("mode=payment&success_url=https://e.com", "line_items"),
    ("mode=payment&" + item, "success_url"),
    (smallest + "&return_url=https://e.com", "return_url"),
    (smallest + "&success_urls=x", "success_urls"),
    (smallest + "&line_items[0][prize]=x", "line_items[0][prize]"),
    (smallest + "&line_items[1][price]=price_gone", "line_items[1][price]"),
    (smallest + "&line_items[1][quantity]=1", "line_items[1][price_data]"),
    (smallest + "&expires_at=1794657700", "expires_at"),
    (smallest + "&expires_at=1795657700", "expires_at"),
    (smallest + "&customer=cus_gone", "customer"),
    (smallest + "&customer_email=jane", "customer_email"),
    (
      smallest + "&client_reference_id=" + String(repeating: "x", count: 201),
      "client_reference_id"
    ),
    (smallest + "&subscription_data[trial_period_days]=3", "subscription_data"),
    (smallest + "&metadata[k]=" + String(repeating: "x", count: 501), "metadata[k]"),
    (smallest + "&ui_mode=embedded_page", "success_url"),
    ("mode=payment&ui_mode=embedded_page&" + item, "return_url"),
    ("mode=subscription&success_url=https://e.com&" + item, "line_items"),
    (smallest + "&line_items[0][price_data][recurring][interval]=month", "mode"),
    ("mode=setup&success_url=https://e.com", "currency"),
    (
      "mode=payment&success_url=https://e.com&line_items[0][price_data][currency]=usd"
        + "&line_items[0][price_data][unit_amount_decimal]=1e400",
      "line_items[0][price_data][unit_amount_decimal]"
    ),
    (
      smallest + "&custom_fields[3][key]=a&custom_fields[0][key]=b&custom_fields[1][key]=c"
        + "&custom_fields[2][key]=d", "custom_fields"
    ),
  ])
  func `What is wrong is said about the right parameter`(form: String, param: String) throws {
    var account = TestAccount(sessions: 3)
    let error = try account.json("POST", "/v1/checkout/sessions", form, status: 400).error
    #expect(error?.text("type") == "invalid_request_error")
    #expect(error?.text("param") == param)
    #expect(account.store.ledger.count == 3)
  }

  @Test func `Every mode can be created, with prices of the catalogue`() throws {
    var account = TestAccount(sessions: 3)
    let catalogue = account.store.ledger.generator.catalogue
    let plan = catalogue.price(of: Catalogue.oneTime.count, in: 1).id
    let subscription = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=subscription&success_url=https://e.com&line_items[0][price]=\(plan)"
        + "&line_items[0][quantity]=1")
    #expect(subscription.text("currency") == "eur")
    #expect(subscription["subscription"]?.isNull == true)
    let setup = try account.json(
      "POST", "/v1/checkout/sessions", "mode=setup&currency=eur&success_url=https://e.com")
    #expect(setup.text("payment_status") == "no_payment_required")
    #expect(setup["amount_total"]?.isNull == true)
    #expect(setup.text("setup_intent")?.hasPrefix("seti_") == true)
    let embedded = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=payment&ui_mode=embedded_page&return_url=https://e.com&" + Self.item)
    #expect(embedded.text("ui_mode") == "embedded_page")
    #expect(embedded["url"]?.isNull == true)
    #expect(embedded.text("client_secret")?.contains("_secret_") == true)
  }

  @Test func `Discounts and shipping enter the total`() throws {
    var account = TestAccount(sessions: 3)
    let coupon = account.store.ids.id(.coupon, 0)
    let session = try account.json(
      "POST", "/v1/checkout/sessions",
      Self.smallest + "&discounts[0][coupon]=\(coupon)"
        + "&shipping_options[0][shipping_rate_data][display_name]=Post"
        + "&shipping_options[0][shipping_rate_data][type]=fixed_amount"
        + "&shipping_options[0][shipping_rate_data][fixed_amount][amount]=500"
        + "&shipping_options[0][shipping_rate_data][fixed_amount][currency]=usd")
    #expect(session["amount_subtotal"]?.int == 2198)
    #expect(session["total_details"]?["amount_discount"]?.int == 220)
    #expect(session["total_details"]?["amount_shipping"]?.int == 500)
    #expect(session["amount_total"]?.int == 2198 - 220 + 500)
  }

  @Test
  func `An update merges metadata, unsets what is empty, and clears all when told to`() throws {
    var account = TestAccount()
    let id = try account.json(
      "POST", "/v1/checkout/sessions", Self.smallest + "&metadata[a]=1&metadata[b]=2"
    ).id
    let path = "/v1/checkout/sessions/\(id)"
    let changed = try account.json("POST", path, "metadata[a]=&metadata[b]=3&metadata[c]=4")
    #expect(changed["metadata"]?.members.map(\.name) == ["b", "c"])
    #expect(changed["metadata"]?.text("b") == "3")
    #expect(try account.session(id)["metadata"] == changed["metadata"])
    #expect(try account.json("POST", path, "metadata=")["metadata"]?.count == 0)
  }

  @Test
  func `Line items of an embedded session are kept by id, changed, added and taken out`() throws {
    var account = TestAccount()
    let created = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=payment&ui_mode=elements&" + Self.item + "&expand[]=line_items")
    let path = "/v1/checkout/sessions/\(created.id)"
    let item = try #require(created["line_items"]?.ids.first)
    let added = Self.item.split(separator: "&").map { "\($0)".replacing("[0]", with: "[1]") }
    let changed = try account.json(
      "POST", path,
      "line_items[0][id]=\(item)&line_items[0][quantity]=5&expand[]=line_items&"
        + added.joined(separator: "&"))
    #expect(changed["line_items"]?.ids.first == item)
    #expect(changed["line_items"]?.ids.count == 2)
    #expect(changed["amount_total"]?.int == 7 * 1099)
  }

  @Test func `On Stripe's own page only metadata can be changed`() throws {
    var account = TestAccount()
    let id = try account.json("POST", "/v1/checkout/sessions", Self.smallest).id
    let error = try account.json(
      "POST", "/v1/checkout/sessions/\(id)", Self.item, status: 400
    ).error
    #expect(error?.text("param") == "line_items")
  }
}
