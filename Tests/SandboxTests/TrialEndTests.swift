import JSON
import Testing

@testable import Sandbox

@Suite("The end of a trial")
struct TrialEndTests {
  private static let days = 7
  private static let end = Int(TestAccount.start) + days * 86_400

  /// A trial of a week that has begun, with a card or without.
  private static func trial(
    _ behavior: String? = nil, hasCard: Bool = false
  ) throws -> (account: TestAccount, id: String) {
    let setting = "&subscription_data[trial_settings][end_behavior][missing_payment_method]="
    return try TestAccount.trial(
      days: days, "&payment_method_collection=if_required" + (behavior.map { setting + $0 } ?? ""),
      card: hasCard ? "4242424242424242" : nil)
  }

  private static func subscription(_ id: String, _ account: inout TestAccount) throws -> JSON {
    let session = try account.session(id, "expand[]=subscription.latest_invoice")
    return try #require(session["subscription"])
  }

  /// What is told later than the beginning, oldest first.
  private static func told(_ account: inout TestAccount) throws -> [JSON] {
    try account.everyEvent("created[gt]=\(Int(TestAccount.start))").reversed()
  }

  @Test func `a renewal ends a trial, and says so`() throws {
    var (account, id) = try Self.trial(hasCard: true)
    account.now += 60
    try account.perform("renew", id)
    let now = Int(account.now)
    let renewed = try Self.subscription(id, &account)
    #expect(renewed.text("status") == "active")
    #expect(renewed["trial_start"]?.int == now - 60)
    #expect(renewed["trial_end"]?.int == now)
    #expect(renewed["billing_cycle_anchor"]?.int == now)
    let update = try account.everyEvent("type=customer.subscription.updated").first?["data"]
    #expect(update?["object"]?["trial_end"]?.int == now)
    let before = update?["previous_attributes"]
    #expect(before?.text("status") == "trialing")
    #expect(before?["trial_end"]?.int == Self.end)
    #expect(before?["latest_invoice"]?.string != nil)
    account.now += 60
    try account.perform("renew", id)
    #expect(try Self.subscription(id, &account)["trial_end"]?.int == now)
    let second = try account.everyEvent("type=customer.subscription.updated").first?["data"]
    #expect(second?["previous_attributes"]?["status"] == nil)
    #expect(second?["previous_attributes"]?["trial_end"] == nil)
  }

  @Test func `a trial that was over before its renewal keeps its end`() throws {
    var (account, id) = try Self.trial(hasCard: true)
    account.now += Double(Self.days * 86_400 + 60)
    try account.perform("renew", id)
    #expect(try Self.subscription(id, &account)["trial_end"]?.int == Self.end)
  }

  /// What Stripe documents for a trial that ends without a payment method.
  private static let behaviors: [(behavior: String?, status: String, told: [String])] = [
    (
      nil, "past_due",
      [
        "payment_intent.created", "invoice.created", "invoice.finalized",
        "invoice.payment_failed", "customer.subscription.updated",
      ]
    ),
    (
      "create_invoice", "past_due",
      [
        "payment_intent.created", "invoice.created", "invoice.finalized",
        "invoice.payment_failed", "customer.subscription.updated",
      ]
    ),
    ("pause", "paused", ["customer.subscription.paused", "customer.subscription.updated"]),
    ("cancel", "canceled", ["customer.subscription.deleted"]),
  ]

  @Test(arguments: behaviors, [true, false])
  func `a trial without a card ends as the request said, by itself or by a renewal`(
    row: (behavior: String?, status: String, told: [String]), isTold: Bool
  ) throws {
    var (account, id) = try Self.trial(row.behavior)
    account.now += isTold ? 60 : Double(Self.days * 86_400 - 1)
    #expect(try Self.subscription(id, &account).text("status") == "trialing")
    if isTold { try account.perform("renew", id) } else { account.now += 1 }
    let ended = try Self.subscription(id, &account)
    #expect(ended.text("status") == row.status)
    #expect(ended["ended_at"]?.int == (row.status == "canceled" ? Int(account.now) : nil))
    var events = try Self.told(&account)
    if !isTold {
      #expect(events.removeFirst().text("type") == "customer.subscription.trial_will_end")
    }
    #expect(events.map { $0.text("type") } == row.told)
    #expect(try account.json("GET", "/v1/charges").ids.isEmpty)
  }

  @Test(arguments: [nil, "create_invoice"], [true, false])
  func `a trial that ends past due leaves an invoice that is not paid`(
    behavior: String?, isTold: Bool
  ) throws {
    var (account, id) = try Self.trial(behavior)
    account.now += isTold ? 60 : Double(Self.days * 86_400)
    if isTold { try account.perform("renew", id) }
    let ended = try Self.subscription(id, &account)
    let events = try Self.told(&account)
    let invoice = try #require(ended["latest_invoice"])
    #expect(invoice.text("status") == "open")
    #expect(invoice["amount_due"]?.int == 2198)
    let created = events.first { $0.text("type") == "payment_intent.created" }
    let intent = try #require(created?["data"]?["object"])
    #expect(intent.text("status") == "requires_payment_method")
    #expect(intent["latest_charge"]?.isNull == true)
    #expect(events.last?["data"]?["previous_attributes"]?.text("status") == "trialing")
  }

  @Test func `a subscription that is paused goes on with a card, and not without`() throws {
    var (account, id) = try Self.trial("pause")
    account.now += Double(Self.days * 86_400 + 60)
    let error = try account.perform("renew", id, status: 400).error
    #expect(error?.text("message")?.contains("paused") == true)
    for card in ["card=4242424242424242", ""] {
      try account.perform("renew", id, card)
      #expect(try Self.subscription(id, &account).text("status") == "active")
      account.now += 60
    }
    let invoice = try Self.subscription(id, &account)["latest_invoice"]
    #expect(invoice?.text("status") == "paid")
  }

  @Test(arguments: ["cancel", "pause"], [true, false])
  func `what is set for the end of a trial is not for an anchor`(
    behavior: String, isTold: Bool
  ) throws {
    var (account, id) = try TestAccount.subscribed(
      "&payment_method_collection=if_required"
        + "&subscription_data[trial_settings][end_behavior][missing_payment_method]=\(behavior)"
        + "&subscription_data[proration_behavior]=none"
        + "&subscription_data[billing_cycle_anchor]=\(Self.end)")
    account.now += isTold ? 60 : Double(Self.days * 86_400)
    if isTold { try account.perform("renew", id) }
    #expect(try Self.subscription(id, &account).text("status") == "past_due")
  }

  @Test func `a debit that has failed pays for no other period`() throws {
    var (account, id) = try Self.trial()
    try account.perform("renew", id, "card=4242424242424242")
    account.now += 60
    for card in ["AT861904300235473202", ""] {
      try account.perform("renew", id, card.isEmpty ? "" : "card=\(card)")
      account.now += 60
    }
    let charges = try account.json("GET", "/v1/charges")["data"]?.elements.map {
      $0["payment_method_details"]?.text("type")
    }
    #expect(charges == ["card", "sepa_debit", "card"])
  }

  @Test(arguments: [false, true])
  func `events of a trial's end stay as they were`(hasCard: Bool) throws {
    var (account, id) = try Self.trial(hasCard: hasCard)
    account.now += Double(Self.days * 86_400 + 60)
    let before = try Self.told(&account).map(\.source)
    try account.perform("renew", id, "card=4242424242424242")
    _ = try account.json("POST", "/v1/checkout/sessions/\(id)", "metadata[a]=b")
    #expect(Array(try Self.told(&account).map(\.source).prefix(before.count)) == before)
  }
}
