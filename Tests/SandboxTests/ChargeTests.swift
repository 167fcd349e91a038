import JSON
import Testing

@testable import Sandbox

@Suite("Charges")
struct ChargeTests {
  @Test func `a card's money is in the balance two seconds later, which is told`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id)
    let early = try #require(try account.intent(of: id)["latest_charge"])
    #expect(early["balance_transaction"]?.isNull == true)
    account.now += 2
    let late = try #require(try account.intent(of: id)["latest_charge"])
    #expect(late["balance_transaction"]?.string != nil)
    let told = try account.everyEvent("type=charge.*").reversed().map { $0["data"] }
    #expect(told.map { $0?["object"]?.compact } == [early.compact, late.compact])
    #expect(told.last??["previous_attributes"]?.compact == #"{"balance_transaction":null}"#)
  }

  @Test func `a debit's money is in the balance once it has arrived`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id, "card=AT321904300235473204")
    #expect(try account.intent(of: id)["latest_charge"]?["balance_transaction"]?.isNull == true)
    try account.perform("settle", id)
    let told = try account.everyEvent("type=charge.succeeded").first?["data"]?["object"]
    #expect(told?["balance_transaction"]?.string != nil)
  }

  @Test func `a charge has what was asked for its intent`() throws {
    var account = TestAccount(sessions: 0)
    let data = "&payment_intent_data"
    let id = try account.open(
      "\(data)[receipt_email]=a@example.com\(data)[statement_descriptor]=TEA SHOP"
        + "\(data)[statement_descriptor_suffix]=ORDER 6735\(data)[transfer_group]=G1"
        + "\(data)[shipping][name]=Jo\(data)[shipping][address][line1]=Lane 1")
    try account.perform("pay", id)
    let intent = try account.intent(of: id)
    let charge = try #require(intent["latest_charge"])
    for name in [
      "receipt_email", "shipping", "statement_descriptor", "statement_descriptor_suffix",
      "transfer_group",
    ] {
      #expect(charge[name]?.isNull == false && charge[name]?.compact == intent[name]?.compact)
    }
    #expect(charge.text("calculated_statement_descriptor") == "TILL SANDBOX* ORDER 67")
  }

  @Test func `an address that the page asks for is the charge's, too`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open("&shipping_address_collection[allowed_countries][0]=AT")
    try account.perform("decline", id)
    let failed = try account.json("GET", "/v1/charges").ids[0]
    try account.perform("pay", id)
    let intent = try account.intent(of: id)
    #expect(intent["latest_charge"]?["shipping"]?["address"]?.text("country") != nil)
    #expect(intent["latest_charge"]?["shipping"]?.compact == intent["shipping"]?.compact)
    #expect(try account.json("GET", "/v1/charges/\(failed)")["shipping"]?.isNull == true)
  }

  @Test(arguments: [
    ("", "4242424242424242", "TILL SANDBOX"),
    ("[statement_descriptor]=TEA SHOP", "4242424242424242", "TEA SHOP"),
    ("[statement_descriptor]=TEA SHOP", "AT611904300234573201", nil),
  ])
  func `only the statement of a card is known`(
    sent: String, card: String, expected: String?
  ) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open(sent.isEmpty ? "" : "&payment_intent_data\(sent)")
    try account.perform("pay", id, "card=\(card)")
    let charge = try account.intent(of: id)["latest_charge"]
    #expect(charge?["calculated_statement_descriptor"]?.string == expected)
  }

  @Test func `a balance transaction has its source`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id)
    account.now += 5
    let path = "payment_intent.latest_charge.balance_transaction"
    func transaction(_ path: String) throws -> JSON? {
      try account.session(id, "expand[]=\(path)")["payment_intent"]?["latest_charge"]?[
        "balance_transaction"]
    }
    let charge = try account.json("GET", "/v1/charges").ids[0]
    #expect(try transaction(path)?.text("source") == charge)
    let source = try transaction("\(path).source")?["source"]
    #expect(source?.id == charge && source?.text("object") == "charge")
    let refund = try account.json(
      "POST", "/v1/refunds", "charge=\(charge)&expand[]=balance_transaction.source")
    #expect(refund["balance_transaction"]?["source"]?.id == refund.id)
    #expect(refund["balance_transaction"]?["amount"]?.int == -2198)
  }

  @Test func `an intent lists its charges before 2022-11-15, and not later`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("decline", id)
    try account.perform("pay", id)
    account.now += 5
    func intent(_ version: String, _ path: String, status: Int = 200) throws -> JSON? {
      let answer = account.send(
        "GET", "/v1/checkout/sessions/\(id)", "expand[]=\(path)",
        headers: [
          "authorization": "Bearer sk_test_till_sandbox_0001", "stripe-version": version,
        ])
      #expect(answer.status == status)
      return try JSON(parsing: answer.body)["payment_intent"]
    }
    let old = try intent("2022-08-01", "payment_intent")
    let charges = try #require(old?["charges"])
    #expect(charges.text("object") == "list" && charges["has_more"]?.bool == false)
    #expect(charges.ids == (try account.json("GET", "/v1/charges").ids))
    #expect(charges.ids.first == old?.text("latest_charge"))
    let whole = try intent("2022-08-01", "payment_intent.charges.data.customer")
    #expect(whole?["charges"]?.ids == charges.ids)
    #expect(try intent("2022-11-15", "payment_intent")?["charges"] == nil)
    _ = try intent("2022-11-15", "payment_intent.charges", status: 400)
  }
}
