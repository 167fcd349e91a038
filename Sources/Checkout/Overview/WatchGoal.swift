/// What a watched session is to become.
package enum WatchGoal: String, CaseIterable, Sendable {
  case paid, complete, expired
  /// No longer open.
  case closed

  package enum Outlook: Equatable, Sendable {
    case holds
    case possible
    /// Why it cannot hold any more: what the session is instead.
    case impossible(String)
  }

  /// How a session stands to it. A status of tomorrow may become anything.
  package func outlook(_ status: SessionStatus?, _ payment: PaymentStatus?) -> Outlook {
    switch (self, status) {
    case (.closed, .complete), (.closed, .expired), (.complete, .complete), (.expired, .expired):
      .holds
    case (.paid, .complete):
      switch payment {
      case .paid: .holds
      case .noPaymentRequired: .impossible("complete, and there was nothing to pay")
      // The money of a bank debit comes days later.
      case .unpaid, .other, nil: .possible
      }
    case (.paid, .expired), (.complete, .expired): .impossible("expired")
    case (.expired, .complete): .impossible("complete")
    case (_, .open), (_, .other), (_, nil): .possible
    }
  }
}
