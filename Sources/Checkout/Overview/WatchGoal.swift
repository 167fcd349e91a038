package import Query

/// The state that a watched session should reach.
package enum WatchGoal: String, CaseIterable, Sendable {
  case paid, complete, expired
  /// No longer open.
  case closed

  /// Whether a session has reached the goal, or still can.
  package enum Outlook: Equatable, Sendable {
    case holds
    case possible
    /// Why it can no longer be reached: what the session is instead.
    case impossible(String)
  }

  /// Which sessions have reached it: those whose outlook is `holds`.
  package var condition: SessionQuery.Condition {
    switch self {
    case .paid: .all([.equals(.status, .complete), .equals(.paymentStatus, .paid)])
    case .complete: .equals(.status, .complete)
    case .expired: .equals(.status, .expired)
    case .closed: .any([.equals(.status, .complete), .equals(.status, .expired)])
    }
  }

  /// Whether only the payment tells if a session can still reach it.
  package func dependsOnPayment(_ status: SessionStatus?, _ paid: PaymentStatus?) -> Bool {
    self == .paid && status == .complete && outlook(status, paid) == .possible
  }

  /// Whether a session can still reach it. A status that till does not know may lead anywhere.
  /// `payment` is the status of its payment intent, nil if it was not read.
  package func outlook(
    _ status: SessionStatus?, _ paid: PaymentStatus?, payment: String? = nil
  ) -> Outlook {
    switch (self, status) {
    case (.closed, .complete), (.closed, .expired), (.complete, .complete), (.expired, .expired):
      .holds
    case (.paid, .complete):
      switch (paid, payment) {
      case (.paid, _): .holds
      case (.noPaymentRequired, _): .impossible("complete, and there was nothing to pay")
      // The page of a complete session takes no other try.
      // Source: https://docs.stripe.com/checkout/fulfillment
      case (.unpaid, "requires_payment_method"): .impossible("complete, but the payment has failed")
      case (.unpaid, "canceled"): .impossible("complete, but the payment was cancelled")
      // The money of a bank debit arrives days later.
      case (.unpaid, _), (.other, _), (nil, _): .possible
      }
    case (.paid, .expired), (.complete, .expired): .impossible("expired")
    case (.expired, .complete): .impossible("complete")
    case (_, .open), (_, .other), (_, nil): .possible
    }
  }
}
