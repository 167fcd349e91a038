extension SessionRecord {
  /// Which period of a subscription is paid for, if it is not the first.
  struct Cycle: Equatable, Sendable {
    /// 1 for the second period.
    var number: Int
    /// The number behind the payment method's id: that of the first payment, unless this period was
    /// paid with another one.
    var method: Int
  }

  /// The number behind the ids of the payment and the invoice.
  var paymentNumber: Int {
    cycle.map { paymentNumber(of: $0.number) } ?? serial
  }

  private func paymentNumber(of period: Int) -> Int {
    ObjectIDs.renewals | serial << 8 | period
  }

  /// The session as if it had been for one later period of its subscription only.
  func renewal(_ number: Int) -> SessionRecord? {
    let course = course
    guard let begun = Self.beginning(ofPeriod: number, in: course),
      case .renewed(let payment, let decline) = begun.kind
    else { return nil }
    var record = renewable
    let first = Course(acts)
    var cycle = Cycle(number: number, method: methodNumber(first))
    if let means = payment?.means, let kept = held(first)?.means, means != kept {
      cycle.method = paymentNumber(of: number)
    }
    record.cycle = cycle
    record.life = Life(created: begun.time, expiresAt: begun.time + 1, completesAt: begun.time)
    let paid = payment.map { payment in
      Act(time: begun.time, kind: decline.map { .declined(payment, $0) } ?? .completed(payment))
    }
    record.acts =
      [paid].compactMap(\.self) + course.filter { $0.renewal == number }.map(\.ofItsPeriod)
    if payment == nil || decline != nil || payment?.means.isDelayed == true {
      record.life.settlement = Life.Settlement(record.acts.first(where: \.isSettlement))
    }
    return record
  }

  /// The act with which a later period began.
  private static func beginning(ofPeriod number: Int, in acts: [Act]) -> Act? {
    let renewals = acts.filter(\.isRenewal)
    return renewals.indices.contains(number - 1) ? renewals[number - 1] : nil
  }

  /// What the first period, 0, or a later one was paid with. The course needs it, so it is read
  /// from what has happened alone.
  func payment(ofPeriod number: Int) -> Act.Payment? {
    guard case .renewed(let payment, _) = Self.beginning(ofPeriod: number, in: acts)?.kind else {
      return number == 0 ? Course(acts).payment : nil
    }
    return payment
  }

  /// The session as it was for the payment that the last of `told` is about. These are the first of
  /// its acts.
  func payer(after told: ArraySlice<Act>) -> SessionRecord {
    guard let act = told.last else { return self }
    return renewal(act.isRenewal ? told.count(where: \.isRenewal) : act.renewal) ?? self
  }

  /// What becomes of a subscription whose first period ends and that has nothing to pay with. Only a
  /// trial has a setting for that.
  /// Source: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-subscription_data-trial_settings
  var unpaidEnd: Act.Kind {
    let data = trialEnd == nil ? nil : hidden["subscription_data"]
    let behavior = data?["trial_settings"]?["end_behavior"]
    switch behavior?["missing_payment_method"]?.string {
    case "cancel": return .canceled
    case "pause": return .paused
    default: return renewable.amountTotal > 0 ? .renewed(nil, nil) : .freeEnded
    }
  }

  /// Drops a day of the first charge that is past before the session ends, as in a copy of an older
  /// session; false if there is none. The first period is then paid when the session is completed.
  mutating func dropPastCharge() -> Bool {
    let data = hidden["subscription_data"]
    let past = ["billing_cycle_anchor", "trial_end"].filter { name in
      data?[name]?.int.map { $0 <= life.expiresAt } == true
    }
    guard let data, !past.isEmpty else { return false }
    hidden["subscription_data"] = .object(data.members.filter { !past.contains($0.name) })
    for index in items.indices { items[index].subtotal = due(for: items[index]) }
    recompute()
    life.isFree = isFree
    return true
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
  func renewalMeans(_ course: Course) -> Means? {
    course.payment?.means ?? (hasMeans ? plannedMeans : course.renewedWith)
  }
}

extension Act {
  /// The same for the payment of its period alone.
  var ofItsPeriod: Act {
    var act = self
    act.renewal = 0
    return act
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
    guard record.hasSubscription(at: moment) else {
      throw .invalid("This Checkout Session has no subscription to renew.", param: nil)
    }
    guard course.canceled == nil else {
      throw .invalid("The subscription is canceled: it cannot be renewed.", param: nil)
    }
    guard !record.isFull, course.renewals.count < SessionRenderer.Movement.maximumRenewals
    else {
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
      // What a bank says about a debit comes later.
      let isRefused = value?.settlement == nil
      let decline =
        (isRefused ? value?.decline : nil)
        ?? (means.last4 == TestValue.attaching ? .generic : nil)
      next = .renewed(Act.Payment(means: means, amount: due), decline)
    } else if course.isPaused {
      throw .invalid(
        "This subscription is paused. It goes on when it is renewed with a card.", param: "card")
    } else {
      next = course.firstEnd == nil ? record.unpaidEnd : .renewed(nil, nil)
    }
    record.takeOver(at: moment)
    record.perform(next, at: now, cause)
    if let consequence = record.consequence(of: next) {
      record.perform(consequence, at: now, renewal: course.renewals.count + 1)
    }
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
