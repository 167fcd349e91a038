package import Checkout
import GRDB
package import Query
import Host

/// What an API answered, kept on this machine: one SQLite file for one kind of record of one
/// account.
///
/// Which columns it has, what is searched and what is kept beside each object come from the table of
/// the kind (`RecordKind`): the cache itself defines no field.
///
/// Reads never wait for writes (WAL), may run anywhere, and stop when their task is cancelled. Every
/// write is one transaction. Several programs can use one file at the same time, unless the
/// disk is full.
///
/// Any thread may call the methods; those named `…Now` block it. They throw `CacheError`. The code
/// `damaged` also marks the file: the next start sets it aside and begins a new one.
/// Source: https://www.sqlite.org/wal.html
package final class RecordCache: Sendable {
  /// Where the file is; empty for a temporary one, which has no path.
  package let path: String
  /// What is cached.
  package let kind: RecordKind
  let columns: RecordColumns
  let readers: ReadConnections
  let writer: WriteConnection
  let objects: ObjectReader
  let isIndexing = Locked(false)
  let isClosed = Locked(false)
  /// Whether closing it deletes it.
  package var isTemporary: Bool { path.isEmpty }
  /// Whether no other program can open the file meanwhile, because the disk is full.
  let isAlone: Bool

  init(
    columns: RecordColumns, readers: ReadConnections, writer: WriteConnection,
    objects: ObjectReader, path: String, isAlone: Bool = false
  ) {
    self.isAlone = isAlone
    kind = columns.kind
    self.columns = columns
    self.readers = readers
    self.writer = writer
    self.objects = objects
    self.path = path
  }

  // MARK: - Transactions

  func read<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws(CacheError) -> T {
    do {
      return try readers.readUntilCancelled(body)
    } catch {
      throw noted(error)
    }
  }

  /// The same on the calling thread, for the first picture and for programs without a screen.
  func readNow<T>(_ body: (Database) throws -> T) throws(CacheError) -> T {
    do {
      return try readers.read(body)
    } catch {
      throw noted(error)
    }
  }

  func write<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws(CacheError) -> T {
    do {
      return try await writer.queue().write(body)
    } catch {
      throw noted(error)
    }
  }

  /// Turns an error into one of ours; damage is remembered, so that the next start begins a new
  /// file.
  private func noted(_ error: any Error) -> CacheError {
    let error = CacheError(error, path: path)
    if error.code == .damaged, !isTemporary { CacheFile(path: path).markDamaged() }
    return error
  }

  // MARK: - Single records

  /// A record with its object; nil when it is not cached.
  ///
  /// - Throws: `CacheError`, with the code `damaged` if the object cannot be read.
  package func record(_ id: String) async throws(CacheError) -> StoredObject? {
    try await read { [objects, columns] in try Self.record(id, objects, columns, $0) }
  }

  /// The same on the calling thread.
  package func recordNow(_ id: String) throws(CacheError) -> StoredObject? {
    try readNow { try Self.record(id, objects, columns, $0) }
  }

  private static func record(
    _ id: String, _ objects: ObjectReader, _ columns: RecordColumns, _ database: Database
  ) throws -> StoredObject? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT place, fetched_at FROM \(columns.kind.name) WHERE \(columns.hasID("?1"))
          """),
      arguments: [id])
    guard let row,
      let stored = try objects.stored(at: RecordPosition.place(row.whole(0)), in: database)
    else {
      return nil
    }
    guard let json = try objects.json(stored, in: database),
      columns.kind.record(json)?.id == id
    else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an object cannot be read")
    }
    return StoredObject(json, fetchedAt: try row.whole(1))
  }

  /// What a list knows of a record; nil when it is not cached.
  package func row(_ id: String) async throws(CacheError) -> RecordRow? {
    try await read { [columns] database in
      try Row.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT \(columns.names) FROM \(columns.kind.name) WHERE \(columns.hasID("?1"))
            """),
        arguments: [id]
      ).map(columns.row)
    }
  }

  /// The parts of a record as far as they are cached; nil if none are, or if they are damaged.
  package func parts(of id: String) async throws(CacheError) -> RecordParts? {
    try await read { [objects, columns] database in
      try columns.position(of: id, in: database).flatMap {
        try objects.parts(at: $0, in: database)
      }
    }
  }

  // MARK: - Coverage

  /// For which spans of `created` everything that a filter lets through is cached.
  package func coverage(of filter: RecordFilter) async throws(CacheError) -> Coverage {
    try await read { [kind, objects, columns] database in
      var coverage = try CoverageStore(database: database, kind: kind).coverage(of: filter)
      coverage.strays = try filter.outside(coverage).reduce(0) {
        try $0 + Self.count(ListQuery(filter: $1), objects, columns, in: database)
      }
      return coverage
    }
  }

  // MARK: - Notes

  /// A small text that is kept with the records, such as the last event seen; nil if there is none.
  package func note(_ name: String) async throws(CacheError) -> String? {
    try await read { database in
      try String.fetchOne(
        database, sql: "SELECT value FROM note WHERE name = ?", arguments: [name])
    }
  }

  /// Stores a note, in place of an earlier one of that name.
  package func setNote(_ name: String, _ value: String) async throws(CacheError) {
    try await write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO note VALUES (?, ?)", arguments: [name, value])
    }
  }

  /// Stores what another object says about the records that name it, such as the card of a payment.
  /// It stays when the records are read again.
  package func note(
    _ values: [FieldName: String], where field: FieldName, is id: String
  ) async throws(CacheError) {
    let sets = values.compactMap { name, value in
      kind.fields[name]?.column.map { (column: $0, value: value) }
    }
    let value = "?\(sets.count + 1)"
    let condition =
      field == .id
      ? columns.hasID(value) : kind.fields[field]?.column.map { "\($0) = \(value)" }
    guard let condition, !sets.isEmpty else { return }
    let list = sets.map { "\($0.column) = ?" }.joined(separator: ", ")
    try await write { [kind] database in
      try database.execute(
        sql: "UPDATE \(kind.name) SET \(list) WHERE \(condition)",
        arguments: StatementArguments(sets.map(\.value) + [id]))
    }
  }

  /// Values of a field that are spelled almost like a text, nearest first. It looks at all values,
  /// so it gets slower as the cache grows.
  package func values(
    of name: FieldName, near text: String
  ) async throws(CacheError) -> [String] {
    guard let column = kind.fields[name]?.column else { return [] }
    return try await read { [kind] database in
      let values = try String.fetchCursor(
        database,
        sql: "SELECT DISTINCT \(column) FROM \(kind.name) WHERE \(column) IS NOT NULL")
      var nearest = NearestNames(to: text)
      while let value = try values.next() { nearest.take(value) }
      return nearest.names
    }
  }
}
