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
}
