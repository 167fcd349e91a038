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
    let renewals = acts.filter(\.isRenewal)
    guard renewals.indices.contains(number - 1),
      case .renewed(let payment, let decline) = renewals[number - 1].kind
    else { return nil }
    let time = renewals[number - 1].time
    var record = renewable
    record.cycle = Cycle(number: number, method: serial << 8 | Course(acts).methodNumber)
    record.life = Life(created: time, expiresAt: time + 1, completesAt: time)
    record.acts = [
      Act(time: time, kind: decline.map { .declined(payment, $0) } ?? .completed(payment))
    ]
    if decline != nil { record.life.settlement = Life.Settlement(at: .max, succeeds: false) }
    return record
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

extension SandboxStore {
  /// Begins the next period of a subscription, which its card pays for.
  ///
  /// Time does not move for that: the new period begins now.
  mutating func renew(
    _ record: SessionRecord, with value: TestValue?, at now: Int
  ) throws(APIError) {
    var record = record
    let moment = ledger.moment(record.serial, now)
    guard record.hasSubscription(at: moment), record.course(at: moment).canceled == nil else {
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
    let means =
      value?.means ?? record.course(at: moment).payment?.means ?? record.plannedMeans
    let decline = value?.decline ?? (means.last4 == TestValue.attaching ? .generic : nil)
    record.takeOver(at: moment)
    record.perform(.renewed(Act.Payment(means: means, amount: due), decline), at: now, cause)
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
