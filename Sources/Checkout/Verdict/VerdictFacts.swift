import JSON
import Units

/// What a verdict goes by. Related objects speak only where they are expanded.
struct VerdictFacts {
  let session: Session
  /// Unix seconds.
  let now: Int
  let status: SessionStatus?
  let payment: PaymentStatus?
  let mode: SessionMode?
  /// The payment intent, where it was read by itself.
  private let ownIntent: JSON?

  init(_ session: Session, now: Int, paymentIntent: JSON? = nil) {
    self.session = session
    ownIntent = paymentIntent
    self.now = now
    status = session.status
    payment = session.paymentStatus
    mode = session.mode
  }

  var isRecovered: Bool { session.json["recovered_from"]?.string?.isEmpty == false }
}

// MARK: - Time

extension VerdictFacts {
  var isOverdue: Bool { session.expiresAt.map { $0 <= now } ?? false }

  /// `; expires in 41 min`, or nothing when Stripe does not say.
  var expiry: String {
    guard let expiresAt = session.expiresAt else { return "" }
    return "; expires \(Moment(expiresAt).relative(to: now))"
  }

  var sinceExpiry: String {
    session.expiresAt.map { Moment($0).relative(to: now, .long) } ?? "before"
  }
}

// MARK: - Payment

extension VerdictFacts {
  private var intent: JSON? {
    let expanded = session.json["payment_intent"]
    guard let ownIntent, ownIntent["id"]?.string == expanded?.string else { return expanded }
    return ownIntent
  }
  private var setup: JSON? { session.json["setup_intent"] }
  private var charge: JSON? { intent?["latest_charge"] }

  var hasIntent: Bool { session.id(of: "payment_intent") != nil }
  var intentStatus: String? { intent?["status"]?.string }
  var setupStatus: String? { setup?["status"]?.string }
  var subscriptionStatus: String? { session.json["subscription"]?["status"]?.string }

  /// Whether a payment of the subscription is missing.
  var isSubscriptionInTrouble: Bool {
    ["past_due", "unpaid", "incomplete"].contains(subscriptionStatus)
  }

  /// Whether no more payments are tried.
  var isSubscriptionOver: Bool {
    ["canceled", "incomplete_expired", "paused"].contains(subscriptionStatus)
  }

  var decline: Decline? {
    Decline(intent?["last_payment_error"]) ?? Decline(setup?["last_setup_error"])
  }

  var isDisputed: Bool { charge?["disputed"]?.bool == true }
  var isRefunded: Bool { charge?["refunded"]?.bool == true }

  /// What was given back, when it is less than everything.
  var partialRefund: String? {
    guard !isRefunded, let amount = charge?["amount_refunded"]?.int, amount > 0,
      let currency = charge?["currency"]?.string
    else { return nil }
    return Money(amount, Currency(currency)).fullText
  }

  /// Why money may still be on its way, when only one way of paying was offered: ` (boleto)`.
  var onlyMethod: String {
    let methods = session.json["payment_method_types"].map { Array($0.elements) } ?? []
    guard methods.count == 1, let name = methods.first?.string,
      let words = Self.delayedMethods[name]
    else { return "" }
    return " (\(words))"
  }

  /// Methods whose money comes later. Source: https://docs.stripe.com/payments/payment-methods
  private static let delayedMethods = [
    "acss_debit": "pre-authorised debit", "au_becs_debit": "BECS direct debit",
    "bacs_debit": "Bacs direct debit", "boleto": "boleto", "customer_balance": "bank transfer",
    "konbini": "konbini", "multibanco": "Multibanco", "nz_bank_account": "BECS direct debit",
    "oxxo": "OXXO", "pix": "Pix", "sepa_debit": "SEPA direct debit", "sofort": "Sofort",
    "us_bank_account": "ACH direct debit",
  ]
}

// MARK: - Recovery

extension VerdictFacts {
  private var recovery: JSON? { session.json["after_expiration"]?["recovery"] }

  var recoveryURL: String? { recovery?["url"]?.string }

  /// `valid until 2026-12-14 (in 30 d)`, or without a date where there is none.
  var recoveryValidity: String {
    guard let end = recovery?["expires_at"]?.int else { return "without an end date" }
    return "valid until \(Moment(end).dateText(in: .utc)) (\(Moment(end).relative(to: now)))"
  }

  var isRecoveryOver: Bool { recovery?["expires_at"]?.int.map { $0 <= now } ?? false }
}
