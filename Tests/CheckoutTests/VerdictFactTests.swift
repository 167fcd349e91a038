import JSON
import Support
import Testing
import Units

@testable import Checkout

/// What a verdict says when the payment attempts were read, and when they were not.
@Suite struct VerdictFactTests {
  private static let now = Session.morning + 3_600

  private func sentence(
    _ session: Session, charges: [Charge]? = nil, events: [StoryEvent] = [],
    reach: StorySources.Reach = .whole(until: now), zone: ZoneRule = .utc, dated: Bool = false
  ) -> String {
    var sources = StorySources(session, readAt: Self.now)
    sources.listedCharges = charges
    sources.events = events
    sources.reach = reach
    return Verdict(of: sources, VerdictTimes(now: Self.now, zone: zone, dated: dated)).sentence
  }

  private let paid = Session.make(
    status: "complete", paymentStatus: "paid", changes: ["payment_intent": "pi_1"])
  private let open = Session.make(changes: ["payment_intent": "pi_1"])

  @Test func `a payment names the card, the time and the try before`() {
    let charges = [
      Charge.make(id: "ch_1", at: 60, declined: "insufficient_funds"),
      .make(id: "ch_2", at: 240),
    ]
    #expect(
      sentence(paid, charges: charges)
        == "Paid with Visa ending 4242 today at 09:42 UTC;"
        + " the first try was declined: not enough money")
  }

  @Test func `several tries before are counted`() {
    let charges = [
      Charge.make(id: "ch_1", at: 60, declined: "insufficient_funds"),
      .make(id: "ch_2", at: 90, declined: "expired_card"), .make(id: "ch_3", at: 240),
    ]
    #expect(
      sentence(paid, charges: charges)
        == "Paid with Visa ending 4242 today at 09:42 UTC;"
        + " 2 tries before were declined, the last one: the card has expired")
  }

  /// Events of refunds, newest first; a charge was refunded, or a refund has failed.
  private static func moneyBack(_ seconds: Int, _ amount: Int, fails: Bool = false) -> StoryEvent {
    fails
      ? .make(
        "refund.failed", id: "evt_\(seconds)", at: seconds,
        of: [
          "id": "re_1", "object": "refund", "amount": .int(amount), "currency": "usd",
          "created": .int(Session.morning + 300), "payment_intent": "pi_1", "charge": "ch_1",
          "status": "failed",
        ])
      : .make(
        "charge.refunded", id: "evt_\(seconds)", at: seconds,
        of: Charge.literal(
          at: 240, changes: ["amount_refunded": .int(amount), "refunded": .bool(amount == 2198)]),
        previous: ["amount_refunded": 0])
  }

  @Test func `a refund that failed before the last one is not told as the last`() {
    let refunded = Charge.make(at: 240, changes: ["amount_refunded": 2198, "refunded": true])
    let begun = Self.moneyBack(300, 500)
    let failed = Self.moneyBack(310, 500, fails: true)
    let words = "Paid with Visa ending 4242 today at 09:42 UTC"
    #expect(
      sentence(paid, charges: [refunded], events: [failed, begun])
        == "\(words), then refunded in full")
    let all = [Self.moneyBack(320, 2198), failed, begun]
    #expect(sentence(paid, events: all) == "\(words), then refunded in full")
    #expect(
      sentence(paid, events: [failed, begun])
        == "\(words), but a refund of $5.00 USD failed: the money is back in the account")
    var sources = StorySources(paid, readAt: Self.now)
    sources.events = all
    let story = Story(sources)
    #expect(
      story.steps.filter { $0.kind == .refunded }.map(\.text)
        == ["Refund of $5.00 begun; it failed later", "Refunded $21.98"])
    #expect(
      story.unknown.contains("refunds were not read: whether one is still under way is not known"))
  }

  @Test func `a refund that failed takes neither the tries nor the subscription with it`() {
    let session = Session.make(
      status: "complete", paymentStatus: "paid", mode: "subscription",
      changes: ["payment_intent": "pi_1", "subscription": ["id": "sub_1", "status": "active"]])
    let refund: JSONLiteral = ["id": "re_1", "status": "failed", "amount": 30, "currency": "usd"]
    let charges = [
      Charge.make(id: "ch_1", at: 60, declined: "insufficient_funds"),
      .make(id: "ch_2", at: 240, changes: ["refunds": ["data": [refund]]]),
    ]
    #expect(
      sentence(session, charges: charges)
        == "Paid with Visa ending 4242 today at 09:42 UTC, but a refund of $0.30 USD failed:"
        + " the money is back in the account; the first try was declined: not enough money;"
        + " the subscription is active")
  }

  /// The bank's check ends a try before there is a charge.
  private static func unchecked(at seconds: Int) -> StoryEvent {
    .make(
      "payment_intent.payment_failed", id: "evt_\(seconds)", at: seconds,
      of: [
        "id": "pi_1", "object": "payment_intent", "status": "requires_payment_method",
        "last_payment_error": ["code": "payment_intent_authentication_failure"],
      ])
  }

  @Test func `tries that ended before there was a charge are counted`() {
    let first = Charge.make(id: "ch_1", at: 120, declined: "insufficient_funds", last4: "9995")
    #expect(
      sentence(open, charges: [first], events: [Self.unchecked(at: 60)])
        == "Open; 2 tries failed, the last one with Visa ending 9995 today at 09:40 UTC:"
        + " not enough money; expires tomorrow at 09:38 UTC (in 23 h)")
    #expect(
      sentence(open, charges: [], events: [Self.unchecked(at: 60)])
        == "Open; one try, today at 09:39 UTC, failed: the customer did not pass authentication;"
        + " expires tomorrow at 09:38 UTC (in 23 h)")
    #expect(
      sentence(
        paid, charges: [.make(id: "ch_2", at: 240), first], events: [Self.unchecked(at: 60)])
        == "Paid with Visa ending 4242 today at 09:42 UTC;"
        + " 2 tries before failed, the last one: not enough money")
    #expect(
      sentence(paid, charges: [.make(at: 240)], events: [Self.unchecked(at: 60)])
        == "Paid with Visa ending 4242 today at 09:42 UTC;"
        + " the first try failed: the customer did not pass authentication")
  }

  @Test func `a try without a charge counts beside one of the same second`() {
    let charge = Charge.make(id: "ch_1", at: 60, declined: "insufficient_funds", last4: "9995")
    let refusal = StoryEvent.make(
      "payment_intent.payment_failed", id: "evt_1", at: 60,
      of: [
        "id": "pi_1", "object": "payment_intent",
        "last_payment_error": ["charge": "ch_1", "decline_code": "insufficient_funds"],
      ])
    let words = "with Visa ending 9995 today at 09:39 UTC"
    let expiry = "not enough money; expires tomorrow at 09:38 UTC (in 23 h)"
    #expect(
      sentence(open, charges: [charge], events: [refusal, Self.unchecked(at: 60)])
        == "Open; 2 tries failed, the last one \(words): \(expiry)")
    #expect(
      sentence(open, charges: [charge], events: [Self.unchecked(at: 60)])
        == "Open; one try, \(words), failed: \(expiry)", "an old event names no charge")
  }

  @Test(
    arguments: [
      .refused, .tooOld, .noRequestLeft, .part(from: Session.morning + 200, until: now),
    ] as [StorySources.Reach])
  func `without all events tries may be missing`(reach: StorySources.Reach) {
    let first = Charge.make(id: "ch_1", at: 60, declined: "insufficient_funds", last4: "9995")
    let second = Charge.make(id: "ch_2", at: 90, declined: "expired_card")
    let success = Charge.make(id: "ch_3", at: 240)
    #expect(
      sentence(open, charges: [first], reach: reach)
        == "Open; the last try, with Visa ending 9995 today at 09:39 UTC, failed:"
        + " not enough money; expires tomorrow at 09:38 UTC (in 23 h)")
    #expect(
      sentence(paid, charges: [success, first], reach: reach)
        == "Paid with Visa ending 4242 today at 09:42 UTC;"
        + " a try before was declined: not enough money")
    #expect(
      sentence(paid, charges: [success, second, first], reach: reach)
        == "Paid with Visa ending 4242 today at 09:42 UTC;"
        + " at least 2 tries before were declined, the last one known: the card has expired")
  }

  @Test func `of two tries in one second the one that Stripe lists first is the last`() {
    let charges = [
      Charge.make(id: "ch_1", at: 60, declined: "expired_card", last4: "0069"),
      .make(id: "ch_2", at: 60, declined: "insufficient_funds", last4: "9995"),
    ]
    #expect(
      sentence(open, charges: charges)
        == "Open; 2 tries failed, the last one with Visa ending 0069 today at 09:39 UTC:"
        + " the card has expired; expires tomorrow at 09:38 UTC (in 23 h)")
  }

  @Test func `local times have no zone behind them`() {
    let zone = ZoneRule(fixed: UTCOffset(seconds: 3_600, abbreviation: "CET"))
    #expect(
      sentence(paid, charges: [.make(at: 240)], zone: zone)
        == "Paid with Visa ending 4242 today at 10:42")
    #expect(
      sentence(paid, charges: [.make(at: 240)], zone: zone, dated: true)
        == "Paid with Visa ending 4242 on 14 Nov 2026 at 10:42 CET")
  }

  @Test func `an open session says how often it was tried`() {
    let first = Charge.make(id: "ch_1", at: 60, declined: "insufficient_funds", last4: "9995")
    #expect(
      sentence(open, charges: [first])
        == "Open; one try, with Visa ending 9995 today at 09:39 UTC, failed: not enough money;"
        + " expires tomorrow at 09:38 UTC (in 23 h)")
    let second = Charge.make(id: "ch_2", at: 120, declined: "lost_card", last4: "9987")
    #expect(
      sentence(open, charges: [first, second])
        == "Open; 2 tries failed, the last one with Visa ending 9987 today at 09:40 UTC:"
        + " the card was declined; expires tomorrow at 09:38 UTC (in 23 h)")
  }

  @Test func `a debit that is under way says how long it takes`() {
    let debit: JSONLiteral = ["type": "sepa_debit", "sepa_debit": ["last4": "3201"]]
    let session = Session.make(
      status: "complete",
      changes: [
        "payment_intent": ["id": "pi_1", "object": "payment_intent", "status": "processing"]
      ])
    #expect(
      sentence(session, charges: [.make(status: "pending", method: debit)])
        == "Processing: SEPA direct debit takes up to 14 business days; do not ship yet")
    let subscription = Session.make(
      status: "complete", mode: "subscription", changes: ["payment_intent": nil])
    #expect(
      sentence(subscription, charges: [.make(status: "pending", method: debit)])
        == "Processing: SEPA direct debit takes up to 14 business days; do not ship yet",
      "its session has no payment intent")
    #expect(
      sentence(session) == "Processing: the money is not there yet; do not ship yet",
      "of a method that is not known nothing is said")
    #expect(
      sentence(paid, charges: [.make(at: 240, method: debit)])
        == "Paid with SEPA direct debit (account ending 3201), begun today at 09:42 UTC",
      "when the money came does not stand in the charge")
  }

  @Test(
    arguments: [
      (
        ["type": "card", "card": ["brand": "mastercard", "last4": "4444"]], "Mastercard ending 4444"
      ),
      (
        [
          "type": "card",
          "card": ["brand": "visa", "last4": "4242", "wallet": ["type": "apple_pay"]],
        ], "Apple Pay (Visa ending 4242)"
      ),
      (["type": "card", "card": ["brand": nil, "last4": nil]], "a card"),
      (["type": "card", "card": ["brand": "zeta_card"]], "zeta card"),
      (["type": "paypal", "paypal": [:]], "PayPal"),
      (["type": "new_pay"], "new pay"),
      (
        ["type": "us_bank_account", "us_bank_account": ["last4": "6789"]],
        "ACH direct debit (account ending 6789)"
      ),
    ] as [(JSONLiteral, String)])
  func `a way of paying is put in words`(method: JSONLiteral, words: String) {
    #expect(Charge.make(method: method).methodWords == words)
  }

  @Test func `a charge that the bank never saw says so`() {
    let blocked = Charge.make(
      declined: "highest_risk_level",
      changes: ["outcome": ["type": "blocked", "reason": "highest_risk_level"]])
    #expect(blocked.decline?.words == "Stripe's fraud rules stopped it, and the bank was not asked")
  }

  @Test(
    arguments: [
      (0, "today at 09:38 UTC"), (-86_400, "yesterday at 09:38 UTC"),
      (86_400, "tomorrow at 09:38 UTC"), (-4 * 86_400, "on 10 Nov at 09:38 UTC"),
      (-365 * 86_400, "on 14 Nov 2025 at 09:38 UTC"),
    ])
  func `a time is said as people say it`(seconds: Int, words: String) {
    #expect(Moment(Session.morning + seconds).words(at: Session.morning, in: .utc) == words)
  }
}
