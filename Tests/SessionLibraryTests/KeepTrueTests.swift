import Checkout
import Foundation
import Query
import RecordCache
import SessionLibrary
import Stripe
import Support
import Testing

@Suite struct KeepTrueTests {
  static func event(_ id: String, _ session: String, at second: Int) -> CheckoutEvent {
    CheckoutEvent(
      id: id, type: "checkout.session.completed", created: second, sessionID: session)
  }

  private func complete(_ id: String, in stripe: FakeStripe, at second: Int) {
    stripe.change { state in
      guard let index = state.sessions.firstIndex(where: { $0.id == id }) else {
        Issue.record("Stripe has no session \(id)")
        return
      }
      state.sessions[index] = .make(
        id: id, created: state.sessions[index].created, status: "complete", paymentStatus: "paid")
      state.events.insert(Self.event("evt_\(id)", id, at: second), at: 0)
    }
  }

  @Test func `a refresh costs what has changed`() async throws {
    let all = PagingTests.sessions(120)
    let stripe = FakeStripe(Array(all.dropFirst(20)))
    let library = try PagingTests.library(stripe)
    _ = try await library.sync()
    stripe.change { $0.sessions = all }
    complete(all[60].id, in: stripe, at: Session.morning + 5)
    let before = stripe.requests.count
    let outcome = try await library.keepTrue()
    #expect(outcome.changes.added == 20)
    #expect(outcome.changes.received == 21, "one was read again")
    #expect(stripe.requests.count - before == 3, "newer, events, one session")
    #expect(try await library.session(all[60].id)?.session.status == .complete)
    let again = try await library.keepTrue()
    #expect(again.changes.received == 0)
    #expect(again.changes.requests == 2)
  }

  @Test func `open ones past their expiry are read again`() async throws {
    let due = Session.make(id: "cs_test_due", created: Session.morning - 90_000)
    let stripe = FakeStripe(PagingTests.sessions(3) + [due])
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    stripe.change {
      $0.sessions[3] = .make(id: due.id, created: due.created, status: "expired")
    }
    #expect(try await library.keepTrue().changes.received == 1)
    #expect(try await library.session(due.id)?.session.status == .expired)
  }

  /// A key may not be allowed to read events, and a server other than Stripe's may not have them.
  @Test(arguments: [
    StripeError(.permission, "not allowed"), StripeError(.missing, "no such thing"),
  ])
  func `without events the open ones are read again`(refusal: StripeError) async throws {
    let stripe = FakeStripe(PagingTests.sessions(5))
    stripe.change { $0.eventsRefusal = refusal }
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    complete("cs_test_p3", in: stripe, at: Session.morning + 5)
    let outcome = try await library.keepTrue()
    #expect(!outcome.usesEvents)
    #expect(outcome.changes.received == 5)
    #expect(outcome.changes.changed == 1, "the others were only read again")
    #expect(try await library.session("cs_test_p3")?.session.status == .complete)
  }

  /// A run reads fifty pages of events; the next run reads the rest.
  @Test func `events that were too many are read the next time`() async throws {
    let sessions = PagingTests.sessions(130)
    let stripe = FakeStripe(sessions, pageSize: 1)
    let library = try PagingTests.library(stripe)
    _ = try await library.sync()
    for (index, session) in sessions.enumerated() {
      complete(session.id, in: stripe, at: Session.morning + 1 + index / 20)
    }
    var reread = 0
    for _ in 0..<3 { reread += try await library.keepTrue().changes.received }
    #expect(reread == sessions.count)
    for session in sessions {
      #expect(try await library.session(session.id)?.session.status == .complete)
    }
    #expect(try await library.keepTrue().changes.received == 0)
  }

  @Test func `without events complete sessions without their money are read again, too`()
    async throws
  {
    let unpaid = Session.make(id: "cs_test_late", status: "complete", paymentStatus: "unpaid")
    let stripe = FakeStripe([
      unpaid, .make(id: "cs_test_paid", status: "complete", paymentStatus: "paid"),
    ])
    stripe.change { $0.eventsRefusal = StripeError(.permission, "not allowed") }
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    stripe.change {
      $0.sessions[0] = .make(id: unpaid.id, status: "complete", paymentStatus: "paid")
    }
    let outcome = try await library.keepTrue()
    #expect(outcome.changes.received == 1)
    #expect(outcome.staleSince == nil, "nothing is left that could change unseen")
    #expect(try await library.session(unpaid.id)?.session.paymentStatus == .paid)
  }

  @Test func `a clock that was a few minutes ahead hides nothing that happens then`() async throws {
    // The cache itself uses the real time.
    let now = Int(Date().timeIntervalSince1970)
    let stripe = FakeStripe(PagingTests.sessions(3))
    let cache = try RecordCache.temporary(.session)
    let ahead = SessionLibrary(source: stripe.source, cache: cache) { now + 360 }
    _ = try await ahead.sync()
    complete("cs_test_p2", in: stripe, at: now + 1)
    let right = SessionLibrary(source: stripe.source, cache: cache) { now + 5 }
    _ = try await right.keepTrue()
    #expect(try await right.session("cs_test_p2")?.session.status == .complete)
  }

  /// The clock was an hour ahead, and is right again two hours later.
  @Test func `a clock that was ahead hides nothing after the gap, since the server's date counts`()
    async throws
  {
    let now = Int(Date().timeIntervalSince1970) - 7_200
    let stripe = FakeStripe(PagingTests.sessions(3))
    let cache = try RecordCache.temporary(.session)
    let ahead = SessionLibrary(source: stripe.source, cache: cache, ahead: { 3_600 }) {
      now + 3_600
    }
    _ = try await ahead.sync()
    complete("cs_test_p2", in: stripe, at: now + 1_800)
    let right = SessionLibrary(source: stripe.source, cache: cache) { now + 7_200 }
    _ = try await right.keepTrue()
    #expect(try await right.session("cs_test_p2")?.session.status == .complete)
  }

  @Test func `what a clock that was ahead has read does not freeze the cache`() async throws {
    let stripe = FakeStripe(PagingTests.sessions(3))
    let cache = try RecordCache.temporary(.session)
    let ahead = SessionLibrary(source: stripe.source, cache: cache) { 4_000_000_000 }
    _ = try await ahead.sync()
    complete("cs_test_p2", in: stripe, at: Session.morning + 5)
    let right = SessionLibrary(source: stripe.source, cache: cache) { Session.morning + 10 }
    _ = try await right.keepTrue()
    #expect(try await right.session("cs_test_p2")?.session.status == .complete)
  }
}
