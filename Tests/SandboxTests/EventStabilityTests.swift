import JSON
import Testing

@testable import Sandbox

@Suite("Events that were sent")
struct EventStabilityTests {
  struct Step: Sendable {
    var verb: String
    var parameters = ""
    /// Seconds until the next one.
    var pause: Int

    init(_ verb: String, _ parameters: String = "", then pause: Int) {
      (self.verb, self.parameters, self.pause) = (verb, parameters, pause)
    }
  }

  private static let card = CreateTests.smallest
  private static let plan = TestAccount.plan

  @Test(arguments: [
    (
      card,
      [
        Step("pay", "card=AT611904300234573201", then: 7), Step("refund", "amount=300", then: 1),
        Step("refund", "amount=200", then: 8),
      ]
    ),
    (
      card,
      [Step("pay", "card=AT321904300235473204", then: 7), Step("settle", then: 200)]
    ),
    (
      card,
      [Step("decline", then: 1), Step("pay", "card=AT611904300234573201", then: 9)]
    ),
    (
      "mode=setup&currency=eur&success_url=https://e.com",
      [Step("decline", then: 1), Step("pay", "card=AT611904300234573201", then: 9)]
    ),
    (
      card,
      [
        Step("pay", "card=4000000000007726", then: 3), Step("refund", "amount=300", then: 4),
        Step("refund", "amount=100", then: 7), Step("refund", "amount=200", then: 20),
        Step("dispute", then: 3), Step("fail", then: 3),
      ]
    ),
    (
      card,
      [
        Step("decline", then: 1), Step("pay", then: 1), Step("refund", "amount=5", then: 0),
        Step("refund", "amount=7", then: 1), Step("refund", then: 5),
      ]
    ),
    (
      plan,
      [
        Step("pay", "card=AT611904300234573201", then: 7), Step("renew", then: 1),
        Step("renew", then: 1), Step("refund", then: 9),
      ]
    ),
    (
      plan,
      [
        Step("pay", "card=AT321904300235473204", then: 7), Step("renew", then: 200),
        Step("renew", then: 9),
      ]
    ),
    (
      plan,
      [
        Step("pay", then: 1), Step("renew", "card=AT051904300235473205", then: 3),
        Step("renew", "card=AT611904300234573201", then: 7), Step("refund", then: 1),
        Step("settle", then: 3), Step("renew", "card=AT861904300235473202", then: 7),
        Step("renew", "card=AT861904300235473202", then: 0), Step("fail", then: 4),
      ]
    ),
  ])
  func `an event is sent once, and stays as it was sent`(order: String, story: [Step]) throws {
    var account = TestAccount(sessions: 0)
    account.store.startDeliveries(at: Int(account.now))
    let id = try account.json("POST", "/v1/checkout/sessions", order).id
    var sent: [String: JSON] = [:]
    for step in story {
      try account.perform(step.verb, id, step.parameters)
      for second in 0...step.pause {
        if second > 0 { account.now += 1 }
        for delivery in account.store.takeDeliveries(at: Int(account.now), where: { _ in true }) {
          #expect(sent[delivery.id] == nil, "\(delivery.type) after \(step.verb)")
          account.store.markDelivered(delivery)
          sent[delivery.id] = try JSON(parsing: delivery.body)
        }
      }
    }
    let kept = try account.everyEvent()
    #expect(Set(kept.map(\.id)) == Set(sent.keys))
    for (id, event) in sent {
      let name = event.text("type") ?? ""
      let now = try account.json("GET", "/v1/events/\(id)")
      for part in ["type", "created", "data", "request"] {
        #expect(event[part]?.source == now[part]?.source, "\(part) of \(name)")
      }
    }
  }

  @Test(arguments: [false, true])
  func `events of the past stay, whatever happens to a made-up session`(passes: Bool) throws {
    var account = TestAccount(sessions: 80) { $0.traffic = passes }
    account.now += 100
    let before = try account.everyEvent()
    for session in try account.everySession() {
      for verb in ["decline", "pay", "settle", "refund", "dispute", "renew", "expire"] {
        account.perform(quietly: verb, session.id)
      }
      _ = try account.json("POST", "/v1/checkout/sessions/\(session.id)", "metadata[a]=b")
    }
    let after = try account.everyEvent().map { ($0.id, $0.source) }
    let sources = Dictionary(after) { first, _ in first }
    #expect(sources.count == after.count)
    for event in before {
      #expect(sources[event.id] == event.source, "\(event.text("type") ?? "")")
    }
  }

  @Test(arguments: [nil, "2024-06-20"], ["", "&subscription_data[trial_period_days]=7"])
  func `what requests do to a customer or a coupon later changes no event`(
    version: String?, trial: String
  ) throws {
    var account = TestAccount(sessions: 0) {
      $0.apiVersion = version.flatMap(StripeVersion.init) ?? .standard
    }
    let coupon = try account.json("POST", "/v1/coupons", "percent_off=10&duration=forever").id
    let made = try account.json("POST", "/v1/customers", "email=a%40example.com").id
    var customers: Set = [made]
    for named in ["", "&customer=\(made)"] {
      let id = try account.json(
        "POST", "/v1/checkout/sessions",
        Self.plan + trial + named + "&discounts[0][coupon]=\(coupon)"
      ).id
      try account.perform("pay", id)
      customers.insert(try #require(try account.session(id).text("customer")))
    }
    account.now += 5
    let events = try account.everyEvent()
    let updates = events.filter { $0.text("type") == "customer.updated" }.map { $0["data"] }
    #expect(Set(updates.compactMap { $0?["object"]?.id }) == customers && updates.count == 2)
    for update in updates {
      #expect(update?["object"]?.text("currency") == "usd")
      #expect(update?["previous_attributes"]?.compact == #"{"currency":null}"#)
    }
    _ = try account.json("POST", "/v1/coupons/\(coupon)", "name=Later")
    for customer in customers {
      #expect(try account.json("GET", "/v1/customers/\(customer)").text("currency") == "usd")
      _ = try account.json("POST", "/v1/customers/\(customer)", "name=Later")
      _ = try account.json("DELETE", "/v1/customers/\(customer)")
    }
    for event in events {
      let now = try account.json("GET", "/v1/events/\(event.id)")
      #expect(now["data"]?.compact == event["data"]?.compact, "\(event.text("type") ?? "")")
    }
  }

  @Test func `a refund of a debit shows what arrived and what was sent back`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id, "card=AT611904300234573201")
    account.now += 7
    try account.perform("refund", id, "amount=300")
    let types = try account.everyEvent().compactMap { $0.text("type") }
    #expect(types.contains("checkout.session.async_payment_succeeded"))
    let charge = try #require(
      try account.everyEvent("type=charge.refunded").first?["data"]?["object"])
    #expect(charge.text("status") == "succeeded")
    #expect(charge["amount_refunded"]?.int == 300)
  }

  @Test func `an event that comes some seconds later shows what has happened until then`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id)
    account.now += 1
    let intent = try account.intent(of: id).id
    _ = try account.json("POST", "/v1/refunds", "payment_intent=\(intent)")
    account.now += 5
    let updated = try #require(try account.everyEvent("type=charge.updated").first)
    #expect(updated["created"]?.int == Int(account.now) - 4)
    #expect(updated["data"]?["object"]?["amount_refunded"]?.int == 2198)
    #expect(updated["data"]?["object"]?["refunded"]?.bool == true)
    // It still belongs to the payment, which no call of the API asked for.
    #expect(updated["request"]?["id"]?.isNull == true)
  }

  @Test func `the payment of each period is told, however soon the next one comes`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", Self.plan).id
    try account.perform("pay", id)
    for _ in 1...2 {
      account.now += 1
      try account.perform("renew", id)
    }
    account.now += 9
    let told = try account.everyEvent("type=invoice_payment.paid")
    #expect(Set(told.compactMap { $0["data"]?["object"]?.text("invoice") }).count == 3)
    let charges = try account.everyEvent("type=charge.updated")
    #expect(Set(charges.compactMap { $0["data"]?["object"]?.id }).count == 3)
  }
}
