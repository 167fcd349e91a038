import Checkout
import Query
import RecordCache
import SessionLibrary
import Stripe
import Support
import Host
import Testing

@Suite struct PagingTests {
  static func sessions(_ count: Int, step: Int = 60) -> [Session] {
    (0..<count).map { index in
      .make(id: "cs_test_p\(count - index)", created: Session.morning - index * step)
    }
  }

  static func library(_ stripe: FakeStripe) throws -> SessionLibrary {
    SessionLibrary(
      source: stripe.source, cache: try RecordCache.temporary(.session),
      now: { Session.morning + 10 })
  }

  @Test func `paging older reaches the beginning and holds everything once`() async throws {
    let stripe = FakeStripe(Self.sessions(250))
    let library = try Self.library(stripe)
    var outcome = try await library.loadNewest(.all)
    #expect(outcome.changes.added == 100)
    #expect(outcome.hasMore)
    #expect(!outcome.coverage.reachesBeginning)
    while outcome.hasMore { outcome = try await library.loadOlder(.all) }
    #expect(outcome.coverage.isWhole)
    #expect(stripe.requests.count == 3)
    let window = try await library.rows(ListQuery(), .top, limit: 1000)
    #expect(window.rows.map(\.id) == stripe.sessions.map(\.id))
    #expect(window.reachesTop && window.reachesBottom)
    _ = try await library.loadOlder(.all)
    #expect(stripe.requests.count == 3, "there is nothing older to ask for")
  }

  @Test func `many new sessions leave a gap that can be filled`() async throws {
    let all = Self.sessions(400)
    let stripe = FakeStripe(Array(all.suffix(100)))
    let library = try Self.library(stripe)
    _ = try await library.loadNewest(.all)
    stripe.change { $0.sessions = all }
    let newest = try await library.loadNewest(.all)
    let gap = try #require(newest.coverage.gaps.first)
    #expect(gap.newest == all[99].created)
    #expect(gap.oldest == all[300].created)
    #expect(newest.coverage.spans.count == 2)
    var outcome = try await library.fill(gap, .all)
    #expect(outcome.coverage.gaps.first?.newest == all[199].created)
    while let gap = outcome.coverage.gaps.first { outcome = try await library.fill(gap, .all) }
    #expect(outcome.coverage.isWhole)
    #expect(try await library.count(ListQuery()) == 400)
  }

  @Test func `newer pages join at the top`() async throws {
    let all = Self.sessions(350)
    let stripe = FakeStripe(Array(all.suffix(100)))
    let library = try Self.library(stripe)
    _ = try await library.loadNewest(.all)
    stripe.change { $0.sessions = all }
    var outcome = try await library.loadNewer(.all)
    #expect(outcome.hasMore)
    while outcome.hasMore { outcome = try await library.loadNewer(.all) }
    #expect(outcome.coverage.isWhole)
    #expect(outcome.coverage.refreshedAt == Session.morning + 10)
    #expect(try await library.count(ListQuery()) == 350)
  }

  @Test func `an empty account is whole after one request`() async throws {
    let library = try Self.library(FakeStripe())
    let outcome = try await library.loadNewest(.all)
    #expect(outcome.coverage.isWhole)
    #expect(!outcome.hasMore)
    #expect(try await library.rows(ListQuery(), .top, limit: 10).rows.isEmpty)
  }

  @Test func `a page that claims more and shows nothing ends the paging`() async throws {
    let stripe = FakeStripe(Self.sessions(3))
    var source = stripe.source
    source.list = { _, _, _ throws(StripeError) in Page(elements: [], hasMore: true) }
    let library = SessionLibrary(
      source: source, cache: try RecordCache.temporary(.session), now: { 0 })
    let outcome = try await library.loadNewest(.all)
    #expect(!outcome.hasMore)
    #expect(outcome.coverage.spans.isEmpty)
  }

  @Test func `deleted test data heals by dropping what is gone`() async throws {
    let all = Self.sessions(300)
    let stripe = FakeStripe(all)
    let library = try Self.library(stripe)
    _ = try await library.loadNewest(.all)
    // The last twenty of the page are deleted, the cursor among them.
    stripe.change { $0.sessions.removeSubrange(80..<100) }
    var outcome = try await library.loadOlder(.all)
    while outcome.hasMore { outcome = try await library.loadOlder(.all) }
    let window = try await library.rows(ListQuery(), .top, limit: 1000)
    #expect(window.rows.map(\.id) == stripe.sessions.map(\.id))
    #expect(outcome.coverage.isWhole)
  }

  /// A cache of 800 sessions. Stripe has then deleted them and made 700 others with the same times.
  static func deleted() async throws -> (SessionLibrary, FakeStripe) {
    let stripe = FakeStripe(Self.sessions(800))
    let clock = Locked(Session.morning + 10)
    let library = SessionLibrary(
      source: stripe.source, cache: try RecordCache.temporary(.session),
      now: { clock.withLock { $0 } })
    _ = try await library.sync()
    let others = (0..<700).map {
      Session.make(id: "cs_test_o\(700 - $0)", created: Session.morning - 90 - $0 * 50)
    }
    stripe.change { $0.sessions = others }
    clock.withLock { $0 += 100 }
    return (library, stripe)
  }

  @Test func `a sync after a deletion leaves what Stripe has`() async throws {
    let (library, stripe) = try await Self.deleted()
    let healing = try await library.heal()
    let sync = try await library.sync()
    #expect(healing.dropped + sync.changes.dropped == 800)
    #expect(sync.changes.added == 700)
    #expect(try await library.coverage(of: .all).isWhole)
    let rows = try await library.rows(ListQuery(), .top, limit: 2000).rows
    #expect(rows.map(\.id) == stripe.sessions.map(\.id))
  }

  @Test func `a refresh after a deletion drops what is gone`() async throws {
    let (library, stripe) = try await Self.deleted()
    let outcome = try await library.keepTrue()
    #expect(outcome.changes.dropped == 800)
    #expect(outcome.changes.added == 700)
    let rows = try await library.rows(ListQuery(), .top, limit: 2000).rows
    #expect(rows.map(\.id) == stripe.sessions.map(\.id))
  }

  @Test func `a missing cursor says nothing of its neighbours`() async throws {
    let all = Self.sessions(500)
    let stripe = FakeStripe(all)
    let library = try Self.library(stripe)
    _ = try await library.sync()
    stripe.change { state in state.sessions.removeAll { $0.id == all[499].id } }
    #expect(try await library.heal().dropped == 1)
    #expect(try await library.count(ListQuery()) == 499)
    // Even if Stripe says that a cursor is gone, only a page shows what else is gone.
    var source = stripe.source
    let list = source.list
    source.list = { filter, page, priority throws(StripeError) in
      guard case .newest = page.cursor else { throw .gone }
      return try await list(filter, page, priority)
    }
    let confused = SessionLibrary(
      source: source, cache: library.cache, now: { Session.morning + 10 })
    let lost = try await confused.heal().dropped
    #expect(lost > 0 && lost < 12)
    #expect(try await confused.count(ListQuery()) == 499 - lost)
    #expect(try await confused.coverage(of: .all).spans.isEmpty)
  }

  @Test func `a filter that Stripe does not know is no missing cursor`() async throws {
    let stripe = FakeStripe(Self.sessions(150))
    let library = try Self.library(stripe)
    _ = try await library.loadNewest(.all)
    let unknown = StripeError(
      .missing, "No such customer", apiCode: "resource_missing", param: "customer")
    stripe.change { $0.failures = [unknown] }
    await #expect(throws: LibraryError.stripe(unknown)) { try await library.loadOlder(.all) }
    #expect(try await library.count(ListQuery()) == 100)
  }

  @Test func `when all is deleted the list begins again`() async throws {
    let stripe = FakeStripe(Self.sessions(150))
    let library = try Self.library(stripe)
    _ = try await library.loadNewest(.all)
    let fresh = (0..<5).map {
      Session.make(id: "cs_test_n\($0)", created: Session.morning + 9 - $0)
    }
    stripe.change { $0.sessions = fresh }
    _ = try await library.loadOlder(.all)
    let outcome = try await library.loadNewest(.all)
    #expect(
      try await library.rows(ListQuery(), .top, limit: 1000).rows.map(\.id) == fresh.map(\.id))
    #expect(outcome.coverage.isWhole)
  }

  /// An answer never covers the future, whatever was requested.
  @Test func `no answer covers the future`() async throws {
    let stripe = FakeStripe(Self.sessions(5))
    let library = try Self.library(stripe)
    let now = Session.morning + 10
    for created in [
      CreatedRange(gte: now + 1_000_000), CreatedRange(gte: now),
      CreatedRange(gte: now - 5, lte: now),
      CreatedRange(gte: now - 5, lt: now + 500),
    ] {
      var filter = SessionFilter.all
      filter.created = created
      _ = try await library.loadNewest(filter)
    }
    _ = try await library.sync(since: now + 1_000_000)
    for span in try await library.coverage(of: .all).spans { #expect(span.newest < now) }
    stripe.change { $0.sessions.insert(.make(id: "cs_test_new", created: now), at: 0) }
    _ = try await library.sync()
    #expect(try await library.coverage(of: .all).isWhole)
    #expect(try await library.session("cs_test_new") != nil)
  }
}
