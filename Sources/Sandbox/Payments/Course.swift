/// The result of a session's acts: its payment and everything that followed.
struct Course: Sendable {
  /// One charge.
  struct Attempt: Equatable, Sendable {
    /// Counted from 0 within the session.
    var number: Int
    var payment: Act.Payment
    var time: Int
    var outcome: Outcome

    /// When its money is in the balance. A card is charged at once and captured a little later,
    /// which `charge.updated` tells.
    var captured: Int { payment.means.isDelayed ? time : time + Telling.captureTakes }
  }

  enum Outcome: Equatable, Sendable {
    case failed(SessionRecord.Decline)
    case pending, succeeded
  }

  typealias Failure = (decline: SessionRecord.Decline, payment: Act.Payment)

  struct Refund: Equatable, Sendable {
    var made: Act.Refund
    var time: Int
    /// `pending`, `succeeded` or `failed`.
    var status: String
  }

  struct Dispute: Equatable, Sendable {
    var made: Act.Dispute
    var time: Int
    var isWon: Bool?
    /// When that was decided, in Unix seconds.
    var closed: Int?

    /// Whether the bank has taken the money back, so that a refund would pay it twice. It takes
    /// none for an inquiry.
    var holdsMoney: Bool { !made.isInquiry && isWon != true }
  }

  private(set) var attempts: [Attempt] = []
  /// A payment that waits for the customer to confirm it.
  private(set) var challenge: Act.Payment?
  /// What was last to be charged.
  private(set) var lastTry: Act.Payment?
  /// Why that failed and what it was tried with; nil once another try has begun.
  private(set) var lastError: Failure?
  /// When the customer pressed the button for the first time.
  private(set) var firstTry: Int?
  /// The same for a card that is only kept for later, and how often the bank refused one.
  private(set) var firstKeeping: Int?
  private(set) var lastRefusal: Failure?
  private(set) var refusals = 0
  private(set) var completed: Int?
  /// What it was completed with.
  private(set) var payment: Act.Payment?
  private(set) var expired: Int?
  private(set) var refunds: [Refund] = []
  private(set) var dispute: Dispute?
  /// When the card's network warned of fraud.
  private(set) var warned: Int?
  /// When later periods of the subscription began, what they were to be paid with, and whether that
  /// failed.
  private(set) var renewals: [(time: Int, means: Means?, hasFailed: Bool)] = []
  /// When later periods began, whether something was due for them or not.
  private(set) var periods: [Int] = []
  /// When the first period ended, if that was told: a trial can end before its time.
  private(set) var firstEnd: Int?
  private(set) var isPaused = false
  /// When the subscription ended.
  private(set) var canceled: Int?

  init(_ acts: some Sequence<Act>) {
    for act in acts { take(act) }
  }

  /// Applies one more act. What happened to the payment of a later period is not about this one, but
  /// a debit that fails leaves the subscription unpaid.
  mutating func take(_ act: Act) {
    guard act.renewal == 0 else {
      if case .bounced = act.kind, renewals.indices.contains(act.renewal - 1) {
        renewals[act.renewal - 1].hasFailed = true
      }
      return
    }
    switch act.kind {
    case .challenged(let payment):
      begin(payment, at: act.time)
      challenge = payment
      // A new try clears the error of the one before.
      lastError = nil
    case .declined(let payment, let decline):
      begin(payment, at: act.time)
      challenge = nil
      if payment.isOnlyKept {
        lastRefusal = (decline, payment)
        refusals += 1
        break
      }
      lastError = (decline, payment)
      // A customer who fails to confirm never gets as far as the bank.
      if !decline.isAuthentication { charge(payment, at: act.time, .failed(decline)) }
    case .completed(let payment):
      completed = act.time
      self.payment = payment
      challenge = nil
      guard let payment else {
        lastRefusal = nil
        break
      }
      lastError = nil
      begin(payment, at: act.time)
      charge(payment, at: act.time, payment.means.isDelayed ? .pending : .succeeded)
    case .settled:
      end(.succeeded)
    case .bounced(let decline):
      end(.failed(decline))
      if let payment { lastError = (decline, payment) }
    case .expired:
      expired = act.time
      challenge = nil
    case .refunded(let refund):
      refunds.append(
        Refund(made: refund, time: act.time, status: refund.isPending ? "pending" : "succeeded"))
    case .refundEnded(let number, let succeeds):
      guard let index = refunds.firstIndex(where: { $0.made.number == number }) else { break }
      refunds[index].status = succeeds ? "succeeded" : "failed"
    case .disputed(let dispute):
      self.dispute = Dispute(made: dispute, time: act.time)
    case .disputeClosed(let isWon):
      dispute?.isWon = isWon
      dispute?.closed = act.time
    case .warned:
      warned = act.time
    case .canceled:
      canceled = act.time
    case .trialEnding: break
    case .freeEnded:
      periods.append(act.time)
      firstEnd = firstEnd ?? act.time
    case .paused:
      firstEnd = firstEnd ?? act.time
      isPaused = true
    case .renewed(let payment, let decline):
      renewals.append((act.time, payment?.means, hasFailed: payment == nil || decline != nil))
      periods.append(act.time)
      firstEnd = firstEnd ?? act.time
      isPaused = false
    }
  }

  private mutating func begin(_ payment: Act.Payment, at time: Int) {
    if payment.isOnlyKept {
      firstKeeping = firstKeeping ?? time
    } else {
      firstTry = firstTry ?? time
      lastTry = payment
    }
  }

  private mutating func charge(_ payment: Act.Payment, at time: Int, _ outcome: Outcome) {
    attempts.append(
      Attempt(number: attempts.count, payment: payment, time: time, outcome: outcome))
  }

  private mutating func end(_ outcome: Outcome) {
    guard !attempts.isEmpty else { return }
    attempts[attempts.count - 1].outcome = outcome
  }
}

extension Course {
  /// What the last of the later periods was paid with whose payment has not failed.
  var renewedWith: Means? { renewals.last { !$0.hasFailed }?.means }

  var hasSucceeded: Bool { attempts.last?.outcome == .succeeded }

  /// Whether it was paid with this charge; nil means whichever it was paid with.
  func isPaid(by charge: Int?) -> Bool {
    hasSucceeded && (charge == nil || charge == attempts.last?.number)
  }

  var isPending: Bool { attempts.last?.outcome == .pending }

  /// The number of the payment method within the session: that of its charge, or the one after the
  /// charges for a card that is kept without one.
  var methodNumber: Int {
    completed != nil && payment == nil ? attempts.count : max(attempts.count - 1, 0)
  }

  /// Those that could not be kept have no charge to be counted by; they are counted from the end.
  var refusedMethodNumber: Int { refusals == 0 ? methodNumber : 256 - refusals }

  /// Whether the customer has to confirm a charge, and not only that a card is kept.
  var isChargeChallenged: Bool { challenge?.isOnlyKept == false }

  /// When the payment intent of an order was canceled: at its end without a payment.
  var intentCanceled: Int? { expired ?? (payment == nil ? completed : nil) }

  /// The same for the setup intent of a subscription: it is in vain once there is a payment.
  var setupCanceled: Int? { expired ?? (payment == nil ? nil : completed) }

  /// The payment intent's. Source: https://docs.stripe.com/payments/paymentintents/lifecycle
  var intentStatus: String {
    if intentCanceled != nil { return "canceled" }
    if isChargeChallenged { return "requires_action" }
    if completed != nil {
      if isPending { return "processing" }
      if hasSucceeded { return "succeeded" }
    }
    return "requires_payment_method"
  }

  /// Minor units that were sent back, or are on their way back, of a payment of `total`.
  func refunded(of total: Int) -> Int {
    refunds.filter { $0.status != "failed" }.reduce(0) { $0 + ($1.made.amount ?? total) }
  }
}
