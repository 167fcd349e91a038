import GRDB
internal import JSON
internal import Query

extension RecordCache {
  /// Records that are compared in one transaction.
  private static let auditBatch = 1000
  /// Records that one audit compares at most; the next audit continues after them.
  private static let mostAudited = 20_000
  /// Bytes of a file up to which its indexes are compared with their tables.
  private static let mostIndexed = 64 << 20
  private static let auditNote = "audited"

  /// Checks that the cache holds what was put in: each row has an object with a correct checksum,
  /// agrees with that object, is counted, and is found by its id. Of the rows of a large cache only a
  /// part is checked; the next audit continues after it.
  ///
  /// - Throws: `damaged` when something is wrong; the next start begins a new file.
  package func audit() async throws(CacheError) {
    guard !isTemporary else { return }
    // Only the indexes show that a row is missing.
    if CacheFile(path: path).databaseSize <= Self.mostIndexed {
      try await read { [kind] database in
        let words = try String.fetchOne(database, sql: "PRAGMA integrity_check(\(kind.name))")
        guard words == "ok" else { throw DatabaseError.notWhole(words) }
      }
    }
    if kind.tally != nil {
      try await read { [kind] database in
        let count = try Self.counted(kind, in: database)
        for length in TallyTable.lengths {
          let kept = try TallyTable.records(in: database, length: length)
          guard kept == count else { throw DatabaseError.notWhole("\(kept) records, not \(count)") }
        }
      }
    }
    let begin = try await note(Self.auditNote).flatMap { Int64($0) } ?? .min
    var last = begin
    for _ in 0..<(Self.mostAudited / Self.auditBatch) {
      let from = last
      let (count, end) = try await read { [objects, columns] database in
        try Self.audit(from, objects, columns, database)
      }
      guard count == Self.auditBatch else {
        last = .min
        break
      }
      last = end
    }
    // If the note cannot be written, the next audit checks the same part.
    if last != begin { try? await setNote(Self.auditNote, last == .min ? "" : String(last)) }
  }

  /// - Returns: how many records were compared, and the place of the last one.
  private static func audit(
    _ place: Int64, _ objects: ObjectReader, _ columns: RecordColumns, _ database: Database
  ) throws -> (count: Int, last: Int64) {
    let kind = columns.kind
    let noted = kind.fields.columns.map(\.isNoted)
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT \(columns.selected), o.dictionary, o.json,
            (SELECT place FROM \(kind.name) WHERE \(columns.hasID("s.id")))
          FROM \(kind.name) AS s LEFT JOIN object AS o ON o.place = s.place
          WHERE s.place > ? ORDER BY s.place LIMIT \(auditBatch)
          """), arguments: [place])
    var (count, last) = (0, place)
    while let row = try rows.next() {
      let known = try columns.row(row)
      let next = kind.fields.columns.count + 3
      let stored = ObjectReader.Stored(
        dictionary: try row.whole(next), json: Bytes.read(try row.whole(next + 1)))
      guard let json = try objects.json(stored, in: database), let record = kind.record(json),
        record.id == known.id,
        RecordPosition.start(of: record.created) == RecordPosition.start(of: known.created),
        try row.whole(next + 2) == RecordPosition.place(known.position)
      else { throw DatabaseError.notWhole(known.id) }
      let values = kind.fields.read(json).values
      for slot in values.indices where !noted[slot] && !known.values[slot].isSame(values[slot]) {
        throw DatabaseError.notWhole("\(known.id): \(kind.fields.columns[slot].name.text)")
      }
      count += 1
      last = RecordPosition.place(known.position)
    }
    return (count, last)
  }
}

extension DatabaseError {
  fileprivate static func notWhole(_ what: String?) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: "not what was put in: \(what ?? "")")
  }
}

extension FieldValue {
  /// Whether a column returns a value unchanged: its type may have turned a text into a number, or
  /// a number into a text.
  fileprivate func isSame(_ other: FieldValue) -> Bool { stored == other.stored }

  /// SQLite's texts end at the first NUL.
  private var stored: String? {
    switch self {
    case .null: nil
    case .int(let number): String(number)
    case .text(let text): String(text.prefix { $0 != "\0" })
    }
  }
}
