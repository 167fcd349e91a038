import Checkout
import Stripe
import Support
import Testing

@Suite("A walk through all pages")
struct SessionWalkTests {
  private func page(_ sessions: [Session]) -> Page<Session> {
    Page(elements: sessions, hasMore: true)
  }

  @Test func `pages that go on are taken, also several sessions of one second`() throws {
    var walk = SessionWalk()
    try walk.take(page([.make(id: "cs_test_1", created: 9), .make(id: "cs_test_2", created: 9)]))
    try walk.take(page([.make(id: "cs_test_3", created: 9), .make(id: "cs_test_4", created: 8)]))
  }

  @Test func `a cursor that loops is found out`() throws {
    var walk = SessionWalk()
    let first = page([.make(id: "cs_test_1", created: 9), .make(id: "cs_test_2", created: 8)])
    try walk.take(first)
    #expect(throws: StripeError.self) { try walk.take(first) }
  }

  @Test func `a page that repeats a session of the same second is found out`() throws {
    var walk = SessionWalk()
    let same = page([.make(id: "cs_test_1", created: 9)])
    try walk.take(same)
    let error = #expect(throws: StripeError.self) { try walk.take(same) }
    #expect(error?.sentence.contains("repeats cs_test_1") == true)
  }
}
