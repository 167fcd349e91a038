import Checkout
import Support
import Testing

@testable import CommandLine

@Suite struct WatchedPaymentsTests {
  private static func session(_ number: Int, _ changes: JSONLiteral) -> SessionSummary {
    SessionSummary(
      .make(
        id: "cs_test_\(number)", status: "complete", paymentStatus: "unpaid", changes: changes),
      position: Int64(number), fetchedAt: 1)
  }

  private static let sessions = (0..<45).map {
    session($0, ["payment_intent": .string("pi_\($0)")])
  }

  @Test func `every payment has its turn`() {
    var payments = WatchedPayments()
    var seen: [String] = []
    for _ in 0..<3 {
      let round = payments.waiting(among: Self.sessions, for: .paid)
      #expect(round.payments.count == WatchedPayments.mostInRound)
      seen += round.payments.map(\.session.id)
      payments.last = seen.last
    }
    let ids = Self.sessions.map(\.id)
    #expect(seen == ids + ids.prefix(15))
  }

  @Test func `a round that was broken off goes on behind the last payment`() {
    var payments = WatchedPayments()
    payments.last = "cs_test_44"
    #expect(
      payments.waiting(among: Self.sessions, for: .paid).payments.first?.session.id == "cs_test_0")
    payments.last = "cs_test_7"
    #expect(
      payments.waiting(among: Self.sessions, for: .paid).payments.first?.session.id == "cs_test_8")
  }

  @Test func `sessions without a payment intent take no place, and are named once`() {
    let subscriptions = (100..<125).map { Self.session($0, ["mode": "subscription"]) }
    var payments = WatchedPayments()
    let round = payments.waiting(among: subscriptions + Self.sessions, for: .paid)
    #expect(round.payments.first?.intent.text == "pi_0")
    #expect(round.payments.count == WatchedPayments.mostInRound)
    #expect(round.withoutIntent.map(\.id) == subscriptions.map(\.id))
    for session in round.withoutIntent { payments.leaveOut(session.id) }
    #expect(payments.waiting(among: subscriptions, for: .paid).withoutIntent.isEmpty)
  }

  @Test func `only what a goal depends on is looked at`() {
    let round = WatchedPayments().waiting(among: Self.sessions, for: .closed)
    #expect(round.payments.isEmpty && round.withoutIntent.isEmpty)
  }
}
