package import JSON
import Units

extension Verdict {
  /// Judges an object around a session: a payment intent, a subscription or an invoice. Nil for
  /// every other kind.
  package init?(of object: JSON, _ times: VerdictTimes) {
    let facts = ObjectFacts(object, times)
    switch object["object"]?.string {
    case "payment_intent":
      self.init(facts, by: Self.paymentIntents, else: Self.unknownObject)
    case "subscription": self.init(facts, by: Self.subscriptions, else: Self.unknownObject)
    case "invoice": self.init(facts, by: Self.invoices, else: Self.unknownObject)
    default: return nil
    }
  }

  static let unknownObject = Row<ObjectFacts>("unknown", .attention, matching: { _ in true }) {
    guard let status = $0.status else { return "Stripe gave no status for it" }
    return "Status “\(status)”: till does not know what it means"
  }
}

extension Verdict.Row<ObjectFacts> {
  fileprivate init(
    _ name: String, _ tone: Verdict.Tone, _ status: String,
    if condition: @escaping @Sendable (ObjectFacts) -> Bool = { _ in true },
    sentence: @escaping @Sendable (ObjectFacts) -> String
  ) {
    self.init(
      name, tone, matching: { $0.status == status && condition($0) }, sentence: sentence)
  }
}

// MARK: - Payment intents

extension Verdict {
  /// Source: https://docs.stripe.com/payments/paymentintents/lifecycle
  static let paymentIntents: [Row<ObjectFacts>] = [
    Row("declined", .bad, "requires_payment_method", if: { $0.decline != nil }) {
      "Not paid; the last try failed: \($0.decline?.words ?? "")"
    },
    Row("nothing tried", .waiting, "requires_payment_method") { _ in
      "Not paid; no way of paying was given yet"
    },
    Row("to confirm", .waiting, "requires_confirmation") { _ in
      "Not paid; the payment was not confirmed yet"
    },
    Row("customer must act", .waiting, "requires_action") {
      "Not paid yet; the customer has to \($0.nextAction)"
    },
    Row("processing", .waiting, "processing") { "Processing: \($0.processing); do not ship yet" },
    Row("to capture", .attention, "requires_capture") {
      "Authorised, not captured yet\($0.capturable)"
    },
    Row("canceled", .neutral, "canceled") {
      "Cancelled\($0.time("canceled_at"))\($0.reason("cancellation_reason"))"
        + ($0.int("amount_received") == 0 ? "; nothing was paid" : "")
    },
    Row("disputed", .attention, "succeeded", if: { $0.charge?.isDisputed == true }) {
      "\($0.paid)\($0.moneyBack), but the payment is disputed"
    },
    Row("refunded", .neutral, "succeeded", if: { $0.charge?.isRefundedInFull == true }) {
      "\($0.paid)\($0.moneyBack)"
    },
    Row("partly refunded", .good, "succeeded", if: { $0.charge?.refunded != nil }) {
      "\($0.paid)\($0.moneyBack)"
    },
    Row("succeeded", .good, "succeeded") { $0.paid },
  ]
}

// MARK: - Subscriptions

extension Verdict {
  /// Source: https://docs.stripe.com/billing/subscriptions/overview
  static let subscriptions: [Row<ObjectFacts>] = [
    Row("incomplete", .attention, "incomplete") { _ in
      "Not begun: the first payment has not succeeded"
    },
    Row("never begun", .bad, "incomplete_expired") { _ in
      "Never begun: the first payment was not made in time"
    },
    Row("trial that ends", .neutral, "trialing", if: { $0.endsAt != nil }) {
      "On trial, and set to end \($0.endsAt ?? "")"
    },
    Row("trial", .good, "trialing") {
      "On trial\($0.trialEnd)"
    },
    Row("ending", .attention, "active", if: { $0.endsAt != nil }) {
      "Active, and set to end \($0.endsAt ?? "")"
    },
    Row("active", .good, "active") { "Active\($0.renewal)" },
    Row("past due", .attention, "past_due") { _ in "Past due: the latest invoice is not paid" },
    Row("unpaid", .bad, "unpaid") { _ in
      "Unpaid: Stripe tries no more to collect its latest invoice"
    },
    Row("paused", .neutral, "paused") { _ in
      "Paused: its trial has ended without a way to pay"
    },
    Row("ended", .neutral, "canceled") {
      "Ended\($0.time($0.int("ended_at") == nil ? "canceled_at" : "ended_at"))"
        + $0.cancellation
    },
  ]
}

// MARK: - Invoices

extension Verdict {
  /// Source: https://docs.stripe.com/invoicing/overview
  static let invoices: [Row<ObjectFacts>] = [
    Row("draft", .neutral, "draft") { _ in "A draft: nothing is due yet" },
    Row("open, tried", .attention, "open", if: { ($0.int("attempt_count") ?? 0) > 0 }) {
      let count = $0.int("attempt_count") ?? 0
      let tries = count == 1 ? "one try to collect it" : "\(count) tries to collect it"
      return "Not paid after \(tries)\($0.due)\($0.nextAttempt)"
    },
    Row("open", .waiting, "open") { "Not paid yet\($0.due)\($0.nextAttempt)" },
    Row("paid", .good, "paid") {
      "Paid\($0.time("paid_at", in: "status_transitions"))"
    },
    Row("void", .neutral, "void") {
      "Void\($0.time("voided_at", in: "status_transitions")): nothing is due"
    },
    Row("uncollectible", .bad, "uncollectible") {
      "Given up as uncollectible\($0.time("marked_uncollectible_at", in: "status_transitions"))"
    },
  ]
}
