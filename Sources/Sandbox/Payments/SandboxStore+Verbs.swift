/// The sandbox's own endpoints, in addition to Stripe's: they do what a customer or a bank would.
///
/// `POST /v1/test_helpers/checkout/sessions/{id}/{verb}`, where the id may also be one of the
/// objects that a session leads to. `till sandbox pay` and its like call them.
extension SandboxStore {
  private static let verbRules: [String: ParameterRule] = [
    "amount": .integer(1...CurrencyTable.largestOfAll), "card": .string(maximum: 64),
    "expand": .expand,
  ]

  private static let refundReasons = ["duplicate", "fraudulent", "requested_by_customer"]

  /// Source: https://docs.stripe.com/api/disputes/object#dispute_object-reason
  private static let disputeReasons = [
    "bank_cannot_process", "check_returned", "credit_not_processed", "customer_initiated",
    "debit_not_authorized", "duplicate", "fraudulent", "general", "incorrect_account_details",
    "insufficient_funds", "noncompliant", "product_not_received", "product_unacceptable",
    "subscription_canceled", "unrecognized",
  ]

  mutating func perform(
    _ verb: String, on id: String, _ sent: Node, at now: Int,
    into writer: inout JSONWriter
  ) throws(APIError) {
    let reasons = verb == "dispute" ? Self.disputeReasons : Self.refundReasons
    let parameters = try check(sent, Self.verbRules.merging(["reason": .choice(reasons)]) { $1 })
    let paid = try payment(behind: id)
    let record = ledger[paid.payer.serial]
    let value = try testValue(parameters["card"]?.string)
    // These are not requests of the shop, so its events name no request.
    let request = cause
    cause = nil
    defer { cause = request }
    switch verb {
    case "pay":
      try succeed(try pay(record, with: value, at: now))
    case "authenticate":
      try succeed(try authenticate(record, succeeds: true, at: now))
    case "decline":
      let isAsked = record.course(at: ledger.moment(record.serial, now)).challenge != nil
      _ =
        isAsked
        ? try authenticate(record, succeeds: false, at: now)
        : try decline(record, with: value, at: now)
    case "expire":
      var ignored = JSONWriter()
      try expireSession(ids.id(.session, record.serial), .object([]), at: now, into: &ignored)
    case "settle", "fail":
      try end(paid, succeeds: verb == "settle", at: now)
    case "refund":
      _ = try refund(
        paid, amount: parameters["amount"]?.int,
        reason: parameters["reason"]?.string ?? "requested_by_customer", at: now)
    case "renew":
      try renew(record, with: value, at: now)
    case "dispute":
      try dispute(paid, reason: parameters["reason"]?.string ?? "fraudulent", at: now)
    default:
      throw .notFound(.session, id, param: "verb")
    }
    let done = ledger[record.serial]
    renderer(for: done, at: now).write(
      done, try expansion(parameters, of: .session), into: &writer)
  }

  private func succeed(_ outcome: Outcome) throws(APIError) {
    if case .declined(let decline) = outcome { throw .declined(decline) }
  }

  func testValue(_ text: String?, param: String = "card") throws(APIError) -> TestValue? {
    guard let text else { return nil }
    if let named = TestValue(name: text) { return named }
    do throws(TestValue.Fault) {
      return try TestValue(text)
    } catch {
      throw APIError(
        status: 402, type: "card_error", code: "incorrect_number",
        message: "Your card number is incorrect.", param: param)
    }
  }

  // MARK: Stripe's

  private static let refundRules: [String: ParameterRule] = [
    "amount": .integer(1...CurrencyTable.largestOfAll), "charge": .text,
    "currency": .string(maximum: 3), "expand": .expand, "instructions_email": .text,
    "metadata": .metadata,
    "payment_intent": .text,
    "reason": .choice(refundReasons),
    "refund_application_fee": .boolean, "reverse_transfer": .boolean,
  ]

  /// Source: https://docs.stripe.com/api/refunds/create
  mutating func createRefund(
    _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.refundRules)
    let expansion = try expansion(parameters, of: .refund)
    guard let paid = try payment(parameters) else {
      throw .invalid(
        "One of the following params should be provided for this request: payment_intent or "
          + "charge.", param: nil)
    }
    let number = try refund(
      paid, amount: parameters["amount"]?.int, reason: parameters["reason"]?.string,
      metadata: updated([], with: parameters["metadata"]), at: now)
    let record = ledger[paid.payer.serial]
    let payer = record.renewal(paid.renewal) ?? record
    let renderer = renderer(for: payer, at: now)
    let course = payer.course(at: renderer.now)
    guard let refund = course.refunds.first(where: { $0.made.number == number }) else { return }
    writer.object { renderer.refundFields(refund, of: payer, course, expansion, into: &$0) }
  }

  /// Source: https://docs.stripe.com/api/subscriptions/cancel
  mutating func cancelSubscription(
    _ id: String, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    guard let serial = ledger.existing(ids.number(of: id, .subscription)),
      ledger[serial].hasSubscription(at: ledger.moment(serial, now)),
      ledger[serial].course(at: ledger.moment(serial, now)).canceled == nil
    else { throw .notFound(.subscription, id, param: "subscription_exposed_id") }
    var record = ledger[serial]
    record.takeOver(at: ledger.moment(serial, now))
    record.perform(.canceled, at: now, cause)
    keep(record, at: now)
    let renderer = renderer(for: record, at: now)
    writer.object { renderer.subscriptionFields(of: record, .none, into: &$0) }
  }
}

extension APIError {
  /// Source: https://docs.stripe.com/error-handling#payment-errors
  static func declined(_ decline: SessionRecord.Decline) -> APIError {
    APIError(
      status: 402, type: "card_error", code: decline.code, message: decline.message,
      declineCode: decline.declineCode)
  }
}
