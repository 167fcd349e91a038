import Checkout
import Foundation
import GRDB
import JSON
import Query
@testable import RecordCache
import Support
import Testing
import Units

/// A file written by an older version of till.
@Suite struct UpgradeTests {
  /// The tables of version 3 that differ from today's.
  private static let tables = """
    CREATE TABLE session (
      place INTEGER PRIMARY KEY, id TEXT NOT NULL,
      expires_at INTEGER, status, payment_status, mode,
      amount_total INTEGER, currency TEXT,
      email TEXT, name TEXT, reference TEXT,
      customer TEXT, payment_intent TEXT, subscription TEXT, invoice TEXT,
      payment_link TEXT,
      has_url INTEGER NOT NULL, livemode INTEGER NOT NULL, fetched_at INTEGER NOT NULL);
    CREATE UNIQUE INDEX session_id ON session (id);
    CREATE INDEX session_status ON session (status);
    CREATE TABLE object (
      place INTEGER PRIMARY KEY, dictionary INTEGER NOT NULL, json BLOB NOT NULL);
    CREATE TABLE dictionary (version INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE line_items (
      place INTEGER PRIMARY KEY, fetched_at INTEGER NOT NULL, is_complete INTEGER NOT NULL,
      dictionary INTEGER NOT NULL, json BLOB NOT NULL);
    CREATE TABLE coverage (
      filter TEXT NOT NULL, oldest INTEGER NOT NULL, newest INTEGER NOT NULL,
      PRIMARY KEY (filter, oldest)) WITHOUT ROWID;
    CREATE TABLE refreshed (filter TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE related (
      id TEXT PRIMARY KEY, fetched_at INTEGER NOT NULL,
      dictionary INTEGER NOT NULL, json BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE VIRTUAL TABLE search USING fts5(
      text, content='', columnsize=0, tokenize='trigram case_sensitive 1');
    CREATE TABLE search_pending (place INTEGER PRIMARY KEY, text TEXT NOT NULL);
    PRAGMA user_version = 3;
    """

  private static func write(_ sessions: [Session], to path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    try queue.write { database in
      try database.execute(sql: tables)
      for session in sessions {
        let place = RecordPosition.place(RecordPosition.start(of: session.created) + 7)
        let frame = try #require(ObjectCodec().compress(session.json.bytes))
        try database.execute(
          sql: """
            INSERT INTO session (place, id, status, email, has_url, livemode, fetched_at)
            VALUES (?, ?, 0, ?, 1, 0, 5)
            """, arguments: [place, session.id, session.email])
        try database.execute(
          sql: "INSERT INTO object VALUES (?, 0, ?)", arguments: [place, Bytes.value(frame)])
      }
      try database.execute(
        sql: "INSERT INTO coverage VALUES ('', 0, ?)",
        arguments: [RecordPosition.end(of: Session.morning)])
      try database.execute(
        sql: "INSERT INTO refreshed VALUES ('', ?)", arguments: [Session.morning])
      try database.execute(sql: "INSERT INTO note VALUES ('events', '77')")
    }
    try queue.close()
  }

  private static func folder(with sessions: [Session]) throws -> Folder {
    let folder = Folder()
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    try write(sessions, to: folder.file)
    return folder
  }

  @Test func `a file of the till before is brought up to date with all that is in it`()
    async throws
  {
    let sessions = (0..<30).map { index in
      Session.make(
        id: "cs_test_\(index)", created: Session.morning - index, name: "Name\(index) Müller",
        changes: ["client_reference_id": .string("ref-\(index)")])
    }
    let (cache, notice) = try Self.folder(with: sessions).open(now: Session.morning + 100)
    #expect(notice == nil)
    let rows = try cache.rowsNow(ListQuery(), .top, limit: 100).rows.map(SessionSummary.init)
    #expect(rows.map(\.id) == sessions.map(\.id))
    #expect(rows.map(\.clientReferenceID) == sessions.map(\.clientReferenceID))
    #expect(try cache.sessionNow("cs_test_3")?.session == sessions[3])
    #expect(try await cache.coverage(of: .all).isWhole)
    #expect(try await cache.note("events") == "77")
    for isIndexed in [false, true] {
      let query = try SessionQuery(parsing: "name17 muller", now: 0)
      #expect(
        try cache.rowsNow(ListQuery(query: query), .top, limit: 9).rows.map(\.id) == [
          "cs_test_17"
        ])
      if !isIndexed { try await cache.finishIndexing() }
    }
    let again = try await cache.store(StoredSession(sessions[3], fetchedAt: 9))
    #expect(again == StoreOutcome(), "nothing in it is different")
    try await cache.audit()
    try cache.close()
  }

  @Test func `how many records are brought up to date is told first, and once`() throws {
    let folder = try Self.folder(
      with: (0..<3).map { Session.make(id: "cs_test_\($0)", created: Session.morning - $0) })
    var told: [Int] = []
    for _ in 0..<2 {
      let (cache, _) = try RecordCache.open(
        .session, directory: folder.path, account: "acct_1", livemode: false,
        now: Session.morning, upgrading: { told.append($0) })
      try cache.close()
    }
    #expect(told == [3])
    let (new, _) = try RecordCache.open(
      .session, directory: folder.path, account: "acct_2", livemode: false,
      now: Session.morning, upgrading: { told.append($0) })
    try new.close()
    #expect(told == [3], "a new file has nothing to bring")
  }

  @Test func `a file that an older till has open is left to it`() throws {
    let folder = try Self.folder(with: [.make(id: "cs_test_1", created: Session.morning)])
    let older = try DatabaseQueue(path: folder.file)
    try older.read { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM session") }
    #expect(throws: CacheError.self) { try folder.open(now: Session.morning + 100) }
    let version = try older.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    #expect(version == 3)
    try older.close()
    let (cache, notice) = try folder.open(now: Session.morning + 100)
    #expect(notice == nil)
    #expect(try cache.sessionNow("cs_test_1") != nil)
    try cache.close()
  }

  @Test func `what cannot be read of an older file is fetched again`() async throws {
    let sessions = (0..<3).map { Session.make(id: "cs_test_\($0)", created: Session.morning - $0) }
    let folder = try Self.folder(with: sessions)
    let queue = try DatabaseQueue(path: folder.file)
    try await queue.write { database in
      try database.execute(
        sql: "UPDATE object SET json = x'00' WHERE place = (SELECT max(place) FROM object)")
    }
    try queue.close()
    let cache = try folder.open(now: Session.morning + 100).cache
    let rows = try cache.rowsNow(ListQuery(), .top, limit: 100).rows
    #expect(rows.map(\.id) == ["cs_test_0", "cs_test_1"])
    #expect(try await cache.coverage(of: .all).isWhole == false)
    try cache.close()
  }

  /// What version 5 had otherwise: whole ids in an index, an index with whole places, and places of
  /// one second beside each other.
  private static let sinceVersion5 = """
    DROP TRIGGER session_unique_id; DROP INDEX session_id;
    CREATE UNIQUE INDEX session_id ON session (id);
    INSERT INTO search (search) VALUES ('delete-all');
    INSERT INTO search (rowid, text) SELECT place, name FROM session;
    DELETE FROM search_pending;
    CREATE TABLE old AS
      SELECT place, (place | 1048575) - row_number() OVER (ORDER BY place DESC) * 16 AS new
      FROM session;
    UPDATE session SET place = (SELECT new FROM old WHERE old.place = session.place);
    UPDATE object SET place = (SELECT new FROM old WHERE old.place = object.place);
    UPDATE line_items SET place = (SELECT new FROM old WHERE old.place = line_items.place);
    DROP TABLE old;
    DELETE FROM grdb_migrations;
    PRAGMA user_version = 5;
    """

  @Test(arguments: [30, 90]) func `a file of version 5 is searched as before`(_ count: Int)
    async throws
  {
    let folder = Folder()
    let old = try folder.open(now: Session.morning + 100).cache
    let sessions = (0..<count).map { index in
      Session.make(
        id: "cs_test_\(index)", created: Session.morning, name: "Name\(index) Müller",
        changes: ["description": "\(index) is told apart"])
    }
    _ = try await old.store(
      RecordPage(filter: .all, edge: .newest, sessions: sessions, hasMore: false, fetchedAt: 5))
    let parts = try RecordParts(
      items: [JSON(parsing: #"{"id":"li_1","description":"Harbour"}"#)], isComplete: true,
      fetchedAt: 5)
    try await old.store(parts, of: "cs_test_7")
    try old.close()
    let queue = try DatabaseQueue(path: folder.file)
    try await queue.write { try $0.execute(sql: Self.sinceVersion5) }
    try queue.close()
    let (cache, notice) = try folder.open(now: Session.morning + 100)
    #expect(notice == nil)
    let rows = try cache.rowsNow(ListQuery(), .top, limit: 100).rows
    #expect(rows.map(\.id) == sessions.map(\.id))
    #expect(
      count > RecordPosition.evenTies
        || rows.map(\.position).allSatisfy(RecordPosition.isEven))
    for isIndexed in [false, true] {
      for (word, index) in [("name17", 17), ("harbour", 7)] {
        let query = try SessionQuery(parsing: word, now: 0)
        let found = try cache.rowsNow(ListQuery(query: query), .top, limit: 9).rows
        #expect(found.map(\.id) == ["cs_test_\(index)"])
      }
      if !isIndexed { try await cache.finishIndexing() }
    }
    #expect(try cache.sessionNow("cs_test_3")?.session == sessions[3])
    let kept = try await cache.parts(of: "cs_test_7")
    #expect(kept?.items.map(\.compact) == parts.items.map(\.source))
    let again = try await cache.store(
      RecordPage(filter: .all, edge: .newest, sessions: sessions, hasMore: false, fetchedAt: 9))
    #expect(again == StoreOutcome(), "nothing in it is different")
    try await cache.audit()
    try cache.close()
  }

  @Test func `a file of version 6 gets the indexes of amounts`() async throws {
    let folder = Folder()
    let old = try folder.open(now: Session.morning + 100).cache
    _ = try await old.store(
      StoredSession(.make(id: "cs_test_1", created: Session.morning), fetchedAt: 5))
    try old.close()
    let queue = try DatabaseQueue(path: folder.file)
    try await queue.write { database in
      try database.execute(
        sql: """
          DROP INDEX session_amount_total; DROP INDEX session_presentment_amount;
          DELETE FROM grdb_migrations; PRAGMA user_version = 6;
          """)
    }
    try queue.close()
    let (cache, notice) = try RecordCache.open(
      .session, directory: folder.path, account: "acct_1", livemode: false,
      now: Session.morning + 100,
      upgrading: { _ in Issue.record("nothing is read again") })
    #expect(notice == nil)
    #expect(try cache.sessionNow("cs_test_1") != nil)
    let indexes = try await cache.read { database in
      try database.indexes(on: "session").map(\.name)
    }
    #expect(indexes.contains("session_amount_total"))
    #expect(indexes.contains("session_presentment_amount"))
    try await cache.audit()
    try cache.close()
  }

  @Test func `numbers and nested values of documents are found in a file of version 7`()
    async throws
  {
    let folder = Folder()
    func open() throws -> RecordCache {
      try RecordCache.open(
        .document, directory: folder.path, account: "shop", livemode: false,
        now: Session.morning + 100
      ).cache
    }
    let document = CheckoutDocument.make(fields: [
      "orderNo": ["integerValue": "700123"], "title": ["stringValue": "Poster"],
      "cart": ["mapValue": ["fields": ["ref": ["stringValue": "CART-55"]]]],
    ])
    let record = try #require(document?.record())
    let old = try open()
    _ = try await old.store(record, fetchedAt: 5)
    try old.close()
    let queue = try DatabaseQueue(
      path: RecordCache.path(
        of: .document, directory: folder.path, account: "shop", livemode: false))
    try await queue.write { database in
      try database.execute(
        sql: """
          UPDATE search_pending SET text = '  poster';
          DELETE FROM grdb_migrations; PRAGMA user_version = 7;
          """)
    }
    try queue.close()
    let cache = try open()
    for text in ["700123", "CART-55", "poster"] {
      let query = try RecordQuery(documents: text, now: Session.morning)
      #expect(
        try cache.rowsNow(ListQuery(query: query), .top, limit: 9).rows.map(\.id) == [record.id],
        "\(text)")
    }
    try await cache.audit()
    try cache.close()
  }

  /// What version 4 did not have.
  private static let sinceVersion4 = """
    DROP TRIGGER tally_insert; DROP TRIGGER tally_update; DROP TRIGGER tally_delete;
    DROP TABLE tally; DROP TABLE change; DROP INDEX session_recovered_from;
    ALTER TABLE session DROP COLUMN payment_method; ALTER TABLE session DROP COLUMN decline;
    ALTER TABLE session DROP COLUMN country; ALTER TABLE session DROP COLUMN recovered_from;
    PRAGMA user_version = 4;
    """

  @Test func `a file of version 4 gets its history, its numbers and its columns`() async throws {
    let folder = Folder()
    let old = try folder.open(now: Session.morning + 100).cache
    let sessions = (0..<40).map { index in
      Session.make(
        id: "cs_test_\(index)", created: Session.morning - index, status: "complete",
        paymentStatus: "paid",
        changes: [
          "recovered_from": "cs_test_before\(index)",
          "customer_details": ["address": ["country": index < 30 ? "DE" : "FR"]],
        ])
    }
    _ = try await old.store(
      RecordPage(filter: .all, edge: .newest, sessions: sessions, hasMore: false, fetchedAt: 5))
    try old.close()
    let queue = try DatabaseQueue(path: folder.file)
    try await queue.write { try $0.execute(sql: Self.sinceVersion5 + Self.sinceVersion4) }
    try queue.close()
    let (cache, notice) = try folder.open(now: Session.morning + 100)
    #expect(notice == nil)
    let span = Session.morning / 900 * 900 - 900..<(Session.morning / 900 + 1) * 900
    let tallies = try await cache.tallies(of: ListQuery(), in: [span])
    #expect(SessionCounts(span, tallies[0]).revenue == [Currency("usd"): 40 * 2198])
    let counts = try await cache.counts(of: ListQuery(), by: [.country], in: span)
    #expect(counts.map(\.values) == [[.text("DE")], [.text("FR")]])
    #expect(counts.map(\.count) == [30, 10])
    let term = SessionQuery.Term(.equals(.recoveredFrom, .text("cs_test_before3")))
    let query = ListQuery(query: SessionQuery(source: "", terms: [term]))
    #expect(try cache.rowsNow(query, .top, limit: 9).rows.map(\.id) == ["cs_test_3"])
    try await cache.audit()
    _ = try await cache.store(
      StoredSession(.make(id: "cs_test_3", created: Session.morning - 3), fetchedAt: 9))
    #expect(try await !cache.changes(of: "cs_test_3").isEmpty)
    try cache.close()
  }
}
