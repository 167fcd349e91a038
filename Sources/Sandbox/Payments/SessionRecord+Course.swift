extension SessionRecord {
  /// What has happened to the session and what will happen, in order of time.
  var course: [Act] {
    if cycle != nil { return acts }
    // What is made up has a whole story of its own.
    if acts.isEmpty, !isMade { return script.acts }
    var told = acts
    if !acts.contains(where: { $0.isCompletion || $0.isExpiry }) {
      told += script.acts.filter { $0.isCompletion || $0.isExpiry || $0.isSettlement }
    }
    guard told.contains(where: \.isCompletion) else { return told }
    let clock = clock(after: told)
    return told + (clock + debitEnds(after: told + clock) + slowRefunds).inOrder
  }

  /// The bank's answers to debits that are under way.
  private func debitEnds(after acts: [Act]) -> [Act] {
    var ends: [Act] = []
    if let settlement = life.settlement, !acts.contains(where: \.isSettlement) {
      ends += end(of: Course(acts).payment, settlement)
    }
    let ended = Set(acts.filter(\.endsDebit).map(\.renewal))
    for (index, act) in acts.filter(\.isRenewal).enumerated() where !ended.contains(index + 1) {
      guard case .renewed(let payment?, nil) = act.kind, payment.means.isDelayed else { continue }
      let settlement = TestValue.settlement(of: payment.means, begun: act.time)
      ends += end(of: payment, settlement, renewal: index + 1)
    }
    return ends
  }

  /// The bank's answer to one debit, and what follows it.
  private func end(
    of payment: Act.Payment?, _ settlement: Life.Settlement, renewal: Int = 0
  ) -> [Act] {
    var acts = [settlement.act]
    if settlement.succeeds, let next = payment?.consequence(in: mode) {
      acts.append(Act(time: settlement.at, kind: next))
    }
    for index in acts.indices { acts[index].renewal = renewal }
    return acts
  }

  /// What the clock does to a subscription. Free days end, and the end of a trial is announced.
  private func clock(after acts: [Act]) -> [Act] {
    guard mode == .subscription, let begun = life.completesAt else { return [] }
    let course = Course(acts)
    guard course.canceled == nil else { return [] }
    var plan = freeEnd(of: course, after: acts, begun: begun)
    // Its object says so from the beginning.
    if isEnding { plan.append(Act(time: period(after: course).end, kind: .canceled)) }
    return plan
  }

  private func freeEnd(of course: Course, after acts: [Act], begun: Int) -> [Act] {
    guard course.firstEnd == nil, let end = firstCharge(from: begun) else { return [] }
    var plan: [Act] = []
    if trialEnd != nil, !acts.contains(where: { $0.kind == .trialEnding }) {
      // In a second of its own, because what is planned stands below what is done.
      plan.append(Act(time: max(end - Self.trialNotice, begun + 1), kind: .trialEnding))
    }
    guard !isEnding else { return plan }
    let kind = freeEndKind(course)
    plan.append(Act(time: end, kind: kind))
    if let next = consequence(of: kind) { plan.append(Act(time: end, kind: next, renewal: 1)) }
    return plan
  }

  /// Whether a made-up subscription is canceled at the end of its period.
  var isEnding: Bool { !isMade && Script.isEnding(serial) }

  private func freeEndKind(_ course: Course) -> Act.Kind {
    guard let means = renewalMeans(course) else { return unpaidEnd }
    let due = renewable.amountTotal
    guard due > 0 else { return .freeEnded }
    return .renewed(
      Act.Payment(means: means, amount: due),
      means.last4 == TestValue.attaching ? .generic : nil)
  }

  /// What follows at once when a period is paid for. Until a debit has arrived, there is nothing to
  /// dispute.
  func consequence(of kind: Act.Kind) -> Act.Kind? {
    switch kind {
    case .completed(let payment?), .renewed(let payment?, nil):
      payment.means.isDelayed ? nil : payment.consequence(in: mode)
    default: nil
    }
  }

  /// Seconds before the end of a trial at which it is announced; that of a shorter one is at once.
  /// Source: https://docs.stripe.com/api/events/types#event_types-customer.subscription.trial_will_end
  static let trialNotice = 3 * 86_400

  /// The bank's late answers to refunds that are pending at first.
  private var slowRefunds: [Act] {
    let ended = acts.compactMap { act -> Int? in
      if case .refundEnded(let number, _) = act.kind { number } else { nil }
    }
    return acts.compactMap { act in
      guard case .refunded(let refund) = act.kind, refund.isPending,
        !ended.contains(refund.number),
        case .slowRefund(let succeeds) = payment(ofPeriod: act.renewal)?.means.aftermath
      else { return nil }
      return Act(
        time: act.time + Self.refundTakes,
        kind: .refundEnded(number: refund.number, succeeds: succeeds), renewal: act.renewal)
    }
  }

  /// Seconds.
  private static let refundTakes = 10

  var script: Script {
    Script(
      serial: serial, mode: mode, life: life, decline: isMade ? nil : decline, means: plannedMeans,
      isEventful: !isMade,
      periodEnd: isEnding ? period(after: Course([])).end : nil)
  }

  /// What its made-up customer pays with; for a trial, also what will be paid with later.
  var plannedMeans: Means {
    savedMeans
      ?? .generated(
        serial: serial, method: method, country: Person(number: person).culture.country)
  }

  /// Whether a payment method is needed: not when the order costs nothing.
  var needsMeans: Bool {
    if mode == .payment { return amountTotal > 0 }
    if amountTotal > 0 || mode == .setup { return true }
    return settings["payment_method_collection"]?.string != "if_required"
  }

  /// Whether there is something to pay with. A trial can begin without.
  var hasMeans: Bool { !isMade || needsMeans || savedMeans != nil }

  func acts(at now: Int) -> [Act] { course.filter { $0.time <= now } }

  func course(at now: Int) -> Course { Course(acts(at: now)) }

  /// The session after the first `count` acts of its course.
  func asOf(_ count: Int) -> SessionRecord {
    var past = self
    past.acts = Array(course.prefix(count))
    past.life.completesAt = past.acts.first(where: \.isCompletion)?.time
    past.life.expiredAt = past.acts.first(where: \.isExpiry)?.time
    if past.life.expiredAt == life.expiresAt { past.life.expiredAt = nil }
    guard past.life.settlement != nil else { return past }
    // What is not known yet is moved to the end of time.
    past.life.settlement?.at = past.acts.first(where: \.isSettlement)?.time ?? .max
    return past
  }

  /// Drops the sandbox's plans for the session; what has happened stays.
  ///
  /// What was planned and has happened becomes one of its acts. The ids of its events come from its
  /// place among the acts, so this has to be done before another act is added.
  mutating func takeOver(at now: Int) {
    acts = acts(at: now)
    if let completesAt = life.completesAt, completesAt > now {
      life.completesAt = nil
      life.settlement = nil
    }
    decline = nil
  }

  /// Adds an act that happens now to a session that was taken over.
  mutating func perform(
    _ kind: Act.Kind, at now: Int, _ cause: Act.Cause? = nil, renewal: Int = 0
  ) {
    acts.append(Act(time: now, kind: kind, cause: cause, renewal: renewal))
    switch kind {
    case .completed(let payment):
      life.completesAt = now
      life.isFree = payment == nil || mode == .setup
      if let payment { method = payment.means.type }
    case .settled where renewal == 0:
      life.settlement = Life.Settlement(at: now, succeeds: true)
    case .bounced(let decline) where renewal == 0:
      life.settlement = Life.Settlement(at: now, succeeds: false, decline: decline)
    case .expired: life.expiredAt = now
    default: break
    }
  }

  /// More would not fit into the ids of their events; no customer tries so often.
  static let maximumActs = 200

  /// Whether nothing more can begin. The whole course counts, because the late answers of banks have
  /// events, too, and so does the end of each dispute that is open.
  var isFull: Bool {
    let course = course
    let open = course.reduce(0) { count, act in
      switch act.kind {
      case .disputed: count + 1
      case .disputeClosed: count - 1
      default: count
      }
    }
    return course.count + open >= Self.maximumActs
  }
}

extension Life.Settlement {
  var act: Act { Act(time: at, kind: succeeds ? .settled : .bounced(decline ?? .debitFailed)) }

  /// The end of a debit; nil for one that is not known yet, which is at the end of time.
  init(_ end: Act?) {
    (at, succeeds, decline) = (end?.time ?? .max, end?.kind == .settled, nil)
    if case .bounced(let reason) = end?.kind { decline = reason }
  }
}

extension Act.Payment {
  /// Whether it is what an order costs, which may have changed since.
  func isFor(_ record: SessionRecord) -> Bool { amount.map { $0 == record.amountTotal } ?? true }

  /// What follows as soon as the money has arrived; nothing if it was only kept.
  func consequence(in mode: SessionRecord.Mode) -> Act.Kind? {
    mode == .setup ? nil : means.consequence
  }
}
