/// Payment intents. Source: https://docs.stripe.com/api/payment_intents/object
extension SessionRenderer {
  func writePaymentIntent(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard record.hasPaymentIntent(at: now) else { return writer.null("payment_intent") }
    writeIntent(of: record, expansion, into: &writer)
  }

  /// The intent of a payment that was tried.
  func writeIntent(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard let expansion else {
      return writer.field("payment_intent", ids.id(.paymentIntent, record.paymentNumber))
    }
    writer.object("payment_intent") { paymentIntentFields(of: record, expansion, into: &$0) }
  }

  /// A new one is shown as it was when it was made, before anything was tried.
  func paymentIntentFields(
    of record: SessionRecord, _ expansion: Expansion, isNew: Bool = false,
    into writer: inout JSONWriter
  ) {
    let tried = record.course(at: now)
    let course = isNew ? Course([]) : tried
    let status = course.intentStatus
    let first = tried.firstTry ?? record.life.created
    let amount = course.lastTry?.amount ?? record.amountTotal
    let sent = record.hidden["payment_intent_data"]
    writer.field("id", ids.id(.paymentIntent, record.paymentNumber))
    writer.field("object", "payment_intent")
    writer.field("amount", amount)
    writer.field("amount_capturable", 0)
    writer.object("amount_details") { $0.object("tip") { _ in } }
    writer.field("amount_received", status == "succeeded" ? amount : 0)
    writer.null("application")
    writer.null("application_fee_amount")
    writer.null("automatic_payment_methods")
    writer.field("canceled_at", course.intentCanceled)
    writer.field("cancellation_reason", status == "canceled" ? "automatic" : nil)
    writer.field("capture_method", sent?["capture_method"]?.string ?? "automatic_async")
    if version < .latestCharge {
      writeCharges(of: record, course, expansion["charges"]?["data"] ?? .none, into: &writer)
    }
    writer.field("client_secret", intentSecret(of: record))
    writer.field("confirmation_method", "automatic")
    writer.field("created", first)
    writer.field("currency", record.currency)
    writeCustomer(
      isNew ? record.customer : record.customer(at: now), expansion["customer"], into: &writer)
    writer.field("description", sent?["description"]?.string)
    writeLastError(of: record, course, into: &writer)
    writeCharge("latest_charge", of: record, course, expansion["latest_charge"], into: &writer)
    writer.field("livemode", ids.livemode)
    writer.metadata(record.intentMetadata)
    writeNextAction(of: record, course, into: &writer)
    writer.null("on_behalf_of")
    let holds = status != "requires_payment_method" && status != "canceled"
    writePaymentMethod(
      of: record, course, holds ? methodNumber(of: record, course) : nil,
      expanded: expansion.includes("payment_method"), into: &writer)
    writer.object("payment_method_options") { _ in }
    writer.array("payment_method_types", [tried.lastTry?.means.type ?? record.method]) {
      $0.write($1)
    }
    writer.null("processing")
    writer.field("receipt_email", sent?["receipt_email"]?.string)
    writer.null("review")
    writer.field("setup_future_usage", record.futureUsage)
    writeShipping(of: record, into: &writer)
    writer.field("statement_descriptor", sent?["statement_descriptor"]?.string)
    writer.field("statement_descriptor_suffix", sent?["statement_descriptor_suffix"]?.string)
    writer.field("status", status)
    writer.field("transfer_data", nil as String?)
    writer.field("transfer_group", sent?["transfer_group"]?.string)
  }

  /// The newest first, as far as they stand on one page.
  private func writeCharges(
    of record: SessionRecord, _ course: Course, _ expansion: Expansion,
    into writer: inout JSONWriter
  ) {
    writer.object("charges") { writer in
      writer.field("object", "list")
      writer.array("data", course.attempts.reversed().prefix(Self.embeddedPage)) {
        writer, attempt in
        writer.object { chargeFields(attempt, of: record, course, expansion, into: &$0) }
      }
      writer.field("has_more", course.attempts.count > Self.embeddedPage)
      writer.field("total_count", course.attempts.count)
      writer.field(
        "url", "/v1/charges?payment_intent=\(ids.id(.paymentIntent, record.paymentNumber))")
    }
  }

  private func intentSecret(of record: SessionRecord) -> String {
    ids.id(.paymentIntent, record.paymentNumber) + "_secret_"
      + ids.letters(25, for: record.serial ^ 0x5EC2E7)
  }

  private func writeLastError(
    of record: SessionRecord, _ course: Course, into writer: inout JSONWriter
  ) {
    guard let (error, payment) = course.lastError else { return writer.null("last_payment_error") }
    writer.object("last_payment_error") { writer in
      if !error.isAuthentication, let attempt = course.attempts.last {
        writer.field("charge", chargeID(attempt, of: record))
      }
      writer.field("code", error.code)
      if let declineCode = error.declineCode { writer.field("decline_code", declineCode) }
      writer.field("doc_url", error.page)
      writer.field("message", error.message)
      writer.object("payment_method") {
        paymentMethodFields(
          payment, number: methodNumber(of: record, course), of: record, failed: error,
          into: &$0)
      }
      writer.field("type", payment.means.isCard ? "card_error" : "invalid_request_error")
    }
  }

  /// The bank's challenge is on the sandbox's own page.
  private func writeNextAction(
    of record: SessionRecord, _ course: Course, into writer: inout JSONWriter
  ) {
    guard course.isChargeChallenged else { return writer.null("next_action") }
    writer.object("next_action") { writer in
      writer.object("redirect_to_url") {
        $0.null("return_url")
        $0.field("url", page(of: record) + "/challenge")
      }
      writer.field("type", "redirect_to_url")
    }
  }

  func writeShipping(of record: SessionRecord, into writer: inout JSONWriter) {
    let delivery = record.life.status(at: now) == .complete ? record.delivery : .null
    writer.field(
      "shipping",
      delivery == .null ? record.hidden["payment_intent_data"]?["shipping"] : delivery)
  }
}

extension SessionRecord {
  /// The intent's metadata: what was sent for the intent, not for the session.
  var intentMetadata: [Metadata] {
    guard isMade else { return metadata }
    let members = hidden["payment_intent_data"]?["metadata"]?.members ?? []
    return members.map { Metadata(key: $0.name, value: $0.value.text) }
  }
}

extension SessionRecord.Decline {
  /// Where Stripe explains the error.
  var page: String {
    "https://stripe.com/docs/error-codes/" + String(code.map { $0 == "_" ? "-" : $0 })
  }
}

extension Node {
  /// A leaf as the text in which it was sent.
  var text: String {
    switch self {
    case .string(let text): text
    case .int(let number): String(number)
    case .number(let digits): digits
    case .bool(let flag): String(flag)
    default: ""
    }
  }
}
