import Checkout
import Query
import RecordCache
import Stripe
import Support
import Host
import Testing

@testable import SessionLibrary

@Suite struct SyncTests {
  /// Uneven, as in real accounts: nothing for a year, then hundreds within minutes.
  static let uneven: [Session] = {
    var generator = SplitMix(seed: 5)
    var second = Session.morning
    return (0..<3000).map { index in
      switch index {
      case 500, 2500: second -= 300 * 86_400
      case 1000..<2000: second -= Int.random(in: 0..<2, using: &generator)
      default: second -= Int.random(in: 0..<3000, using: &generator)
      }
      return .make(id: "cs_test_\(3000 - index)", created: second)
    }
  }()

  @Test func `everything is there once and in order`() async throws {
    let stripe = FakeStripe(Self.uneven)
    let library = try PagingTests.library(stripe)
    let progress = try await library.sync()
    #expect(try await library.coverage(of: .all).isWhole)
    let rows = try await library.rows(ListQuery(), .top, limit: 5000).rows
    #expect(rows.map(\.id) == Self.uneven.map(\.id))
    #expect(progress.changes.added == 3000)
    #expect(progress.changes.requests == stripe.requests.count)
    #expect(
      progress.changes.requests <= 90,
      "30 pages are needed; \(progress.changes.requests) were asked for")
    #expect(progress.fraction == 1)
    #expect(
      try await library.count(ListQuery(query: SessionQuery(parsing: "jane", now: 0))) == 3000)
  }

  /// A test clock makes sessions in the future; sessions made meanwhile are below them in the list.
  @Test func `a session of the future hides none that is made before it`() async throws {
    let ahead = Session.make(id: "cs_test_ahead", created: Session.morning + 40 * 86_400)
    let stripe = FakeStripe([ahead] + Self.uneven.prefix(5))
    let library = try PagingTests.library(stripe)
    _ = try await library.sync()
    #expect(try await library.coverage(of: .all).spans.first?.newest == Session.morning + 9)
    let fresh = Session.make(id: "cs_test_fresh", created: Session.morning + 10)
    stripe.change { $0.sessions.insert(fresh, at: 1) }
    #expect(try await library.sync().changes.added == 1)
    let other = Session.make(id: "cs_test_other", created: Session.morning + 11)
    stripe.change { $0.sessions.insert(other, at: 1) }
    #expect(try await library.keepTrue().changes.added == 1)
    let rows = try await library.rows(ListQuery(), .top, limit: 3).rows
    #expect(rows.map(\.id) == ["cs_test_ahead", "cs_test_other", "cs_test_fresh"])
  }

  /// More than a page is newer than this machine's clock.
  @Test(arguments: [7_200, 5 * 86_400]) func `a clock that is behind stops no sync`(
    _ seconds: Int
  ) async throws {
    let stripe = FakeStripe(PagingTests.sessions(300, step: 20))
    let library = SessionLibrary(
      source: stripe.source, cache: try RecordCache.temporary(.session),
      now: { Session.morning - seconds })
    for since in [nil, nil, Session.morning - seconds - 3_600] {
      _ = try await library.syncAll(since: since) { _ in }.get()
      #expect(try await library.count(ListQuery()) == 300)
    }
    let before = stripe.requests.count
    _ = try await library.keepTrue()
    #expect(stripe.requests.count - before <= 4, "no page is asked for again and again")
    let newest = try await library.coverage(of: .all).spans.first?.newest
    #expect(try #require(newest) < Session.morning - seconds)
  }

  @Test func `times that no server has are taken`() async throws {
    let sessions = (0...150).map { index in
      Session.make(
        id: "cs_test_\(150 - index)", created: index < 150 ? .max : .min, expiresIn: 0)
    }
    let library = try PagingTests.library(FakeStripe(sessions))
    _ = try await library.sync()
    _ = try await library.loadNewest(.all)
    #expect(try await library.count(ListQuery()) >= 100)
  }

  /// A session that windows read twice was read, but is one.
  @Test func `a session counts as read once`() async throws {
    let library = try PagingTests.library(FakeStripe(Self.uneven))
    #expect(try await library.sync().changes.received == Self.uneven.count)
  }

  @Test func `a second sync asks for the top only`() async throws {
    let stripe = FakeStripe(Self.uneven)
    let library = try PagingTests.library(stripe)
    _ = try await library.sync()
    let before = stripe.requests.count
    let progress = try await library.sync()
    #expect(stripe.requests.count == before + 1)
    #expect(progress.changes.added == 0)
  }

  @Test func `what a sync has left open is older, also when it has seen the beginning`()
    async throws
  {
    let library = try PagingTests.library(FakeStripe(Self.uneven))
    _ = try await library.loadNewest(.all)
    // The window of a sync that finds nothing: before the oldest session.
    var old = SessionFilter.all
    old.created.lte = Session.morning - 5000 * 86_400
    _ = try await library.keep(try await library.ask(old, .newest))
    var coverage = try await library.coverage(of: .all)
    #expect(!coverage.reachesBeginning)
    #expect(coverage.spans.count == 1)
    #expect(coverage.allGaps.map(\.isOpen) == [true])
    let page = try await library.loadOlder(.all)
    #expect(page.changes.added == 100)
    while !coverage.isWhole {
      let page = try await library.loadOlder(.all)
      guard page.changes.received > 0 else { break }
      coverage = page.coverage
    }
    #expect(try await library.count(ListQuery()) == Self.uneven.count)
    #expect(try await library.coverage(of: .all).isWhole)
  }

  @Test func `a filter without a hit does not reach back to the first second there is`()
    async throws
  {
    let library = try PagingTests.library(FakeStripe(Self.uneven))
    _ = try await library.loadNewest(.all)
    var filter = SessionFilter.all
    filter.email = "nobody@example.com"
    _ = try await library.loadNewest(filter)
    let coverage = try await library.coverage(of: filter)
    #expect(coverage.spans.allSatisfy { $0.oldest > 0 })
    #expect(!coverage.reachesBeginning)
    #expect(try await library.loadOlder(filter).changes.received == 0)
    #expect(try await library.coverage(of: filter).isWhole)
  }

  @Test func `a span below an upper bound ends there, until what is newer was asked for`()
    async throws
  {
    let library = try PagingTests.library(FakeStripe(Self.uneven))
    #expect(try await library.coverage(of: .all).end == .unknown)
    var older = SessionFilter.all
    older.created.lt = Self.uneven[900].created
    _ = try await library.loadNewest(older)
    #expect(try await library.coverage(of: older).end == .bound)
    let coverage = try await library.coverage(of: .all)
    #expect(coverage.end == .unknown && !coverage.isWhole)
    #expect(coverage.refreshedAt == nil)

    // What the newest page leaves out is a gap, and its end is now.
    _ = try await library.loadNewest(.all)
    #expect(try await library.coverage(of: .all).end == .now)
    #expect(try await library.coverage(of: older).end == .bound)
    #expect(try await library.coverage(of: .status(.open)).end == .now)
    var between = SessionFilter.all
    between.created.lt = Self.uneven[500].created
    #expect(try await library.coverage(of: between).end == .unknown)
  }

  @Test func `only the wanted span is filled`() async throws {
    let library = try PagingTests.library(FakeStripe(Self.uneven))
    let since = Self.uneven[700].created
    _ = try await library.sync(since: since)
    let wanted = Self.uneven.filter { $0.created >= since }
    let coverage = try await library.coverage(of: .all)
    #expect(coverage.spans.count == 1)
    #expect(coverage.spans.first?.oldest == since)
    #expect(!coverage.reachesBeginning)
    #expect(try await library.count(ListQuery()) == wanted.count)
  }

  @Test func `an error keeps what has come and the next sync goes on`() async throws {
    let stripe = FakeStripe(Self.uneven)
    var source = stripe.source
    let list = source.list
    let left = Locked(12)
    source.list = { filter, page, priority throws(StripeError) in
      let mayAnswer = left.withLock { left in
        left -= 1
        return left >= 0
      }
      guard mayAnswer else { throw StripeError(.rateLimited, "slow down") }
      return try await list(filter, page, priority)
    }
    let cache = try RecordCache.temporary(.session)
    let interrupted = SessionLibrary(source: source, cache: cache, now: { Session.morning + 10 })
    await #expect(throws: LibraryError.stripe(StripeError(.rateLimited, "slow down"))) {
      try await interrupted.sync()
    }
    let kept = try await interrupted.count(ListQuery())
    #expect(kept > 0 && kept < 3000)
    let resumed = SessionLibrary(
      source: stripe.source, cache: cache, now: { Session.morning + 10 })
    let progress = try await resumed.sync()
    #expect(progress.changes.added == 3000 - kept)
    #expect(try await resumed.coverage(of: .all).isWhole)
    let rows = try await resumed.rows(ListQuery(), .top, limit: 5000).rows
    #expect(rows.map(\.id) == Self.uneven.map(\.id))
  }

  @Test func `a list that goes in circles ends`() async throws {
    var source = FakeStripe().source
    let same = (0..<100).map { Session.make(id: "cs_test_\($0)", created: 1_000) }
    source.list = { _, _, _ throws(StripeError) in Page(elements: same, hasMore: true) }
    let library = SessionLibrary(
      source: source, cache: try RecordCache.temporary(.session), now: { Session.morning })
    await #expect(throws: LibraryError.self) { try await library.sync() }
  }

  @Test func `gaps are filled and nothing else`() async throws {
    let stripe = FakeStripe(Array(Self.uneven.suffix(1000)))
    let cache = try RecordCache.temporary(.session)
    let then = Self.uneven[2000].created
    _ = try await SessionLibrary(source: stripe.source, cache: cache, now: { then }).sync()
    stripe.change { $0.sessions = Self.uneven }
    let library = SessionLibrary(
      source: stripe.source, cache: cache, now: { Session.morning + 10 })
    _ = try await library.loadNewest(.all)
    let before = stripe.requests.count
    #expect(try await library.coverage(of: .all).gaps.count == 1)
    _ = try await library.sync()
    #expect(try await library.coverage(of: .all).isWhole)
    #expect(stripe.requests.count - before <= 60)
    #expect(try await library.count(ListQuery()) == 3000)
  }

  /// A sandbox that was restarted on its port: the same ids, later, and perhaps fewer of them.
  @Test(arguments: [3000, 2400, 20])
  func `sessions that moved in time are taken again`(count: Int) async throws {
    let stripe = FakeStripe(Self.uneven)
    let cache = try RecordCache.temporary(.session)
    let before = SessionLibrary(
      source: stripe.source, cache: cache, now: { Session.morning + 10 })
    _ = try await before.sync()
    let moved = Self.uneven.suffix(count).map { session in
      Session.make(id: session.id, created: session.created + 700, name: "Moved")
    }
    stripe.change { $0.sessions = moved }
    let library = SessionLibrary(
      source: stripe.source, cache: cache, now: { Session.morning + 1000 })
    _ = try await library.heal()
    _ = try await library.sync()
    _ = try await library.keepTrue()
    _ = try await library.sync()
    #expect(try await library.coverage(of: .all).isWhole)
    let rows = try await library.rows(ListQuery(), .top, limit: 5000).rows
    #expect(rows.count == count)
    #expect(rows.elementsEqual(moved) { $0.id == $1.id && $0.created == $1.created })
    for (text, found) in [("moved", count), ("jane doe", 0)] {
      let query = try SessionQuery(parsing: text, now: 0)
      #expect(try await library.count(ListQuery(query: query)) == found)
    }
  }

  /// A sandbox that was restarted with another number of sessions: the oldest is the same.
  @Test(arguments: [true, false]) func `another server with the same oldest session is noticed`(
    isSync: Bool
  ) async throws {
    let all = PagingTests.sessions(300)
    let stripe = FakeStripe(all)
    let library = try PagingTests.library(stripe)
    _ = try await library.syncAll(since: nil) { _ in }.get()
    let others = (0..<900).map {
      Session.make(id: "cs_test_o\(900 - $0)", created: Session.morning + 5 - $0 * 10)
    }
    let shared = try #require(all.last)
    stripe.change { $0.sessions = others + [shared] }
    if isSync {
      _ = try await library.syncAll(since: nil) { _ in }.get()
    } else {
      _ = try await library.keepTrue()
    }
    #expect(try await library.coverage(of: .all).isWhole)
    let rows = try await library.rows(ListQuery(), .top, limit: 2000).rows
    #expect(rows.map(\.id) == stripe.sessions.map(\.id))
  }

  /// A gateway may say so once. Only a list without the session shows that it is gone.
  @Test func `a session that was said to be missing comes back with the next sync`() async throws {
    let stripe = FakeStripe(PagingTests.sessions(300))
    let library = try PagingTests.library(stripe)
    _ = try await library.sync()
    stripe.change { $0.failures = [.gone] }
    await #expect(throws: LibraryError.stripe(.gone)) { try await library.refresh("cs_test_p100") }
    #expect(try await library.session("cs_test_p100") == nil)
    #expect(try await !library.coverage(of: .all).isWhole)
    _ = try await library.syncAll(since: nil) { _ in }.get()
    #expect(try await library.session("cs_test_p100") != nil)
    #expect(try await library.coverage(of: .all).isWhole)
    stripe.change { $0.sessions.removeAll { $0.id == "cs_test_p100" } }
    await #expect(throws: LibraryError.self) { try await library.refresh("cs_test_p100") }
    _ = try await library.syncAll(since: nil) { _ in }.get()
    #expect(try await library.coverage(of: .all).isWhole)
    #expect(try await library.count(ListQuery()) == 299)
  }

  @Test func `a sync since a time reads nothing older`() async throws {
    let all = PagingTests.sessions(400)
    let library = try PagingTests.library(FakeStripe(all))
    var old = SessionFilter.all
    old.created.lt = all[199].created
    _ = try await library.loadNewest(old)
    for read in [100, 1] {
      let totals = try await library.syncAll(since: all[99].created) { _ in }.get()
      #expect(totals.changes.received == read)
    }
    #expect(try await library.count(ListQuery()) == 200)
  }

  @Test func `an end of the list that is no end is noticed`() async throws {
    let stripe = FakeStripe(PagingTests.sessions(400))
    let library = try PagingTests.library(stripe)
    _ = try await library.sync()
    var lie = try await library.ask(.all, .newest)
    lie.hasMore = false
    _ = try await library.keep(lie)
    #expect(try await library.count(ListQuery()) == 100)
    _ = try await library.syncAll(since: nil) { _ in }.get()
    #expect(try await library.count(ListQuery()) == 400)
    #expect(try await library.coverage(of: .all).isWhole)
  }

  /// The first page that is large enough makes the dictionary; sessions before it have none.
  @Test func `what is compressed in another way has not changed`() async throws {
    let library = try PagingTests.library(FakeStripe(Self.uneven))
    _ = try await library.keep(try await library.ask(.all, .newest, limit: 3))
    let changes = try await library.syncAll(since: nil) { _ in }.get().changes
    #expect(changes.changed == 0)
    #expect(changes.added == Self.uneven.count - 3)
  }

  @Test func `all that was received before a cancellation is kept`() async throws {
    var source = FakeStripe(Self.uneven).source
    let list = source.list
    let received = Locked<Set<String>>([])
    source.list = { filter, page, priority throws(StripeError) in
      let answer = try await list(filter, page, priority)
      received.withLock { $0.formUnion(answer.elements.map(\.id)) }
      return answer
    }
    let library = SessionLibrary(
      source: source, cache: try RecordCache.temporary(.session), now: { Session.morning + 10 })
    let (start, starting) = AsyncStream.makeStream(of: Void.self)
    let handle = Locked<Task<SyncProgress, any Error>?>(nil)
    let task = Task {
      for await _ in start { break }
      return try await library.sync { progress in
        if progress.changes.requests >= 7 { handle.withLock { $0?.cancel() } }
      }
    }
    handle.withLock { $0 = task }
    starting.yield()
    let result = await task.result
    #expect(throws: LibraryError.stopped) { try result.get() }
    #expect(try await library.count(ListQuery()) == received.withLock { $0.count })
  }

  /// A cancellation reaches the workers one after the other.
  @Test func `a worker that is cancelled wakes those that wait for its pages`() async throws {
    let stripe = FakeStripe(Self.uneven)
    var source = stripe.source
    let list = source.list
    let asked = AsyncStream.makeStream(of: Void.self)
    let answers = AsyncStream.makeStream(of: Void.self)
    source.list = { filter, page, priority throws(StripeError) in
      asked.continuation.yield()
      for await _ in answers.stream { break }
      return try await list(filter, page, priority)
    }
    let library = SessionLibrary(
      source: source, cache: try RecordCache.temporary(.session), now: { Session.morning + 10 })
    // One window, since less than a month is wanted.
    let plan = SyncPlan(
      wanted: (Session.morning - 20 * 86_400)...Session.morning, covered: [], reachesOldest: false)
    let run = SyncRun(library: library, plan: plan, from: SyncProgress()) { progress in
      if progress.changes.requests == 1 { withUnsafeCurrentTask { $0?.cancel() } }
    }
    let worker = Task { await run.work() }
    for await _ in asked.stream { break }
    let waiting = Task { await run.work() }
    answers.continuation.finish()
    #expect(await worker.value == nil)
    #expect(await waiting.value == nil)
    #expect(stripe.requests.count { $0 == "list" } == 1)
  }
}
