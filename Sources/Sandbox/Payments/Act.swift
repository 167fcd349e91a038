/// Something that happened to a session: an act of its customer, its shop or a bank.
///
/// All objects around a session follow from its acts up to a moment. So an event can carry an
/// object as it was then, and a list can show it as it is now.
struct Act: Equatable, Sendable {
  /// Unix seconds.
  var time: Int
  var kind: Kind
  /// The request that caused it; nil for acts of customers, banks and the clock.
  var cause: Cause?
  /// Counts what requests and customers did to any object of the account; 0 for what was planned.
  var turn = 0
  /// The later period of a subscription whose payment arrived, failed, or was refunded or disputed; 0
  /// for the first.
  var renewal = 0

  enum Kind: Equatable, Sendable {
    /// The bank wants the customer to confirm the payment.
    case challenged(Payment)
    case declined(Payment, SessionRecord.Decline)
    /// Nil if there is nothing to pay.
    case completed(Payment?)
    /// The money of a delayed method has arrived, or never will.
    case settled, bounced(SessionRecord.Decline)
    case expired
    case refunded(Refund)
    case refundEnded(number: Int, succeeds: Bool)
    case disputed(Dispute)
    case disputeClosed(isWon: Bool)
    /// The card's network suspects fraud, before there is a dispute.
    case warned
    case canceled
    /// A trial will end soon.
    case trialEnding
    /// A trial has ended, and there is nothing to pay with.
    case paused
    /// The free days of a subscription are over, and nothing is due for the period that begins.
    case freeEnded
    /// The next period of a subscription has begun; a decline says why it is not paid. Without a
    /// payment there was nothing to pay with.
    case renewed(Payment?, SessionRecord.Decline?)
  }

  struct Cause: Equatable, Sendable {
    var request: String
    var idempotencyKey: String?
  }

  struct Payment: Equatable, Sendable {
    var means: Means
    /// Minor units; nil for the session's total, which cannot change any more.
    var amount: Int?
    /// Who it was charged to, because the next try can be another's; nil for the session's contact.
    var billing: Node?

    /// Whether a subscription that begins free only keeps it for later: nothing is charged, and
    /// there is a setup intent in place of a payment intent.
    var isOnlyKept: Bool { amount == 0 }
  }

  struct Refund: Equatable, Sendable {
    var number: Int
    /// Minor units; nil for all.
    var amount: Int?
    var reason: String?
    var metadata: [SessionRecord.Metadata] = []
    var isPending = false
  }

  struct Dispute: Equatable, Sendable {
    var reason: String
    var isInquiry = false
    /// Minor units; nil for all.
    var amount: Int?
  }

  var isCompletion: Bool { if case .completed = kind { true } else { false } }
  var isRenewal: Bool { if case .renewed = kind { true } else { false } }
  var isRefund: Bool { if case .refunded = kind { true } else { false } }
  var isExpiry: Bool { kind == .expired }
  /// Whether it ends the debit that paid for the first period.
  var isSettlement: Bool { renewal == 0 && endsDebit }
  /// Whether it ends a debit, of whatever period.
  var endsDebit: Bool {
    switch kind {
    case .settled, .bounced: true
    default: false
    }
  }
}

extension [Act] {
  /// In order of time. What happens within one second stays in its order.
  var inOrder: [Act] {
    enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element)
  }
}
