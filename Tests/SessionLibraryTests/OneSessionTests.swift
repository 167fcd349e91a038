import Checkout
import HTTP
import Query
import RecordCache
import SessionLibrary
import Stripe
import Support
import Testing

@Suite struct OneSessionTests {
  let key = IdempotencyKey("key-1")

  @Test func anOpenSessionIsExpiredWithTheKey() async throws {
    let stripe = FakeStripe([.make(id: "cs_test_1")])
    let library = try PagingTests.library(stripe)
    guard case .expired(let stored) = try await library.expire("cs_test_1", key: key) else {
      Issue.record("not expired")
      return
    }
    #expect(stored.session.status == .expired)
    #expect(stripe.change { $0.expireKeys } == ["key-1"])
    #expect(try await library.session("cs_test_1")?.session.status == .expired)
  }

  @Test func aSessionThatWasPaidMeanwhileIsLeftAlone() async throws {
    let stripe = FakeStripe([.make(id: "cs_test_1")])
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    let paid = Session.make(id: "cs_test_1", changes: ["status": "complete"])
    stripe.change { $0.sessions = [paid] }
    #expect(
      try await library.expire("cs_test_1", key: key)
        == .notOpen(StoredSession(paid, fetchedAt: Session.morning + 10)))
    #expect(stripe.change { $0.expireKeys }.isEmpty)
  }

  @Test func aLostAnswerIsResolvedByReadingTheSession() async throws {
    let stripe = FakeStripe([.make(id: "cs_test_1")])
    let library = try PagingTests.library(stripe)
    var source = stripe.source
    let expire = source.expire
    source.expire = { id, key, priority throws(StripeError) in
      _ = try await expire(id, key, priority)
      throw StripeError(.server, "lost")
    }
    let lossy = SessionLibrary(source: source, cache: library.cache, now: { Session.morning + 10 })
    guard case .expired = try await lossy.expire("cs_test_1", key: key) else {
      Issue.record("the truth was not learnt")
      return
    }
    source.expire = { _, _, _ throws(StripeError) in throw StripeError(.server, "lost before") }
    stripe.change { $0.sessions = [.make(id: "cs_test_1")] }
    let deaf = SessionLibrary(source: source, cache: library.cache, now: { Session.morning + 20 })
    #expect(try await deaf.expire("cs_test_1", key: key) == .unknown)
  }

  @Test func aRefusalIsAnError() async throws {
    let stripe = FakeStripe([.make(id: "cs_test_1")])
    var source = stripe.source
    source.expire = { _, _, _ throws(StripeError) in throw StripeError(.permission, "no") }
    let library = SessionLibrary(
      source: source, cache: try RecordCache.temporary(.session), now: { Session.morning })
    await #expect(throws: LibraryError.stripe(StripeError(.permission, "no"))) {
      try await library.expire("cs_test_1", key: key)
    }
  }

  @Test func aSessionThatIsGoneGoesFromTheCache() async throws {
    let stripe = FakeStripe([.make(id: "cs_test_1")])
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    stripe.change { $0.sessions = [] }
    await #expect(throws: LibraryError.stripe(.gone)) { try await library.refresh("cs_test_1") }
    #expect(try await library.session("cs_test_1") == nil)
  }

  @Test func lineItemsArePagedToTheEnd() async throws {
    let items = (0..<230).map { LineItem.make(id: "li_\($0)", description: "Item \($0)") }
    let stripe = FakeStripe([.make(id: "cs_test_1")])
    stripe.change { $0.items["cs_test_1"] = items }
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    let stored = try await library.loadLineItems("cs_test_1")
    #expect(stored.items == items)
    #expect(stored.isComplete)
    #expect(try await library.lineItems("cs_test_1") == stored)
  }

  @Test func lineItemsThatGoInCirclesEnd() async throws {
    var source = FakeStripe([.make(id: "cs_test_1")]).source
    source.lineItems = { _, _ throws(StripeError) in
      Page(elements: [.make(id: "li_1")], hasMore: true)
    }
    let library = SessionLibrary(
      source: source, cache: try RecordCache.temporary(.session), now: { Session.morning })
    let stored = try await library.loadLineItems("cs_test_1")
    #expect(stored.items.count == 1)
    #expect(!stored.isComplete)
  }
}
