/// Payment intents, charges, setup intents.
extension SessionRenderer {
  func writePaymentIntent(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard record.hasPaymentIntent(at: now) else { return writer.null("payment_intent") }
    guard let expansion else {
      return writer.field("payment_intent", ids.id(.paymentIntent, record.serial))
    }
    writer.object("payment_intent") { paymentIntentFields(of: record, expansion, into: &$0) }
  }

  private func paymentIntentStatus(of record: SessionRecord) -> String {
    switch record.life.status(at: now) {
    case .open: return "requires_payment_method"
    case .expired: return "canceled"
    case .complete: break
    }
    if record.life.isProcessing(at: now) { return "processing" }
    return record.life.paymentStatus(at: now) == .paid ? "succeeded" : "requires_payment_method"
  }

  func paymentIntentFields(
    of record: SessionRecord, _ expansion: Expansion, into writer: inout JSONWriter
  ) {
    let status = paymentIntentStatus(of: record)
    let isPaid = status == "succeeded"
    let customer = record.customer(at: now)
    writer.field("id", ids.id(.paymentIntent, record.serial))
    writer.field("object", "payment_intent")
    writer.field("amount", record.amountTotal)
    writer.field("amount_capturable", 0)
    writer.field("amount_received", isPaid ? record.amountTotal : 0)
    writer.field("canceled_at", status == "canceled" ? record.life.expiresAt : nil)
    writer.field("cancellation_reason", status == "canceled" ? "automatic" : nil)
    writer.field("capture_method", "automatic_async")
    writer.field("created", record.life.created + 20)
    writer.field("currency", record.currency)
    writeCustomer(customer, expansion["customer"], into: &writer)
    writer.null("description")
    writeLastError(of: record, status, into: &writer)
    if record.life.status(at: now) != .complete && record.decline == nil {
      writer.null("latest_charge")
    } else if let charge = expansion["latest_charge"] {
      writer.object("latest_charge") { chargeFields(of: record, status, charge, into: &$0) }
    } else {
      writer.field("latest_charge", ids.id(.charge, record.serial))
    }
    writer.field("livemode", ids.livemode)
    writer.metadata(record.metadata)
    writer.null("next_action")
    writePaymentMethod(
      of: record, status == "requires_payment_method" ? nil : record.serial,
      expanded: expansion.includes("payment_method"), into: &writer)
    writer.array("payment_method_types", [record.method]) { $0.write($1) }
    writer.field("receipt_email", Person(number: record.person).email)
    writer.field("status", status)
  }

  private func writeLastError(
    of record: SessionRecord, _ status: String, into writer: inout JSONWriter
  ) {
    let failed = SessionRecord.Decline(
      code: "payment_intent_payment_attempt_failed", declineCode: nil,
      message: "The payment failed.")
    let decline = status == "succeeded" || status == "processing" ? nil : record.decline
    let isLost = status == "requires_payment_method" && record.life.settlement != nil
    guard let error = decline ?? (isLost ? failed : nil) else {
      return writer.null("last_payment_error")
    }
    writer.object("last_payment_error") {
      $0.field("code", error.code)
      if let declineCode = error.declineCode { $0.field("decline_code", declineCode) }
      $0.field("doc_url", "https://stripe.com/docs/error-codes/\(dashed(error.code))")
      $0.field("message", error.message)
      $0.field("type", "card_error")
    }
  }

  private func dashed(_ code: String) -> String {
    String(code.map { $0 == "_" ? "-" : $0 })
  }

  private func chargeFields(
    of record: SessionRecord, _ status: String, _ expansion: Expansion,
    into writer: inout JSONWriter
  ) {
    let person = Person(number: record.person)
    let isPaid = status == "succeeded"
    let isPending = status == "processing"
    let isRefunded = isPaid && record.serial % 23 == 5
    let failure = isPaid || isPending ? nil : record.decline
    writer.field("id", ids.id(.charge, record.serial))
    writer.field("object", "charge")
    writer.field("amount", record.amountTotal)
    writer.field("amount_captured", isPaid ? record.amountTotal : 0)
    writer.field("amount_refunded", isRefunded ? record.amountTotal : 0)
    writer.object("billing_details") {
      $0.address(of: person)
      $0.field("email", person.email)
      $0.field("name", person.name)
      $0.field("phone", person.phone)
    }
    writer.field("captured", isPaid)
    writer.field("created", record.life.created + 25)
    writer.field("currency", record.currency)
    writeCustomer(record.customer(at: now), expansion["customer"], into: &writer)
    writer.field("disputed", isPaid && record.serial % 97 == 13)
    writer.field("failure_code", failure?.code)
    writer.field("failure_message", failure?.message)
    writer.field("livemode", ids.livemode)
    writer.object("outcome") {
      $0.field("network_status", failure == nil ? "approved_by_network" : "declined_by_network")
      $0.field("risk_level", "normal")
      $0.field(
        "seller_message",
        failure == nil ? "Payment complete." : "The bank did not return any further details.")
      $0.field("type", failure == nil ? "authorized" : "issuer_declined")
    }
    writer.field("paid", isPaid)
    writer.field("payment_intent", ids.id(.paymentIntent, record.serial))
    writer.field("payment_method", ids.id(.paymentMethod, record.serial))
    writer.object("payment_method_details") { writer in
      if record.method == "card" { writer.object("card") { card(of: record, into: &$0) } }
      writer.field("type", record.method)
    }
    writer.field(
      "receipt_url",
      isPaid ? "https://pay.stripe.com/receipts/\(ids.letters(40, for: record.serial))" : nil)
    writer.field("refunded", isRefunded)
    writer.field("status", isPaid ? "succeeded" : isPending ? "pending" : "failed")
  }

  private func card(of record: SessionRecord, into writer: inout JSONWriter) {
    writer.field("brand", ["visa", "mastercard", "amex"][record.serial % 3])
    writer.field("country", Person(number: record.person).culture.country)
    writer.field("exp_month", 1 + record.serial % 12)
    writer.field("exp_year", 2030 + record.serial % 4)
    writer.field("last4", String(String(10_000 + record.serial % 10_000).dropFirst()))
  }

  func writePaymentMethod(
    of record: SessionRecord, _ number: Int?, expanded: Bool, into writer: inout JSONWriter
  ) {
    guard let number, expanded else {
      return writer.field("payment_method", number.map { ids.id(.paymentMethod, $0) })
    }
    writer.object("payment_method") { writer in
      writer.field("id", ids.id(.paymentMethod, number))
      writer.field("object", "payment_method")
      if record.method == "card" { writer.object("card") { card(of: record, into: &$0) } }
      writer.field("created", record.life.created + 20)
      writer.field("livemode", ids.livemode)
      writer.field("type", record.method)
    }
  }

  func writeSetupIntent(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard record.mode == .setup else { return writer.null("setup_intent") }
    let id = ids.id(.setupIntent, record.serial)
    guard let expansion else { return writer.field("setup_intent", id) }
    let isDone = record.life.status(at: now) == .complete
    let isOver = record.life.status(at: now) == .expired
    writer.object("setup_intent") { writer in
      writer.field("id", id)
      writer.field("object", "setup_intent")
      writer.field("cancellation_reason", isOver ? "abandoned" : nil)
      writer.field("created", record.life.created)
      writeCustomer(record.customer(at: now), expansion["customer"], into: &writer)
      writer.null("last_setup_error")
      writer.field("livemode", ids.livemode)
      writer.metadata(record.metadata)
      writePaymentMethod(
        of: record, isDone ? record.serial : nil,
        expanded: expansion.includes("payment_method"), into: &writer)
      writer.field(
        "status", isDone ? "succeeded" : isOver ? "canceled" : "requires_payment_method")
      writer.field("usage", "off_session")
    }
  }
}
