import JSON
import Testing

@testable import Sandbox

@Suite("What the page collects")
struct CollectedTests {
  // MARK: Cards

  @Test func `a charge says of the security code what its decline says`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id, "card=4000000000000127", status: 402)
    let intent = try account.intent(of: id)
    let charge = intent["latest_charge"]?["payment_method_details"]?["card"]?["checks"]
    #expect(charge?.text("cvc_check") == "fail")
    let method = intent["last_payment_error"]?["payment_method"]?["card"]?["checks"]
    #expect(method?.text("cvc_check") == "fail")
    try account.perform("pay", id)
    let paid = try account.intent(of: id)["latest_charge"]?["payment_method_details"]
    #expect(paid?["card"]?["checks"]?.text("cvc_check") == "pass")
  }

  @Test(arguments: ["", "97205"], [nil, "1 Main St"])
  func `an address is checked as far as there is one`(code: String, line: String?) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open(line == nil ? "" : "&billing_address_collection=required")
    let form = PageTests.card.replacing("postal=97205", with: "postal=\(code)")
    let address = line.map { "&line1=\($0)&city=Portland" } ?? ""
    #expect(account.visit("/c/pay/\(id)", form + address).status == 303)
    let details = try account.intent(of: id)["latest_charge"]?["payment_method_details"]
    let checks = try #require(details?["card"]?["checks"])
    #expect(checks["address_postal_code_check"]?.string == (code.isEmpty ? nil : "pass"))
    #expect(checks["address_line1_check"]?.string == line.map { _ in "pass" })
  }

  @Test func `a charge that failed keeps the details of its try`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    let first = PageTests.card.replacing("4242+4242+4242+4242", with: "4000000000000002")
      .replacing("postal=97205", with: "postal=").replacing("Jane", with: "John")
    #expect(account.visit("/c/pay/\(id)", first).status == 402)
    let path = "/v1/charges/\(try #require(account.json("GET", "/v1/charges").ids.first))"
    let failed = account.send("GET", path).body
    #expect(account.visit("/c/pay/\(id)", PageTests.card).status == 303)
    #expect(account.send("GET", path).body == failed)
    let paid = try account.intent(of: id)["latest_charge"]
    #expect(paid?["billing_details"]?.text("name") == "Jane Doe")
    let checks = paid?["payment_method_details"]?["card"]?["checks"]
    #expect(checks?.text("address_postal_code_check") == "pass")
  }

  // MARK: Taxes

  /// Pays from Germany, where 19 % are added once that is known. The first try shows the new total.
  private func payFromGermany(
    _ account: inout TestAccount, _ id: String, _ more: String = ""
  ) throws -> JSON {
    let form = PageTests.card.replacing("country=US", with: "country=DE") + more
    _ = account.visit("/c/pay/\(id)", form.replacing("do=pay", with: "do=update"))
    let total = account.store.ledger[0].amountTotal
    let done = account.visit(
      "/c/pay/\(id)", form.replacing("expected=2198", with: "expected=\(total)"))
    #expect(done.status == 303)
    return try account.session(id, "expand[]=customer")
  }

  @Test func `the name of a business says nothing about its taxes`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open(
      "&name_collection[business][enabled]=true&automatic_tax[enabled]=true"
        + "&customer_creation=always")
    let session = try payFromGermany(&account, id, "&business=Acme")
    #expect(session["total_details"]?["amount_tax"]?.int == 418)
    #expect(session["customer_details"]?.text("tax_exempt") == "none")
    #expect(session["customer"]?.text("tax_exempt") == "none")
  }

  @Test(arguments: [("none", 418), ("exempt", 0), ("reverse", 0)])
  func `a customer owes tax or not, as their object says`(status: String, tax: Int) throws {
    var account = TestAccount(sessions: 0)
    let customer = try account.json(
      "POST", "/v1/customers", "email=a%40example.com&tax_exempt=\(status)"
    ).id
    let id = try account.open("&customer=\(customer)&automatic_tax[enabled]=true")
    let session = try payFromGermany(&account, id)
    #expect(session["total_details"]?["amount_tax"]?.int == tax)
    #expect(session["customer_details"]?.text("tax_exempt") == status)
  }

  @Test func `customers that are made up owe tax, whether or not they are businesses`() throws {
    var account = TestAccount(sessions: 100)
    for session in try account.everySession("expand[]=data.customer") {
      #expect(session["customer_details"]?.text("tax_exempt") ?? "none" == "none")
      #expect(session["customer"]?["tax_exempt"]?.string ?? "none" == "none")
    }
  }

  // MARK: Names

  @Test(arguments: [
    ("tax_id_collection[enabled]=true", true), ("name_collection[business][enabled]=true", true),
    ("phone_number_collection[enabled]=true", false),
  ])
  func `the name of a business is kept where the page asks for it`(
    setting: String, isAsked: Bool
  ) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open(
      "&customer_creation=always&invoice_creation[enabled]=true&\(setting)")
    #expect(account.visit("/c/pay/\(id)").text.contains("name=\"business\"") == isAsked)
    let form = PageTests.card + "&business=Firma&phone=1234567"
    #expect(account.visit("/c/pay/\(id)", form).status == 303)
    let session = try account.session(id, "expand[]=customer&expand[]=invoice")
    let business = isAsked ? "Firma" : nil
    #expect(session["customer_details"]?["business_name"]?.string == business)
    #expect(session["collected_information"]?["business_name"]?.string == business)
    #expect(session["customer_details"]?.text("name") == "Jane Doe")
    #expect(session["customer"]?.text("name") == business ?? "Jane Doe")
    #expect(session["invoice"]?.text("customer_name") == business ?? "Jane Doe")
  }

  // MARK: Invoices and customers

  @Test func `an invoice has a customer, and what was sent for it`() throws {
    var account = TestAccount(sessions: 0)
    let data = "&invoice_creation[invoice_data]"
    let id = try account.open(
      "&invoice_creation[enabled]=true&metadata[of]=session\(data)[metadata][o]=7"
        + "\(data)[description]=Thanks\(data)[footer]=Bye\(data)[custom_fields][0][name]=PO"
        + "\(data)[custom_fields][0][value]=12")
    #expect(try account.session(id)["customer"]?.isNull == true)
    try account.perform("pay", id)
    let session = try account.session(id, "expand[]=invoice")
    let customer = try #require(session.text("customer"))
    #expect(try account.json("GET", "/v1/customers/\(customer)").id == customer)
    let invoice = try #require(session["invoice"])
    #expect(invoice.text("customer") == customer)
    #expect(invoice["metadata"]?.compact == #"{"o":"7"}"#)
    #expect(invoice.text("description") == "Thanks")
    #expect(invoice.text("footer") == "Bye")
    #expect(invoice["custom_fields"]?.compact == #"[{"name":"PO","value":"12"}]"#)
    let types = try account.everyEvent().compactMap { $0.text("type") }
    #expect(types.contains("customer.created"))
  }

  @Test func `no invoice is without a customer`() throws {
    var account = TestAccount(sessions: 500)
    var count = 0
    for session in try account.everySession("expand[]=data.invoice") {
      guard let invoice = session["invoice"], invoice.kind == .object else { continue }
      count += 1
      #expect(session.text("customer") != nil)
      #expect(invoice["customer"] == session["customer"])
    }
    #expect(count > 0)
  }

  /// The form of a page that also asks for an address to ship to.
  private static let shipped =
    PageTests.card + "&shipping-name=Jo&shipping-country=US&shipping-line1=1+Main+St"
    + "&shipping-city=Ely&shipping-postal=55731"

  @Test(arguments: [[], ["name"], ["address"], ["shipping"], ["name", "address", "shipping"]])
  func `a customer gets what the request wants to have updated, and nothing else`(
    parts: [String]
  ) throws {
    var account = TestAccount(sessions: 3)
    let made = try account.json("POST", "/v1/customers", "email=a%40example.com&name=Old").id
    let person = try #require(
      try account.json("GET", "/v1/customers").ids.first { $0 != made })
    for customer in [made, person] {
      let before = try account.json("GET", "/v1/customers/\(customer)")
      let id = try account.open(
        "&customer=\(customer)&shipping_address_collection[allowed_countries][0]=US"
          + parts.map { "&customer_update[\($0)]=auto" }.joined())
      #expect(account.visit("/c/pay/\(id)", Self.shipped).status == 303)
      let after = try account.json("GET", "/v1/customers/\(customer)")
      #expect(after.text("email") == before.text("email"))
      #expect(after.text("name") == (parts.contains("name") ? "Jane Doe" : before.text("name")))
      let address = parts.contains("address") ? "97205" : before["address"]?.text("postal_code")
      #expect(after["address"]?.text("postal_code") == address)
      let city = parts.contains("shipping") ? "Ely" : nil
      #expect(after["shipping"]?["address"]?.text("city") == city)
      #expect(after["shipping"]?["name"]?.string == (city == nil ? nil : "Jo"))
    }
  }

  @Test func `a payment that fails updates no customer`() throws {
    var account = TestAccount(sessions: 0)
    let customer = try account.json("POST", "/v1/customers", "email=a%40example.com").id
    let id = try account.open("&customer=\(customer)&customer_update[name]=auto")
    let declined = PageTests.card.replacing("4242+4242+4242+4242", with: "4000000000000002")
    #expect(account.visit("/c/pay/\(id)", declined).status == 402)
    #expect(try account.json("GET", "/v1/customers/\(customer)")["name"]?.isNull == true)
  }

  @Test(
    arguments: [
      ("AT611904300234573201", "invoice.paid", "checkout.session.async_payment_succeeded"),
      ("AT861904300235473202", "invoice.payment_failed", "checkout.session.async_payment_failed"),
    ], [false, true])
  func `the invoice of a debit is told when it is made and when the debit ends`(
    row: (iban: String, told: String, last: String), isPlan: Bool
  ) throws {
    var account = TestAccount(sessions: 0)
    let more =
      isPlan
      ? "&line_items[0][price_data][recurring][interval]=month" : "&invoice_creation[enabled]=true"
    let order = CreateTests.smallest.replacing(
      "=payment", with: isPlan ? "=subscription" : "=payment")
    let id = try account.json("POST", "/v1/checkout/sessions", order + more).id
    try account.perform("pay", id, "card=\(row.iban)")
    let made = try account.everyEvent("type=invoice.*").reversed().map { $0 }
    #expect(made.map { $0.text("type") } == ["invoice.created", "invoice.finalized"])
    #expect(made.allSatisfy { $0["data"]?["object"]?.text("status") == "open" })
    account.now += 30
    let types = try account.everyEvent().compactMap { $0.text("type") }
    #expect(types.first == row.last)
    #expect(types.filter { $0.hasPrefix("invoice.pa") }.last == row.told)
    let invoice = try #require(try account.session(id, "expand[]=invoice")["invoice"])
    #expect((invoice.text("status") == "paid") == (row.told == "invoice.paid"))
  }

  @Test func `a customer that is changed is told, with what was there before`() throws {
    var account = TestAccount(sessions: 0)
    let customer = try account.json("POST", "/v1/customers", "email=a%40example.com&name=Old").id
    func updates() throws -> [JSON] {
      try account.everyEvent("type=customer.updated").reversed()
    }
    let id = try account.open("&customer=\(customer)&customer_update[name]=auto")
    #expect(account.visit("/c/pay/\(id)", PageTests.card).status == 303)
    let page = try #require(try updates().first)
    #expect(page["data"]?["object"]?.id == customer)
    #expect(page["data"]?["object"]?.text("name") == "Jane Doe")
    #expect(page["data"]?["previous_attributes"]?.compact == #"{"name":"Old"}"#)
    #expect(page["request"]?["id"]?.isNull == true)
    let again = try account.open("&customer=\(customer)&customer_update[name]=auto")
    #expect(account.visit("/c/pay/\(again)", PageTests.card).status == 303)
    #expect(try updates().count == 1)
    _ = try account.json("POST", "/v1/customers/\(customer)", "name=New&metadata[a]=b")
    #expect(try updates().count == 2)
    let shop = try #require(try updates().last)
    let before = shop["data"]?["previous_attributes"]
    #expect(before?.text("name") == "Jane Doe")
    #expect(before?["metadata"]?["a"]?.isNull == true)
    #expect(shop["request"]?["id"]?.isNull == false)
    _ = try account.json("POST", "/v1/customers/\(customer)", "name=New")
    _ = try account.json("DELETE", "/v1/customers/\(customer)")
    #expect(try updates().count == 2)
  }
}
