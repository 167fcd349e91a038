internal import GRDB
internal import GRDBSQLite
internal import Query

/// The SQL of the table of a kind of record, made from its fields, in one order for reading and
/// writing: the place, the id, the columns, and when the record was read.
struct RecordColumns: Sendable {
  let kind: RecordKind
  let names: String
  /// The same for the table `AS s`.
  let selected: String
  let insert: String
  let update: String
  /// What is known of the records of a second.
  let known: String

  init(_ kind: RecordKind) {
    self.kind = kind
    let columns = kind.fields.columns.compactMap(\.column)
    let all = ["place", "id"] + columns + ["fetched_at"]
    names = all.joined(separator: ", ")
    selected = all.map { "s.\($0)" }.joined(separator: ", ")
    let marks = all.map { _ in "?" }.joined(separator: ", ")
    insert = "INSERT OR IGNORE INTO \(kind.name) (\(names)) VALUES (\(marks))"
    // Values that came from another object stay.
    let noted = Set(kind.fields.columns.filter(\.isNoted).compactMap(\.column))
    let changes = all.enumerated().dropFirst().filter { !noted.contains($1) }
      .map { "\($1) = ?\($0 + 1)" }
    update = "UPDATE \(kind.name) SET \(changes.joined(separator: ", ")) WHERE place = ?1"
    known = """
      SELECT place, id, \(Self.isFirst(kind)), fetched_at FROM \(kind.name)
      WHERE place BETWEEN ? AND ? ORDER BY place
      """
  }

  /// The arguments of `insert` and `update`.
  func values(of row: RecordRow) -> StatementArguments {
    // Of one type, the values would go through a key path each, which takes longer than the insert.
    var values: [(any DatabaseValueConvertible)?] = []
    values.reserveCapacity(row.values.count + 3)
    values.append(RecordPosition.place(row.position).databaseValue)
    values.append(row.id.databaseValue)
    for value in row.values { values.append(value.databaseValue) }
    values.append(row.fetchedAt.databaseValue)
    return StatementArguments(values)
  }

  /// Reads a row that was selected with `names`.
  ///
  /// - Throws: `SQLITE_CORRUPT` for a row that lacks a required value: its page is damaged.
  func row(_ row: Row) throws -> RecordRow {
    let count = kind.fields.columns.count
    guard case .int(let place) = FieldValue(row, 0), case .text(let id) = FieldValue(row, 1),
      case .int(let fetchedAt) = FieldValue(row, count + 2)
    else { throw DatabaseError.damagedRow }
    let position = RecordPosition.place(Int64(place))
    return RecordRow(
      id: id, position: position, created: RecordPosition.second(of: position),
      fetchedAt: fetchedAt, values: (0..<count).map { FieldValue(row, $0 + 2) })
  }

  // MARK: - Tables

  /// The table, and an index for each field that has one.
  var tables: String {
    let columns = kind.fields.columns.map { field in
      "\(field.column ?? "")\(field.type.affinity.map { " \($0)" } ?? "")"
    }
    return """
      CREATE TABLE \(kind.name) (
        place INTEGER PRIMARY KEY, id TEXT NOT NULL,
        \(columns.joined(separator: ", ")),
        fetched_at INTEGER NOT NULL);
      \(idIndex)
      \(indexes)
      """
  }

  /// The SQL that makes the indexes of fields that are not there yet.
  var indexes: String { kind.fields.columns.compactMap(index).joined(separator: "\n") }

  /// The SQL that makes the index of ids, and a trigger that keeps them unique: a row with an id that
  /// is there is not inserted. A whole id in the index would make it three times as large.
  var idIndex: String {
    """
    CREATE INDEX \(kind.name)_id ON \(kind.name) (\(Self.ends(of: "id")));
    CREATE TRIGGER \(kind.name)_unique_id BEFORE INSERT ON \(kind.name)
      WHEN EXISTS (SELECT 1 FROM \(kind.name) WHERE \(hasID("NEW.id")))
      BEGIN SELECT RAISE(IGNORE); END;
    """
  }

  /// How many characters at the beginning of an id are in the index.
  static let idBeginning = 14

  /// SQL: the part of an id that the index holds. The beginning finds ids by theirs; the end tells
  /// those apart that begin alike, such as paths and the counters of other servers.
  static func ends(of id: String) -> String {
    "substr(\(id), 1, \(idBeginning)) || substr(\(id), -8)"
  }

  /// SQL: whether the id of a row is a value, such as `?1`. Without the sign SQLite would put the
  /// value into the first condition, too, and not use the index.
  /// Source: https://www.sqlite.org/optoverview.html#constant_propagation
  func hasID(_ value: String) -> String {
    "\(Self.ends(of: "id")) = \(Self.ends(of: value)) AND +id = \(value)"
  }

  /// The SQL that makes the index of a field; nil for one without.
  private func index(of field: RecordField) -> String? {
    guard let column = field.column, let index = field.index else { return nil }
    let collation = index == .caseless ? " COLLATE NOCASE" : ""
    return """
      CREATE INDEX IF NOT EXISTS \(kind.name)_\(column) ON \(kind.name) (\(column)\(collation)) \
      WHERE \(column) IS NOT NULL;
      """
  }
}

extension FieldType {
  /// The type of the column; none for a value that may be a number or a word.
  var affinity: String? {
    switch self {
    case .text, .phone, .card, .id, .currency: "TEXT"
    case .flag, .number, .amount, .time: "INTEGER"
    case .choice, .map: nil
    }
  }
}

/// Rows are read without a `DatabaseValue` for each value, which takes longer than the query.
extension FieldValue: StatementColumnConvertible {
  init?(sqliteStatement statement: SQLiteStatement, index: CInt) {
    switch unsafe sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER: self = .int(Int(unsafe sqlite3_column_int64(statement, index)))
    case SQLITE_TEXT: self = .text(unsafe String(cString: sqlite3_column_text(statement, index)))
    default: self = .null
    }
  }

  /// The value in a column of a row.
  init(_ row: Row, _ column: Int) { self = row[column] as FieldValue? ?? .null }
}

extension FieldValue: DatabaseValueConvertible {
  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .int(let number): number.databaseValue
    case .text(let text): text.databaseValue
    }
  }

  static func fromDatabaseValue(_ value: DatabaseValue) -> FieldValue? {
    FieldValue(value)
  }

  init(_ value: DatabaseValue) {
    switch value.storage {
    case .int64(let number): self = .int(Int(number))
    case .string(let text): self = .text(text)
    default: self = .null
    }
  }
}

extension RecordColumns {
  /// The position of a record; nil when it is not cached.
  func position(of id: String, in database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT place FROM \(kind.name) WHERE \(hasID("?1"))"),
      arguments: [id]
    ).map(RecordPosition.place)
  }

  /// SQL that says whether a row is in its initial state.
  private static func isFirst(_ kind: RecordKind) -> String {
    guard let state = kind.firstState, let column = kind.fields[state.field]?.column,
      case .int(let code) = state.value
    else { return "0" }
    return "\(column) IS \(code)"
  }

  func isFirst(_ row: RecordRow) -> Bool {
    kind.firstState.map { row[$0.field, kind.fields] == $0.value } ?? false
  }
}
