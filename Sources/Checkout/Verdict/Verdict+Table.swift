extension Verdict {
  /// The first row that matches is used, so specific rows come before general ones.
  ///
  /// Stripe's definitions. Status: open, "still in progress, payment processing has not started";
  /// complete, "payment processing may still be in progress"; expired, "no further processing".
  /// Payment status: paid, "the payment funds are available"; unpaid, "not yet available";
  /// no_payment_required, "delayed to a future date", or setup mode.
  /// Source: https://docs.stripe.com/api/checkout/sessions/object
  static let table: [Row<VerdictFacts>] = open + paid + nothingToPay + unpaid + expired + odd

  private static var open: [Row<VerdictFacts>] {
    [
      Row("open, paid", .attention, .open, .paid) { _ in
        "Marked open, yet paid: refresh before acting on it"
      },
      Row("open, intent succeeded", .attention, .open, if: { $0.intentStatus == "succeeded" }) {
        _ in "Marked open, yet its payment has succeeded: refresh before acting on it"
      },
      Row("open, overdue", .attention, .open, if: \.isOverdue) {
        "Open when last read, but it was due to expire \($0.sinceExpiry)"
      },
      Row("open, declined", .attention, .open, if: { $0.decline != nil }) {
        "Open; \($0.lastFailure)\($0.expiry)"
      },
      Row("open, customer must act", .waiting, .open, if: { $0.intentStatus == "requires_action" })
      { "Open; the customer has to confirm the payment\($0.expiry)" },
      Row("open, processing", .waiting, .open, if: { $0.intentStatus == "processing" }) {
        "Open; a payment is being processed\($0.expiry)"
      },
      Row("open, setup", .waiting, .open, nil, .setup) {
        "Open, no payment method set up yet\($0.expiry)"
      },
      Row("open, subscription", .waiting, .open, nil, .subscription) {
        "Open, not subscribed yet\($0.expiry)"
      },
      Row("open, untouched", .waiting, .open, nil, .payment, if: { !$0.hasIntent }) {
        "Open, nobody has tried to pay\($0.expiry)"
      },
      Row("open", .waiting, .open) { "Open, not completed yet\($0.expiry)" },
    ]
  }

  private static var paid: [Row<VerdictFacts>] {
    [
      Row(
        "paid, dispute to answer", .attention, .complete, .paid,
        if: { ["needs_response", "warning_needs_response"].contains($0.disputeStatus) }
      ) {
        // What is to be done first: a narrow pane cuts the end.
        ($0.isInquiry ? "The bank asks about the payment" : "Disputed by the customer")
          + "\($0.disputeReason)\($0.disputeDeadline); "
          + $0.paid.prefix(1).lowercased() + $0.paid.dropFirst() + $0.moneyBack
      },
      Row(
        "paid, dispute lost", .bad, .complete, .paid, if: { $0.disputeStatus == "lost" }
      ) {
        "\($0.paid)\($0.moneyBack), but a dispute took \($0.disputedMoney) back\($0.disputeReason)"
      },
      Row(
        "paid, disputed", .attention, .complete, .paid, if: { $0.isDisputed && !$0.isDisputeOver }
      ) {
        let words = $0.isInquiry ? "the bank asks about it" : "the payment is disputed"
        return "\($0.paid)\($0.moneyBack), but \(words)\($0.disputeReason)"
      },
      Row("paid, refund failed", .attention, .complete, .paid, if: { $0.failedRefund != nil }) {
        "\($0.paid)\($0.moneyBack), but a refund\($0.failedRefund ?? "") failed:"
          + " the money is back in the account\($0.triesBefore)\($0.subscriptionState)"
      },
      Row("paid, refund begun", .waiting, .complete, .paid, if: { $0.pendingRefund != nil }) {
        "\($0.paid)\($0.moneyBack)\($0.triesBefore)\($0.subscriptionState)"
      },
      Row("paid, refunded", .neutral, .complete, .paid, if: \.isRefunded) {
        "\($0.paid)\($0.moneyBack)\($0.triesBefore)\($0.subscriptionState)"
      },
      Row("paid, partly refunded", .good, .complete, .paid, if: { $0.partialRefund != nil }) {
        "\($0.paid)\($0.moneyBack)\($0.triesBefore)\($0.subscriptionState)"
      },
      Row("paid, dispute over", .good, .complete, .paid, if: \.isDisputeOver) {
        let words = $0.isInquiry ? "a question of the bank" : "a dispute"
        return "\($0.paid); \(words) about it is over, and the money stays\($0.subscriptionState)"
      },
      Row(
        "paid, subscription in trouble", .attention, .complete, .paid, .subscription,
        if: \.isSubscriptionInTrouble
      ) { "\($0.paid), but the subscription is \(words($0.subscriptionStatus)) now" },
      Row(
        "paid, subscription over", .neutral, .complete, .paid, .subscription,
        if: \.isSubscriptionOver
      ) { "\($0.paid); the subscription is \(words($0.subscriptionStatus)) now" },
      Row(
        "paid, subscription", .good, .complete, .paid, .subscription, if: { $0.success == nil }
      ) { "Complete, the first payment is there\($0.subscriptionState)" },
      Row("paid, subscription, with its payment", .good, .complete, .paid, .subscription) {
        "\($0.paid)\($0.subscriptionState)\($0.triesBefore)"
      },
      Row("paid", .good, .complete, .paid) { "\($0.paid)\($0.triesBefore)" },
    ]
  }

  private static var nothingToPay: [Row<VerdictFacts>] {
    [
      Row(
        "setup, failed", .bad, .complete, .noPaymentRequired, .setup,
        if: { $0.setupStatus == "requires_payment_method" || $0.setupStatus == "canceled" }
      ) { facts in
        let reason = facts.decline.map { ": \($0.words)" } ?? ""
        return "Complete, but the payment method could not be set up\(reason)"
      },
      Row(
        "setup, processing", .waiting, .complete, .noPaymentRequired, .setup,
        if: { ["processing", "requires_action"].contains($0.setupStatus) }
      ) { _ in "Complete, but the payment method is still being set up" },
      Row(
        "setup, done", .good, .complete, .noPaymentRequired, .setup,
        if: { $0.setupStatus == "succeeded" }
      ) { _ in "Complete: the payment method is set up, there was nothing to pay" },
      Row("setup", .good, .complete, .noPaymentRequired, .setup) { _ in
        "Complete, nothing to pay (setup)"
      },
      Row(
        "later payment, subscription in trouble", .attention, .complete, .noPaymentRequired,
        .subscription, if: \.isSubscriptionInTrouble
      ) {
        "Complete, nothing was due at checkout, but the subscription is "
          + "\(words($0.subscriptionStatus)) now"
      },
      Row(
        "later payment, subscription over", .neutral, .complete, .noPaymentRequired, .subscription,
        if: \.isSubscriptionOver
      ) {
        "Complete, nothing was due at checkout; the subscription is "
          + "\(words($0.subscriptionStatus)) now"
      },
      Row("later payment", .good, .complete, .noPaymentRequired, .subscription) {
        "Complete, nothing was due at checkout: payment is put off to later"
          + $0.subscriptionState
      },
      Row("no payment", .good, .complete, .noPaymentRequired) { _ in
        "Complete, no payment was required"
      },
    ]
  }

  private static var unpaid: [Row<VerdictFacts>] {
    [
      Row("unpaid, canceled", .bad, .complete, .unpaid, if: { $0.intentStatus == "canceled" }) {
        _ in "Complete, but the payment was cancelled: nothing was paid"
      },
      Row(
        "unpaid, to capture", .attention, .complete, .unpaid,
        if: { $0.intentStatus == "requires_capture" }
      ) { _ in "Complete; the payment is authorised but not captured yet" },
      Row(
        "unpaid, succeeded since", .attention, .complete, .unpaid,
        if: { $0.intentStatus == "succeeded" }
      ) { _ in "Complete; its payment has succeeded, yet the session still says unpaid: refresh" },
      Row(
        "unpaid, processing", .waiting, .complete, .unpaid, if: \.isProcessing
      ) { "Processing: \($0.processing); do not ship yet" },
      Row(
        "unpaid, customer must act", .waiting, .complete, .unpaid,
        if: { $0.intentStatus == "requires_action" }
      ) { "Complete, but the customer has yet to pay\($0.onlyMethod): do not ship yet" },
      Row("unpaid, failed", .bad, .complete, .unpaid, if: { $0.decline != nil }) {
        "Complete, but the payment failed: \($0.decline?.words ?? "")"
      },
      Row(
        "unpaid, subscription over", .bad, .complete, .unpaid, .subscription,
        if: { ["canceled", "incomplete_expired"].contains($0.subscriptionStatus) }
      ) { "Complete, but not paid, and the subscription is \(words($0.subscriptionStatus))" },
      Row("unpaid", .waiting, .complete, .unpaid) {
        "Complete, but not paid: the payment may still be processing\($0.onlyMethod)"
          + " or have failed; do not ship yet"
      },
    ]
  }

  private static var expired: [Row<VerdictFacts>] {
    [
      Row("expired, paid", .attention, .expired, .paid) { _ in
        "Marked expired, yet paid: look at the payment"
      },
      Row("expired, recovered", .neutral, .expired, if: { $0.recoveredAs != nil }) {
        "Expired\($0.failure); opened again from its recovery link\($0.recoveredAs ?? "")"
      },
      Row(
        "expired, recoverable", .neutral, .expired,
        if: { $0.recoveryURL != nil && !$0.isRecoveryOver }
      ) { "Expired, not completed\($0.failure); its recovery link is \($0.recoveryValidity)" },
      Row("expired, no longer recoverable", .neutral, .expired, if: { $0.recoveryURL != nil }) {
        "Expired, not completed\($0.failure); its recovery link has run out too"
      },
      Row("expired, declined", .bad, .expired, if: { $0.decline != nil }) {
        "Expired, not \($0.mode == .setup ? "completed" : "paid")\($0.failure)"
      },
      Row("expired early", .neutral, .expired, if: { $0.session.expiresAt != nil && !$0.isOverdue })
      { _ in "Expired ahead of its time, not completed" },
      Row("expired, setup", .neutral, .expired, nil, .setup) { _ in
        "Expired, not completed (setup)"
      },
      Row("expired, unpaid", .neutral, .expired, .unpaid) { _ in "Expired, not paid" },
      Row("expired", .neutral, .expired) { _ in "Expired, not completed" },
    ]
  }

  /// Statuses that are not in Stripe's current documentation.
  private static var odd: [Row<VerdictFacts>] {
    [
      Row("complete, payment unknown", .attention, .complete) {
        "Complete; payment status \(quoted($0.payment?.name))"
      },
      Row("no status, paid", .good, nil, .paid, if: { $0.status == nil }) { _ in
        "Paid; Stripe gave no status for the session"
      },
      Row("no status", .attention, if: { $0.status == nil }) {
        "Stripe gave no status for the session; payment status \(quoted($0.payment?.name))"
      },
      unknown,
    ]
  }

  static var unknown: Row<VerdictFacts> {
    Row("unknown status", .attention) {
      "Status \(quoted($0.status?.name)), payment status \(quoted($0.payment?.name)):"
        + " till does not know what it means"
    }
  }

  private static func quoted(_ name: String?) -> String { name.map { "“\($0)”" } ?? "missing" }

  private static func words(_ name: String?) -> String {
    name?.replacing("_", with: " ") ?? "in an unknown state"
  }
}
