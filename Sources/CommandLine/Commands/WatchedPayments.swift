import Checkout

/// The payments that a watch looks at, some in each round.
struct WatchedPayments {
  /// How many are looked at in a round.
  static let mostInRound = 20

  /// The session whose payment was looked at last: a round begins behind it, so that each has its
  /// turn.
  var last: String?
  /// Sessions whose payment cannot be read.
  private var leftOut: Set<String> = []

  mutating func leaveOut(_ session: String) { leftOut.insert(session) }

  /// The payments of a round that a goal depends on, and the sessions that name none: those of
  /// subscriptions have invoices instead.
  /// Source: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_intent
  func waiting(
    among sessions: [SessionSummary], for goal: WatchGoal
  ) -> (payments: [(session: SessionSummary, intent: StripeID)], withoutIntent: [SessionSummary]) {
    let start = sessions.firstIndex { $0.id == last }.map { $0 + 1 } ?? 0
    var payments: [(session: SessionSummary, intent: StripeID)] = []
    var withoutIntent: [SessionSummary] = []
    for session in sessions[start...] + sessions[..<start]
    where goal.dependsOnPayment(session.status, session.paymentStatus)
      && !leftOut.contains(session.id)
    {
      if let intent = session.paymentIntent.flatMap({ StripeID($0) }) {
        payments.append((session, intent))
      } else {
        withoutIntent.append(session)
      }
    }
    return (Array(payments.prefix(Self.mostInRound)), withoutIntent)
  }
}
