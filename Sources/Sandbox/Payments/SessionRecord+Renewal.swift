extension SessionRecord {
  /// Which period of a subscription is paid for, if it is not the first.
  struct Cycle: Equatable, Sendable {
    /// 1 for the second period.
    var number: Int
    /// The number behind the payment method's id, which is that of the first payment.
    var method: Int
  }

  /// The number behind the ids of the payment and the invoice.
  var paymentNumber: Int {
    cycle.map { ObjectIDs.renewals | serial << 8 | $0.number } ?? serial
  }

  /// The session as if it had been for one later period of its subscription only.
  func renewal(_ number: Int) -> SessionRecord? {
    let renewals = course.filter(\.isRenewal)
    guard renewals.indices.contains(number - 1),
      case .renewed(let payment, let decline) = renewals[number - 1].kind
    else { return nil }
    let time = renewals[number - 1].time
    var record = renewable
    record.cycle = Cycle(number: number, method: serial << 8 | Course(acts).methodNumber)
    record.life = Life(created: time, expiresAt: time + 1, completesAt: time)
    record.acts =
      payment.map { payment in
        [Act(time: time, kind: decline.map { .declined(payment, $0) } ?? .completed(payment))]
      } ?? []
    if payment == nil || decline != nil {
      record.life.settlement = Life.Settlement(at: .max, succeeds: false)
    }
    return record
  }

  /// What becomes of a subscription whose trial ends and that has nothing to pay with; nil if
  /// nothing has to be paid.
  /// Source: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-subscription_data-trial_settings
  var unpaidEnd: Act.Kind? {
    let behavior = hidden["subscription_data"]?["trial_settings"]?["end_behavior"]
    switch behavior?["missing_payment_method"]?.string {
    case "cancel": return .canceled
    case "pause": return .paused
    default: return renewable.amountTotal > 0 ? .renewed(nil, nil) : nil
    }
  }

  /// Only with what is due in every period.
  var renewable: SessionRecord {
    var record = self
    record.items = items.filter { $0.price?.recurring != nil }
    for index in record.items.indices {
      let quantity = record.items[index].quantity ?? 0
      record.items[index].subtotal = record.items[index].price?.amount(of: quantity) ?? 0
    }
    (record.coupon, record.shippingRates) = (nil, [])
    record.recompute()
    return record
  }
}

extension SessionRecord {
  /// What the next period is paid with; nil if there is nothing.
  fileprivate func renewalMeans(_ course: Course) -> Means? {
    course.payment?.means ?? (hasMeans ? plannedMeans : course.renewedWith)
  }
}

extension SandboxStore {
  /// Begins the next period of a subscription, which its card pays for.
  ///
  /// Time does not move for that: the new period begins now, and a trial ends.
  mutating func renew(
    _ record: SessionRecord, with value: TestValue?, at now: Int
  ) throws(APIError) {
    var record = record
    let moment = ledger.moment(record.serial, now)
    let course = record.course(at: moment)
    guard record.hasSubscription(at: moment), course.canceled == nil else {
      throw .invalid("This Checkout Session has no subscription to renew.", param: nil)
    }
    guard record.acts.count < SessionRecord.maximumActs else {
      throw .invalid("This subscription was renewed too often. Create another one.", param: nil)
    }
    let renewable = record.renewable
    try OrderTotal(record: renewable, version: version).checkMaximum()
    let due = renewable.amountTotal
    guard due > 0 else {
      throw .invalid("Nothing is due for the next period of this subscription.", param: nil)
    }
    let next: Act.Kind
    if let means = value?.means ?? record.renewalMeans(course) {
      let decline = value?.decline ?? (means.last4 == TestValue.attaching ? .generic : nil)
      next = .renewed(Act.Payment(means: means, amount: due), decline)
    } else if course.isPaused {
      throw .invalid(
        "This subscription is paused. It goes on when it is renewed with a card.", param: "card")
    } else if course.firstEnd == nil, record.trialEnd != nil, let end = record.unpaidEnd {
      next = end
    } else {
      next = .renewed(nil, nil)
    }
    record.takeOver(at: moment)
    record.perform(next, at: now, cause)
    keep(record, at: now)
  }

  /// The session whose payment or invoice hides a number, as it was for this payment.
  func payer(_ number: Int?) -> SessionRecord? {
    guard let number else { return nil }
    if let serial = ledger.existing(number) { return ledger[serial] }
    guard number & ObjectIDs.renewals != 0,
      let serial = ledger.existing((number ^ ObjectIDs.renewals) >> 8)
    else { return nil }
    return ledger[serial].renewal(number & 0xFF)
  }
}
