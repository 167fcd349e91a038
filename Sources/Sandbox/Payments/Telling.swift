/// Which events report an act, in the order in which Stripe has been seen to send them.
///
/// Sources: https://docs.stripe.com/payments/payment-intents/verifying-status and logs of
/// `stripe listen`. Stripe does not promise the order within one second.
struct Telling: Sendable {
  let mode: SessionRecord.Mode
  let version: StripeVersion
  /// Whether paying makes a customer.
  var makesCustomer = false
  /// Whether a customer keeps the payment method.
  var savesMethod = false
  /// Whether a subscription that begins free keeps a payment method for later.
  var hasMeans = true
  /// Whether an order that is paid once gets an invoice.
  var hasInvoice = false
  /// Whether a subscription that begins free has no invoice at first.
  var isBilledLater = false

  /// When a trial of the subscription ends, in Unix seconds.
  var trialEnd: Int?

  private var isInvoiced: Bool { mode == .subscription || hasInvoice }

  /// Seconds from a card's charge to its balance transaction.
  /// Source: https://docs.stripe.com/payments/payment-intents/asynchronous-capture
  static let captureTakes = 2

  /// One event, and how many seconds after the act it comes.
  struct Step: Equatable, Sendable {
    var type: EventType
    var delay = 0

    init(_ type: EventType, after delay: Int = 0) {
      self.type = type
      self.delay = delay
    }
  }

  /// Whether an act changes the status of the subscription; `before` is the course of the session.
  func changesStatus(_ act: Act, after before: Course) -> Bool {
    var after = before
    after.take(act)
    return before.subscriptionStatus(trialEnd: trialEnd, at: act.time)
      != after.subscriptionStatus(trialEnd: trialEnd, at: act.time)
  }

  /// The events that report `act`, after the course `before` of its payment.
  func steps(
    of act: Act, after before: Course, changesStatus: @autoclosure () -> Bool
  ) -> [Step] {
    let isFirst = before.firstTry == nil
    let isFirstSetup = (mode == .setup ? before.firstTry : before.firstKeeping) == nil
    let setupCreated: [EventType] = isFirstSetup ? [.setupCreated] : []
    switch act.kind {
    case .challenged(let payment):
      if mode == .setup || payment.isOnlyKept {
        return Self.steps(setupCreated + [.setupRequiresAction])
      }
      return Self.steps([.intentRequiresAction] + (isFirst ? [.intentCreated] : []))
    case .declined(let payment, let decline):
      if mode == .setup || payment.isOnlyKept { return Self.steps(setupCreated + [.setupFailed]) }
      let failed: [EventType] = decline.isAuthentication ? [] : [.chargeFailed]
      return Self.steps((isFirst ? [.intentCreated] : []) + failed + [.intentFailed])
    case .completed(let payment):
      return completed(payment, after: before, setupCreated)
    case .settled:
      return Self.steps(
        [.chargeSucceeded, .intentSucceeded]
          + (isInvoiced ? [.invoicePaid, .invoiceSucceeded] : [])
          + (act.renewal == 0 ? [.sessionSucceeded] : []))
    case .bounced:
      return Self.steps(
        [.chargeFailed, .intentFailed] + (isInvoiced ? [.invoiceFailed] : [])
          + (mode == .subscription && changesStatus() ? [.subscriptionUpdated] : [])
          + (act.renewal == 0 ? [.sessionFailed] : []))
    case .expired:
      let canceled: [EventType] =
        (mode == .setup || before.firstKeeping != nil ? [.setupCanceled] : [])
        + (mode == .setup || isFirst ? [] : [.intentCanceled])
      return Self.steps(canceled + [.sessionExpired])
    case .refunded: return Self.steps([.refundCreated, .chargeRefunded])
    case .refundEnded(_, let succeeds):
      return Self.steps(
        succeeds
          ? [.refundUpdated, .chargeRefundUpdated]
          : [.refundFailed, .refundUpdated, .chargeRefundUpdated])
    case .disputed(let dispute):
      return Self.steps([.disputeCreated] + (dispute.isInquiry ? [] : [.disputeFundsWithdrawn]))
    case .warned: return Self.steps([.fraudWarningCreated])
    case .disputeClosed(let isWon):
      let isInquiry = before.dispute?.made.isInquiry == true
      return Self.steps(
        [.disputeUpdated, .disputeClosed] + (isWon && !isInquiry ? [.disputeFundsReinstated] : []))
    case .canceled: return Self.steps([.subscriptionDeleted])
    case .freeEnded: return Self.steps([.subscriptionUpdated])
    case .trialEnding: return Self.steps([.subscriptionTrialEnding])
    case .paused: return Self.steps([.subscriptionPaused, .subscriptionUpdated])
    case .renewed(nil, _):
      return Self.steps([
        .intentCreated, .invoiceCreated, .invoiceFinalized, .invoiceFailed, .subscriptionUpdated,
      ])
    case .renewed(let payment?, nil) where payment.means.isDelayed:
      return Self.steps([
        .intentCreated, .intentProcessing, .chargePending, .subscriptionUpdated, .invoiceCreated,
        .invoiceFinalized,
      ])
    case .renewed(_, nil):
      return Self.steps(
        [.chargeSucceeded, .intentSucceeded, .intentCreated, .subscriptionUpdated] + invoice)
        + paidLater
    case .renewed(_, .some):
      return Self.steps([
        .chargeFailed, .intentFailed, .intentCreated, .invoiceCreated, .invoiceFinalized,
        .invoiceFailed, .subscriptionUpdated,
      ])
    }
  }

  private func completed(
    _ payment: Act.Payment?, after before: Course, _ setupCreated: [EventType]
  ) -> [Step] {
    let isFirst = before.firstTry == nil
    // The order may have become free, or no longer be free, since something was tried.
    let inVain: [EventType] =
      payment == nil
      ? isFirst ? [] : [.intentCanceled]
      : mode == .setup || before.firstKeeping == nil ? [] : [.setupCanceled]
    // A customer that a request named is told of when its currency is written to it.
    let customer: [EventType] = makesCustomer ? [.customerCreated] : []
    let updated: [EventType] = makesCustomer ? [.customerUpdated] : []
    switch (mode, payment) {
    case (.setup, _):
      return Self.steps(
        customer + setupCreated + (savesMethod ? [.methodAttached] : [])
          + [.setupSucceeded, .sessionCompleted])
    case (.payment, nil):
      return Self.steps(customer + inVain + [.sessionCompleted])
    case (.subscription, nil):
      let kept = hasMeans ? [.methodAttached, .setupSucceeded] + setupCreated : []
      return Self.steps(
        customer + inVain + kept
          + [.sessionCompleted] + updated + (isBilledLater ? [] : invoice)
          + [.subscriptionCreated])
    case (.payment, let payment?):
      let created: [EventType] = isFirst ? [.intentCreated] : []
      let saved: [EventType] = savesMethod ? [.methodAttached] : []
      guard !payment.means.isDelayed else {
        return Self.steps(
          customer + created + [.intentProcessing, .chargePending] + saved + [.sessionCompleted]
            + (hasInvoice ? [.invoiceCreated, .invoiceFinalized] : []))
      }
      let paid: [EventType] =
        before.isChargeChallenged
        ? [.intentSucceeded, .chargeSucceeded] : [.chargeSucceeded, .intentSucceeded]
      return Self.steps(
        customer + paid + created + saved + [.sessionCompleted] + (hasInvoice ? invoice : []))
        + [Step(.chargeUpdated, after: Self.captureTakes)]
    case (.subscription, let payment?):
      let created: [EventType] = isFirst ? [.intentCreated] : []
      // Before basil, the subscription was there before its payment.
      let begun: [EventType] = version < .basil ? [.subscriptionCreated] : []
      let active: EventType = version < .basil ? .subscriptionUpdated : .subscriptionCreated
      guard !payment.means.isDelayed else {
        return Self.steps(
          customer + begun + updated + inVain + created
            + [.intentProcessing, .chargePending, .methodAttached]
            + [.sessionCompleted, active, .invoiceCreated, .invoiceFinalized])
      }
      return Self.steps(
        customer + begun + updated + inVain + [
          .chargeSucceeded, .methodAttached, .sessionCompleted,
        ]
          + [active, .intentSucceeded] + created + invoice)
        + paidLater
    }
  }

  /// Payments of invoices are objects of their own since basil.
  private var paidLater: [Step] {
    [Step(.chargeUpdated, after: Self.captureTakes)]
      + (version < .basil ? [] : [Step(.invoicePaymentPaid, after: 3)])
  }

  private var invoice: [EventType] {
    [.invoiceCreated, .invoiceFinalized, .invoicePaid, .invoiceSucceeded]
  }

  private static func steps(_ types: [EventType]) -> [Step] { types.map { Step($0) } }
}

extension SessionRecord {
  /// Made-up customers come back many times, so their sessions make no customers.
  func telling(in version: StripeVersion) -> Telling {
    guard isMade else { return Telling(mode: mode, version: version, trialEnd: trialEnd) }
    return Telling(
      mode: mode, version: version, makesCustomer: customer == nil && createsCustomer,
      savesMethod: savesMethod || mode == .setup && (customer != nil || createsCustomer),
      hasMeans: hasMeans, hasInvoice: createsInvoice, isBilledLater: isBilledLater,
      trialEnd: trialEnd)
  }
}
