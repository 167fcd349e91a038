import JSON
import Units

/// The facts for a verdict on a session. Related objects count only if they were read.
struct VerdictFacts {
  let session: Session
  let sources: StorySources
  let times: VerdictTimes
  let status: SessionStatus?
  let payment: PaymentStatus?
  let mode: SessionMode?
  /// The events about the session, oldest first.
  let events: [StoryEvent]
  /// Every known attempt, oldest first.
  let charges: [Charge]
  /// The latest one, as it was last seen.
  let dispute: JSON?
  /// Oldest first. In one second, the error of the intent says which was the last.
  private let failedTries: [FailedTry]
  private let intent: JSON?

  init(_ sources: StorySources, _ times: VerdictTimes) {
    self.sources = sources
    self.times = times
    session = sources.session
    status = session.status
    payment = session.paymentStatus
    mode = session.mode
    events = sources.ownEvents
    charges = sources.charges
    dispute = sources.knownDisputes.max {
      ($0["created"]?.int ?? 0) < ($1["created"]?.int ?? 0)
    }
    failedTries = Self.failedTries(charges, sources.failuresWithoutCharge)
    intent = sources.intent
  }

  /// Words at the end of a sentence about a session that was opened with another's recovery link.
  var recovered: String {
    session.json["recovered_from"]?.string?.isEmpty == false
      ? " (recovered from an expired one)" : ""
  }
}

// MARK: - Time

extension VerdictFacts {
  var isOverdue: Bool { session.expiresAt.map { $0 <= times.now } ?? false }

  /// `; expires at 18:05 (in 5 h)`, or empty if Stripe does not say.
  var expiry: String {
    session.expiresAt.map { "; expires \(times.future($0))" } ?? ""
  }

  var sinceExpiry: String { session.expiresAt.map { times.ago($0) } ?? "before" }
}

// MARK: - Payment

extension VerdictFacts {
  private var setup: JSON? { session.json["setup_intent"] }

  var hasIntent: Bool { session.id(of: "payment_intent") != nil }
  var intentStatus: String? { intent?["status"]?.string }
  /// Whether the bank has not answered yet. A subscription's session has no intent of its own.
  var isProcessing: Bool {
    intentStatus.map { $0 == "processing" } ?? (charges.last?.outcome == .pending)
  }
  var setupStatus: String? { setup?["status"]?.string }
  var subscriptionStatus: String? { session.json["subscription"]?["status"]?.string }

  /// Whether a payment of the subscription is missing.
  var isSubscriptionInTrouble: Bool {
    ["past_due", "unpaid", "incomplete"].contains(subscriptionStatus)
  }

  /// Whether no further payments are attempted.
  var isSubscriptionOver: Bool {
    ["canceled", "incomplete_expired", "paused"].contains(subscriptionStatus)
  }

  /// `; the subscription is active`.
  var subscriptionState: String {
    subscriptionStatus.map { "; the subscription is \($0.replacing("_", with: " "))" } ?? ""
  }

  /// The attempt that succeeded. An amount that is only reserved, or a refused one, does not count.
  var success: Charge? { charges.last { $0.outcome == .succeeded && !$0.isUncaptured } }

  /// `Paid with Visa ending 4242 today at 12:32`, as far as it is known. The charge of a delayed
  /// payment does not say when the money arrived.
  var paid: String {
    guard let success else { return "Complete and paid" }
    let method = success.methodWords.map { " with \($0)" } ?? ""
    let time = times.past(success.created)
    return success.isDelayed ? "Paid\(method), begun \(time)" : "Paid\(method) \(time)"
  }

  /// `; the first try was declined: not enough money`, for tries before the successful one.
  var triesBefore: String {
    guard let success else { return "" }
    let failed = failedTries.filter { $0.at <= success.created }
    guard let last = failed.last, let words = last.decline?.words else { return "" }
    let verb = failed.allSatisfy { $0.charge != nil } ? "declined" : nil
    if failed.count > 1 {
      let verb = verb.map { "were \($0)" } ?? "failed"
      return "; \(count(failed)) before \(verb), the last one\(knownMark): \(words)"
    }
    let which = knowsAllTries ? "the first try" : "a try before"
    return "; \(which) \(verb.map { "was \($0)" } ?? "failed"): \(words)"
  }

  /// The reason of the latest failed attempt; nil if none is known.
  var decline: Decline? {
    lastFailed?.decline ?? Decline(intent?["last_payment_error"])
      ?? Decline(setup?["last_setup_error"])
  }

  /// The latest attempt, if it failed and nothing newer is known about the payment.
  private var lastFailed: FailedTry? {
    let failed = failedTries
    guard let at = failed.last?.at,
      !charges.contains(where: { $0.outcome != .failed && $0.created >= at })
    else { return nil }
    guard let error = intent?.value("last_payment_error") else { return failed.last }
    let charge = error["charge"]?.string
    return failed.last { $0.at == at && $0.charge?.id == charge }
  }

  /// `the last try, with Visa ending 0341 today at 12:29, was declined: not enough money`, with the
  /// number of attempts if it is known.
  var lastFailure: String {
    let words = decline?.words ?? ""
    guard let lastFailed else { return "the last attempt failed: \(words)" }
    let method = lastFailed.charge?.methodWords.map { "with \($0) " } ?? ""
    let detail = "\(method)\(times.past(lastFailed.at))"
    let failed = failedTries
    if failed.count > 1 { return "\(count(failed)) failed, the last one \(detail): \(words)" }
    return knowsAllTries
      ? "one try, \(detail), failed: \(words)" : "the last try, \(detail), failed: \(words)"
  }

  var charge: Charge? { success ?? charges.last }

  /// The latest charge as it was sent, even if it is incomplete.
  var latest: JSON? { intent?["latest_charge"] }

  var isDisputed: Bool {
    dispute != nil || charges.contains(where: \.isDisputed) || latest?["disputed"]?.bool == true
  }
  var disputeStatus: String? { dispute?["status"]?.string }
  /// Whether the bank only asks: it has not taken the money back.
  var isInquiry: Bool { disputeStatus?.hasPrefix("warning") ?? false }
  /// Whether the money stayed.
  var isDisputeOver: Bool { ["won", "warning_closed", "prevented"].contains(disputeStatus) }
  var disputeReason: String {
    dispute?["reason"]?.string.map { " (\($0.replacing("_", with: " ")))" } ?? ""
  }
  /// `$16.98 USD`, or `the money` if the dispute is about the whole payment, or does not say.
  /// A dispute can be about a part, and in the currency of the bank.
  var disputedMoney: String {
    guard let dispute, let amount = dispute["amount"]?.int,
      let currency = dispute["currency"]?.string.map({ Currency($0) })
    else { return "the money" }
    let money = Money(amount, currency)
    return money == charge?.amount ? "the money" : money.fullText
  }
  /// `; answer it on 21 Nov at 09:38 UTC (in 7 d)`.
  var disputeDeadline: String {
    dispute?["evidence_details"]?["due_by"]?.int.map { "; answer it \(times.future($0))" } ?? ""
  }
}

// MARK: - Tries

extension VerdictFacts {
  /// A try that failed, with a charge or before there was one.
  private struct FailedTry {
    /// Unix seconds.
    let at: Int
    let charge: Charge?
    let decline: Decline?
  }

  private static func failedTries(_ charges: [Charge], _ early: [StoryEvent]) -> [FailedTry] {
    let refused = charges.filter { $0.outcome == .failed }
      .map { FailedTry(at: $0.created, charge: $0, decline: $0.decline) }
    let early = early.map {
      FailedTry(at: $0.created, charge: nil, decline: Decline($0.object["last_payment_error"]))
    }
    return (early + refused).sorted { $0.at < $1.at }
  }

  /// A try that the bank's check ended has no charge: only events tell of it.
  private var knowsAllTries: Bool { sources.hasAllCharges && sources.hasAllEvents }

  private var knownMark: String { knowsAllTries ? "" : " known" }

  /// `2 tries`, or `at least 2 tries`.
  private func count(_ tries: [FailedTry]) -> String {
    "\(knowsAllTries ? "" : "at least ")\(tries.count) tries"
  }
}

// MARK: - Ways of paying

extension VerdictFacts {
  /// How the money should arrive: by a pending attempt, or by the only method that was offered.
  private var pendingMethod: String? {
    if let type = charges.last(where: { $0.outcome == .pending })?.methodType { return type }
    let types = [intent, session.json].lazy.compactMap { $0?["payment_method_types"] }
      .map { $0.elements.compactMap(\.string) }
    guard let only = types.first(where: { $0.count == 1 })?.first,
      PaymentMethodWords.isDelayed(only)
    else { return nil }
    return only
  }

  /// `SEPA direct debit takes up to 14 business days`, as far as it is known.
  var processing: String {
    guard let method = pendingMethod else { return "the money is not there yet" }
    let words = PaymentMethodWords.method(method)
    guard let term = PaymentMethodWords.term(method) else {
      return "the money by \(words) is not there yet"
    }
    return "\(words) takes up to \(term)"
  }

  /// Why money may still arrive: ` (boleto)`.
  var onlyMethod: String {
    pendingMethod.map { " (\(PaymentMethodWords.method($0)))" } ?? ""
  }
}

// MARK: - Recovery

extension VerdictFacts {
  private var recovery: JSON? { session.json["after_expiration"]?["recovery"] }

  var recoveryURL: String? { recovery?["url"]?.string }

  /// `valid until 2026-12-14 (in 30 d)`, or without a date if there is none.
  var recoveryValidity: String {
    guard let end = recovery?["expires_at"]?.int else { return "without an end date" }
    let date = "valid until \(Moment(end).dateText(in: times.zone))"
    return times.isDated ? date : "\(date) (\(Moment(end).relative(to: times.now)))"
  }

  /// ` and paid there`: what became of the sessions opened from the link; nil if none was opened, or
  /// all of them ended without success.
  var recoveredAs: String? {
    let recoveries = sources.recoveries
    if recoveries.contains(where: \.isPaid) { return " and paid there" }
    if recoveries.contains(where: { $0.status == .complete }) { return " and completed there" }
    // The copy in the cache may be older than the story.
    if recoveries.contains(where: { $0.status == .open }) {
      return ", not completed there when last read"
    }
    return recoveries.contains { $0.status != .expired } ? "" : nil
  }

  /// `; the last attempt failed: not enough money`.
  var failure: String { decline == nil ? "" : "; \(lastFailure)" }

  var isRecoveryOver: Bool { recovery?["expires_at"]?.int.map { $0 <= times.now } ?? false }
}
