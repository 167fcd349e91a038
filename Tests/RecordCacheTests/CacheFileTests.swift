import Checkout
import Query
import Foundation
import GRDB
@testable import RecordCache
import Support
import Testing
import JSON

/// A folder that is removed when the test is over.
final class Folder {
  let path = FileManager.default.temporaryDirectory.path + "/till-test-" + UUID().uuidString

  func open(now: Int = 1) throws -> (cache: RecordCache, notice: CacheNotice?) {
    try RecordCache.open(.session, directory: path, account: "acct_1", livemode: false, now: now)
  }

  var isInUse: Bool {
    RecordCache.isInUse(.session, directory: path, account: "acct_1", livemode: false)
  }

  var file: String {
    RecordCache.path(of: .session, directory: path, account: "acct_1", livemode: false)
  }

  /// The names of all files in it, in order.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  func permissions(_ path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite struct CacheFileTests {
  let page = RecordPage(
    filter: .all, edge: .newest, sessions: [.make(id: "cs_test_1")], hasMore: false, fetchedAt: 5)

  @Test func `only the writer keeps temporary tables in memory: a reader's sorts may be large`()
    async throws
  {
    let folder = Folder()
    let cache = try folder.open().cache
    _ = try await cache.store(page)
    let question = "PRAGMA temp_store"
    #expect(try cache.readers.read { try Int.fetchOne($0, sql: question) } == 0)
    #expect(try await cache.writer.queue().read { try Int.fetchOne($0, sql: question) } == 2)
    let temporary = try RecordCache.temporary(.session)
    #expect(try temporary.readers.read { try Int.fetchOne($0, sql: question) } == 0)
  }

  @Test func `nobody else may read the files`() async throws {
    let folder = Folder()
    let cache = try folder.open().cache
    _ = try await cache.store(page)
    #expect(try folder.permissions(folder.path) == 0o700)
    for suffix in ["", "-wal", "-shm"] {
      #expect(try folder.permissions(folder.file + suffix) == 0o600)
    }
  }

  @Test func `what is kept is there when the cache is opened again`() async throws {
    let folder = Folder()
    let first = try folder.open().cache
    _ = try await first.store(page)
    try first.close()
    let (second, notice) = try folder.open()
    #expect(notice == nil)
    #expect(try second.rowsNow(ListQuery(), .top, limit: 10).rows.map(\.id) == ["cs_test_1"])
    #expect(try second.sessionNow("cs_test_1")?.session.record == page.records[0])
    #expect(try await second.coverage(of: .all).isWhole)
  }

  /// Older versions of till took an empty page as covering the future.
  @Test func `a stretch in the future is forgotten when the cache is opened`() async throws {
    let folder = Folder()
    let now = Session.morning + 100
    let cache = try folder.open(now: now).cache
    _ = try await cache.store(page)
    try await cache.write { database in
      let store = CoverageStore(database: database, kind: .session)
      for filter in ["", "status=open"] {
        let spans = SpanSet([
          RecordPosition.start(of: 0)...RecordPosition.end(of: now + 500),
          RecordPosition.start(of: now + 1000)...RecordPosition.start(of: now + 1000),
        ])
        try store.write(spans, filter)
      }
    }
    try cache.close()
    let healed = try folder.open(now: now).cache
    for filter in [SessionFilter.all, .status(.open)] {
      let spans = try await healed.spans(of: filter)
      #expect(spans.map(\.newest) == [RecordPosition.end(of: now - 1)])
    }
  }

  @Test func `who only reads changes nothing`() async throws {
    let folder = Folder()
    let writing = try folder.open().cache
    _ = try await writing.store(page)
    try writing.close()
    let bytes = try Data(contentsOf: URL(filePath: folder.file))
    let reading = try folder.open(now: 10).cache
    #expect(try reading.rowsNow(ListQuery(), .top, limit: 10).rows.map(\.id) == ["cs_test_1"])
    #expect(try await reading.count(ListQuery(query: SessionQuery(parsing: "jane", now: 0))) == 1)
    #expect(folder.isInUse)
    try reading.close()
    #expect(!folder.isInUse)
    #expect(try Data(contentsOf: URL(filePath: folder.file)) == bytes)
  }

  @Test func `a log that was left behind is written back`() async throws {
    let folder = Folder()
    let killed = try folder.open().cache
    _ = try await killed.store(page)
    let later = Folder()
    try FileManager.default.createDirectory(atPath: later.path, withIntermediateDirectories: true)
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: folder.file + suffix, toPath: later.file + suffix)
    }
    let reading = try later.open().cache
    #expect(try reading.rowsNow(ListQuery(), .top, limit: 10).rows.map(\.id) == ["cs_test_1"])
    try reading.close()
    #expect(!FileManager.default.fileExists(atPath: later.file + "-wal"))
    try killed.close()
  }

  @Test func `who only reads writes nothing to a log that somebody uses`() async throws {
    let folder = Folder()
    let used = try folder.open().cache
    _ = try await used.store(page)
    try await used.finishIndexing()
    try await used.setNote("events", "1")
    func contents() throws -> [Data] {
      try ["", "-wal"].map { try Data(contentsOf: URL(filePath: folder.file + $0)) }
    }
    let before = try contents()
    #expect(before[1].count > 0)
    let reading = try folder.open(now: 10).cache
    #expect(try reading.rowsNow(ListQuery(), .top, limit: 10).rows.map(\.id) == ["cs_test_1"])
    try reading.close()
    #expect(try contents() == before)
    try used.close()
  }

  @Test func `nothing is written once the cache is closed`() async throws {
    let folder = Folder()
    let cache = try folder.open().cache
    try cache.close()
    await #expect(throws: CacheError.self) { try await cache.store(page) }
    #expect(!folder.isInUse)
  }

  @Test func `a file that is no database is set aside`() async throws {
    let folder = Folder()
    try folder.open().cache.close()
    try Data("this is not a database, whatever its name says".utf8)
      .write(to: URL(filePath: folder.file))
    let (cache, notice) = try folder.open(now: 77)
    #expect(notice == .setAsideDamaged(path: folder.file + ".aside-77"))
    #expect(FileManager.default.fileExists(atPath: folder.file + ".aside-77"))
    _ = try await cache.store(page)
  }

  @Test(arguments: [(1, CacheNotice.removedOlder), (99, .removedNewer)])
  func `a cache that cannot be brought up to date is removed, and that is said`(
    version: Int, expected: CacheNotice
  ) async throws {
    let folder = Folder()
    let other = try folder.open().cache
    _ = try await other.store(page)
    try await other.write { try $0.execute(sql: "PRAGMA user_version = \(version)") }
    try other.close()
    let (cache, notice) = try folder.open(now: 78)
    #expect(notice == expected)
    #expect(
      try folder.names == [folder.file.name, folder.file.name + "-shm", folder.file.name + "-wal"])
    #expect(try cache.rowsNow(ListQuery(), .top, limit: 1).rows.isEmpty)
    _ = try await cache.store(page)
    try cache.close()
    #expect(try folder.open(now: 79).notice == nil)
  }

  /// Damage in the middle is found when that part is read. The next start begins with an empty
  /// cache.
  @Test func `damage that is found later is remembered`() async throws {
    let folder = Folder()
    let cache = try folder.open().cache
    let sessions = (0..<300).map { Session.make(id: "cs_test_\($0)", created: 10_000 - $0) }
    _ = try await cache.store(
      RecordPage(filter: .all, edge: .newest, sessions: sessions, hasMore: false, fetchedAt: 5))
    try await cache.finishIndexing()
    try cache.close()
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: folder.file + suffix)
    }
    var bytes = try Data(contentsOf: URL(filePath: folder.file))
    #expect(bytes.count > 100_000)
    // A page that is not read when the cache is opened.
    let page = bytes.count / 8192 * 4096
    bytes.replaceSubrange(page..<page + 4096, with: Data(repeating: 0xA5, count: 4096))
    try bytes.write(to: URL(filePath: folder.file))
    // Later than all sessions, since opening a cache searches for sessions in the future.
    let (damaged, notice) = try folder.open(now: 20_079)
    try #require(notice == nil)
    #expect(throws: CacheError.self) {
      for session in sessions { _ = try damaged.sessionNow(session.id) }
      _ = try damaged.rowsNow(ListQuery(), .top, limit: 300)
    }
    try? damaged.close()
    #expect(
      try folder.open(now: 20_080).notice == .setAsideDamaged(path: folder.file + ".aside-20080"))
  }

  @Test(arguments: ["NULL", "'text'", "x'00'"])
  func `a row that is not whole is an error of a damaged file`(place: String) throws {
    let columns = RecordColumns(.session)
    let others = Array(repeating: "NULL", count: RecordKind.session.fields.columns.count + 2)
    let row = try DatabaseQueue().read { database in
      try Row.fetchOne(database, sql: "SELECT \(([place] + others).joined(separator: ", "))")
    }
    #expect(throws: DatabaseError.self) { try columns.row(try #require(row)) }
  }

  @Test func `two open caches see what the other writes`() async throws {
    let folder = Folder()
    let one = try folder.open().cache
    let other = try folder.open().cache
    _ = try await one.store(page)
    #expect(try await other.session("cs_test_1") != nil)
    async let first: Void = Self.fill(one, "a")
    async let second: Void = Self.fill(other, "b")
    _ = try await (first, second)
    #expect(try await one.count(ListQuery()) == 401)
    try await other.finishIndexing()
    #expect(try await one.count(ListQuery(query: SessionQuery(parsing: "jane", now: 0))) == 401)
  }

  private static func fill(_ cache: RecordCache, _ name: String) async throws {
    for index in 0..<200 {
      let session = Session.make(id: "cs_test_\(name)\(index)", created: 50_000 - index * 7)
      _ = try await cache.store(StoredSession(session, fetchedAt: 6))
    }
  }

  @Test func `clearing removes the files`() async throws {
    let folder = Folder()
    try folder.open().cache.close()
    #expect(
      try RecordCache.clear(.session, directory: folder.path, account: "acct_1", livemode: false))
    #expect(!FileManager.default.fileExists(atPath: folder.file))
    #expect(
      !(try RecordCache.clear(.session, directory: folder.path, account: "acct_1", livemode: false))
    )
  }

  @Test func `a temporary cache is in no folder`() async throws {
    let cache = try RecordCache.temporary(.session)
    _ = try await cache.store(page)
    #expect(try cache.rowsNow(ListQuery(), .top, limit: 10).rows.map(\.id) == ["cs_test_1"])
    #expect(cache.path.isEmpty)
    try cache.close()
    try cache.close()
  }

  @Test func `a folder that cannot be made is an error`() throws {
    #expect(throws: CacheError.self) {
      try RecordCache.open(
        .session, directory: "/dev/null/till", account: "a", livemode: true, now: 0)
    }
  }

  @Test func `objects come back with every byte but the white space between`() async throws {
    let cache = try RecordCache.temporary(.session)
    let odd = try #require(
      Session(
        JSON(
          parsing: """
            { "object" :"checkout.session","id":"cs_test_odd",
              "created": 100, "extra":  [1.50e3,  null , "é\\u00e9"]  }
            """)))
    let plain = (0..<50).map { Session.make(id: "cs_test_\($0)", created: 200 - $0) }
    _ = try await cache.store(
      RecordPage(
        filter: .all, edge: .newest, sessions: plain + [odd], hasMore: false, fetchedAt: 5))
    #expect(odd.json.compact.hasSuffix(#""created":100,"extra":[1.50e3,null,"é\u00e9"]}"#))
    for session in plain + [odd] {
      let stored = try await cache.session(session.id)
      #expect(stored?.session.json.source == session.json.compact)
    }
  }

  @Test func `ids that begin alike are told apart`() async throws {
    let cache = try RecordCache.temporary(.session)
    let start = "cs_test_a1" + String(repeating: "B", count: 12)
    let ids = ["", "1", "2", "22"].map { start + $0 } + ["cs_test_a", ""].map { $0 + "z" }
    for (index, id) in ids.enumerated() {
      _ = try await cache.store(StoredSession(.make(id: id, created: 100 + index), fetchedAt: 5))
    }
    for (index, id) in ids.enumerated() {
      #expect(try cache.sessionNow(id)?.session.created == 100 + index)
      #expect(try await cache.row(id)?.id == id)
      for length in [3, 19, 20, 21, 23] {
        let prefix = String(id.prefix(length))
        let query = SessionQuery(source: "", terms: [SessionQuery.Term(.begins(.id, prefix))])
        let found = try cache.rowsNow(ListQuery(query: query), .top, limit: 9).rows.map(\.id)
        #expect(Set(found) == Set(ids.filter { $0.hasPrefix(prefix) }))
      }
    }
    let moved = try await cache.store(
      StoredSession(.make(id: start + "2", created: 900), fetchedAt: 9))
    #expect(moved.moved == 1)
    #expect(try await cache.count(ListQuery()) == ids.count)
    #expect(try await cache.row(start + "2")?.created == 900)
    try await cache.audit()
  }

  @Test func `an older answer never replaces a newer one`() async throws {
    let cache = try RecordCache.temporary(.session)
    let closed = Session.make(id: "cs_test_1", status: "expired")
    _ = try await cache.store(StoredSession(closed, fetchedAt: 10))
    for second in [9, 10] {
      _ = try await cache.store(StoredSession(.make(id: "cs_test_1"), fetchedAt: second))
    }
    #expect(try await cache.session("cs_test_1")?.session == closed)
  }
}

extension String {
  /// The last part of a path.
  fileprivate var name: String { split(separator: "/").last.map(String.init) ?? self }
}
