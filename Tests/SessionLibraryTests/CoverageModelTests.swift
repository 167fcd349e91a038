import Checkout
import Query
import RecordCache
import SessionLibrary
import Stripe
import Support
import Host
import Testing

/// Random operations against a Stripe that changes: everything that the cache claims to cover is
/// there.
@Suite struct CoverageModelTests {
  @Test(arguments: 0..<12) func `coverage never claims too much`(_ seed: Int) async throws {
    var generator = SplitMix(seed: UInt64(seed))
    let stripe = FakeStripe(pageSize: 7)
    let time = Locked(1_000)
    let library = SessionLibrary(
      source: stripe.source, cache: try RecordCache.temporary(.session),
      now: { time.withLock { $0 } })
    let filters = [
      SessionFilter.all, .all, .all, .status(.open),
      {
        var filter = SessionFilter.all; filter.created = CreatedRange(gte: 1_010, lt: 1_040);
        return filter
      }(),
    ]
    var clock = 1_000
    var made = 0
    for step in 0..<60 {
      // Many in one second, as in a load test; the newest of a second comes first.
      for _ in 0..<Int.random(in: 0..<9, using: &generator) {
        if Int.random(in: 0..<3, using: &generator) == 0 {
          clock += Int.random(in: 1..<6, using: &generator)
        }
        made += 1
        let session = Session.make(
          id: "cs_test_\(made)", created: clock,
          status: ["open", "complete"][Int.random(in: 0..<2, using: &generator)])
        stripe.change { $0.sessions.insert(session, at: 0) }
      }
      if seed % 3 == 2, Int.random(in: 0..<8, using: &generator) == 0 {
        let from = Int.random(in: 0...stripe.sessions.count, using: &generator)
        stripe.change { $0.sessions.removeSubrange(from..<min(from + 9, $0.sessions.count)) }
      }
      let second = clock
      time.withLock { $0 = second }
      let filter = filters[Int.random(in: 0..<filters.count, using: &generator)]
      switch Int.random(in: 0..<7, using: &generator) {
      case 0, 1: _ = try await library.loadNewest(filter)
      case 2: _ = try await library.loadOlder(filter)
      case 3: _ = try await library.loadNewer(filter)
      case 4:
        let gaps = try await library.coverage(of: filter).gaps
        if let gap = gaps.randomElement(using: &generator) {
          _ = try await library.fill(gap, filter)
        }
      case 5:
        if let session = stripe.sessions.randomElement(using: &generator) {
          _ = try await library.refresh(session.id)
        }
      default:
        // An answer that gets lost, at any point of the next operation.
        stripe.change { $0.failures = [StripeError(.server, "lost")] }
        _ = try? await library.loadOlder(filter)
        stripe.change { $0.failures = [] }
      }
      try await check(library, stripe, "seed \(seed) step \(step)")
    }
    _ = try await library.sync()
    let coverage = try await library.coverage(of: .all)
    #expect(coverage.isWhole)
    let rows = try await library.rows(ListQuery(), .top, limit: 5000).rows
    #expect(Set(rows.map(\.id)).isSuperset(of: stripe.sessions.map(\.id)))
    // No duplicates, and the seconds in order. The order within a second is unknown in a filtered
    // list.
    #expect(Set(rows.map(\.id)).count == rows.count)
    #expect(rows.map(\.created) == rows.map(\.created).sorted(by: >))
    if seed % 3 != 2 { #expect(rows.count == stripe.sessions.count) }
  }

  /// Everything that Stripe has between the ends of a span is cached.
  private func check(
    _ library: SessionLibrary, _ stripe: FakeStripe, _ comment: Comment
  ) async throws {
    let all = stripe.sessions
    let coverage = try await library.coverage(of: .all)
    if coverage.end == .now, let newest = coverage.spans.first?.newest,
      let asked = coverage.refreshedAt
    {
      let unseen = all.filter { $0.created > newest && $0.created < asked }
      #expect(unseen.isEmpty, comment)
    }
    let rows = try await library.rows(ListQuery(), .top, limit: 5000).rows
    let cached = Set(rows.map(\.id))
    let ids = Dictionary(uniqueKeysWithValues: rows.map { ($0.position, $0.id) })
    let lastOfSecond = Int64(1 << 20) - 1
    for span in try await library.cache.spans(of: .all) {
      let first =
        span.newest & lastOfSecond == lastOfSecond
        ? all.firstIndex { $0.created <= span.newestSecond }
        : all.firstIndex { $0.id == ids[span.newest] }
      let last =
        span.oldest & lastOfSecond == 0
        ? all.lastIndex { $0.created >= span.oldestSecond }
        : all.lastIndex { $0.id == ids[span.oldest] }
      guard let first, let last, first <= last else { continue }
      #expect(all[first...last].allSatisfy { cached.contains($0.id) }, comment)
    }
  }
}
