/// Charges, refunds, disputes and the money in the balance.
/// Source: https://docs.stripe.com/api/charges/object
extension SessionRenderer {
  func chargeID(_ attempt: Course.Attempt, of record: SessionRecord) -> String {
    // Each later period has one charge; these are counted from the end.
    ids.id(.charge, record.serial << 8 | (record.cycle.map { 256 - $0.number } ?? attempt.number))
  }

  /// The charge that was made last.
  func writeCharge(
    _ name: String, of record: SessionRecord, _ course: Course, _ expansion: Expansion?,
    into writer: inout JSONWriter
  ) {
    guard let attempt = course.attempts.last else { return writer.null(name) }
    guard let expansion else { return writer.field(name, chargeID(attempt, of: record)) }
    writer.object(name) { chargeFields(attempt, of: record, course, expansion, into: &$0) }
  }

  func chargeFields(
    _ attempt: Course.Attempt, of record: SessionRecord, _ course: Course,
    _ expansion: Expansion, into writer: inout JSONWriter
  ) {
    let amount = attempt.payment.amount ?? record.amountTotal
    let isLast = attempt.number == course.attempts.last?.number
    let isPaid = attempt.outcome == .succeeded
    let refunded = isLast && isPaid ? course.refunded(of: amount) : 0
    let sent = record.hidden["payment_intent_data"]
    let failure: SessionRecord.Decline? =
      if case .failed(let decline) = attempt.outcome { decline } else { nil }
    writer.field("id", chargeID(attempt, of: record))
    writer.field("object", "charge")
    writer.field("amount", amount)
    writer.field("amount_captured", isPaid ? amount : 0)
    writer.field("amount_refunded", refunded)
    writer.null("application")
    writer.null("application_fee")
    writer.null("application_fee_amount")
    writeBalance(
      isPaid && now >= attempt.captured ? movement(of: attempt, amount, of: record) : nil,
      of: record,
      expansion["balance_transaction"], into: &writer
    ) { chargeFields(attempt, of: record, course, .none, into: &$0) }
    writer.field("billing_details", record.billingDetails(of: attempt.payment))
    writer.field(
      "calculated_statement_descriptor",
      attempt.payment.means.isCard ? record.cardStatement : nil)
    writer.field("captured", isPaid)
    writer.field("created", attempt.time)
    writer.field("currency", record.currency)
    writeCustomer(
      record.customer(ofLastCharge: isLast, at: now), expansion["customer"], into: &writer)
    writer.field("description", sent?["description"]?.string)
    writer.field("disputed", isLast && course.dispute != nil)
    writer.null("failure_balance_transaction")
    writer.field("failure_code", failure?.code)
    writer.field("failure_message", failure?.message)
    writer.object("fraud_details") { _ in }
    writer.field("livemode", ids.livemode)
    writer.metadata(record.intentMetadata)
    writer.null("on_behalf_of")
    writeOutcome(of: attempt, failure, into: &writer)
    writer.field("paid", isPaid)
    writeIntent(of: record, expansion["payment_intent"], into: &writer)
    writer.field(
      "payment_method",
      ids.id(
        .paymentMethod,
        attempt.payment.means.method ?? record.cycle?.method
          ?? record.serial << 8 | attempt.number))
    writer.object("payment_method_details") {
      writeMeans(
        .init(payment: attempt.payment, record: record, failure: failure, charged: amount),
        into: &$0)
      $0.field("type", attempt.payment.means.type)
    }
    writer.field("receipt_email", sent?["receipt_email"]?.string)
    writer.null("receipt_number")
    writer.field(
      "receipt_url",
      isPaid
        ? "https://pay.stripe.com/receipts/payment/\(ids.letters(40, for: record.serial))" : nil)
    writer.field("refunded", refunded >= amount && refunded > 0)
    if expansion.includes("refunds") {
      writer.object("refunds") { writer in
        writer.field("object", "list")
        writer.array("data", isLast ? course.refunds.reversed() : []) { writer, refund in
          writer.object { refundFields(refund, of: record, course, .none, into: &$0) }
        }
        writer.field("has_more", false)
        writer.field("url", "/v1/charges/\(chargeID(attempt, of: record))/refunds")
      }
    }
    writer.null("review")
    // A try that was given up was for what was known then.
    if isLast {
      writeShipping(of: record, into: &writer)
    } else {
      writer.field("shipping", sent?["shipping"])
    }
    writer.field("statement_descriptor", sent?["statement_descriptor"]?.string)
    writer.field("statement_descriptor_suffix", sent?["statement_descriptor_suffix"]?.string)
    writer.field("status", isPaid ? "succeeded" : failure == nil ? "pending" : "failed")
    writer.null("transfer_data")
    writer.field("transfer_group", sent?["transfer_group"]?.string)
  }

  private func writeOutcome(
    of attempt: Course.Attempt, _ failure: SessionRecord.Decline?, into writer: inout JSONWriter
  ) {
    let means = attempt.payment.means
    let isBlocked = failure?.isBlocked == true
    writer.object("outcome") {
      $0.field("advice_code", failure != nil && !isBlocked ? "try_again_later" : nil)
      $0.field("network_advice_code", nil as String?)
      $0.null("network_decline_code")
      $0.field(
        "network_status",
        failure == nil
          ? "approved_by_network" : isBlocked ? "not_sent_to_network" : "declined_by_network")
      $0.field(
        "reason", isBlocked ? "highest_risk_level" : failure.map { $0.declineCode ?? $0.code })
      $0.field("risk_level", (isBlocked ? Means.Risk.highest : means.risk).rawValue)
      $0.field(
        "seller_message",
        failure == nil
          ? "Payment complete."
          : isBlocked
            ? "Stripe blocked this payment as too risky."
            : "The bank did not return any further details with this decline.")
      $0.field(
        "type", failure == nil ? "authorized" : isBlocked ? "blocked" : "issuer_declined")
    }
  }

  /// An object named after the method. It is empty if the method has no form.
  func writeMeans(_ paid: PaymentMethod.PaidWith, into writer: inout JSONWriter) {
    let type = paid.payment.means.type
    writer.object(type) { PaymentMethod[type]?.form?.write(self, paid, &$0) }
  }

  /// A card, and what the bank said about what was typed: nothing about an address that was not.
  func cardFields(_ paid: PaymentMethod.PaidWith, into writer: inout JSONWriter) {
    let means = paid.payment.means
    let address = paid.record.billingDetails(of: paid.payment)["address"]
    if let amount = paid.charged { writer.field("amount_authorized", amount) }
    writer.field("brand", means.brand)
    writer.object("checks") {
      $0.field("address_line1_check", address?["line1"]?.string == nil ? nil : "pass")
      $0.field(
        "address_postal_code_check", address?["postal_code"]?.string == nil ? nil : "pass")
      $0.field("cvc_check", paid.failure?.code == "incorrect_cvc" ? "fail" : "pass")
    }
    writer.field("country", means.country)
    writer.field("exp_month", means.expiryMonth)
    writer.field("exp_year", means.expiryYear)
    writer.field("fingerprint", ids.letters(16, for: means.fingerprint))
    writer.field("funding", means.funding)
    writer.field("last4", means.last4)
    writer.null("wallet")
    if paid.charged != nil { writer.field("network", means.brand) }
  }

  func accountFields(_ paid: PaymentMethod.PaidWith, into writer: inout JSONWriter) {
    let means = paid.payment.means
    writer.field("bank_code", means.brand)
    writer.field("branch_code", "")
    writer.field("country", means.country)
    writer.field("fingerprint", ids.letters(16, for: means.fingerprint))
    writer.field("last4", means.last4)
    // A payment method has none: a mandate is for what is charged.
    if paid.charged != nil { writer.field("mandate", ids.id(.mandate, paid.record.serial)) }
  }

  // MARK: Refunds and disputes

  func refundID(_ number: Int, of record: SessionRecord) -> String {
    ids.id(.refund, record.serial << 8 | number)
  }

  func refundFields(
    _ refund: Course.Refund, of record: SessionRecord, _ course: Course, _ expansion: Expansion,
    into writer: inout JSONWriter
  ) {
    let total = course.payment?.amount ?? record.amountTotal
    let amount = refund.made.amount ?? total
    writer.field("id", refundID(refund.made.number, of: record))
    writer.field("object", "refund")
    writer.field("amount", amount)
    writeBalance(
      refund.status == "failed" ? nil : movement(of: refund, amount, of: record), of: record,
      expansion["balance_transaction"], into: &writer
    ) { refundFields(refund, of: record, course, .none, into: &$0) }
    writeCharge("charge", of: record, course, expansion["charge"], into: &writer)
    writer.field("created", refund.time)
    writer.field("currency", record.currency)
    writer.object("destination_details") { writer in
      writer.object("card") {
        $0.field("reference_status", refund.status == "succeeded" ? "available" : "pending")
        $0.field("reference_type", "acquirer_reference_number")
        $0.field("type", "refund")
      }
      writer.field("type", "card")
    }
    if refund.status == "failed" {
      writer.field("failure_reason", "expired_or_canceled_card")
    }
    writer.metadata(refund.made.metadata)
    writeIntent(of: record, expansion["payment_intent"], into: &writer)
    writer.field("reason", refund.made.reason)
    writer.null("receipt_number")
    writer.null("source_transfer_reversal")
    writer.field("status", refund.status)
    writer.null("transfer_reversal")
  }

  func disputeID(of record: SessionRecord) -> String {
    ids.id(.dispute, record.serial << 8 | (record.cycle?.number ?? 0))
  }

  /// Source: https://docs.stripe.com/api/disputes/object
  func disputeFields(
    _ dispute: Course.Dispute, of record: SessionRecord, _ course: Course,
    _ expansion: Expansion, into writer: inout JSONWriter
  ) {
    let total = course.payment?.amount ?? record.amountTotal
    let amount = dispute.made.amount ?? total
    let isInquiry = dispute.made.isInquiry
    let open = isInquiry ? "warning_needs_response" : "needs_response"
    let closed = isInquiry ? "warning_closed" : dispute.isWon == true ? "won" : "lost"
    writer.field("id", disputeID(of: record))
    writer.field("object", "dispute")
    writer.field("amount", amount)
    writer.array("balance_transactions", movements(of: dispute, amount, of: record, course)) {
      writer, movement in
      writer.object { balanceFields(movement, of: record, into: &$0) }
    }
    writeCharge("charge", of: record, course, expansion["charge"], into: &writer)
    writer.field("created", dispute.time)
    writer.field("currency", record.currency)
    writer.field("enhanced_eligibility_types", [] as Node)
    writer.field("evidence", [:] as Node)
    writer.object("evidence_details") {
      $0.field("due_by", dispute.time + 9 * 86_400)
      $0.field("has_evidence", false)
      $0.field("past_due", now > dispute.time + 9 * 86_400)
      $0.field("submission_count", 0)
    }
    writer.field("is_charge_refundable", !dispute.holdsMoney && course.refunded(of: total) < total)
    writer.field("livemode", ids.livemode)
    writer.metadata([])
    writeIntent(of: record, expansion["payment_intent"], into: &writer)
    writer.field("reason", dispute.made.reason)
    writer.field("status", dispute.isWon == nil ? open : closed)
  }

  /// Source: https://docs.stripe.com/api/radar/early_fraud_warnings/object
  func fraudWarningFields(
    of record: SessionRecord, _ course: Course, into writer: inout JSONWriter
  ) {
    let amount = course.payment?.amount ?? record.amountTotal
    let isRefunded = course.refunded(of: amount) >= amount
    writer.field("id", ids.id(.fraudWarning, record.paymentNumber))
    writer.field("object", "radar.early_fraud_warning")
    writer.field("actionable", course.dispute == nil && !isRefunded)
    writer.field("charge", course.attempts.last.map { chargeID($0, of: record) })
    writer.field("created", course.warned)
    writer.field("fraud_type", "misc")
    writer.field("livemode", ids.livemode)
    writer.field("payment_intent", ids.id(.paymentIntent, record.paymentNumber))
  }
}

extension SessionRecord {
  /// What the statement of a card shows: a suffix stands behind the name of the account.
  /// Source: https://docs.stripe.com/get-started/account/statement-descriptors
  fileprivate var cardStatement: String {
    let (name, sent) = ("TILL SANDBOX", hidden["payment_intent_data"])
    guard let suffix = sent?["statement_descriptor_suffix"]?.string?.nonEmpty else {
      return sent?["statement_descriptor"]?.string?.nonEmpty ?? name
    }
    return String("\(name)* \(suffix)".prefix(22))
  }
}

extension Means {
  /// A number that is the same for the same card or account.
  var fingerprint: Int {
    (brand + last4 + country).unicodeScalars.reduce(7) { ($0 &* 31 &+ Int($1.value)) & 0xFFFF_FFFF }
  }
}

extension SessionRecord {
  /// Whose a charge is. Paying makes a customer; a try that was given up was not of this one.
  func customer(ofLastCharge isLast: Bool, at now: Int) -> Int? {
    isLast ? customer(at: now) : customer
  }
}
