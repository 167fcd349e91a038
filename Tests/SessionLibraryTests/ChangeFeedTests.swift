import Checkout
import Query
import SessionLibrary
import Support
import Testing

struct ChangeFeedTests {
  /// New sessions of a known second come before its known sessions or between them.
  @Test(arguments: [1, 13, 60]) func `each new session of a busy second comes once`(
    _ step: Int
  ) async throws {
    let stripe = FakeStripe(PagingTests.sessions(5))
    let library = try PagingTests.library(stripe)
    _ = try await library.sync()
    var feed = try await ChangeFeed(.query(ListQuery()), in: library)
    _ = try await feed.next()
    let second = try #require(stripe.sessions.first).created + 1
    var told: [String] = []
    var made: [String] = []
    while made.count < 80 {
      for _ in 0..<step {
        let id = "cs_test_busy\(made.count)"
        made.append(id)
        stripe.change { $0.sessions.insert(.make(id: id, created: second), at: 0) }
      }
      told += try await feed.next().sessions.map(\.id)
    }
    #expect(told.sorted() == made.sorted())
  }

  @Test(arguments: WatchGoal.allCases)
  func `a goal finds just the sessions that have reached it`(goal: WatchGoal) async throws {
    let states = [
      ("open", "unpaid"), ("complete", "paid"), ("complete", "unpaid"),
      ("complete", "no_payment_required"), ("expired", "unpaid"), ("later", "paid"),
    ]
    let sessions = states.enumerated().map { index, state in
      Session.make(
        id: "cs_test_\(index)", created: Session.morning - index, status: state.0,
        paymentStatus: state.1)
    }
    let library = try PagingTests.library(FakeStripe(sessions))
    _ = try await library.sync()
    let found = try await library.rows(
      ListQuery().narrowed(to: goal.condition), .top, limit: 10)
    let reached = states.indices.filter {
      goal.outlook(SessionStatus(states[$0].0), PaymentStatus(states[$0].1)) == .holds
    }
    #expect(found.rows.map(\.id) == reached.map { "cs_test_\($0)" })
  }
}
