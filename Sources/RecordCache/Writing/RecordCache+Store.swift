import FoundationEssentials
import GRDB
internal import JSON
package import Query
import Host

extension RecordCache {
  /// Keeps a page and what it says about coverage, in one transaction.
  ///
  /// - Returns: what has changed.
  package func store(_ page: RecordPage) async throws(CacheError) -> StoreOutcome {
    try await store([try await prepare(page)])
  }

  /// Compresses a page, so that the transaction only has to write it. Many pages can be prepared at
  /// the same time.
  package func prepare(_ page: RecordPage) async throws(CacheError) -> PreparedPage {
    let codec = try await codec(for: page.records)
    var records: [EncodedRecord] = []
    records.reserveCapacity(page.records.count)
    for record in page.records {
      records.append(
        try EncodedRecord(record, of: kind, fetchedAt: page.fetchedAt, with: codec))
    }
    // Without the objects themselves, which are many times larger than what is written of them.
    var page = page
    page.records = []
    return PreparedPage(page: page, records: records)
  }

  /// Stores pages in one transaction. Pages of one list come in the order of the list.
  package func store(_ pages: [PreparedPage]) async throws(CacheError) -> StoreOutcome {
    let outcome = try await write { [objects, columns] database in
      let writer = Writer(database: database, objects: objects, columns: columns)
      var total = StoreOutcome()
      for page in pages {
        let outcome = try writer.store(page)
        total.changes += outcome.changes
        total.moved += outcome.moved
        total.doubtful += outcome.doubtful
      }
      return total
    }
    indexSoon()
    return outcome
  }

  /// Keeps a record that was read by itself.
  package func store(
    _ record: RecordObject, fetchedAt: Int
  ) async throws(CacheError) -> StoreOutcome {
    let codec = try await codec(for: [record])
    let encoded = try EncodedRecord(record, of: kind, fetchedAt: fetchedAt, with: codec)
    let outcome = try await write { [objects, columns] database in
      try Writer(database: database, objects: objects, columns: columns).store(encoded)
    }
    indexSoon()
    return outcome
  }

  /// Keeps the parts of a record that is cached.
  package func store(_ parts: RecordParts, of id: String) async throws(CacheError) {
    let encoded = try EncodedParts(parts, of: kind, with: try await codec(for: []))
    try await write { [objects, columns] database in
      try Writer(database: database, objects: objects, columns: columns).store(encoded, of: id)
    }
    indexSoon()
  }

  /// Forgets a record that the API no longer has. With `isDoubtful` a list has to confirm that: its
  /// second no longer counts as covered.
  package func drop(_ id: String, isDoubtful: Bool = false) async throws(CacheError) {
    try await write { [objects, columns] database in
      try Writer(database: database, objects: objects, columns: columns)
        .drop(id: id, isDoubtful: isDoubtful)
    }
  }

  // MARK: - Dictionary

  /// The codec for what is written now. The first page that is large enough makes the dictionary.
  private func codec(
    for records: some Collection<RecordObject>
  ) async throws(CacheError) -> ObjectCodec {
    if let newest = objects.newest { return newest }
    let samples = records.prefix(DictionaryTraining.samples).map { $0.json.compactBytes[...] }
    let objects = objects
    let known = try await read { database in
      try Int.fetchOne(database, sql: "SELECT max(version) FROM dictionary")
    }
    let version: Int
    if let known {
      version = known
    } else if let trained = DictionaryTraining.train(on: samples) {
      version = 1
      try await write { database in
        // Another process may have stored one first: then that dictionary is used.
        try database.execute(
          sql: "INSERT OR IGNORE INTO dictionary VALUES (1, ?)", arguments: [Data(trained)])
      }
    } else {
      return objects.plain
    }
    return try await read { database in
      guard let codec = try objects.codec(version, in: database) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a dictionary cannot be read")
      }
      return codec
    }
  }

  // MARK: - Search index

  /// Rows that are indexed in one transaction: smaller batches cost more per row.
  private static let indexBatch = 1000

  /// Starts to bring the search index up to date with the rows, in the background.
  func indexSoon() {
    let starts = isIndexing.withLock { isIndexing in
      defer { isIndexing = true }
      return !isIndexing
    }
    guard starts else { return }
    do {
      // The write before this has already opened the connection.
      try writer.queue().asyncWriteWithoutTransaction { [weak self] database in
        self?.isIndexing.withLock { $0 = false }
        // What fails here stays in the queue, where the search finds it too.
        let hasMore = (try? Self.index(Self.indexBatch, in: database)) ?? false
        // Not in the same turn: writes that wait go first.
        if hasMore { self?.indexSoon() }
      }
    } catch {
      isIndexing.withLock { $0 = false }
    }
  }

  /// Waits until everything that is cached is in the index, and the log is short again.
  package func finishIndexing() async throws(CacheError) {
    var more = true
    while more {
      do {
        more = try await writer.queue().writeWithoutTransaction { database in
          try Self.index(Self.indexBatch, in: database)
        }
      } catch {
        throw CacheError(error, path: path)
      }
    }
    // Not worth waiting for: while another process reads, the log cannot get shorter.
    _ = try? await writer.queue().writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA busy_timeout = 0")
      defer { try? database.execute(sql: "PRAGMA busy_timeout = \(Self.busySeconds * 1000)") }
      _ = try database.checkpoint(.truncate)
    }
  }

  private static func index(_ limit: Int, in database: Database) throws -> Bool {
    var more = false
    try database.inTransaction(.immediate) {
      more = try SearchIndex(database: database).indexQueue(limit)
      return .commit
    }
    return more
  }
}
