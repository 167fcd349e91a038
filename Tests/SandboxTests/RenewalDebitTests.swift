import JSON
import Testing

@testable import Sandbox

@Suite("Later periods that are paid by debit")
struct RenewalDebitTests {
  private static let account = "AT611904300234573201"
  private static let failing = "AT861904300235473202"

  /// A subscription whose first debit has arrived, and its session.
  private static func begun(
    _ card: String = account
  ) throws -> (account: TestAccount, id: String, subscription: String) {
    var (account, id) = try TestAccount.subscribed(card: card)
    account.now += 60
    return (account, id, try #require(try account.session(id).text("subscription")))
  }

  private struct State: Equatable {
    var subscription: String?
    var invoice: String?
    var intent: String?
    var charge: String?
  }

  private static func state(_ subscription: String, _ account: inout TestAccount) throws -> State {
    let shown = try account.json(
      "GET", "/v1/subscriptions/\(subscription)", "expand[]=latest_invoice.payments")
    let invoice = shown["latest_invoice"]
    let payment = invoice?["payments"]?["data"]?.elements.first { _ in true }?["payment"]
    let intent = try account.json(
      "GET", "/v1/payment_intents/\(payment?.text("payment_intent") ?? "")",
      "expand[]=latest_charge")
    return State(
      subscription: shown.text("status"), invoice: invoice?.text("status"),
      intent: intent.text("status"), charge: intent["latest_charge"]?.text("status"))
  }

  private static let pending = State(
    subscription: "active", invoice: "open", intent: "processing", charge: "pending")
  private static let arrived = State(
    subscription: "active", invoice: "paid", intent: "succeeded", charge: "succeeded")
  private static let failed = State(
    subscription: "past_due", invoice: "open", intent: "requires_payment_method",
    charge: "failed")

  private static func told(since time: Double, _ account: inout TestAccount) throws -> [String] {
    try account.everyEvent("created[gte]=\(Int(time))").reversed().compactMap { $0.text("type") }
  }

  private static let begin = [
    "payment_intent.created", "payment_intent.processing", "charge.pending",
    "customer.subscription.updated", "invoice.created", "invoice.finalized",
  ]
  private static let success = [
    "charge.succeeded", "payment_intent.succeeded", "invoice.paid", "invoice.payment_succeeded",
  ]
  private static let failure = [
    "charge.failed", "payment_intent.payment_failed", "invoice.payment_failed",
    "customer.subscription.updated",
  ]

  @Test(arguments: [true, false], ["", "settle", "fail", "settle charge"])
  func `a debit is under way until it arrives or fails`(isNamed: Bool, end: String) throws {
    // The one of the first period, which is not named here, would arrive.
    var (account, id, subscription) = try Self.begun(isNamed ? "4242424242424242" : Self.account)
    let begun = account.now
    try account.perform("renew", id, isNamed ? "card=\(Self.failing)" : "")
    #expect(try Self.state(subscription, &account) == Self.pending)
    #expect(try Self.told(since: begun, &account) == Self.begin)
    account.now += 1
    let verb = end.split(separator: " ")
    let named =
      verb.count == 2 ? try #require(try account.json("GET", "/v1/charges").ids.first) : id
    if let verb = verb.first { try account.perform(String(verb), named) }
    account.now += 30
    let succeeds = end.isEmpty ? !isNamed : end != "fail"
    #expect(try Self.state(subscription, &account) == (succeeds ? Self.arrived : Self.failed))
    let told = try Self.told(since: begun, &account)
    #expect(told == Self.begin + (succeeds ? Self.success : Self.failure))
    let error = try account.perform("settle", id, status: 400).error
    #expect(error?.text("message")?.contains("under way") == true)
    let charge = try #require(try account.json("GET", "/v1/charges").ids.first)
    try account.perform("refund", charge, status: succeeds ? 200 : 400)
    // The session is about its first period only.
    #expect(try account.session(id).text("payment_status") == "paid")
  }

  @Test(arguments: [false, true])
  func `a debit of a later period that is disputed has a dispute of its own`(
    isSettled: Bool
  ) throws {
    var (account, id, _) = try Self.begun("4242424242424242")
    try account.perform("renew", id, "card=AT591904300235473203")
    account.now += 1
    if isSettled { try account.perform("settle", id) }
    account.now += 9
    let charges = try account.json("GET", "/v1/charges")["data"]?.elements.map(\.self)
    #expect(charges?.map { $0["disputed"]?.bool } == [true, false])
    let disputes = try account.json("GET", "/v1/disputes")["data"]?.elements.map(\.self)
    #expect(disputes?.map { $0.text("charge") } == [charges?.first?.id])
    let told = try account.everyEvent("type=charge.dispute.created")
    #expect(told.map { $0["data"]?["object"]?.text("charge") } == [charges?.first?.id])
  }

  @Test func `an account that a request has kept fails in every period`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", TestAccount.plan).id
    let method = try account.json(
      "POST", "/v1/payment_methods", "type=sepa_debit&sepa_debit[iban]=AT051904300235473205"
    ).id
    _ = try account.json("POST", "/v1/payment_pages/\(id)/confirm", "payment_method=\(method)")
    try account.perform("renew", id)
    func statuses() throws -> [String?]? {
      try account.json("GET", "/v1/charges")["data"]?.elements.map { $0.text("status") }
    }
    account.now += 60
    #expect(try statuses() == ["pending", "pending"])
    account.now += 180
    #expect(try statuses() == ["failed", "failed"])
  }

  @Test(arguments: ["4000000000000259", "AT591904300235473203"])
  func `no act is without its events, however much happens to a subscription`(
    card: String
  ) throws {
    var (account, id, _) = try Self.begun("4242424242424242")
    var refused = 0
    for _ in 0..<130 {
      account.now += 7
      let renewed = account.send(
        "POST", "/v1/test_helpers/checkout/sessions/\(id)/renew", "card=\(card)")
      if renewed.status != 200 { refused += 1 }
    }
    account.now += 7
    #expect(refused > 0)
    let disputes = try account.json("GET", "/v1/disputes", "limit=100").ids
    for dispute in disputes { try account.perform("settle", dispute) }
    let told = try account.everyEvent("type=charge.dispute.closed")
    #expect(Set(told.compactMap { $0["data"]?["object"]?.id }) == Set(disputes))
    let charges = try account.json("GET", "/v1/charges", "limit=100")
    #expect(
      charges["data"]?.elements.filter { $0["disputed"]?.bool == true }.count == disputes.count)
  }

  @Test func `debits of several periods end one by one`() throws {
    var (account, id, subscription) = try Self.begun()
    try account.perform("renew", id, "card=AT051904300235473205")
    account.now += 1
    try account.perform("renew", id, "card=AT321904300235473204")
    account.now += 1
    try account.perform("settle", id)
    #expect(try Self.state(subscription, &account) == Self.arrived)
    account.now += 400
    #expect(try Self.state(subscription, &account) == Self.arrived)
    let charges = try account.json("GET", "/v1/charges")["data"]?.elements.map { $0.text("status") }
    #expect(charges == ["succeeded", "failed", "succeeded"])
  }

  @Test(arguments: [true, false])
  func `a debit that fails after the end of the subscription says nothing of it`(
    isFirst: Bool
  ) throws {
    var (account, id, subscription) = try Self.begun(
      isFirst ? "AT321904300235473204" : "4242424242424242")
    if !isFirst { try account.perform("renew", id, "card=AT321904300235473204") }
    _ = try account.json("DELETE", "/v1/subscriptions/\(subscription)")
    account.now += 1
    let failed = account.now
    try account.perform("fail", id)
    #expect(
      try Self.told(since: failed, &account)
        == Self.failure.dropLast() + (isFirst ? ["checkout.session.async_payment_failed"] : []))
  }

  @Test func `a debit that fails during a trial leaves the trial as it is`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", TestAccount.goodsAndTrial).id
    try account.perform("pay", id, "card=\(Self.failing)")
    account.now += 60
    let told = try account.everyEvent().compactMap { $0.text("type") }
    #expect(told.contains("invoice.payment_failed"))
    #expect(!told.contains("customer.subscription.updated"))
  }

  @Test func `a first debit that fails leaves the subscription past due, and says so`() throws {
    var (account, id, subscription) = try Self.begun("AT321904300235473204")
    let now = account.now
    try account.perform("fail", id)
    #expect(
      try Self.told(since: now, &account)
        == Self.failure + ["checkout.session.async_payment_failed"])
    let update = try account.everyEvent("type=customer.subscription.updated").first?["data"]
    #expect(update?["object"]?.text("status") == "past_due")
    #expect(update?["previous_attributes"]?.compact == #"{"status":"active"}"#)
    let shown = try account.json("GET", "/v1/subscriptions/\(subscription)")
    #expect(shown.text("status") == "past_due")
  }
}
