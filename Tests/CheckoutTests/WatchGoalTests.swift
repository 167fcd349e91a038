import Checkout
import Testing

@Suite struct WatchGoalTests {
  @Test(arguments: [
    ("requires_payment_method", false), ("canceled", false), ("processing", true),
    ("succeeded", true), ("requires_action", true), ("requires_capture", true),
    ("of_tomorrow", true),
  ])
  func `a complete session whose payment has failed is not paid any more`(
    payment: String, isPossible: Bool
  ) {
    let outlook = WatchGoal.paid.outlook(.complete, .unpaid, payment: payment)
    #expect((outlook == .possible) == isPossible)
    // An open session takes another try.
    #expect(WatchGoal.paid.outlook(.open, .unpaid, payment: payment) == .possible)
    #expect(WatchGoal.complete.outlook(.complete, .unpaid, payment: payment) == .holds)
    #expect(WatchGoal.paid.outlook(.complete, .paid, payment: payment) == .holds)
  }

  private static let table: [(WatchGoal, String, String, String)] = [
    (.paid, "open", "unpaid", "possible"), (.paid, "complete", "paid", "holds"),
    (.paid, "complete", "unpaid", "possible"),
    (.paid, "complete", "no_payment_required", "impossible"),
    (.paid, "expired", "unpaid", "impossible"), (.paid, "later", "unpaid", "possible"),
    (.complete, "open", "unpaid", "possible"), (.complete, "complete", "unpaid", "holds"),
    (.complete, "expired", "unpaid", "impossible"),
    (.expired, "open", "unpaid", "possible"), (.expired, "expired", "unpaid", "holds"),
    (.expired, "complete", "paid", "impossible"),
    (.closed, "open", "unpaid", "possible"), (.closed, "complete", "unpaid", "holds"),
    (.closed, "expired", "unpaid", "holds"),
  ]

  @Test(arguments: table)
  func `how a session stands to what it is to become`(
    goal: WatchGoal, status: String, payment: String, outlook: String
  ) {
    let found = goal.outlook(SessionStatus(status), PaymentStatus(payment))
    let word =
      switch found {
      case .holds: "holds"
      case .possible: "possible"
      case .impossible: "impossible"
      }
    #expect(word == outlook)
  }
}
