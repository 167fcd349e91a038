import JSON
import Support
import Testing
import Units

@testable import Checkout

@Suite struct ObjectVerdictTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let rule: String
    let tone: Verdict.Tone
    let sentence: String
    let object: JSON

    var testDescription: String { rule }

    init(
      _ rule: String, _ tone: Verdict.Tone, _ sentence: String, _ kind: String, _ status: String,
      _ changes: JSONLiteral = [:]
    ) {
      self.rule = rule
      self.tone = tone
      self.sentence = sentence
      let object: JSONLiteral = [
        "id": "x_1", "object": .string(kind), "status": .string(status), "currency": "usd",
      ]
      self.object = .make(object.merging(changes))
    }
  }

  private static func time(_ days: Int) -> JSONLiteral { .int(Session.morning + days * 86_400) }
  private static let card = Charge.literal(at: 150)

  static let intents: [Sample] = [
    Sample(
      "declined", .bad, "Not paid; the last try failed: not enough money", "payment_intent",
      "requires_payment_method",
      ["last_payment_error": ["code": "card_declined", "decline_code": "insufficient_funds"]]),
    Sample(
      "nothing tried", .waiting, "Not paid; no way of paying was given yet", "payment_intent",
      "requires_payment_method"),
    Sample(
      "to confirm", .waiting, "Not paid; the payment was not confirmed yet", "payment_intent",
      "requires_confirmation"),
    Sample(
      "customer must act", .waiting, "Not paid yet; the customer has to pay the boleto",
      "payment_intent", "requires_action", ["next_action": ["type": "boleto_display_details"]]),
    Sample(
      "processing", .waiting,
      "Processing: ACH direct debit takes up to 4 business days; do not ship yet",
      "payment_intent", "processing", ["payment_method_types": ["us_bank_account"]]),
    Sample(
      "to capture", .attention,
      "Authorised, not captured yet: $21.98 USD can be captured", "payment_intent",
      "requires_capture", ["amount_capturable": 2198]),
    Sample(
      "canceled", .neutral, "Cancelled on 10 Nov at 09:38 UTC (abandoned); nothing was paid",
      "payment_intent", "canceled",
      ["canceled_at": time(-4), "cancellation_reason": "abandoned", "amount_received": 0]),
    Sample(
      "disputed", .attention,
      "Paid with Visa ending 4242 today at 09:41 UTC, but the payment is disputed",
      "payment_intent", "succeeded", ["latest_charge": card.merging(["disputed": true])]),
    Sample(
      "refunded", .neutral,
      "Paid with Visa ending 4242 today at 09:41 UTC, then refunded in full", "payment_intent",
      "succeeded",
      ["latest_charge": card.merging(["refunded": true, "amount_refunded": 2198])]),
    Sample(
      "partly refunded", .good,
      "Paid with Visa ending 4242 today at 09:41 UTC, then $5.00 USD was refunded",
      "payment_intent", "succeeded", ["latest_charge": card.merging(["amount_refunded": 500])]),
    Sample("succeeded", .good, "Paid", "payment_intent", "succeeded", ["latest_charge": "ch_1"]),
  ]

  static let subscriptions: [Sample] = [
    Sample(
      "incomplete", .attention, "Not begun: the first payment has not succeeded", "subscription",
      "incomplete"),
    Sample(
      "never begun", .bad, "Never begun: the first payment was not made in time", "subscription",
      "incomplete_expired"),
    Sample(
      "trial that ends", .neutral,
      "On trial, and set to end on 24 Nov at 09:38 UTC (in 10 d)", "subscription", "trialing",
      ["cancel_at": time(10)]),
    Sample(
      "trial", .good, "On trial until 24 Nov at 09:38 UTC (in 10 d)", "subscription", "trialing",
      ["trial_end": time(10)]),
    Sample(
      "ending", .attention, "Active, and set to end on 24 Nov at 09:38 UTC (in 10 d)",
      "subscription", "active",
      [
        "cancel_at_period_end": true,
        "items": ["data": [["current_period_end": time(12)], ["current_period_end": time(10)]]],
      ]),
    Sample(
      "active", .good, "Active; the period ends on 24 Nov at 09:38 UTC (in 10 d)", "subscription",
      "active", ["current_period_end": time(10)]),
    Sample(
      "past due", .attention, "Past due: the latest invoice is not paid", "subscription",
      "past_due"),
    Sample(
      "unpaid", .bad, "Unpaid: Stripe tries no more to collect its latest invoice",
      "subscription", "unpaid"),
    Sample(
      "paused", .neutral, "Paused: its trial has ended without a way to pay", "subscription",
      "paused"),
    Sample(
      "ended", .neutral, "Ended on 10 Nov at 09:38 UTC (too expensive)", "subscription",
      "canceled",
      ["ended_at": time(-4), "cancellation_details": ["feedback": "too_expensive"]]),
  ]

  static let invoices: [Sample] = [
    Sample("draft", .neutral, "A draft: nothing is due yet", "invoice", "draft"),
    Sample(
      "open, tried", .attention,
      "Not paid after 2 tries to collect it: $21.98 USD is due;"
        + " next try tomorrow at 09:38 UTC (in 1 d)", "invoice", "open",
      ["attempt_count": 2, "amount_remaining": 2198, "next_payment_attempt": time(1)]),
    Sample(
      "open", .waiting, "Not paid yet: $21.98 USD is due on 24 Nov at 09:38 UTC (in 10 d)",
      "invoice", "open", ["amount_due": 2198, "due_date": time(10)]),
    Sample(
      "paid", .good, "Paid yesterday at 09:38 UTC", "invoice", "paid",
      ["status_transitions": ["paid_at": time(-1)]]),
    Sample("void", .neutral, "Void: nothing is due", "invoice", "void"),
    Sample(
      "uncollectible", .bad, "Given up as uncollectible yesterday at 09:38 UTC", "invoice",
      "uncollectible", ["status_transitions": ["marked_uncollectible_at": time(-1)]]),
  ]

  private let times = VerdictTimes(now: Session.morning, zone: .utc)

  @Test(arguments: intents + subscriptions + invoices)
  func `the row speaks for its object`(sample: Sample) {
    let verdict = Verdict(of: sample.object, times)
    #expect(verdict?.rule == sample.rule)
    #expect(verdict?.sentence == sample.sentence)
    #expect(verdict?.tone == sample.tone)
  }

  @Test func `a payment that is disputed says what was refunded of it`() {
    func sentence(_ changes: JSONLiteral) -> String? {
      let charge = Self.card.merging(["disputed": true]).merging(changes)
      let sample = Sample("", .good, "", "payment_intent", "succeeded", ["latest_charge": charge])
      return Verdict(of: sample.object, times)?.sentence
    }
    let paid = "Paid with Visa ending 4242 today at 09:41 UTC"
    #expect(
      sentence(["amount_refunded": 500])
        == "\(paid), then $5.00 USD was refunded, but the payment is disputed")
    #expect(
      sentence(["amount_refunded": 2198, "refunded": true])
        == "\(paid), then refunded in full, but the payment is disputed")
  }

  @Test func `every row has a sample, in the order of the tables`() {
    #expect(Self.intents.map(\.rule) == Verdict.paymentIntents.map(\.name))
    #expect(Self.subscriptions.map(\.rule) == Verdict.subscriptions.map(\.name))
    #expect(Self.invoices.map(\.rule) == Verdict.invoices.map(\.name))
  }

  @Test func `a status of tomorrow is quoted, and other objects have no verdict`() {
    let new = Sample("", .good, "", "invoice", "pledged").object
    #expect(
      Verdict(of: new, times)?.sentence == "Status “pledged”: till does not know what it means")
    #expect(Verdict(of: Sample("", .good, "", "customer", "").object, times) == nil)
  }
}
