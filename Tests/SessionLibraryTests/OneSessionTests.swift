import Checkout
import GRDB
import Host
import HTTP
import Query
import SessionLibrary
import Stripe
import Support
import Testing

@testable import RecordCache

@Suite struct OneSessionTests {
  let key = IdempotencyKey("key-1")

  @Test func `an open session is expired with the key`() async throws {
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

  @Test func `a cached session that fails its checksum is read again, and every row is counted`()
    async throws
  {
    let stripe = FakeStripe((1...3).map { .make(id: "cs_test_\($0)", created: 100 - $0) })
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    try await library.cache.damageObjects()
    let asked = stripe.requests.count
    var ids: [String] = []
    let count = try await library.forEachSession(ListQuery()) { ids.append($0.id) }
    #expect(count == 3 && ids == ["cs_test_1", "cs_test_2", "cs_test_3"])
    #expect(stripe.requests.count == asked + 3)
    #expect(library.damagedCount == 3)
    // If Stripe cannot be reached, nothing is made up.
    stripe.change {
      $0.failures = [StripeError(.unreachable(HTTPError(.connect, "nobody listens")), "")]
    }
    await #expect(throws: LibraryError.self) {
      _ = try await library.forEachSession(ListQuery()) { _ in }
    }
  }

  @Test func `a session that was paid meanwhile is left alone`() async throws {
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

  @Test func `a lost answer is resolved by reading the session`() async throws {
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
    guard case .unknown(let problem) = try await deaf.expire("cs_test_1", key: key) else {
      Issue.record("known")
      return
    }
    #expect(problem.contains("Lost before."))
  }

  @Test(arguments: [true, false])
  func `a task that is cancelled while the session is read again sends no change`(fails: Bool)
    async throws
  {
    let stripe = FakeStripe([.make(id: "cs_test_1")])
    var source = stripe.source
    let retrieve = source.retrieve
    source.retrieve = { id, expand, priority throws(StripeError) in
      withUnsafeCurrentTask { $0?.cancel() }
      if fails { throw StripeError(.unreachable(HTTPError(.cancelled, "")), "") }
      return try await retrieve(id, expand, priority)
    }
    let library = SessionLibrary(
      source: source, cache: try RecordCache.temporary(.session), now: { Session.morning })
    let work = Task { try await library.expire("cs_test_1", key: key) }
    #expect(try await work.value == .stopped)
    #expect(stripe.change { $0.expireKeys }.isEmpty)
  }

  @Test func `what has happened is cached, although the task was cancelled meanwhile`()
    async throws
  {
    let stripe = FakeStripe([.make(id: "cs_test_1")])
    var source = stripe.source
    let expire = source.expire
    source.expire = { id, key, priority throws(StripeError) in
      withUnsafeCurrentTask { $0?.cancel() }
      return try await expire(id, key, priority)
    }
    source.update = { id, _, _ throws(StripeError) in
      withUnsafeCurrentTask { $0?.cancel() }
      return .make(id: id, changes: ["client_reference_id": "6735"])
    }
    let library = SessionLibrary(
      source: source, cache: try RecordCache.temporary(.session), now: { Session.morning })
    let changing = Task { try await library.update("cs_test_1", [], key: key) }
    _ = try await changing.value
    let reference = try await library.session("cs_test_1")?.session.clientReferenceID
    #expect(reference == "6735")
    let expiring = Task { try await library.expire("cs_test_1", key: key) }
    guard case .expired = try await expiring.value else {
      Issue.record("not expired")
      return
    }
    #expect(try await library.session("cs_test_1")?.session.status == .expired)
  }

  @Test func `a refusal is an error`() async throws {
    let stripe = FakeStripe([.make(id: "cs_test_1")])
    var source = stripe.source
    source.expire = { _, _, _ throws(StripeError) in throw StripeError(.permission, "no") }
    let library = SessionLibrary(
      source: source, cache: try RecordCache.temporary(.session), now: { Session.morning })
    await #expect(throws: LibraryError.stripe(StripeError(.permission, "no"))) {
      try await library.expire("cs_test_1", key: key)
    }
  }

  @Test func `a session that is gone goes from the cache`() async throws {
    let stripe = FakeStripe([.make(id: "cs_test_1")])
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    stripe.change { $0.sessions = [] }
    await #expect(throws: LibraryError.stripe(.gone)) { try await library.refresh("cs_test_1") }
    #expect(try await library.session("cs_test_1") == nil)
  }

  @Test func `what Stripe answers is given, also where the disk takes nothing more`() async throws {
    // Too much for the room that is left in pages.
    let text = (1...5_000).map { String($0 &* 2_654_435_761 & 0xFFFF_FFFF, radix: 36) }.joined()
    let stripe = FakeStripe([
      .make(id: "cs_test_1", changes: ["client_reference_id": .string(text)])
    ])
    stripe.change { $0.items["cs_test_1"] = [.make(id: "li_1", description: text)] }
    let said = Locked<[CacheError.Code]>([])
    let library = SessionLibrary(
      source: stripe.source, cache: try RecordCache.temporary(.session),
      onUnkept: { error in said.withLock { $0.append(error.code) } }, now: { Session.morning })
    try await library.cache.fill()
    #expect(try await library.refresh("cs_test_1").session.id == "cs_test_1")
    #expect(try await library.loadLineItems("cs_test_1").items.count == 1)
    #expect(try await library.loadStory("cs_test_1").session.id == "cs_test_1")
    #expect(said.withLock { $0 } == [.full], "said once")
    // What is read from the cache afterwards is not.
    var feed = try await ChangeFeed(.ids(["cs_test_1"]), in: library)
    await #expect(throws: LibraryError.self) { try await feed.next() }
    await #expect(throws: LibraryError.self) { try await library.loadNewest(.all) }
    guard case .expired = try await library.expire("cs_test_1", key: key) else {
      Issue.record("not expired")
      return
    }
    stripe.change { $0.sessions = [] }
    await #expect(throws: LibraryError.stripe(.gone)) { try await library.refresh("cs_test_1") }
  }

  @Test func `line items are paged to the end`() async throws {
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

  @Test func `line items that go in circles end`() async throws {
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

extension RecordCache {
  /// Lets it grow no more, as on a full disk.
  fileprivate func fill() async throws {
    try await write { try $0.execute(sql: "PRAGMA max_page_count = 1") }
  }

  /// Flips a bit in each object.
  fileprivate func damageObjects() async throws {
    try await write {
      try $0.execute(
        sql:
          "UPDATE object SET json = substr(json, 1, length(json) - 6) || x'00' || substr(json, -5)")
    }
  }
}
