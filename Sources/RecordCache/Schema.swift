internal import GRDB
internal import Query

/// The tables of a cache, and how those of an older version are brought up to date.
///
/// A row's place is its time: the second of creation and, in the low 20 bits, the order within that
/// second, counted backwards (`RecordPosition`). So the table itself, the search index and every
/// page have the newest first.
struct Schema: Sendable {
  /// `PRAGMA user_version`, which says at once whether a file has to be brought up to date. Of
  /// documents, numbers and nested values are searched since version 8; files of sessions have not
  /// changed then, and tills of before still read them.
  static func version(of kind: RecordKind) -> Int { kind.name == "document" ? 8 : 7 }
  /// In older files everything is written again; newer ones lack only indexes.
  static func oldestToKeep(_ kind: RecordKind) -> Int { kind.name == "document" ? 8 : 6 }
  /// The oldest version that can be brought up to date.
  static let oldest = 3

  let columns: RecordColumns
  let objects: ObjectReader

  /// The version of a file; 0 for one without tables.
  static func version(of database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  /// Makes the tables, or brings those of an older version up to date.
  ///
  /// - Throws: what SQLite says; the file is then as it was before.
  func migrate(_ queue: DatabaseQueue) throws {
    do {
      // The indexes of a large file are sorted in files.
      let kept = try queue.writeWithoutTransaction { database in
        let kept = try Int.fetchOne(database, sql: "PRAGMA temp_store") ?? 0
        try database.execute(sql: "PRAGMA temp_store = FILE")
        return kept
      }
      defer {
        try? queue.writeWithoutTransaction {
          try $0.execute(sql: "PRAGMA temp_store = \(kept)")
        }
      }
      let isOld = try (1..<Self.oldestToKeep(columns.kind)).contains(queue.read(Self.version(of:)))
      try migrator.migrate(queue)
      // The file gets smaller only by this. On a full disk it stays as it is.
      if isOld { try? queue.vacuum() }
    } catch {
      // Another process may have migrated the file meanwhile.
      guard try queue.read(Self.version(of:)) == Self.version(of: columns.kind) else { throw error }
    }
  }

  private var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
    let current = Self.version(of: columns.kind)
    migrator.registerMigration("\(current)") { [self] database in
      switch try Self.version(of: database) {
      // Another process has migrated the file.
      case current...: return
      case Self.oldestToKeep(columns.kind)...: try database.execute(sql: columns.indexes)
      case 1...: try Upgrade(columns: columns, objects: objects, database: database).run()
      default:
        try database.execute(sql: columns.tables)
        try database.execute(sql: Self.tables)
        try database.execute(sql: SearchIndex.tables)
        try database.execute(sql: ChangeLog.table)
        try TallyTable(columns.kind)?.create(in: database)
      }
      try database.execute(sql: "PRAGMA user_version = \(current)")
    }
    return migrator
  }

  private static let tables = """
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
    """
}
