package import Query

/// How sessions are counted over time.
package enum SessionTally {
  private static let paid: [TallyRule.Test] = [
    .equals(.status, .complete), .equals(.paymentStatus, .paid),
  ]

  /// Where each number is stored, and what it counts.
  private static var counts: [(field: WritableKeyPath<SessionCounts, Int>, count: TallyRule.Count)]
  {
    [
      (\.open, TallyRule.Count("open", anyOf: [[.equals(.status, .open)]])),
      (\.complete, TallyRule.Count("complete", anyOf: [[.equals(.status, .complete)]])),
      (\.expired, TallyRule.Count("expired", anyOf: [[.equals(.status, .expired)]])),
      (\.paid, TallyRule.Count("paid", anyOf: [paid])),
      (
        \.unpaid,
        TallyRule.Count(
          "unpaid", anyOf: [[.equals(.status, .complete), .equals(.paymentStatus, .unpaid)]])
      ),
      // Stripe creates the payment intent with the first attempt. Sessions in subscription and
      // setup mode show an attempt only when they are complete.
      (
        \.tried,
        TallyRule.Count(
          "tried", anyOf: [[.equals(.status, .complete)], [.present(.paymentIntent)]])
      ),
    ]
  }

  static var fields: [WritableKeyPath<SessionCounts, Int>] { counts.map(\.field) }

  package static let rule = TallyRule(
    counts.map(\.count), sum: .amount, by: .currency, of: paid)
}
