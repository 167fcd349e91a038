/// The kinds of event that the sandbox sends.
/// Source: https://docs.stripe.com/api/events/types
enum EventType: String, CaseIterable, Sendable {
  case sessionCompleted = "checkout.session.completed"
  case sessionExpired = "checkout.session.expired"
  case sessionSucceeded = "checkout.session.async_payment_succeeded"
  case sessionFailed = "checkout.session.async_payment_failed"
  case intentCreated = "payment_intent.created"
  case intentRequiresAction = "payment_intent.requires_action"
  case intentProcessing = "payment_intent.processing"
  case intentFailed = "payment_intent.payment_failed"
  case intentSucceeded = "payment_intent.succeeded"
  case intentCanceled = "payment_intent.canceled"
  case chargePending = "charge.pending"
  case chargeFailed = "charge.failed"
  case chargeSucceeded = "charge.succeeded"
  case chargeUpdated = "charge.updated"
  case chargeRefunded = "charge.refunded"
  case chargeRefundUpdated = "charge.refund.updated"
  case refundCreated = "refund.created"
  case refundUpdated = "refund.updated"
  case refundFailed = "refund.failed"
  case disputeCreated = "charge.dispute.created"
  case disputeFundsWithdrawn = "charge.dispute.funds_withdrawn"
  case disputeFundsReinstated = "charge.dispute.funds_reinstated"
  case disputeUpdated = "charge.dispute.updated"
  case disputeClosed = "charge.dispute.closed"
  case fraudWarningCreated = "radar.early_fraud_warning.created"
  case setupCreated = "setup_intent.created"
  case setupRequiresAction = "setup_intent.requires_action"
  case setupFailed = "setup_intent.setup_failed"
  case setupSucceeded = "setup_intent.succeeded"
  case setupCanceled = "setup_intent.canceled"
  case customerCreated = "customer.created"
  case customerUpdated = "customer.updated"
  case methodAttached = "payment_method.attached"
  case subscriptionCreated = "customer.subscription.created"
  case subscriptionUpdated = "customer.subscription.updated"
  case subscriptionTrialEnding = "customer.subscription.trial_will_end"
  case subscriptionPaused = "customer.subscription.paused"
  case subscriptionDeleted = "customer.subscription.deleted"
  case invoiceCreated = "invoice.created"
  case invoiceFinalized = "invoice.finalized"
  case invoicePaid = "invoice.paid"
  case invoiceSucceeded = "invoice.payment_succeeded"
  case invoiceFailed = "invoice.payment_failed"
  case invoicePaymentPaid = "invoice_payment.paid"
  case customerDeleted = "customer.deleted"
  case couponCreated = "coupon.created"
  case couponUpdated = "coupon.updated"
  case couponDeleted = "coupon.deleted"
  case priceCreated = "price.created"
  case priceUpdated = "price.updated"
  case productCreated = "product.created"
  case productUpdated = "product.updated"
  case productDeleted = "product.deleted"
  case promotionCodeCreated = "promotion_code.created"
  case promotionCodeUpdated = "promotion_code.updated"

  /// Whether the id begins with `evt_3`, as the ids of intents and charges begin with a 3.
  var isOfPayment: Bool {
    rawValue.hasPrefix("payment_intent.") || rawValue.hasPrefix("charge.")
  }

  /// Whether it carries former values.
  var isOfChange: Bool { rawValue.hasSuffix(".updated") }

  /// Whether a filter such as `charge.*` or `charge.failed` matches it.
  func matches(_ filter: String) -> Bool {
    filter.hasSuffix("*") ? rawValue.hasPrefix(filter.dropLast()) : rawValue == filter
  }
}
