/// What happens to a session that only the sandbox acts on: tries, failures, payments, refunds.
///
/// Like everything that is made up, it is a pure function of the seed: it takes no memory, and its
/// future is known. The plan itself, when the session is paid or expires, is its `Life`.
struct Script: Sendable {
  let serial: Int
  let mode: SessionRecord.Mode
  let life: Life
  var decline: SessionRecord.Decline?
  var means: Means
  /// Whether anything outside the plan happens: not to sessions that an integration created.
  var isEventful = true
  /// When a subscription is canceled at the end of its period that is not a trial, in Unix seconds.
  var periodEnd: Int?

  var acts: [Act] {
    var acts = tries
    guard life.expiredAt == nil, let completesAt = life.completesAt else {
      return acts + [Act(time: life.expiredAt ?? life.expiresAt, kind: .expired)]
    }
    let hasNothing = life.isFree && mode != .setup
    if isEventful, !hasNothing, means.isCard, serial % 7 == 3 {
      acts.append(Act(time: completesAt - 3, kind: .challenged(payment)))
    }
    acts.append(Act(time: completesAt, kind: .completed(hasNothing ? nil : payment)))
    if !life.isFree, let settlement = life.settlement {
      acts.append(settlement.act)
      guard settlement.succeeds else { return acts }
    }
    guard isEventful else { return acts }
    if !life.isFree { acts += aftermath(of: life.settlement?.at ?? completesAt) }
    return mode == .subscription ? (acts + subscription(from: completesAt)).inOrder : acts
  }

  private var payment: Act.Payment { Act.Payment(means: means, amount: nil) }

  /// Tries come 20 seconds after the start; whoever pays needs 25 at least.
  private var tries: [Act] {
    guard let decline else { return [] }
    var card = means
    card.last4 = "0002"
    let failed = Act.Payment(means: card, amount: nil)
    let first = Act(
      time: life.created + Self.firstTry, kind: .declined(failed, decline))
    guard serial % 3 == 1 else { return [first] }
    return [
      first, Act(time: life.created + Self.firstTry + 2, kind: .declined(failed, .generic)),
    ]
  }

  /// Seconds from the session's creation to a first try that fails.
  static let firstTry = 20

  /// Of every made-up trial.
  static let trialDays = 14

  /// Whether a subscription is canceled at the end of its period.
  static func isEnding(_ serial: Int) -> Bool { serial % 13 == 2 }

  /// What happens to a subscription: some are canceled or paused soon, and trials end.
  private func subscription(from start: Int) -> [Act] {
    let soon = start + 3600
    if serial % 19 == 4 { return [Act(time: soon, kind: .canceled)] }
    guard life.isFree else {
      let end = periodEnd.map { Act(time: $0, kind: .canceled) }
      return (serial % 19 == 11 ? [Act(time: soon, kind: .paused)] : []) + (end.map { [$0] } ?? [])
    }
    let end = start + Self.trialDays * 86_400
    let kind: Act.Kind =
      Self.isEnding(serial) ? .canceled : .renewed(payment, serial % 4 == 1 ? .generic : nil)
    return [
      Act(time: end - SessionRecord.trialNotice, kind: .trialEnding), Act(time: end, kind: kind),
    ]
  }

  private func aftermath(of paid: Int) -> [Act] {
    switch (serial % 23, serial % 97) {
    case (5, _):
      let refund = Act.Refund(number: 0, amount: nil, reason: "requested_by_customer")
      return [Act(time: paid + 900 * (1 + serial % 90), kind: .refunded(refund))]
    case (9, _):
      let refund = Act.Refund(number: 0, amount: 30, reason: nil, isPending: true)
      let time = paid + 700 * (1 + serial % 60)
      return [
        Act(time: time, kind: .refunded(refund)),
        Act(time: time + 600, kind: .refundEnded(number: 0, succeeds: serial % 4 != 0)),
      ]
    case (_, 13):
      let dispute = Act.Dispute(reason: serial % 2 == 0 ? "fraudulent" : "product_not_received")
      return [
        Act(time: paid + 86_400 * (1 + serial % 5), kind: .disputed(dispute)),
        Act(time: paid + 86_400 * 12, kind: .disputeClosed(isWon: serial % 3 == 0)),
      ]
    default: return []
    }
  }
}

extension SessionRecord.Decline {
  static let generic = SessionRecord.Decline(
    code: "card_declined", declineCode: "generic_decline", message: "Your card was declined.")

  static let debitFailed = SessionRecord.Decline(
    code: "payment_intent_payment_attempt_failed", declineCode: nil,
    message: "The payment failed.")

  static let unauthenticated = SessionRecord.Decline(
    code: "payment_intent_authentication_failure", declineCode: nil,
    message: "The provided PaymentMethod has failed authentication.")

  /// Whether the customer did not confirm, so that no charge was made.
  var isAuthentication: Bool { code.hasSuffix("_authentication_failure") }
}
