import JSON
import Testing

@testable import Sandbox

@Suite("Events")
struct EventOrderTests {
  /// The types of a session's events, oldest first.
  private func told(
    _ parameters: String = "", _ body: (inout TestAccount, String) throws -> Void
  ) throws -> [String] {
    var account = TestAccount(sessions: 0)
    let id = try account.open(parameters)
    try body(&account, id)
    account.now += 30
    return try account.everyEvent().reversed().compactMap { $0.text("type") }
  }

  @Test func `a card payment is told as Stripe tells it`() throws {
    #expect(
      try told { try $0.perform("pay", $1) } == [
        "charge.succeeded", "payment_intent.succeeded", "payment_intent.created",
        "checkout.session.completed", "charge.updated",
      ])
  }

  @Test func `a decline is told before the payment, and the intent is made once`() throws {
    #expect(
      try told {
        try $0.perform("decline", $1)
        try $0.perform("pay", $1)
      } == [
        "payment_intent.created", "charge.failed", "payment_intent.payment_failed",
        "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed",
        "charge.updated",
      ])
  }

  @Test func `the intent of a setup is made once, before anything happens to it`() throws {
    func told(_ body: (inout TestAccount, String) throws -> Void) throws -> [String] {
      var account = TestAccount(sessions: 0)
      let id = try account.json(
        "POST", "/v1/checkout/sessions", "mode=setup&currency=usd&success_url=https://e.com"
      ).id
      try body(&account, id)
      return try account.everyEvent().reversed().compactMap { $0.text("type") }
    }
    let end = ["setup_intent.succeeded", "checkout.session.completed"]
    let failed = "setup_intent.setup_failed"
    #expect(try told { try $0.perform("pay", $1) } == ["setup_intent.created"] + end)
    #expect(
      try told {
        try $0.perform("decline", $1)
        try $0.perform("decline", $1)
        try $0.perform("pay", $1)
      } == ["setup_intent.created", failed, failed] + end)
    #expect(
      try told {
        try $0.perform("pay", $1, "card=4000002760003184")
        try $0.perform("authenticate", $1)
      } == ["setup_intent.created", "setup_intent.requires_action"] + end)
  }

  @Test func `a challenge is told`() throws {
    #expect(
      try told {
        try $0.perform("pay", $1, "card=4000002760003184")
        try $0.perform("authenticate", $1)
      } == [
        "payment_intent.requires_action", "payment_intent.created", "payment_intent.succeeded",
        "charge.succeeded", "checkout.session.completed", "charge.updated",
      ])
  }

  @Test func `a debit is told twice`() throws {
    #expect(
      try told { try $0.perform("pay", $1, "card=AT611904300234573201") } == [
        "payment_intent.created", "payment_intent.processing", "charge.pending",
        "checkout.session.completed", "charge.succeeded", "payment_intent.succeeded",
        "checkout.session.async_payment_succeeded",
      ])
  }

  @Test(arguments: [
    ("AT861904300235473202", "payment_intent_payment_attempt_failed"),
    ("AT981904300002222227", "insufficient_funds"),
    ("AT981904300000343434", "charge_exceeds_source_limit"),
  ])
  func `a debit that fails says why, whether time passes or the bank is told to fail`(
    iban: String, code: String
  ) throws {
    for isTold in [false, true] {
      var account = TestAccount(sessions: 0)
      let id = try account.open()
      try account.perform("pay", id, "card=\(iban)")
      if isTold { try account.perform("fail", id) }
      account.now += 10
      let intent = try account.intent(of: id)
      #expect(intent["last_payment_error"]?.text("code") == code)
      #expect(intent["latest_charge"]?.text("failure_code") == code)
      let failed = try account.everyEvent("type=charge.failed").first?["data"]?["object"]
      #expect(failed?.text("failure_code") == code)
    }
  }

  @Test(arguments: [false, true])
  func `a debit is disputed once it has arrived, and not before`(isTold: Bool) throws {
    #expect(
      try told {
        try $0.perform("pay", $1, "card=AT591904300235473203")
        if isTold { try $0.perform("settle", $1) }
      } == [
        "payment_intent.created", "payment_intent.processing", "charge.pending",
        "checkout.session.completed", "charge.succeeded", "payment_intent.succeeded",
        "checkout.session.async_payment_succeeded", "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
      ])
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id, "card=AT591904300235473203")
    try account.perform("fail", id)
    account.now += 30
    #expect(try account.everyEvent("type=charge.dispute.*").isEmpty)
  }

  @Test func `an early fraud warning follows the payment that it is about`() throws {
    #expect(
      try told { try $0.perform("pay", $1, "card=4000000000005423") }.suffix(3) == [
        "checkout.session.completed", "radar.early_fraud_warning.created", "charge.updated",
      ])
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id, "card=4000000000005423")
    let warning = try #require(
      try account.everyEvent("type=radar.early_fraud_warning.created").first?["data"]?["object"])
    let intent = try account.intent(of: id)
    #expect(warning.id.hasPrefix("issfr_"))
    #expect(warning.text("object") == "radar.early_fraud_warning")
    #expect(warning.text("payment_intent") == intent.id)
    #expect(warning.text("charge") == intent["latest_charge"]?.id)
    #expect(warning["actionable"]?.bool == true)
    #expect(intent["latest_charge"]?["disputed"]?.bool == false)
  }

  /// The types and statuses of a subscription's events, oldest first.
  private func subscribed(
    _ version: String, _ card: String = "4242424242424242"
  ) throws -> [String] {
    var (account, _) = try TestAccount.subscribed(
      card: card, version: StripeVersion(version) ?? .standard)
    account.now += 10
    return try account.everyEvent().reversed().compactMap { event in
      guard let type = event.text("type") else { return nil }
      let isOfSubscription = type.hasPrefix("customer.subscription.")
      let status = isOfSubscription ? event["data"]?["object"]?.text("status") : nil
      return type + (status.map { " " + $0 } ?? "")
    }
  }

  @Test func `a subscription is told as the version of the account tells it`() throws {
    #expect(
      try subscribed("2025-03-31.basil") == [
        "customer.created", "customer.updated", "charge.succeeded", "payment_method.attached",
        "checkout.session.completed", "customer.subscription.created active",
        "payment_intent.succeeded", "payment_intent.created", "invoice.created",
        "invoice.finalized", "invoice.paid", "invoice.payment_succeeded", "charge.updated",
        "invoice_payment.paid",
      ])
    #expect(
      try subscribed("2024-06-20") == [
        "customer.created", "customer.subscription.created incomplete", "customer.updated",
        "charge.succeeded", "payment_method.attached", "checkout.session.completed",
        "customer.subscription.updated active", "payment_intent.succeeded",
        "payment_intent.created", "invoice.created", "invoice.finalized", "invoice.paid",
        "invoice.payment_succeeded", "charge.updated",
      ])
    #expect(
      try subscribed("2024-06-20", "AT611904300234573201").prefix(2) == [
        "customer.created", "customer.subscription.created incomplete",
      ])
  }

  @Test func `a subscription that becomes active was incomplete`() throws {
    var account = TestAccount(sessions: 80) {
      $0.apiVersion = StripeVersion("2024-06-20") ?? .standard
    }
    let events = try account.everyEvent("type=customer.subscription.*")
    let created = events.filter { $0.text("type") == "customer.subscription.created" }
    #expect(!created.isEmpty)
    for event in created {
      let status = event["data"]?["object"]?.text("status")
      // Later ones tell of other changes.
      let update = events.first {
        $0.text("type") == "customer.subscription.updated" && $0["created"] == event["created"]
          && $0["data"]?["object"]?.id == event["data"]?["object"]?.id
      }
      #expect(status == (update == nil ? "trialing" : "incomplete"))
      guard let update else { continue }
      #expect(update["data"]?["previous_attributes"]?.text("status") == "incomplete")
      #expect(update["data"]?["object"]?.text("status") != "incomplete")
    }
  }

  @Test func `the end of a session cancels its intent`() throws {
    #expect(
      try told {
        try $0.perform("decline", $1)
        try $0.perform("expire", $1)
      }.suffix(2) == ["payment_intent.canceled", "checkout.session.expired"])
  }

  @Test func `every event carries its object as it was`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open("&metadata[step]=first")
    account.perform(quietly: "decline", id)
    try account.perform("pay", id, "card=AT611904300234573201")
    _ = try account.json("POST", "/v1/checkout/sessions/\(id)", "metadata[step]=second")
    account.now += 30
    let events = try account.everyEvent()
    func object(_ type: String) throws -> JSON {
      try #require(events.first { $0.text("type") == type }?["data"]?["object"])
    }
    #expect(try object("payment_intent.created").text("status") == "requires_payment_method")
    let failed = try object("payment_intent.payment_failed")
    #expect(failed["last_payment_error"]?.text("code") == "card_declined")
    #expect(try object("payment_intent.processing").text("status") == "processing")
    let completed = try object("checkout.session.completed")
    #expect(completed.text("payment_status") == "unpaid")
    #expect(completed["metadata"]?.text("step") == "first")
    let arrived = try object("checkout.session.async_payment_succeeded")
    #expect(arrived.text("payment_status") == "paid")
    #expect(arrived["metadata"]?.text("step") == "second")
  }

  @Test func `what the shop does names its request, what a customer does names none`() throws {
    var account = TestAccount(sessions: 0)
    let first = try account.open()
    try account.perform("pay", first)
    let second = try account.open()
    _ = try account.json("POST", "/v1/checkout/sessions/\(second)/expire")
    let events = try account.everyEvent("type=checkout.session.*")
    #expect(events.map { $0["request"]?["id"]?.isNull } == [false, true])
  }

  @Test func `ids of events can be looked up, and tell payments from the rest`() throws {
    var account = TestAccount(sessions: 60)
    for event in try account.everyEvent().prefix(200) {
      let type = try #require(event.text("type"))
      let isOfPayment = type.hasPrefix("charge.") || type.hasPrefix("payment_intent.")
      #expect(event.id.hasPrefix(isOfPayment ? "evt_3" : "evt_1"))
      let one = try account.json("GET", "/v1/events/\(event.id)")
      #expect(one.text("type") == type)
      #expect(one["data"]?["object"]?.id == event["data"]?["object"]?.id)
    }
  }

  @Test func `an event that is not there yet is refused as a cursor`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id)
    let now = account.now
    account.now += 30
    let later = try account.json("GET", "/v1/events", "limit=1").ids[0]
    account.now = now
    _ = try account.json("GET", "/v1/events", "ending_before=\(later)", status: 400)
    _ = try account.json("GET", "/v1/events/\(later)", status: 404)
  }

  @Test func `events that were not delivered can be asked for`() throws {
    var account = TestAccount(sessions: 0)
    account.store.startDeliveries(at: Int(account.now))
    let id = try account.open()
    try account.perform("pay", id)
    let due = account.store.takeDeliveries(at: Int(account.now)) { _ in true }
    #expect(due.count == 4)
    account.store.markDelivered(due[0])
    let open = try account.everyEvent("delivery_success=false")
    #expect(Set(open.map(\.id)) == Set(due.dropFirst().map(\.id)))
    #expect(open.allSatisfy { $0["pending_webhooks"]?.int == 1 })
    #expect(try account.everyEvent("delivery_success=true").map(\.id) == [due[0].id])
    #expect(account.store.takeDeliveries(at: Int(account.now)) { _ in true }.isEmpty)
    account.now += 2
    #expect(
      account.store.takeDeliveries(at: Int(account.now)) { _ in true }.map(\.type)
        == [.chargeUpdated])
  }

  /// Objects that belong together agree, whatever was generated.
  @Test func `intents, charges and refunds agree with their session`() throws {
    var account = TestAccount(sessions: 2000, seed: 3)
    let expand = "expand[]=data.payment_intent.latest_charge"
    var (intents, charges) = (0, 0)
    for session in try account.everySession(expand) {
      guard let intent = session["payment_intent"], intent.kind == .object else { continue }
      intents += 1
      let isPaid = session.text("payment_status") == "paid"
      #expect((intent.text("status") == "succeeded") == isPaid, "\(session.id)")
      #expect(intent["amount"]?.int == session["amount_total"]?.int)
      guard let charge = intent["latest_charge"], charge.kind == .object else { continue }
      charges += 1
      #expect(charge["paid"]?.bool == isPaid)
      #expect(charge["amount"]?.int == session["amount_total"]?.int)
      let refunded = charge["amount_refunded"]?.int ?? 0
      #expect(refunded <= charge["amount"]?.int ?? 0)
      #expect((charge["created"]?.int ?? 0) >= (session["created"]?.int ?? 0))
    }
    #expect(intents > 0 && charges > 0)
  }
}

extension TestAccount {
  mutating func perform(quietly verb: String, _ id: String) {
    _ = send("POST", "/v1/test_helpers/checkout/sessions/\(id)/\(verb)")
  }
}
