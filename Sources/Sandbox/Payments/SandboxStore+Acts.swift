/// What customers, shops and banks do to a session, on the page or without one.
extension SandboxStore {
  /// The result of a try to pay.
  enum Outcome: Equatable {
    case completed
    case challenged
    case declined(SessionRecord.Decline)
  }

  /// Tries to pay for an open session. A nil value means what its customer would use.
  ///
  /// `confirmed` is what the customer has confirmed to the bank, for one amount: if the order has
  /// changed since, the bank asks again.
  mutating func pay(
    _ record: SessionRecord, with value: TestValue?, at now: Int, confirmed: Act.Payment? = nil
  ) throws(APIError) -> Outcome {
    var record = record
    try begin(&record, at: now)
    if let value { try checkMeans(value.means, of: record) }
    record.locate(in: record.taxCountry)
    // It may have been used up or have ended since it was applied.
    if let coupon = record.coupon { try checkCoupon(coupon, for: record, at: now) }
    let total = record.mode == .setup ? 0 : record.amountTotal
    let isFree = record.mode != .setup && total == 0
    if isFree, record.mode == .payment || value == nil {
      record.savedMeans = value?.means
      return complete(&record, nil, at: now)
    }
    let value = value ?? .usual(for: record)
    let payment = Act.Payment(
      means: value.means, amount: record.mode == .setup ? nil : total,
      billing: record.contact.billingDetails)
    let isConfirmed = confirmed.map { $0.amount ?? total } == total
    if value.isChallenged, !isConfirmed {
      record.perform(.challenged(payment), at: now, cause)
      keep(record, at: now)
      return .challenged
    }
    // Nothing is charged yet, so it matters only whether the bank allows the card to be kept.
    let isKept = total == 0 && payment.means.last4 == TestValue.attaching
    if let decline = value.decline, value.settlement == nil, !isKept {
      return self.decline(&record, payment, decline, at: now)
    }
    guard !isFree else {
      record.savedMeans = value.means
      return complete(&record, nil, at: now)
    }
    // An account that is only kept is not charged, so no money is under way.
    if let settlement = value.settlement, record.mode != .setup {
      record.life.settlement = Life.Settlement(
        at: now + settlement.seconds, succeeds: settlement.succeeds, decline: value.decline)
    }
    return complete(&record, payment, at: now)
  }

  private func checkMeans(_ means: Means, of record: SessionRecord) throws(APIError) {
    guard !record.takes(means.type) else { return }
    throw .invalid(
      "The payment method type `\(means.type)` cannot be used for this Checkout Session, which takes "
        + "these: \(record.methods.joined(separator: ", ")).", param: nil)
  }

  /// Makes sure that something can still happen to the session.
  private func begin(_ record: inout SessionRecord, at now: Int) throws(APIError) {
    let moment = ledger.moment(record.serial, now)
    let status = record.life.status(at: moment)
    guard status == .open else {
      throw .invalid(
        "This Checkout Session is \(status.rawValue): it cannot be paid any more.",
        code: "checkout_session_not_open", param: nil)
    }
    guard record.acts.count < SessionRecord.maximumActs else {
      throw .invalid("This Checkout Session was tried too often. Create another one.", param: nil)
    }
    record.takeOver(at: moment)
    // This payment was not planned, so the plan for a delayed method no longer applies.
    record.life.settlement = nil
    record.life.completesAt = nil
  }

  private mutating func complete(
    _ record: inout SessionRecord, _ payment: Act.Payment?, at now: Int
  ) -> Outcome {
    record.perform(.completed(payment), at: now, cause)
    if let method = (payment?.means ?? record.savedMeans)?.method {
      methods[ids.id(.paymentMethod, method)]?.payer = record.serial
    }
    if let next = record.consequence(of: .completed(payment)) { record.perform(next, at: now) }
    keep(record, at: now)
    updateCustomer(of: record, at: now)
    return .completed
  }

  private mutating func decline(
    _ record: inout SessionRecord, _ payment: Act.Payment, _ decline: SessionRecord.Decline,
    at now: Int
  ) -> Outcome {
    record.perform(.declined(payment, decline), at: now, cause)
    keep(record, at: now)
    return .declined(decline)
  }

  /// Answers the bank's question for a session that waits for it.
  mutating func authenticate(
    _ record: SessionRecord, succeeds: Bool, at now: Int
  ) throws(APIError) -> Outcome {
    guard let payment = record.course(at: now).challenge else {
      throw .invalid("This Checkout Session does not wait for an authentication.", param: nil)
    }
    var record = record
    guard succeeds else {
      try begin(&record, at: now)
      var decline = SessionRecord.Decline.unauthenticated
      if record.mode == .setup || payment.isOnlyKept {
        decline.code = "setup_intent_authentication_failure"
      }
      return self.decline(&record, payment, decline, at: now)
    }
    let value = TestValue.asked(for: payment.means)
    return try pay(record, with: value, at: now, confirmed: payment)
  }

  /// Makes a try fail, whatever it is paid with.
  mutating func decline(
    _ record: SessionRecord, with value: TestValue?, at now: Int
  ) throws(APIError) -> Outcome {
    var record = record
    try begin(&record, at: now)
    guard record.mode != .payment || record.amountTotal > 0 else {
      throw .invalid("Nothing has to be paid for this Checkout Session.", param: nil)
    }
    if let value { try checkMeans(value.means, of: record) }
    let means =
      value?.means
      ?? (record.takes("card") ? .declined : TestValue.usual(for: record).means)
    let amount = record.mode == .setup ? nil : Optional(record.amountTotal)
    let payment = Act.Payment(
      means: means, amount: amount, billing: record.contact.billingDetails)
    return decline(&record, payment, value?.decline ?? .generic, at: now)
  }

  /// The bank of a delayed method says yes or no, if it has not yet; false if it has.
  private mutating func settle(_ paid: NamedPayment, succeeds: Bool, at now: Int) -> Bool {
    let moment = ledger.moment(paid.payer.serial, now)
    let course = paid.payer.course(at: moment)
    guard course.isPending, paid.payer.mode != .setup else { return false }
    var record = ledger[paid.payer.serial]
    record.takeOver(at: moment)
    let decline = paid.payer.life.settlement?.decline ?? .debitFailed
    record.perform(
      succeeds ? .settled : .bounced(decline), at: now, cause, renewal: paid.renewal)
    if succeeds, let next = course.payment?.consequence(in: record.mode) {
      record.perform(next, at: now, renewal: paid.renewal)
    }
    keep(record, at: now)
    return true
  }

  /// Sends money of a payment back: `amount` in minor units, or all that is left. Returns the
  /// refund's number.
  mutating func refund(
    _ paid: NamedPayment, amount: Int?, reason: String?,
    metadata: [SessionRecord.Metadata] = [], at now: Int
  ) throws(APIError) -> Int {
    let moment = ledger.moment(paid.payer.serial, now)
    let course = paid.payer.course(at: moment)
    guard paid.payer.mode != .setup, course.isPaid(by: paid.charge), let payment = course.payment
    else {
      throw .invalid(
        paid.charge == nil
          ? "This Checkout Session has no payment that could be refunded."
            + laterCharge(of: paid, at: moment)
          : "This charge has no payment that could be refunded.",
        code: "charge_not_refundable", param: nil)
    }
    guard course.dispute?.holdsMoney != true else {
      throw .invalid(
        "This charge has been charged back; cannot issue a refund.", code: "charge_disputed",
        param: nil)
    }
    let total = payment.amount ?? paid.payer.amountTotal
    let left = total - course.refunded(of: total)
    guard left > 0 else {
      throw .invalid(
        "Charge has already been refunded.", code: "charge_already_refunded", param: nil)
    }
    let amount = amount ?? left
    guard (1...left).contains(amount) else {
      throw .invalid(
        "Refund amount (\(amount)) is greater than unrefunded amount on charge (\(left))",
        code: "amount_too_large", param: "amount")
    }
    var record = ledger[paid.payer.serial]
    let isFull = record.isFull
    record.takeOver(at: moment)
    let number = record.acts.count(where: \.isRefund)
    guard !isFull, number < SessionRenderer.Movement.maximumRefunds else {
      throw .invalid(
        "This Checkout Session was refunded too often. Create another one.", param: nil)
    }
    var made = Act.Refund(number: number, amount: amount, reason: reason, metadata: metadata)
    if case .slowRefund = payment.means.aftermath { made.isPending = true }
    record.perform(.refunded(made), at: now, cause, renewal: paid.renewal)
    keep(record, at: now)
    return number
  }

  /// A sentence about the newest charge that paid for a later period, if all of them are meant.
  private func laterCharge(of paid: NamedPayment, at moment: Int) -> String {
    guard paid.spansPeriods else { return "" }
    for number in paid.payer.course(at: moment).renewals.indices.reversed() {
      guard let payer = paid.payer.renewal(number + 1),
        let charge = payer.course(at: moment).attempts.last, charge.outcome == .succeeded
      else { continue }
      let id = renderer(at: moment).chargeID(charge, of: payer)
      return " A later period was paid with \(id), which can be named instead."
    }
    return ""
  }

  mutating func dispute(
    _ paid: NamedPayment, reason: String, at now: Int
  ) throws(APIError) {
    let moment = ledger.moment(paid.payer.serial, now)
    let course = paid.payer.course(at: moment)
    guard paid.payer.mode != .setup, course.isPaid(by: paid.charge), let payment = course.payment
    else {
      throw .invalid(
        paid.charge == nil
          ? "This Checkout Session has no payment to dispute." + laterCharge(of: paid, at: moment)
          : "This charge has no payment to dispute.", param: nil)
    }
    guard course.dispute == nil else {
      throw .invalid("The payment of this Checkout Session is disputed already.", param: nil)
    }
    // What was sent back already is not taken back as well.
    let total = payment.amount ?? paid.payer.amountTotal
    let refunded = course.refunded(of: total)
    guard refunded < total else {
      throw .invalid(
        "The payment has been refunded: there is nothing left to dispute.", param: nil)
    }
    let dispute = Act.Dispute(reason: reason, amount: refunded == 0 ? nil : total - refunded)
    var record = ledger[paid.payer.serial]
    guard !record.isFull else {
      throw .invalid(
        "Too much has happened to this Checkout Session. Create another one.", param: nil)
    }
    record.takeOver(at: moment)
    record.perform(.disputed(dispute), at: now, cause, renewal: paid.renewal)
    keep(record, at: now)
  }

  /// Ends what is named and under way: a refund, a dispute, or the payment itself. Of a subscription
  /// that is named, the first period comes first, then the newest.
  mutating func end(_ paid: NamedPayment, succeeds: Bool, at now: Int) throws(APIError) {
    let record = ledger[paid.payer.serial]
    let renewals = record.course(at: ledger.moment(record.serial, now)).renewals.indices
    let later = renewals.reversed().compactMap { record.renewal($0 + 1) }
    for payment in [paid] + (paid.spansPeriods ? later.map { NamedPayment(payer: $0) } : []) {
      if try close(payment, succeeds: succeeds, at: now) { return }
      if settle(payment, succeeds: succeeds, at: now) { return }
    }
    throw .invalid(
      paid.renewal == 0
        ? "No payment of this Checkout Session is under way."
        : "Nothing of this payment is under way.", param: nil)
  }

  /// Ends a refund of a payment that is pending, or a dispute that is open; false if there is none.
  ///
  /// - Throws: 400 if one was named that has ended.
  private mutating func close(
    _ paid: NamedPayment, succeeds: Bool, at now: Int
  ) throws(APIError) -> Bool {
    let moment = ledger.moment(paid.payer.serial, now)
    let course = paid.payer.course(at: moment)
    let pending = course.refunds.filter { $0.status == "pending" }.map(\.made.number)
    let isDisputed = course.dispute.map { $0.isWon == nil } ?? false
    let refund: Int?
    switch paid.part {
    case .refund(let number):
      guard pending.contains(number) else {
        throw .invalid("This refund is not pending.", param: nil)
      }
      refund = number
    case .dispute:
      guard isDisputed else { throw .invalid("This dispute is not open.", param: nil) }
      refund = nil
    case .charge(let number) where number != course.attempts.last?.number:
      throw .invalid("This charge has failed: nothing of it is under way.", param: nil)
    case .charge, nil:
      refund = pending.last
      guard refund != nil || isDisputed else { return false }
    }
    var record = ledger[paid.payer.serial]
    record.takeOver(at: moment)
    record.perform(
      refund.map { .refundEnded(number: $0, succeeds: succeeds) }
        ?? .disputeClosed(isWon: succeeds), at: now, cause, renewal: paid.renewal)
    keep(record, at: now)
    return true
  }
}
