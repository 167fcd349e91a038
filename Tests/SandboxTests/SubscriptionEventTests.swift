import JSON
import Testing

@testable import Sandbox

@Suite("What is told about a subscription")
struct SubscriptionEventTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>, [false, true])
  func `a made-up subscription is as its last event says`(seed: UInt64, passes: Bool) throws {
    var account = TestAccount(sessions: 600, seed: seed) { $0.traffic = passes }
    if passes { account.now += 7200 }
    var last: [String: JSON] = [:]
    var told: Set<String> = []
    for event in try account.everyEvent("type=customer.subscription.*") {
      guard let object = event["data"]?["object"] else { continue }
      if last[object.id] == nil { last[object.id] = object }
      told.insert(event.text("type") ?? "")
    }
    #expect(last.count > 50)
    for (id, object) in last {
      let now = try account.json("GET", "/v1/subscriptions/\(id)")
      for field in ["status", "canceled_at", "ended_at", "latest_invoice", "items"] {
        #expect(now[field]?.compact == object[field]?.compact, "\(field) of \(id)")
      }
    }
    #expect(
      told == [
        "customer.subscription.created", "customer.subscription.updated",
        "customer.subscription.deleted", "customer.subscription.paused",
        "customer.subscription.trial_will_end",
      ])
  }

  private static let days = 86_400

  private static func told(_ account: inout TestAccount) throws -> [JSON] {
    try account.everyEvent("created[gt]=\(Int(TestAccount.start))").reversed()
  }

  @Test(arguments: [(7, 4 * 86_400), (3, 1), (1, 1)])
  func `the end of a trial is announced three days before, or at once`(
    days: Int, after: Int
  ) throws {
    var (account, id) = try TestAccount.trial(days: days, card: "4242424242424242")
    account.now += Double(after - 1)
    #expect(try Self.told(&account).isEmpty)
    account.now += 1
    let event = try #require(try Self.told(&account).first)
    #expect(event.text("type") == "customer.subscription.trial_will_end")
    #expect(event["data"]?["object"]?.text("status") == "trialing")
    #expect(
      event["data"]?["object"]?["trial_end"]?.int == Int(TestAccount.start) + days * Self.days)
    #expect(event["data"]?["previous_attributes"] == nil)
    _ = try account.json("POST", "/v1/checkout/sessions/\(id)", "metadata[a]=b")
    #expect(try Self.told(&account).map(\.id) == [event.id])
  }

  private static let paid = [
    "charge.succeeded", "payment_intent.succeeded", "payment_intent.created",
    "customer.subscription.updated", "invoice.created", "invoice.finalized", "invoice.paid",
    "invoice.payment_succeeded",
  ]
  private static let declined = [
    "charge.failed", "payment_intent.payment_failed", "payment_intent.created",
    "invoice.created", "invoice.finalized", "invoice.payment_failed",
    "customer.subscription.updated",
  ]
  private static let pending = [
    "payment_intent.created", "payment_intent.processing", "charge.pending",
    "customer.subscription.updated", "invoice.created", "invoice.finalized",
  ]

  @Test(arguments: [
    ("4242424242424242", "active", paid), ("4000000000000341", "past_due", declined),
    ("AT321904300235473204", "active", pending),
  ])
  func `what was kept pays at the end of a trial, or not`(
    card: String, status: String, told: [String]
  ) throws {
    var (account, id) = try TestAccount.trial(days: 7, card: card)
    account.now += Double(7 * Self.days)
    let events = try Self.told(&account)
    #expect(
      events.compactMap { $0.text("type") } == ["customer.subscription.trial_will_end"] + told)
    let update = try #require(
      events.first { $0.text("type") == "customer.subscription.updated" }?["data"])
    #expect(update["object"]?.text("status") == status)
    #expect(update["previous_attributes"]?.text("status") == "trialing")
    let subscription = try account.session(id, "expand[]=subscription.latest_invoice")[
      "subscription"]
    #expect(subscription?.text("status") == status)
    #expect(subscription?["latest_invoice"]?["amount_due"]?.int == 2198)
    #expect(
      subscription?["latest_invoice"]?.text("status") == (told == Self.paid ? "paid" : "open"))
    #expect(try account.json("GET", "/v1/charges").ids.count == 1)
    account.now += 200
    #expect(
      try Self.told(&account).contains { $0.text("type") == "invoice.paid" }
        == (told != Self.declined))
  }

  @Test func `what paid for a part of the order at once pays for the rest, too`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", TestAccount.goodsAndTrial).id
    try account.perform("pay", id, "card=5555555555554444")
    account.now += Double(7 * Self.days)
    let charges = try account.json("GET", "/v1/charges")["data"]?.elements.map {
      [$0["amount"]?.int, Int($0["payment_method_details"]?["card"]?.text("last4") ?? "")]
    }
    #expect(charges == [[700, 4444], [2198, 4444]])
  }

  @Test(arguments: ["4000000000000259", "AT591904300235473203"], [true, false])
  func `what pays at the end of a trial is disputed, if its card or its account is`(
    card: String, isTold: Bool
  ) throws {
    var (account, id) = try TestAccount.trial(days: 7, card: card)
    account.now += isTold ? 60 : Double(7 * Self.days)
    if isTold { try account.perform("renew", id) }
    account.now += 9
    let charge = try account.json("GET", "/v1/charges").ids
    #expect(charge.count == 1)
    let disputes = try account.json("GET", "/v1/disputes")["data"]?.elements.map {
      $0.text("charge")
    }
    #expect(disputes == charge)
    let told = try account.everyEvent("type=charge.dispute.*").compactMap { $0.text("type") }
    #expect(told == ["charge.dispute.funds_withdrawn", "charge.dispute.created"])
  }

  @Test(arguments: [false, true])
  func `a made-up subscription that will be canceled is, also after an update`(
    passes: Bool
  ) throws {
    var account = TestAccount(sessions: 3000) { $0.traffic = passes }
    var seen: Set<String> = []
    for session in try account.everySession("status=complete&expand[]=data.subscription") {
      guard let subscription = session["subscription"], let end = subscription["cancel_at"]?.int,
        subscription["ended_at"]?.isNull == true
      else { continue }
      #expect(end > Int(account.now))
      seen.insert(subscription.text("status") ?? "")
      _ = try account.json("POST", "/v1/checkout/sessions/\(session.id)", "metadata[a]=b")
      let now = account.now
      account.now = Double(end)
      let ended = try account.json("GET", "/v1/subscriptions/\(subscription.id)")
      #expect(ended.text("status") == "canceled")
      #expect(ended["ended_at"]?.int == end)
      account.now = now
    }
    #expect(seen.isSuperset(of: ["active", "trialing"]))
  }

  @Test func `a made-up subscription is canceled when it said, and that is told`() throws {
    var account = TestAccount(sessions: 1500) { $0.traffic = true }
    let sessions = try account.everySession("status=complete&expand[]=data.subscription")
    account.now += Double(7 * Self.days)
    let told = Dictionary(
      try account.everyEvent("type=customer.subscription.deleted").map {
        ($0["data"]?["object"]?.id ?? "", $0["created"]?.int)
      }, uniquingKeysWith: { first, _ in first })
    var seen = 0
    for subscription in sessions.compactMap({ $0["subscription"] }) {
      guard let end = subscription["cancel_at"]?.int, subscription["trial_end"]?.isNull == true,
        subscription["ended_at"]?.isNull == true, end <= Int(account.now)
      else { continue }
      seen += 1
      #expect(told[subscription.id] == end)
      let ended = try account.json("GET", "/v1/subscriptions/\(subscription.id)")
      #expect(ended.text("status") == "canceled")
    }
    #expect(seen > 0)
  }

  @Test(arguments: ["", "&payment_method_collection=if_required"])
  func `a trial of usage alone ends without a payment, and that is told`(more: String) throws {
    var account = TestAccount(sessions: 0)
    let price = try account.json(
      "POST", "/v1/prices",
      "currency=usd&unit_amount=5&product_data[name]=Calls&recurring[interval]=month"
        + "&recurring[usage_type]=metered"
    ).id
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=subscription&success_url=https://e.com&line_items[0][price]=\(price)"
        + "&subscription_data[trial_period_days]=7" + more
    ).id
    try account.perform("pay", id, more.isEmpty ? "card=4242424242424242" : "")
    let end = Int(TestAccount.start) + 7 * Self.days
    account.now = Double(end)
    let events = try Self.told(&account)
    #expect(
      events.compactMap { $0.text("type") } == [
        "customer.subscription.trial_will_end", "customer.subscription.updated",
      ])
    let update = events.last?["data"]
    #expect(update?["previous_attributes"]?.text("status") == "trialing")
    let subscription = try #require(
      try account.session(id, "expand[]=subscription")["subscription"])
    #expect(update?["object"]?.compact == subscription.compact)
    #expect(subscription.text("status") == "active")
    let item = subscription["items"]?["data"]?.elements.first { _ in true }
    #expect(item?["current_period_start"]?.int == end)
  }

  @Test func `a trial that is canceled does not end`() throws {
    var (account, id) = try TestAccount.trial(days: 7, card: "4242424242424242")
    let subscription = try #require(try account.session(id).text("subscription"))
    account.now += 60
    _ = try account.json("DELETE", "/v1/subscriptions/\(subscription)")
    account.now += Double(30 * Self.days)
    #expect(
      try Self.told(&account).map { $0.text("type") } == ["customer.subscription.deleted"])
  }
}
