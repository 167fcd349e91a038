import JSON
import Testing

@testable import Sandbox

@Suite("What a dispute does to the money")
struct DisputeTests {
  /// A session of 2198 that is paid and disputed.
  private static func disputed(
    _ card: String = "4242424242424242", refunded: Int? = nil
  ) throws -> (account: TestAccount, id: String, dispute: String) {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id, "card=\(card)")
    if let refunded { try account.perform("refund", id, "amount=\(refunded)") }
    if card == "4242424242424242" { try account.perform("dispute", id) }
    return (account, id, try #require(try account.json("GET", "/v1/disputes").ids.first))
  }

  private static func movements(_ dispute: JSON) -> [JSON] {
    dispute["balance_transactions"]?.elements.map { $0 } ?? []
  }

  @Test(arguments: ["", "fail"])
  func `money that the bank has taken is not refunded as well`(end: String) throws {
    var (account, id, dispute) = try Self.disputed()
    if !end.isEmpty { try account.perform(end, dispute) }
    let intent = try account.intent(of: id).id
    for amount in ["", "&amount=1"] {
      let error = try account.json(
        "POST", "/v1/refunds", "payment_intent=\(intent)\(amount)", status: 400
      ).error
      #expect(error?.text("code") == "charge_disputed")
    }
    try account.perform("refund", id, status: 400)
    #expect(try account.json("GET", "/v1/refunds").ids.isEmpty)
    let read = try account.json("GET", "/v1/disputes/\(dispute)")
    #expect(read["is_charge_refundable"]?.bool == false)
  }

  @Test(arguments: [("4000000000001976", ""), ("4242424242424242", "settle")])
  func `an inquiry and a dispute that was won leave the money to refund`(
    card: String, end: String
  ) throws {
    var (account, id, dispute) = try Self.disputed(card)
    if !end.isEmpty { try account.perform(end, dispute) }
    func isRefundable() throws -> Bool? {
      try account.json("GET", "/v1/disputes/\(dispute)")["is_charge_refundable"]?.bool
    }
    #expect(try isRefundable() == true)
    try account.perform("refund", id)
    #expect(try isRefundable() == false)
  }

  @Test func `only what was not refunded can be disputed`() throws {
    let (kept, _, dispute) = try Self.disputed(refunded: 198)
    var account = kept
    let read = try account.json("GET", "/v1/disputes/\(dispute)")
    #expect(read["amount"]?.int == 2000)
    #expect(Self.movements(read).map { $0["amount"]?.int } == [-2000])
    let other = try account.open()
    try account.perform("pay", other)
    try account.perform("refund", other)
    try account.perform("dispute", other, status: 400)
    #expect(try account.json("GET", "/v1/disputes").ids == [dispute])
  }

  @Test func `a dispute shows the money that it has moved`() throws {
    var (account, _, id) = try Self.disputed()
    let charge = try account.json("GET", "/v1/charges").ids[0]
    account.now += 60
    let open = try #require(Self.movements(try account.json("GET", "/v1/disputes/\(id)")).first)
    #expect(open["amount"]?.int == -2198 && open["net"]?.int == -3698)
    let fee = open["fee_details"]?.elements.first { _ in true }
    #expect(open["fee"]?.int == 1500 && fee?["amount"]?.int == 1500)
    #expect(fee?.text("description") == "Dispute fee")
    #expect(open.text("type") == "adjustment" && open.text("reporting_category") == "dispute")
    #expect(open.text("source") == id)
    #expect(open.text("description") == "Chargeback withdrawal for \(charge)")
    try account.perform("settle", id)
    let won = Self.movements(try account.json("GET", "/v1/disputes/\(id)"))
    #expect(won.map { $0["amount"]?.int } == [-2198, 2198])
    #expect(won.map { $0["created"]?.int } == [Int(account.now) - 60, Int(account.now)])
    #expect(won.last?.text("reporting_category") == "dispute_reversal")
    #expect(won.first == open && won.last?.id != open.id)
    #expect(won.last?["fee"]?.int == 0 && won.last?["net"]?.int == 2198)
    let told = try account.everyEvent("type=charge.dispute.*").reversed().map {
      ($0.text("type"), Self.movements($0["data"]?["object"] ?? open).count)
    }
    #expect(told.map(\.1) == [1, 1, 2, 2, 2])
  }

  @Test(arguments: [
    ("usd", 1500), ("jpy", 2250), ("isk", 183_000), ("kwd", 4590),
  ])
  func `the fee of a dispute is about as much in every currency`(
    currency: String, fee: Int
  ) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=payment&success_url=https://e.com&line_items[0][quantity]=1"
        + "&line_items[0][price_data][currency]=\(currency)"
        + "&line_items[0][price_data][unit_amount]=90000"
        + "&line_items[0][price_data][product_data][name]=Tea"
    ).id
    try account.perform("pay", id, "card=4000000000000259")
    let dispute = try account.json("GET", "/v1/disputes")["data"]?.elements.first { _ in true }
    let withdrawal = Self.movements(try #require(dispute)).first
    #expect(withdrawal?["fee"]?.int == fee && withdrawal?["net"]?.int == -90_000 - fee)
  }

  @Test func `nothing is moved for an inquiry`() throws {
    var (account, _, id) = try Self.disputed("4000000000001976")
    #expect(Self.movements(try account.json("GET", "/v1/disputes/\(id)")).isEmpty)
  }

  // MARK: Subscriptions

  @Test(arguments: [
    ("4000000000000259", ["charge.dispute.created", "charge.dispute.funds_withdrawn"]),
    ("4000000000001976", ["charge.dispute.created"]),
    ("4000000000005423", ["radar.early_fraud_warning.created"]),
  ])
  func `what follows a payment follows each period of a subscription, too`(
    card: String, told: [String]
  ) throws {
    var (account, id) = try TestAccount.subscribed(card: "4242424242424242")
    account.now += 60
    try account.perform("renew", id, "card=\(card)")
    let events = try account.everyEvent().filter { told.contains($0.text("type") ?? "") }
    #expect(events.reversed().map { $0.text("type") } == told)
    let charge = try account.json("GET", "/v1/charges").ids[0]
    #expect(events.allSatisfy { $0["data"]?["object"]?.text("charge") == charge })
    var (first, _) = try TestAccount.subscribed(card: card)
    let begun = try first.everyEvent().filter { told.contains($0.text("type") ?? "") }
    #expect(begun.reversed().map { $0.text("type") } == told)
  }

  @Test func `an inquiry about a later period gives no money back`() throws {
    var (account, id) = try TestAccount.subscribed(card: "4000000000001976")
    try account.perform("settle", id)
    account.now += 60
    try account.perform("renew", id, "card=4000000000001976")
    try account.perform("settle", id)
    let told = try account.everyEvent("type=charge.dispute.*").map { $0.text("type") }
    #expect(told.filter { $0 == "charge.dispute.closed" }.count == 2)
    #expect(!told.contains("charge.dispute.funds_reinstated"))
  }
}
