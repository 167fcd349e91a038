import Checkout
import JSON
import Testing

@testable import Sandbox

@Suite("Paying without a browser")
struct PaymentTests {
  private func shop() -> TestAccount { TestAccount(sessions: 0) }

  @Test func `a paid session is complete, with an intent and a charge that succeeded`() throws {
    var account = shop()
    let id = try account.open()
    let paid = try account.perform("pay", id)
    #expect(paid.text("status") == "complete")
    #expect(paid.text("payment_status") == "paid")
    #expect(paid["url"]?.isNull == true)
    let intent = try account.intent(of: id)
    #expect(intent.text("status") == "succeeded")
    #expect(intent["amount_received"]?.int == 2198)
    #expect(intent["latest_charge"]?.text("status") == "succeeded")
    #expect(intent["latest_charge"]?["outcome"]?.text("type") == "authorized")
    #expect(intent["last_payment_error"]?.isNull == true)
  }

  @Test(arguments: [
    ("4000000000000002", "card_declined", "generic_decline"),
    ("4000000000009995", "card_declined", "insufficient_funds"),
    ("4000000000000069", "expired_card", nil),
    ("4000000000000127", "incorrect_cvc", nil),
    ("4000000000000119", "processing_error", nil),
    ("4100000000000019", "card_declined", "fraudulent"),
    ("tok_chargeDeclined", "card_declined", "generic_decline"),
  ])
  func `a declined card leaves the session open, with the reason at the intent`(
    card: String, code: String, declineCode: String?
  ) throws {
    var account = shop()
    let id = try account.open()
    let error = try account.perform("pay", id, "card=\(card)", status: 402).error
    #expect(error?.text("code") == code)
    #expect(error?.text("decline_code") == declineCode)
    let session = try account.session(id)
    #expect(session.text("status") == "open")
    #expect(session["url"]?.isNull == false)
    let intent = try account.intent(of: id)
    #expect(intent.text("status") == "requires_payment_method")
    #expect(intent["last_payment_error"]?.text("code") == code)
    #expect(intent["latest_charge"]?.text("status") == "failed")
    #expect(intent["latest_charge"]?.text("failure_code") == code)
  }

  @Test func `each attempt is one more charge of the same intent`() throws {
    var account = shop()
    let id = try account.open()
    _ = try account.perform("decline", id)
    _ = try account.perform("decline", id, "card=4000000000009995")
    _ = try account.perform("pay", id)
    let intent = try account.intent(of: id)
    let charges = try account.json("GET", "/v1/charges", "payment_intent=\(intent.id)")
    let states = charges["data"]?.elements.map { $0.text("status") }
    #expect(states == ["succeeded", "failed", "failed"])
    #expect(Set(charges.ids).count == 3)
    let oldest = try account.json("GET", "/v1/charges/\(charges.ids[2])")
    #expect(oldest.text("failure_code") == "card_declined")
  }

  @Test func `a challenge waits for its answer`() throws {
    var account = shop()
    let id = try account.open()
    _ = try account.perform("pay", id, "card=4000002760003184")
    #expect(try account.session(id).text("status") == "open")
    #expect(try account.intent(of: id).text("status") == "requires_action")
    _ = try account.perform("authenticate", id)
    #expect(try account.session(id).text("payment_status") == "paid")
  }

  @Test func `a refused challenge makes no charge`() throws {
    var account = shop()
    let id = try account.open()
    _ = try account.perform("pay", id, "card=4000002760003184")
    _ = try account.perform("decline", id)
    let intent = try account.intent(of: id)
    #expect(intent.text("status") == "requires_payment_method")
    #expect(
      intent["last_payment_error"]?.text("code") == "payment_intent_authentication_failure")
    #expect(intent["latest_charge"]?.isNull == true)
  }

  @Test func `a challenge can end in a decline of the bank`() throws {
    var account = shop()
    let id = try account.open()
    _ = try account.perform("pay", id, "card=4000008260003178")
    let error = try account.perform("authenticate", id, status: 402).error
    #expect(error?.text("decline_code") == "insufficient_funds")
  }

  @Test(arguments: ["nz_bank_account", "pix", "sofort", "us_bank_account", "card", "paypal"])
  func `a method is delayed here if till says so`(type: String) {
    #expect(Means(type: type).isDelayed == PaymentMethodWords.isDelayed(type))
    #expect(Means(type: type).isDelayed == !["card", "paypal"].contains(type))
  }

  @Test(arguments: [("AT611904300234573201", true), ("AT861904300235473202", false)])
  func `a debit is under way until the bank answers`(iban: String, arrives: Bool) throws {
    var account = shop()
    let id = try account.open()
    _ = try account.perform("pay", id, "card=\(iban)")
    var session = try account.session(id)
    #expect(session.text("status") == "complete")
    #expect(session.text("payment_status") == "unpaid")
    #expect(try account.intent(of: id).text("status") == "processing")
    account.now += 10
    session = try account.session(id)
    #expect(session.text("payment_status") == (arrives ? "paid" : "unpaid"))
    #expect(
      try account.intent(of: id).text("status")
        == (arrives ? "succeeded" : "requires_payment_method"))
    let newest = try account.everyEvent("type=checkout.session.*").first
    #expect(
      newest?.text("type")
        == (arrives
          ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed"))
  }

  @Test func `a bank can be told to answer at once`() throws {
    var account = shop()
    let id = try account.open()
    _ = try account.perform("pay", id, "card=AT321904300235473204")
    _ = try account.perform("fail", id)
    let session = try account.session(id)
    #expect(session.text("payment_status") == "unpaid")
    account.now += 1000
    #expect(try account.session(id) == session)
  }

  @Test func `refunds add up to the payment and no further`() throws {
    var account = shop()
    let id = try account.open()
    _ = try account.perform("pay", id)
    let intent = try account.intent(of: id)
    let part = try account.json(
      "POST", "/v1/refunds", "payment_intent=\(intent.id)&amount=198&reason=duplicate")
    #expect(part.text("status") == "succeeded")
    #expect(try account.intent(of: id)["latest_charge"]?["refunded"]?.bool == false)
    let error = try account.json(
      "POST", "/v1/refunds", "payment_intent=\(intent.id)&amount=2001", status: 400
    ).error
    #expect(error?.text("message")?.contains("greater than unrefunded amount") == true)
    _ = try account.perform("refund", id)
    let charge = try account.intent(of: id)["latest_charge"]
    #expect(charge?["refunded"]?.bool == true)
    #expect(charge?["amount_refunded"]?.int == 2198)
    let refunds = try account.json("GET", "/v1/refunds", "payment_intent=\(intent.id)")
    #expect(refunds["data"]?.elements.map { $0["amount"]?.int } == [2000, 198])
    #expect(try account.json("GET", "/v1/refunds/\(part.id)").id == part.id)
    #expect(
      try account.json("POST", "/v1/refunds", "charge=\(charge?.id ?? "")", status: 400)
        .error?.text("code") == "charge_already_refunded")
  }

  @Test(arguments: [("4242424242424242", 0), ("4000000000007726", 0), ("4000000000007726", 130)])
  func `refunds end before their ids would come again`(card: String, declines: Int) throws {
    var account = shop()
    let id = try account.open()
    for _ in 0..<declines { _ = try account.perform("decline", id) }
    _ = try account.perform("pay", id, "card=\(card)")
    let intent = try account.intent(of: id).id
    var refunds: [JSON] = []
    var error: JSON?
    while error == nil, refunds.count < 300 {
      let answer = try JSON(
        parsing: account.send("POST", "/v1/refunds", "payment_intent=\(intent)&amount=1").body)
      if let refused = answer.error { error = refused } else { refunds.append(answer) }
    }
    #expect(error?.text("message")?.contains("refunded too often") == true)
    #expect(refunds.count > 30 && Set(refunds.map(\.id)).count == refunds.count)
    let transactions = refunds.compactMap { $0.text("balance_transaction") }
    #expect(Set(transactions).count == transactions.count)
    account.now += 60
    for type in ["refund.created"] + (card == "4242424242424242" ? [] : ["refund.updated"]) {
      let events = try account.json("GET", "/v1/events", "type=\(type)&limit=100")
      #expect(
        events.ids.count == refunds.count && Set(events.ids).count == refunds.count, "\(type)")
    }
  }

  @Test func `a refund of a slow bank fails late`() throws {
    var account = shop()
    let id = try account.open()
    _ = try account.perform("pay", id, "card=4000000000005126")
    _ = try account.perform("refund", id)
    let intent = try account.intent(of: id)
    func status() throws -> String? {
      try account.json("GET", "/v1/refunds", "payment_intent=\(intent.id)")["data"]?
        .elements.map { $0 }.first?.text("status")
    }
    #expect(try status() == "pending")
    account.now += 20
    #expect(try status() == "failed")
  }

  @Test func `a disputed payment has its dispute`() throws {
    var account = shop()
    let id = try account.open()
    _ = try account.perform("pay", id, "card=4000000000000259")
    let intent = try account.intent(of: id)
    #expect(intent["latest_charge"]?["disputed"]?.bool == true)
    let disputes = try account.json("GET", "/v1/disputes", "payment_intent=\(intent.id)")
    let dispute = try #require(disputes["data"]?.elements.map { $0 }.first)
    #expect(dispute.text("reason") == "fraudulent")
    #expect(dispute.text("status") == "needs_response")
    _ = try account.perform("fail", id)
    #expect(try account.json("GET", "/v1/disputes/\(dispute.id)").text("status") == "lost")
  }

  @Test func `what cannot happen is refused with a reason`() throws {
    var account = shop()
    let id = try account.open()
    #expect(try account.perform("refund", id, status: 400).error?.text("message") != nil)
    #expect(try account.perform("settle", id, status: 400).error?.text("message") != nil)
    #expect(try account.perform("authenticate", id, status: 400).error?.text("message") != nil)
    _ = try account.perform("expire", id)
    let error = try account.perform("pay", id, status: 400).error
    #expect(error?.text("message")?.contains("expired") == true)
    #expect(
      try account.perform("pay", id, "card=4242424242424241", status: 402).error?.text("code")
        == "incorrect_number")
  }

  @Test func `a subscription starts with its payment and ends when it is cancelled`() throws {
    var account = shop()
    let session = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=subscription&success_url=https%3A%2F%2Fexample.com&line_items[0][quantity]=1"
        + "&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=900"
        + "&line_items[0][price_data][recurring][interval]=month"
        + "&line_items[0][price_data][product_data][name]=Tea")
    let paid = try account.perform("pay", session.id)
    let subscription = try #require(paid.text("subscription"))
    let path = "/v1/subscriptions/\(subscription)"
    #expect(try account.json("GET", path).text("status") == "active")
    let customer = try #require(paid.text("customer"))
    #expect(try account.json("GET", "/v1/customers/\(customer)").id == customer)
    let invoice = try account.json(
      "GET", "/v1/invoices/\(paid.text("invoice") ?? "")", "expand[]=payments")
    #expect(invoice.text("status") == "paid")
    let intent = try #require(
      invoice["payments"]?["data"]?.elements.map { $0 }.first?["payment"]?.text("payment_intent"))
    #expect(try account.json("GET", "/v1/payment_intents/\(intent)").text("status") == "succeeded")
    #expect(try account.json("DELETE", path).text("status") == "canceled")
    #expect(try account.json("GET", path).text("status") == "canceled")
    _ = try account.json("DELETE", path, status: 404)
  }

  @Test(arguments: [("exclusive", 2198 + 418, 418), ("inclusive", 2198, 351)])
  func `automatic tax is that of the customer's country`(
    behavior: String, total: Int, tax: Int
  ) throws {
    var account = shop()
    let id = try account.open(
      "&automatic_tax[enabled]=true&line_items[0][price_data][tax_behavior]=\(behavior)")
    let open = try account.session(id)
    #expect(open["amount_total"]?.int == 2198)
    #expect(open["automatic_tax"]?.text("status") == "requires_location_inputs")
    let serial = try #require(account.store.ledger.serial(of: id))
    var record = account.store.ledger[serial]
    record.buyer = Contact(billing: ["email": "a@example.com", "address": ["country": "DE"]])
    _ = try account.store.pay(record, with: nil, at: Int(account.now))
    let paid = try account.session(id, "expand[]=payment_intent&expand[]=line_items.data.taxes")
    #expect(paid["amount_total"]?.int == total)
    #expect(paid["total_details"]?["amount_tax"]?.int == tax)
    #expect(paid["payment_intent"]?["amount"]?.int == total)
    #expect(paid["automatic_tax"]?.text("status") == "complete")
    let taxes = paid["line_items"]?["data"]?.elements.first { _ in true }?["taxes"]?.elements
    let rate = taxes?.first { _ in true }?["rate"]
    #expect(rate?["inclusive"]?.bool == (behavior == "inclusive"))
  }

  @Test func `who pays is who the payment method says`() throws {
    var account = shop()
    let id = try account.open()
    let method = try account.json(
      "POST", "/v1/payment_methods",
      "type=card&card[token]=tok_visa&billing_details[email]=jo@example.org"
        + "&billing_details[name]=Jo&billing_details[address][country]=AT"
    ).id
    _ = try account.json(
      "POST", "/v1/payment_pages/\(id)/confirm",
      "payment_method=\(method)&expected_amount=2198")
    let details = try account.session(id)["customer_details"]
    #expect(details?.text("email") == "jo@example.org")
    #expect(details?.text("name") == "Jo")
    #expect(details?["address"]?.text("country") == "AT")
  }

  private static let method = "/v1/payment_methods"
  private static let visa = "type=card&card[number]=4242424242424242"

  private func confirm(
    _ id: String, _ method: String, _ account: inout TestAccount, status: Int = 200
  ) throws -> JSON {
    try account.json(
      "POST", "/v1/payment_pages/\(id)/confirm", "payment_method=\(method)", status: status)
  }

  @Test func `what is confirmed with is what is paid with, and pays once`() throws {
    var account = shop()
    let id = try account.open()
    let made = try account.json(
      "POST", Self.method,
      Self.visa + "&billing_details[name]=Jo&metadata[a]=b&metadata[c]=&allow_redisplay=always")
    #expect(made["metadata"]?.compact == #"{"a":"b"}"#)
    #expect(made.text("allow_redisplay") == "always")
    _ = try confirm(id, made.id, &account)
    let intent = try account.session(
      id, "expand[]=payment_intent.payment_method&expand[]=payment_intent.latest_charge"
    )["payment_intent"]
    let shown = try #require(intent?["payment_method"])
    let (sent, kept) = (try #require(made["card"]), try #require(shown["card"]))
    for (old, now) in [(made, shown), (sent, kept)] {
      for member in old.members where member.name != "card" {
        #expect(now[member.name]?.compact == member.value.compact, "\(member.name)")
      }
    }
    #expect(kept["checks"]?.text("cvc_check") == "pass")
    #expect(intent?["latest_charge"]?.text("payment_method") == made.id)
    let other = try account.open()
    let error = try confirm(other, made.id, &account, status: 400).error
    #expect(error?.text("message")?.contains("may not be used again") == true)
    #expect(try account.session(other).text("status") == "open")
  }

  @Test(arguments: [
    ("card", "card[number]=4242424242424242"), ("sepa_debit", "sepa_debit[iban]=\(Self.account)"),
  ])
  func `a payment method and its charge have the fingerprint of what was paid with`(
    type: String, number: String
  ) throws {
    var account = shop()
    func member(_ name: String, of object: JSON?) -> String? { object?[type]?.text(name) }
    var prints: [String?] = []
    for _ in 0..<2 {
      let id = try account.open()
      let made = try account.json("POST", Self.method, "type=\(type)&\(number)")
      _ = try confirm(id, made.id, &account)
      let intent = try account.session(
        id, "expand[]=payment_intent.payment_method&expand[]=payment_intent.latest_charge"
      )["payment_intent"]
      let charge = intent?["latest_charge"]?["payment_method_details"]
      for object in [made, intent?["payment_method"], charge] {
        prints.append(member("fingerprint", of: object))
      }
      let kept = intent?["payment_method"]
      #expect(member("branch_code", of: kept) == member("branch_code", of: charge))
      // Whoever is charged has given a mandate for that.
      #expect(kept?[type]?["mandate"] == nil)
      #expect((member("mandate", of: charge) == nil) == (type == "card"))
    }
    #expect(prints.first != .some(nil) && Set(prints).count == 1)
  }

  @Test(arguments: [true, false])
  func `a period that is paid with another card shows that card`(isMade: Bool) throws {
    var account = shop()
    let id = try account.json("POST", "/v1/checkout/sessions", TestAccount.plan).id
    if isMade {
      let made = try account.json("POST", Self.method, Self.visa)
      _ = try confirm(id, made.id, &account)
    } else {
      try account.perform("pay", id, "card=4242424242424242")
    }
    var shown: [(id: String, last4: String?)] = []
    for card in ["card=5555555555554444", ""] {
      account.now += 60
      try account.perform("renew", id, card)
      let charge = try #require(
        try account.json("GET", "/v1/charges")["data"]?.elements.first { _ in true })
      let intent = try account.json(
        "GET", "/v1/payment_intents/\(charge.text("payment_intent") ?? "")",
        "expand[]=payment_method")
      let method = try #require(intent["payment_method"])
      #expect(charge.text("payment_method") == method.id)
      shown.append((method.id, method["card"]?.text("last4")))
    }
    #expect(shown.map(\.last4) == ["4444", "4242"])
    #expect(shown[0].id != shown[1].id)
    let subscription = try #require(
      try account.session(id, "expand[]=subscription")["subscription"])
    #expect(subscription.text("default_payment_method") == shown[1].id)
  }

  @Test(arguments: ["AT861904300235473202", "AT611904300234573201"])
  func `an account that is only kept is not charged`(iban: String) throws {
    var account = shop()
    let id = try account.json(
      "POST", "/v1/checkout/sessions", "mode=setup&currency=eur&success_url=https://e.com"
    ).id
    try account.perform("pay", id, "card=\(iban)")
    let page = try account.json("GET", "/v1/payment_pages/\(id)")
    #expect(page.text("state") == "succeeded")
    for verb in ["settle", "fail"] { try account.perform(verb, id, status: 400) }
    account.now += 600
    let told = try account.everyEvent().compactMap { $0.text("type") }
    #expect(
      told == [
        "checkout.session.completed", "setup_intent.succeeded", "setup_intent.created",
      ])
    let intent = try account.session(id, "expand[]=setup_intent")["setup_intent"]
    #expect(intent?.text("status") == "succeeded")
    #expect(intent?["last_setup_error"]?.isNull == true)
  }

  @Test func `the setup intent of a trial is of what it keeps`() throws {
    var (account, _) = try TestAccount.trial(days: 7, card: Self.account)
    let told = try account.everyEvent("type=setup_intent.*")
    #expect(told.count == 2)
    for intent in told.compactMap({ $0["data"]?["object"] }) {
      #expect(intent["payment_method_types"]?.compact == #"["sepa_debit"]"#)
    }
  }

  @Test func `a try that was given up is not of the customer that paying makes`() throws {
    var account = shop()
    let id = try account.open("&customer_creation=always")
    try account.perform("decline", id)
    let failed = try account.everyEvent("type=charge.failed").first?["data"]?["object"]
    try account.perform("pay", id)
    let charges = try account.json("GET", "/v1/charges")["data"]?.elements.map(\.self)
    #expect(charges?.first?.text("customer") != nil)
    #expect(charges?.last?["customer"]?.isNull == true)
    #expect(charges?.last?.compact == failed?.compact)
    let paid = try #require(charges?.first)
    let customer = try #require(paid.text("customer"))
    let own = try account.json("GET", "/v1/charges", "customer=\(customer)")["data"]?.elements
    #expect(own?.map(\.id) == [paid.id])
  }

  private static let account = "AT611904300234573201"

  @Test func `a method that was declined or challenged is the one that was tried`() throws {
    var account = shop()
    let id = try account.open()
    let declined = try account.json(
      "POST", Self.method, "type=card&card[number]=4000000000000002"
    ).id
    for _ in 0..<2 { _ = try confirm(id, declined, &account, status: 402) }
    let failed = try account.intent(of: id)
    #expect(failed["last_payment_error"]?["payment_method"]?.id == declined)
    #expect(failed["latest_charge"]?.text("payment_method") == declined)
    let asking = try account.json(
      "POST", Self.method, "type=card&card[number]=4000002760003184"
    ).id
    _ = try confirm(id, asking, &account)
    #expect(try account.intent(of: id).text("payment_method") == asking)
    try account.perform("authenticate", id)
    #expect(try account.intent(of: id).text("payment_method") == asking)
    _ = try confirm(try account.open(), asking, &account, status: 400)
  }

  @Test(arguments: [false, true])
  func `a method that a customer keeps pays for each of its orders, and for no other's`(
    isFree: Bool
  ) throws {
    var account = shop()
    let customers = try (0..<2).map { number in
      try account.json("POST", "/v1/customers", "email=\(number)%40example.com").id
    }
    func order(_ customer: String, _ more: String = "") throws -> String {
      try account.open("&customer=\(customer)" + more)
    }
    let first = try account.json(
      "POST", "/v1/checkout/sessions",
      TestAccount.plan + "&customer=\(customers[0])"
        + (isFree ? "&subscription_data[trial_period_days]=7" : "")
    ).id
    let made = try account.json("POST", Self.method, Self.visa).id
    _ = try confirm(first, made, &account)
    try account.perform("renew", first)
    let subscription = try account.session(first, "expand[]=subscription")["subscription"]
    #expect(subscription?.text("default_payment_method") == made)
    #expect(
      try account.json("GET", "/v1/charges")["data"]?.elements.first { _ in true }?
        .text("payment_method") == made)
    let attached = try account.everyEvent("type=payment_method.attached").first?["data"]?["object"]
    #expect(attached?.id == made && attached?.text("customer") == customers[0])
    _ = try confirm(try order(customers[0]), made, &account)
    _ = try confirm(try order(customers[1]), made, &account, status: 400)
    _ = try confirm(try account.open(), made, &account, status: 400)
  }

  @Test func `a subscription is renewed with a payment and an invoice of its own`() throws {
    var account = shop()
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=subscription&success_url=https://shop.example/ok&line_items[0][quantity]=2"
        + "&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=900"
        + "&line_items[0][price_data][product_data][name]=Plan"
        + "&line_items[0][price_data][recurring][interval]=week"
    ).id
    _ = try account.perform("pay", id)
    let first = try account.session(id)
    account.now += 604_800
    _ = try account.perform("renew", id)
    let subscription = try account.json(
      "GET", "/v1/subscriptions/\(first.text("subscription") ?? "")",
      "expand[]=latest_invoice.payments")
    let item = subscription["items"]?["data"]?.elements.first { _ in true }
    #expect(item?["current_period_start"]?.int == Int(account.now))
    let invoice = try #require(subscription["latest_invoice"])
    #expect(invoice.text("billing_reason") == "subscription_cycle")
    #expect(invoice["amount_paid"]?.int == 1800)
    #expect(invoice.id != first.text("invoice"))
    let payment = invoice["payments"]?["data"]?.elements.first { _ in true }?["payment"]
    let intent = try account.json(
      "GET", "/v1/payment_intents/\(payment?.text("payment_intent") ?? "")",
      "expand[]=latest_charge")
    #expect(intent.text("status") == "succeeded")
    let charge = try #require(intent["latest_charge"])
    #expect(try account.json("GET", "/v1/charges/\(charge.id)").id == charge.id)
    #expect(try account.session(id).text("invoice") == first.text("invoice"))
    account.now += 604_800
    _ = try account.perform("renew", id, "card=4000000000000341")
    #expect(
      try account.json("GET", "/v1/subscriptions/\(subscription.id)").text("status") == "past_due")
    let events = try account.json("GET", "/v1/events", "limit=5")["data"]?.elements.map {
      $0.text("type") ?? ""
    }
    #expect(
      events?.map { $0 } == [
        "customer.subscription.updated", "invoice.payment_failed", "invoice.finalized",
        "invoice.created", "payment_intent.created",
      ])
  }

  @Test func `a trial keeps the card that it begins with`() throws {
    var account = shop()
    let form =
      "mode=subscription&success_url=https://shop.example/ok&line_items[0][quantity]=1"
      + "&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=900"
      + "&line_items[0][price_data][product_data][name]=Plan"
      + "&line_items[0][price_data][recurring][interval]=month"
      + "&subscription_data[trial_period_days]=7"
    let id = try account.json("POST", "/v1/checkout/sessions", form).id
    _ = try account.perform("pay", id, "card=4000000000000002", status: 402)
    #expect(try account.session(id).text("status") == "open")
    _ = try account.perform("pay", id, "card=4000000000000341")
    let paid = try account.session(id, "expand[]=subscription.default_payment_method")
    #expect(paid.text("payment_status") == "no_payment_required")
    #expect(paid["subscription"]?.text("status") == "trialing")
    _ = try account.perform("renew", id)
    let subscription = try account.session(id, "expand[]=subscription")["subscription"]
    #expect(subscription?.text("status") == "past_due")
  }

  @Test func `what was made up can be acted on, too`() throws {
    var account = TestAccount(sessions: 300)
    account.now += 60
    let open = try account.everySession("status=open")
    let paid = try account.perform("pay", try #require(open.first).id)
    #expect(paid.text("status") == "complete")
    let other = try #require(
      try account.everySession("status=complete&expand[]=data.payment_intent").first {
        $0["payment_intent"]?.text("status") == "succeeded"
          && $0["payment_intent"]?["latest_charge"]?.isNull == false
      })
    _ = try account.perform("refund", other.id, "amount=1")
  }
}

extension TestAccount {
  /// The id of a new session of $21.98.
  mutating func open(_ more: String = "") throws -> String {
    try json("POST", "/v1/checkout/sessions", CreateTests.smallest + more).id
  }

  @discardableResult
  mutating func perform(
    _ verb: String, _ id: String, _ parameters: String = "", status: Int = 200,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    try json(
      "POST", "/v1/test_helpers/checkout/sessions/\(id)/\(verb)", parameters, status: status,
      sourceLocation: sourceLocation)
  }

  /// The session's payment intent, with its latest charge.
  mutating func intent(of id: String) throws -> JSON {
    let session = try session(id, "expand[]=payment_intent.latest_charge")
    return try #require(session["payment_intent"])
  }
}
