import Checkout
import Query
import RecordCache
import SessionLibrary
import Support
import Testing

struct EnteringTests {
  private static func list(_ text: String, _ status: SessionStatus? = nil) throws -> ListQuery {
    var filter = SessionFilter()
    filter.status = status
    return ListQuery(filter: filter, query: try SessionQuery(parsing: text, now: Session.morning))
  }

  @Test func `a session comes into a list by a change, and only then`() async throws {
    let stripe = FakeStripe(PagingTests.sessions(5))
    let library = try PagingTests.library(stripe)
    let lists = [
      "paid": try Self.list("payment:paid"), "complete": try Self.list("", .complete),
      "all": try Self.list("cs_test"), "open": try Self.list("", .open),
    ]
    let first = try await library.entered(lists, after: nil)
    _ = try await library.sync()
    let start = try await library.entered(lists, after: first.last)
    #expect(start.names.isEmpty, "new sessions are not changed ones")
    let id = stripe.sessions[2].id
    stripe.change { state in
      state.sessions[2] = .make(
        id: id, created: state.sessions[2].created, status: "complete", paymentStatus: "paid")
    }
    _ = try await library.refresh(id)
    let entered = try await library.entered(lists, after: start.last)
    #expect(entered.names == ["paid", "complete"])
    #expect(try await library.entered(lists, after: entered.last).names.isEmpty)
  }
}
