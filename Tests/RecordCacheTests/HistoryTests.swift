import Checkout
import GRDB
import JSON
import Query
@testable import RecordCache
import Support
import Testing

/// What the cache remembers of how records changed.
@Suite struct HistoryTests {
  private static let now = Session.morning

  private static func store(
    _ session: Session, at time: Int, in cache: RecordCache
  ) async throws {
    _ = try await cache.store(StoredSession(session, fetchedAt: time))
  }

  private static func line(_ change: RecordChange) -> String {
    let start = change.after - now
    return "\(start)…\(change.at - now) \(change.field) \(change.from ?? "–") > \(change.to ?? "–")"
  }

  @Test func `what changes between two answers is kept with the times of both`() async throws {
    let cache = try RecordCache.temporary(.session)
    let url = "https://checkout.stripe.com/c/pay/cs_test_till0001#fid"
    try await Self.store(.make(metadata: ["a": "1", "b": "2"]), at: Self.now + 10, in: cache)
    #expect(
      try await cache.changes(of: "cs_test_till0001").isEmpty, "the first answer is no change")
    try await Self.store(.make(metadata: ["a": "1", "b": "2"]), at: Self.now + 20, in: cache)
    try await Self.store(
      .make(amountTotal: 500, metadata: ["a": "3", "c": "4"]), at: Self.now + 30, in: cache)
    try await Self.store(
      .make(status: "complete", paymentStatus: "paid", amountTotal: 500, email: "x@example.com"),
      at: Self.now + 50, in: cache)
    #expect(
      try await cache.changes(of: "cs_test_till0001").map(Self.line) == [
        "20…30 amount_total 2198 > 500", "20…30 metadata.a 1 > 3", "20…30 metadata.b 2 > –",
        "20…30 metadata.c – > 4", "30…50 status open > complete",
        "30…50 payment_status unpaid > paid", "30…50 url \(url) > –", "30…50 metadata.a 3 > –",
        "30…50 metadata.c 4 > –",
      ])
    try cache.close()
  }

  @Test func `an older answer that comes late is no change`() async throws {
    let cache = try RecordCache.temporary(.session)
    try await Self.store(.make(status: "expired"), at: Self.now + 10, in: cache)
    try await Self.store(.make(), at: Self.now + 5, in: cache)
    try await Self.store(.make(), at: Self.now + 10, in: cache)
    #expect(try await cache.changes(of: "cs_test_till0001").isEmpty)
    try cache.close()
  }

  @Test func `whoever has read up to a change gets those after it, each once`() async throws {
    let cache = try RecordCache.temporary(.session)
    for id in ["cs_test_1", "cs_test_2"] {
      try await Self.store(.make(id: id), at: Self.now, in: cache)
    }
    let start = try await cache.changes(after: nil)
    #expect(start.changes.isEmpty)
    try await Self.store(.make(id: "cs_test_1", status: "expired"), at: Self.now + 1, in: cache)
    let first = try await cache.changes(after: start.last)
    #expect(first.changes.map(\.record) == ["cs_test_1", "cs_test_1"])
    #expect(try await cache.changes(after: first.last).changes.isEmpty)
    // This holds even if the newest changes are deleted meanwhile.
    try await cache.drop("cs_test_1")
    try await Self.store(.make(id: "cs_test_2", status: "expired"), at: Self.now + 1, in: cache)
    #expect(
      try await cache.changes(after: first.last).changes.map(\.record) == [
        "cs_test_2", "cs_test_2",
      ])
    try cache.close()
  }

  @Test func `the history goes with its record`() async throws {
    let cache = try RecordCache.temporary(.session)
    try await Self.store(.make(), at: Self.now, in: cache)
    try await Self.store(.make(status: "expired"), at: Self.now + 1, in: cache)
    #expect(try await cache.changes(of: "cs_test_till0001").count == 2)
    try await cache.drop("cs_test_till0001")
    #expect(try await cache.changes(of: "cs_test_till0001").isEmpty)
    try cache.close()
  }

  @Test func `the oldest changes go when there are too many`() async throws {
    let cache = try RecordCache.temporary(.session)
    let changes = (0..<ChangeLog.capacity + 7).map {
      RecordChange(record: "cs_\($0)", field: "status", from: nil, to: "open", after: 1, at: 2)
    }
    let kept = try await cache.write { database in
      try ChangeLog.note(changes, in: database)
      return try String.fetchAll(database, sql: "SELECT record FROM change ORDER BY number")
    }
    #expect(kept == changes.dropFirst(7).map(\.record))
    try cache.close()
  }
}
