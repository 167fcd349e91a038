import Support
import Testing

@testable import Checkout
import JSON
import Units

@Suite struct VerdictTests {
  /// What one row of the table says about a session of its kind.
  struct Sample: Sendable, CustomTestStringConvertible {
    let rule: String
    let tone: Verdict.Tone
    let sentence: String
    let session: Session
    let disputes: [JSON]
    let recoveries: [StorySources.Recovery]

    var testDescription: String { rule }

    init(
      _ rule: String, _ tone: Verdict.Tone, _ sentence: String, _ status: String?,
      _ paymentStatus: String? = "unpaid", mode: String = "payment",
      expiresIn: Int = 2_460, with changes: JSONLiteral = [:], disputes: [JSONLiteral] = [],
      recoveries: [StorySources.Recovery] = []
    ) {
      self.rule = rule
      self.tone = tone
      self.sentence = sentence
      session = .make(
        expiresIn: expiresIn, status: status, paymentStatus: paymentStatus, mode: mode,
        changes: changes)
      self.disputes = disputes.map { JSON.make($0) }
      self.recoveries = recoveries
    }
  }

  private static func intent(
    _ status: String, declined code: String? = nil, charge: JSONLiteral = nil
  ) -> JSONLiteral {
    let error: JSONLiteral =
      code.map { ["code": "card_declined", "decline_code": .string($0)] } ?? nil
    return [
      "payment_intent": [
        "id": "pi_1", "object": "payment_intent", "status": .string(status),
        "last_payment_error": error, "latest_charge": charge,
      ]
    ]
  }

  private static func subscription(_ status: String) -> JSONLiteral {
    ["subscription": ["id": "sub_1", "object": "subscription", "status": .string(status)]]
  }

  private static func setup(_ status: String, failed: Bool = false) -> JSONLiteral {
    let error: JSONLiteral = failed ? ["code": "expired_card"] : nil
    return [
      "setup_intent": [
        "id": "seti_1", "object": "setup_intent", "status": .string(status),
        "last_setup_error": error,
      ]
    ]
  }

  private static let paidByCard = intent("succeeded", charge: Charge.literal(at: 150))

  /// Refunds of a payment of $21.98, oldest first, and how much of it the charge calls refunded.
  private static func refunded(_ refunds: [(String, Int)], of amount: Int) -> JSONLiteral {
    let list = refunds.enumerated().reversed().map { index, refund -> JSONLiteral in
      [
        "id": .string("re_\(index)"), "object": "refund", "currency": "usd",
        "created": .int(Session.morning + 400 + index), "amount": .int(refund.1),
        "status": .string(refund.0),
        "failure_reason": refund.0 == "failed" ? "lost_or_stolen_card" : nil,
      ]
    }
    let charge = Charge.literal(
      at: 150,
      changes: [
        "amount_refunded": .int(amount), "refunded": .bool(amount == 2198),
        "refunds": ["data": .array(list)],
      ])
    return intent("succeeded", charge: charge)
  }

  private static func dispute(_ status: String) -> JSONLiteral {
    [
      "id": "dp_1", "object": "dispute", "created": .int(Session.morning), "reason": "fraudulent",
      "status": .string(status),
      "evidence_details": ["due_by": .int(Session.morning + 7 * 86_400)],
    ]
  }

  private static func recovery(until end: Int) -> JSONLiteral {
    [
      "after_expiration": [
        "recovery": [
          "enabled": true, "allow_promotion_codes": false, "expires_at": .int(end),
          "url": "https://buy.stripe.com/r/test_1",
        ]
      ]
    ]
  }

  static let samples: [Sample] = [
    Sample(
      "open, paid", .attention, "Marked open, yet paid: refresh before acting on it", "open", "paid"
    ),
    Sample(
      "open, intent succeeded", .attention,
      "Marked open, yet its payment has succeeded: refresh before acting on it", "open",
      with: intent("succeeded")),
    Sample(
      "open, overdue", .attention, "Open when last read, but it was due to expire 5 minutes ago",
      "open", expiresIn: -300),
    Sample(
      "open, declined", .attention,
      "Open; the last attempt failed: not enough money; expires at 10:19 UTC (in 41 min)", "open",
      with: intent("requires_payment_method", declined: "insufficient_funds")),
    Sample(
      "open, customer must act", .waiting,
      "Open; the customer has to confirm the payment; expires at 10:19 UTC (in 41 min)", "open",
      with: intent("requires_action")),
    Sample(
      "open, processing", .waiting,
      "Open; a payment is being processed; expires at 10:19 UTC (in 41 min)", "open",
      with: intent("processing")),
    Sample(
      "open, setup", .waiting,
      "Open, no payment method set up yet; expires at 10:19 UTC (in 41 min)", "open",
      "no_payment_required", mode: "setup"),
    Sample(
      "open, subscription", .waiting, "Open, not subscribed yet; expires at 10:19 UTC (in 41 min)",
      "open",
      mode: "subscription"),
    Sample(
      "open, untouched", .waiting,
      "Open, nobody has tried to pay; expires at 10:19 UTC (in 41 min)", "open"),
    Sample(
      "open", .waiting, "Open, not completed yet; expires at 10:19 UTC (in 41 min)", "open",
      with: ["payment_intent": "pi_1"]),
    Sample(
      "paid, dispute to answer", .attention,
      "Disputed by the customer (fraudulent); answer it on 21 Nov at 09:38 UTC (in 7 d);"
        + " paid with Visa ending 4242 today at 09:41 UTC", "complete", "paid", with: paidByCard,
      disputes: [dispute("needs_response")]),
    Sample(
      "paid, dispute lost", .bad,
      "Complete and paid, but a dispute took the money back (fraudulent)", "complete", "paid",
      disputes: [dispute("lost")]),
    Sample(
      "paid, disputed", .attention, "Complete and paid, but the payment is disputed", "complete",
      "paid", with: intent("succeeded", charge: ["disputed": true])),
    Sample(
      "paid, refund failed", .attention,
      "Paid with Visa ending 4242 today at 09:41 UTC, but a refund of $21.98 USD"
        + " (lost or stolen card) failed: the money is back in the account", "complete", "paid",
      with: refunded([("failed", 2198)], of: 0)),
    Sample(
      "paid, refund begun", .waiting,
      "Paid with Visa ending 4242 today at 09:41 UTC; a refund in full is under way", "complete",
      "paid", with: refunded([("pending", 2198)], of: 2198)),
    Sample(
      "paid, refunded", .neutral, "Complete and paid, then refunded in full", "complete", "paid",
      with: intent(
        "succeeded", charge: ["refunded": true, "amount_refunded": 2198, "currency": "usd"])),
    Sample(
      "paid, partly refunded", .good, "Complete and paid, then $5.00 USD was refunded", "complete",
      "paid",
      with: intent(
        "succeeded", charge: ["refunded": false, "amount_refunded": 500, "currency": "usd"])),
    Sample(
      "paid, dispute over", .good,
      "Complete and paid; a dispute about it is over, and the money stays", "complete", "paid",
      disputes: [dispute("won")]),
    Sample(
      "paid, subscription in trouble", .attention,
      "Complete and paid, but the subscription is past due now", "complete", "paid",
      mode: "subscription", with: subscription("past_due")),
    Sample(
      "paid, subscription over", .neutral, "Complete and paid; the subscription is canceled now",
      "complete", "paid", mode: "subscription", with: subscription("canceled")),
    Sample(
      "paid, subscription", .good,
      "Complete, the first payment is there; the subscription is active",
      "complete", "paid", mode: "subscription", with: subscription("active")),
    Sample(
      "paid, subscription, with its payment", .good,
      "Paid with Visa ending 4242 today at 09:41 UTC; the subscription is active", "complete",
      "paid", mode: "subscription", with: subscription("active").merging(paidByCard)),
    Sample(
      "paid", .good, "Complete and paid", "complete", "paid", with: ["payment_intent": "pi_1"]),
    Sample(
      "setup, failed", .bad,
      "Complete, but the payment method could not be set up: the card has expired", "complete",
      "no_payment_required", mode: "setup", with: setup("requires_payment_method", failed: true)),
    Sample(
      "setup, processing", .waiting, "Complete, but the payment method is still being set up",
      "complete", "no_payment_required", mode: "setup", with: setup("processing")),
    Sample(
      "setup, done", .good, "Complete: the payment method is set up, there was nothing to pay",
      "complete", "no_payment_required", mode: "setup", with: setup("succeeded")),
    Sample(
      "setup", .good, "Complete, nothing to pay (setup)", "complete", "no_payment_required",
      mode: "setup", with: ["setup_intent": "seti_1"]),
    Sample(
      "later payment, subscription in trouble", .attention,
      "Complete, nothing was due at checkout, but the subscription is past due now",
      "complete", "no_payment_required", mode: "subscription", with: subscription("past_due")),
    Sample(
      "later payment, subscription over", .neutral,
      "Complete, nothing was due at checkout; the subscription is canceled now",
      "complete", "no_payment_required", mode: "subscription", with: subscription("canceled")),
    Sample(
      "later payment", .good,
      "Complete, nothing was due at checkout: payment is put off to later; the subscription is trialing",
      "complete", "no_payment_required", mode: "subscription", with: subscription("trialing")),
    Sample(
      "no payment", .good, "Complete, no payment was required", "complete", "no_payment_required"),
    Sample(
      "unpaid, canceled", .bad, "Complete, but the payment was cancelled: nothing was paid",
      "complete", with: intent("canceled")),
    Sample(
      "unpaid, to capture", .attention, "Complete; the payment is authorised but not captured yet",
      "complete", with: intent("requires_capture")),
    Sample(
      "unpaid, succeeded since", .attention,
      "Complete; its payment has succeeded, yet the session still says unpaid: refresh", "complete",
      with: intent("succeeded")),
    Sample(
      "unpaid, processing", .waiting,
      "Processing: SEPA direct debit takes up to 14 business days; do not ship yet",
      "complete",
      with: intent("processing").merging(["payment_method_types": ["sepa_debit"]])),
    Sample(
      "unpaid, customer must act", .waiting,
      "Complete, but the customer has yet to pay (boleto): do not ship yet", "complete",
      with: intent("requires_action").merging(["payment_method_types": ["boleto"]])),
    Sample(
      "unpaid, failed", .bad, "Complete, but the payment failed: the bank account is closed",
      "complete", with: intent("requires_payment_method", declined: "account_closed")),
    Sample(
      "unpaid, subscription over", .bad,
      "Complete, but not paid, and the subscription is incomplete expired",
      "complete", "unpaid", mode: "subscription", with: subscription("incomplete_expired")),
    Sample(
      "unpaid", .waiting,
      "Complete, but not paid: the payment may still be processing or have failed; do not ship yet",
      "complete", with: ["payment_intent": "pi_1"]),
    Sample(
      "expired, paid", .attention, "Marked expired, yet paid: look at the payment", "expired",
      "paid", expiresIn: -60),
    Sample(
      "expired, recovered", .neutral, "Expired; opened again from its recovery link and paid there",
      "expired", expiresIn: -60, with: recovery(until: Session.morning + 30 * 86_400),
      recoveries: [
        .init(id: "cs_test_two", created: Session.morning, status: .expired),
        .init(id: "cs_test_three", created: Session.morning, status: .complete, isPaid: true),
      ]),
    Sample(
      "expired, recoverable", .neutral,
      "Expired, not completed; its recovery link is valid until 2026-12-14 (in 30 d)", "expired",
      expiresIn: -60, with: recovery(until: Session.morning + 30 * 86_400)),
    Sample(
      "expired, no longer recoverable", .neutral,
      "Expired, not completed; its recovery link has run out too", "expired", expiresIn: -60,
      with: recovery(until: Session.morning - 1)),
    Sample(
      "expired, declined", .bad,
      "Expired, not paid; the last attempt failed: the card was declined", "expired",
      expiresIn: -60, with: intent("canceled", declined: "stolen_card")),
    Sample(
      "expired early", .neutral, "Expired ahead of its time, not completed", "expired"),
    Sample(
      "expired, setup", .neutral, "Expired, not completed (setup)", "expired",
      "no_payment_required", mode: "setup", expiresIn: -60),
    Sample("expired, unpaid", .neutral, "Expired, not paid", "expired", expiresIn: -60),
    Sample(
      "expired", .neutral, "Expired, not completed", "expired", "no_payment_required",
      expiresIn: -60),
    Sample(
      "complete, payment unknown", .attention, "Complete; payment status “pledged”", "complete",
      "pledged"),
    Sample("no status, paid", .good, "Paid; Stripe gave no status for the session", nil, "paid"),
    Sample(
      "no status", .attention,
      "Stripe gave no status for the session; payment status “unpaid”", nil),
    Sample(
      "unknown status", .attention,
      "Status “paused”, payment status missing: till does not know what it means", "paused", nil),
  ]

  @Test(arguments: samples)
  func `the row speaks for its session`(sample: Sample) {
    var sources = StorySources(sample.session, readAt: Session.morning)
    sources.disputes = sample.disputes
    sources.recoveries = sample.recoveries
    let verdict = Verdict(of: sources, VerdictTimes(now: Session.morning, zone: .utc))
    #expect(verdict.rule == sample.rule)
    #expect(verdict.sentence == sample.sentence)
    #expect(verdict.tone == sample.tone)
  }

  @Test func `every row has a sample, in the order of the table`() {
    #expect(Self.samples.map(\.rule) == Verdict.table.map(\.name))
  }

  private static let card = "Paid with Visa ending 4242 today at 09:41 UTC"

  static let moneyBack: [Sample] = [
    Sample(
      "paid, dispute to answer", .attention,
      "The bank asks about the payment (fraudulent); answer it on 21 Nov at 09:38 UTC (in 7 d);"
        + " paid with Visa ending 4242 today at 09:41 UTC", "complete", "paid", with: paidByCard,
      disputes: [dispute("warning_needs_response")]),
    Sample(
      "paid, disputed", .attention, "\(card), but the bank asks about it (fraudulent)", "complete",
      "paid", with: paidByCard, disputes: [dispute("warning_under_review")]),
    Sample(
      "paid, dispute to answer", .attention,
      "Disputed by the customer (fraudulent); answer it on 21 Nov at 09:38 UTC (in 7 d);"
        + " paid with Visa ending 4242 today at 09:41 UTC, then $5.00 USD was refunded",
      "complete", "paid", with: refunded([("succeeded", 500)], of: 500),
      disputes: [dispute("needs_response")]),
    Sample(
      "paid, disputed", .attention,
      "\(card); a refund of $5.00 USD is under way, but the payment is disputed (fraudulent)",
      "complete", "paid", with: refunded([("pending", 500)], of: 500),
      disputes: [dispute("under_review")]),
    Sample(
      "paid, disputed", .attention,
      "\(card), then refunded in full, but the bank asks about it (fraudulent)", "complete", "paid",
      with: refunded([("succeeded", 2198)], of: 2198), disputes: [dispute("warning_under_review")]),
    Sample(
      "paid, dispute lost", .bad,
      "\(card), then $5.00 USD was refunded, but a dispute took $16.98 USD back (fraudulent)",
      "complete", "paid", with: refunded([("succeeded", 500)], of: 500),
      disputes: [dispute("lost").merging(["amount": 1698, "currency": "usd"])]),
    Sample(
      "paid, dispute lost", .bad, "\(card), but a dispute took the money back (fraudulent)",
      "complete", "paid", with: paidByCard,
      disputes: [dispute("lost").merging(["amount": 2198, "currency": "usd"])]),
    Sample(
      "paid, dispute over", .good,
      "\(card); a question of the bank about it is over, and the money stays", "complete", "paid",
      with: paidByCard, disputes: [dispute("warning_closed")]),
    Sample(
      "paid, refunded", .neutral, "\(card), then refunded in full", "complete", "paid",
      with: refunded([("succeeded", 2198)], of: 2198), disputes: [dispute("warning_closed")]),
    Sample(
      "paid, partly refunded", .good, "\(card), then $5.00 USD was refunded", "complete", "paid",
      with: refunded([("failed", 300), ("succeeded", 500)], of: 500), disputes: [dispute("won")]),
    Sample(
      "paid, refund failed", .attention,
      "\(card), then $5.00 USD was refunded, but a refund of $3.00 USD (lost or stolen card)"
        + " failed: the money is back in the account", "complete", "paid",
      with: refunded([("succeeded", 500), ("failed", 300)], of: 500)),
    Sample(
      "paid, refund failed", .attention,
      "\(card); a refund of $7.00 USD is under way, but a refund of $3.00 USD"
        + " (lost or stolen card) failed: the money is back in the account", "complete", "paid",
      with: refunded([("pending", 700), ("failed", 300)], of: 700)),
    Sample(
      "paid, refund failed", .attention,
      "\(card), but a refund of $3.00 USD (lost or stolen card) failed: the money is back in the"
        + " account; the subscription is past due", "complete", "paid", mode: "subscription",
      with: refunded([("failed", 300)], of: 0).merging(["subscription": ["status": "past_due"]])),
    Sample(
      "paid, refund begun", .waiting, "\(card); a refund of $10.00 USD is under way", "complete",
      "paid", with: refunded([("pending", 1000)], of: 1000)),
    Sample(
      "paid, refund begun", .waiting,
      "\(card), then $12.00 USD was refunded, of which $2.00 USD is still under way", "complete",
      "paid", with: refunded([("succeeded", 1000), ("pending", 200)], of: 1200)),
    Sample(
      "paid, refund begun", .waiting,
      "\(card), then refunded in full, of which $11.98 USD is still under way", "complete",
      "paid", with: refunded([("succeeded", 1000), ("requires_action", 1198)], of: 2198)),
    Sample(
      "paid, refund begun", .waiting, "\(card); a refund in full is under way", "complete", "paid",
      with: refunded([("pending", .max), ("pending", .max)], of: 2198)),
  ]

  @Test(arguments: moneyBack)
  func `money that goes back, and the bank's questions`(sample: Sample) {
    `the row speaks for its session`(sample: sample)
  }

  static let ends: [Sample] = [
    Sample(
      "expired, recovered", .neutral,
      "Expired; opened again from its recovery link, not completed there when last read", "expired",
      expiresIn: -60, with: recovery(until: Session.morning + 1),
      recoveries: [.init(id: "cs_test_two", created: Session.morning, status: .open)]),
    Sample(
      "expired, recovered", .neutral,
      "Expired; the last attempt failed: the card was declined;"
        + " opened again from its recovery link and completed there", "expired",
      expiresIn: -60,
      with: intent("canceled", declined: "lost_card")
        .merging(recovery(until: Session.morning + 1)),
      recoveries: [.init(id: "cs_test_two", created: Session.morning, status: .complete)]),
    Sample(
      "expired, recoverable", .neutral,
      "Expired, not completed; the last attempt failed: the card was declined;"
        + " its recovery link is valid until 2026-12-14 (in 30 d)", "expired", expiresIn: -60,
      with: intent("canceled", declined: "lost_card")
        .merging(recovery(until: Session.morning + 30 * 86_400)),
      recoveries: [.init(id: "cs_test_two", created: Session.morning, status: .expired)]),
    Sample(
      "expired, declined", .bad,
      "Expired, not completed; the last attempt failed: the card has expired", "expired",
      "no_payment_required", mode: "setup", expiresIn: -60,
      with: setup("canceled", failed: true)),
  ]

  @Test(arguments: ends)
  func `how a session ended`(sample: Sample) { `the row speaks for its session`(sample: sample) }

  @Test func `a recovered session says so`() {
    let session = Session.make(
      status: "complete", paymentStatus: "paid", changes: ["recovered_from": "cs_test_before"])
    #expect(
      Verdict(of: session, at: Session.morning).sentence
        == "Complete and paid (recovered from an expired one)")
  }

  @Test func `without an expiry nothing is said about it`() {
    let session = Session.make(changes: ["expires_at": nil])
    #expect(
      Verdict(of: session, at: Session.morning).sentence == "Open, nobody has tried to pay")
  }

  @Test(
    arguments: [
      (["decline_code": "lost_card", "code": "card_declined"], "the card was declined"),
      (["code": "expired_card"], "the card has expired"),
      (["code": "new_of_tomorrow", "message": "Not today."], "“Not today.”"),
      (["code": "new_of_tomorrow"], "“new_of_tomorrow”"),
      (["type": "api_error"], "no reason was given"),
    ] as [(JSONLiteral, String)])
  func `a decline is put in words`(error: JSONLiteral, words: String) {
    #expect(Decline(JSON.make(error))?.words == words)
  }

  @Test func `no error is no decline`() {
    #expect(Decline(nil) == nil)
    #expect(Decline(JSON.make(nil)) == nil)
    #expect(Decline(JSON.make("text")) == nil)
  }

  @Test func `a payment intent that was read by itself counts like an expanded one`() {
    let declined: JSONLiteral = [
      "id": "pi_1", "object": "payment_intent", "status": "requires_payment_method",
      "last_payment_error": ["code": "card_declined", "decline_code": "insufficient_funds"],
    ]
    let byID = Session.make(changes: ["payment_intent": "pi_1"])
    let expanded = Session.make(changes: ["payment_intent": declined])
    let now = Session.morning
    #expect(
      Verdict(of: byID, at: now, paymentIntent: .make(declined)) == Verdict(of: expanded, at: now))
    let other = Session.make(changes: ["payment_intent": "pi_2"])
    #expect(
      Verdict(of: other, at: now, paymentIntent: .make(declined)) == Verdict(of: other, at: now),
      "the intent of another session says nothing")
  }
}
