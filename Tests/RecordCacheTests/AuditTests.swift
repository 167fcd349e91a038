import Checkout
import GRDB
import JSON
import Query
import Support
import Testing

@testable import RecordCache

/// What an audit reports, and what it accepts.
@Suite struct AuditTests {
  /// Sessions with every kind of value in a column, also those that SQLite may store differently.
  private static let sessions: [Session] = {
    let references: [JSONLiteral] = ["42", "007", "1e3", " 5", "a\u{0}b", "Zoë"]
    let several = (0..<40).map { number in
      Session.make(
        id: "cs_test_\(number)", created: 10_000 - number / 3,
        changes: ["client_reference_id": references[number % 6], "amount_total": 2198])
    }
    return [.make(id: "cs_test_far", created: 5_000_000_000, status: "new_one")] + several
  }()

  private func cache(_ folder: Folder) async throws -> RecordCache {
    let cache = try folder.open().cache
    _ = try await cache.store(
      RecordPage(filter: .all, edge: .newest, sessions: Self.sessions, hasMore: false, fetchedAt: 5)
    )
    try await cache.finishIndexing()
    return cache
  }

  @Test func `what was put in is whole, also after it was changed, moved and noted`() async throws {
    let folder = Folder()
    let cache = try await cache(folder)
    try await cache.audit()
    _ = try await cache.store(
      StoredSession(.make(id: "cs_test_3", created: 9_999, status: "expired"), fetchedAt: 9))
    try await cache.note([.card: "4242 visa"], where: .id, is: "cs_test_4")
    try await cache.drop("cs_test_5")
    try await cache.audit()
    #expect(try await cache.count(ListQuery()) == Self.sessions.count - 1)
    try cache.close()
    #expect(try folder.open(now: 80).notice == nil)
  }

  @Test(arguments: [
    "UPDATE object SET json = substr(json, 1, length(json) - 1) || x'00' WHERE rowid % 7 = 0",
    "DELETE FROM object WHERE place = (SELECT max(place) FROM object)",
    "UPDATE session SET amount_total = amount_total + 64 WHERE id = 'cs_test_9'",
    "UPDATE session SET id = 'cs_test_8' || char(57) || 'x' WHERE id = 'cs_test_9'",
    "UPDATE session SET place = place + 7 WHERE id = 'cs_test_9'",
    "UPDATE object SET json = (SELECT json FROM object LIMIT 1)", "DROP TABLE object",
    "UPDATE tally SET created = created + 1 WHERE length = 86400",
    "DELETE FROM tally WHERE length = 900 AND start = (SELECT max(start) FROM tally WHERE length = 900)",
  ])
  func `what is not what was put in is damage, and the next start begins a new file`(
    damage: String
  ) async throws {
    let folder = Folder()
    let cache = try await cache(folder)
    try await cache.write { try $0.execute(sql: damage) }
    await #expect(throws: CacheError.self) { try await cache.audit() }
    try cache.close()
    #expect(try folder.open(now: 80).notice == .setAsideDamaged(path: folder.file + ".aside-80"))
  }
}
