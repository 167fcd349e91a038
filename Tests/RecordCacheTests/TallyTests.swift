import Checkout
import GRDB
import JSON
import Query
@testable import RecordCache
import Support
import Testing
import Units

/// Compares the numbers that are updated with each write with a count of the records.
@Suite struct TallyTests {
  private static let now = Session.morning

  private static func random(_ index: Int, _ generator: inout SplitMix) -> Session {
    func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }
    let status = pick(["open", "complete", "expired", "later"])
    return .make(
      id: "cs_test_\(index)", created: now - index * 2_011, status: status,
      paymentStatus: pick(["paid", "unpaid", "no_payment_required"]),
      amountTotal: pick([nil, 0, 500, 12_345]), currency: pick([nil, "usd", "jpy"]),
      changes: ["payment_intent": pick([nil, "pi_1"])])
  }

  private static func counted(_ sessions: [Session], in span: Range<Int>) -> SessionCounts {
    var counts = SessionCounts(from: span.lowerBound, to: span.upperBound)
    for session in sessions where span.contains(session.created) {
      counts.created += 1
      let isTried = session.status == .complete || session.id(of: "payment_intent") != nil
      counts.tried += isTried ? 1 : 0
      switch session.status {
      case .open: counts.open += 1
      case .expired: counts.expired += 1
      case .complete: counts.complete += 1
      case .other, nil: break
      }
      guard session.status == .complete else { continue }
      if session.paymentStatus == .unpaid { counts.unpaid += 1 }
      guard session.paymentStatus == .paid else { continue }
      counts.paid += 1
      if let amount = session.amountTotal, amount != 0, let currency = session.currency {
        counts.revenue[currency, default: 0] += amount
      }
    }
    return counts
  }

  /// Spans of all lengths that begin and end at a full quarter of an hour.
  private static func spans(_ generator: inout SplitMix) -> [Range<Int>] {
    let quarter = now / 900 * 900
    return (0..<60).map { _ in
      let end = quarter + 900 - Int.random(in: 0..<900, using: &generator) * 900
      return end
        - [900, 3_600, 86_400, 30 * 86_400][Int.random(in: 0..<4, using: &generator)]..<end
    }
  }

  private static func check(
    _ cache: RecordCache, _ sessions: [Session], _ generator: inout SplitMix,
    location: SourceLocation = #_sourceLocation
  ) async throws {
    let spans = Self.spans(&generator)
    let wanted = spans.map { counted(sessions, in: $0) }
    let kept = try await cache.tallies(of: ListQuery(), in: spans)
    #expect(
      zip(spans, kept).map { SessionCounts($0, $1) } == wanted, sourceLocation: location)
    // The same numbers from the rows: this query matches everything.
    let query = try SessionQuery(parsing: "cs_test_", now: now)
    let looked = try await cache.tallies(of: ListQuery(query: query), in: [spans[0]])
    #expect(
      looked.map { SessionCounts(spans[0], $0) } == [wanted[0]], sourceLocation: location)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `the numbers are those of the rows whatever is written`(seed: UInt64) async throws {
    var generator = SplitMix(seed: seed)
    let cache = try RecordCache.temporary(.session)
    var sessions = (0..<300).map { Self.random($0, &generator) }
    _ = try await cache.store(
      RecordPage(
        filter: .all, edge: .newest, sessions: sessions, hasMore: false, fetchedAt: Self.now))
    try await Self.check(cache, sessions, &generator)
    for round in 1...40 {
      let index = Int.random(in: 0..<sessions.count, using: &generator)
      sessions[index] = Self.random(index, &generator)
      _ = try await cache.store(StoredSession(sessions[index], fetchedAt: Self.now + round))
    }
    try await Self.check(cache, sessions, &generator)
    for _ in 0..<20 {
      try await cache.drop(
        sessions.remove(at: Int.random(in: 0..<sessions.count, using: &generator)).id)
    }
    // A session whose date on the server has changed.
    sessions[0] = .make(id: sessions[0].id, created: Self.now - 500_000)
    _ = try await cache.store(StoredSession(sessions[0], fetchedAt: Self.now + 99))
    try await Self.check(cache, sessions, &generator)
    try cache.close()
  }

  /// `TZ` may name any offset, such as `XXX-1:07`.
  @Test func `days that do not begin at a quarter of an hour are counted as well`() async throws {
    var generator = SplitMix(seed: 5)
    let cache = try RecordCache.temporary(.session)
    let sessions = (0..<300).map { Self.random($0, &generator) }
    _ = try await cache.store(
      RecordPage(
        filter: .all, edge: .newest, sessions: sessions, hasMore: false, fetchedAt: Self.now))
    let midnight = Self.now / 86_400 * 86_400 - 67 * 60 - 13
    let days = (-6...0).map { midnight + $0 * 86_400..<midnight + ($0 + 1) * 86_400 }
    let wanted = days.map { Self.counted(sessions, in: $0) }
    let all = try SessionQuery(parsing: "cs_test_", now: Self.now)
    for query in [ListQuery(), ListQuery(query: all)] {
      let tallies = try await cache.tallies(of: query, in: days)
      #expect(zip(days, tallies).map { SessionCounts($0, $1) } == wanted)
    }
    try cache.close()
  }

  @Test func `a query and a filter count what they let through`() async throws {
    var generator = SplitMix(seed: 9)
    let cache = try RecordCache.temporary(.session)
    let sessions = (0..<300).map { Self.random($0, &generator) }
    _ = try await cache.store(
      RecordPage(
        filter: .all, edge: .newest, sessions: sessions, hasMore: false, fetchedAt: Self.now))
    let span = (Self.now / 900 - 600) * 900..<(Self.now / 900 + 1) * 900
    let queries: [(ListQuery, (Session) -> Bool)] = [
      (ListQuery(filter: .status(.open)), { $0.status == .open }),
      (
        ListQuery(query: try SessionQuery(parsing: "currency:jpy", now: Self.now)),
        { $0.currency?.code == "jpy" }
      ),
      (
        ListQuery(query: try SessionQuery(parsing: "jane", now: Self.now)), { _ in true }
      ),
    ]
    for (query, lets) in queries {
      let found = try await cache.tallies(of: query, in: [span])
      #expect(
        found.map { SessionCounts(span, $0) } == [Self.counted(sessions.filter(lets), in: span)])
    }
    try cache.close()
  }

  @Test func `amounts beyond all bounds stop at the largest number`() async throws {
    let cache = try RecordCache.temporary(.session)
    let sessions = (0..<3).map {
      Session.make(
        id: "cs_test_\($0)", status: "complete", paymentStatus: "paid", amountTotal: .max)
    }
    for session in sessions { _ = try await cache.store(StoredSession(session, fetchedAt: 5)) }
    let span = Self.now / 900 * 900..<(Self.now / 900 + 1) * 900
    let tallies = try await cache.tallies(of: ListQuery(), in: [span])
    #expect(tallies.map { $0.map(\.sum) } == [[.max]])
    try cache.close()
  }

  @Test func `records are counted by the values of their fields`() async throws {
    let cache = try RecordCache.temporary(.session)
    for (index, country) in ["DE", "DE", "FR", nil].enumerated() {
      let session = Session.make(
        id: "cs_test_\(index)",
        changes: ["customer_details": ["address": ["country": .init(country)]]]
      )
      _ = try await cache.store(StoredSession(session, fetchedAt: 5))
    }
    try await cache.note([.method: "card visa"], where: .id, is: "cs_test_0")
    let counts = try await cache.counts(
      of: ListQuery(), by: [.country, .method], in: Self.now..<Self.now + 1)
    #expect(
      counts.map { "\($0.values[0].text ?? "–") \($0.values[1].text ?? "–") \($0.count)" }.sorted()
        == [
          "DE card visa 1", "DE – 1", "FR – 1", "– – 1",
        ])
    #expect(
      try await cache.counts(of: ListQuery(), by: [.country], in: 0..<Self.now).isEmpty)
    try cache.close()
  }
}
