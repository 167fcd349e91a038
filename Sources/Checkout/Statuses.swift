/// The status of a session. Open-ended: a value that till does not know is kept unchanged.
/// Source: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-status
package enum SessionStatus: Hashable, Sendable {
  case open, complete, expired
  case other(String)

  package init(_ name: String) {
    switch name {
    case "open": self = .open
    case "complete": self = .complete
    case "expired": self = .expired
    default: self = .other(name)
    }
  }

  /// Stripe's word for it.
  package var name: String {
    switch self {
    case .open: "open"
    case .complete: "complete"
    case .expired: "expired"
    case .other(let name): name
    }
  }
}

/// Whether the money has arrived.
/// Source: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_status
package enum PaymentStatus: Hashable, Sendable {
  case paid, unpaid, noPaymentRequired
  case other(String)

  package init(_ name: String) {
    switch name {
    case "paid": self = .paid
    case "unpaid": self = .unpaid
    case "no_payment_required": self = .noPaymentRequired
    default: self = .other(name)
    }
  }

  /// Stripe's word for it.
  package var name: String {
    switch self {
    case .paid: "paid"
    case .unpaid: "unpaid"
    case .noPaymentRequired: "no_payment_required"
    case .other(let name): name
    }
  }
}

/// What the session is for.
/// Source: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-mode
package enum SessionMode: Hashable, Sendable {
  case payment, setup, subscription
  case other(String)

  package init(_ name: String) {
    switch name {
    case "payment": self = .payment
    case "setup": self = .setup
    case "subscription": self = .subscription
    default: self = .other(name)
    }
  }

  /// Stripe's word for it.
  package var name: String {
    switch self {
    case .payment: "payment"
    case .setup: "setup"
    case .subscription: "subscription"
    case .other(let name): name
    }
  }
}
