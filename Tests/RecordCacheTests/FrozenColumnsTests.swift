import Checkout
import Foundation
import GRDB
import Query
@testable import RecordCache
import Support
import Testing

/// A file keeps the columns with which it was made, and the numbers that stand for the words of a
/// choice. So these belong to the version of the schema.
@Suite struct FrozenColumnsTests {

  private static let session = """
    status exact: open complete expired
    payment_status: paid unpaid no_payment_required
    mode: payment setup subscription
    amount_total INTEGER exact
    currency TEXT
    presentment_amount INTEGER exact
    presentment_currency TEXT
    card TEXT exact
    payment_method TEXT
    decline TEXT
    country TEXT
    expires_at INTEGER
    name TEXT
    email TEXT caseless
    reference TEXT
    customer TEXT exact
    payment_intent TEXT exact
    payment_link TEXT exact
    subscription TEXT exact
    invoice TEXT exact
    recovered_from TEXT exact
    livemode INTEGER
    has_url INTEGER
    open complete expired paid unpaid tried
    """

  private static let document = """
    state exact: created waiting failed unanswered mobile
    uid TEXT exact
    session TEXT exact
    error TEXT
    mode: payment setup subscription
    amount INTEGER
    currency TEXT
    """

  @Test(arguments: [(RecordKind.session, 7, session), (.document, 8, document)])
  func `a file of today's version has the columns that it needs`(
    kind: RecordKind, version: Int, frozen: String
  ) {
    let lines = kind.fields.columns.map(Self.line) + (kind.tally.map { [Self.line($0)] } ?? [])
    #expect(
      lines.joined(separator: "\n") == frozen && Schema.version(of: kind) == version,
      """
      Files of version \(version) lack what is new here, and nothing would add it. Raise the
      kind's Schema.version, set its Schema.oldestToKeep to the same number, so that Upgrade adds the columns
      and fills them from the objects, and write the new columns and the version into this test.
      """)
  }

  /// `email TEXT caseless`, `mode: payment setup subscription`.
  private static func line(_ field: RecordField) -> String {
    let index = field.index.map { "\($0)" }
    let parts = [field.column, field.type.affinity, index].compactMap(\.self)
    return parts.joined(separator: " ")
      + (field.choices.isEmpty ? "" : ": " + field.choices.joined(separator: " "))
  }

  private static func line(_ rule: TallyRule) -> String {
    rule.counts.map(\.name).joined(separator: " ")
  }

  /// That is what a file of today's version gets from the next one.
  @Test func `a file of today's version can be brought up to date`() async throws {
    let folder = Folder()
    let old = try folder.open(now: Session.morning + 100).cache
    let sessions = (0..<40).map { index in
      Session.make(id: "cs_test_\(index)", created: Session.morning - index, name: "Name\(index)")
    }
    _ = try await old.store(
      RecordPage(filter: .all, edge: .newest, sessions: sessions, hasMore: false, fetchedAt: 5))
    try await old.finishIndexing()
    try old.close()
    let queue = try DatabaseQueue(path: folder.file)
    try await queue.write { database in
      try database.execute(sql: "ALTER TABLE session DROP COLUMN country")
      let upgrade = Upgrade(
        columns: RecordColumns(.session), objects: ObjectReader(), database: database)
      try upgrade.run()
    }
    try queue.close()
    let (cache, notice) = try folder.open(now: Session.morning + 100)
    #expect(notice == nil)
    #expect(
      try cache.rowsNow(ListQuery(), .top, limit: 100).rows.map(\.id) == sessions.map(\.id))
    let query = try SessionQuery(parsing: "name17", now: 0)
    #expect(
      try cache.rowsNow(ListQuery(query: query), .top, limit: 9).rows.map(\.id) == ["cs_test_17"])
    try await cache.audit()
    try cache.close()
  }
}
