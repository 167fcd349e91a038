internal import GRDB
internal import JSON
internal import Query

/// Brings a file of an older version up to date, inside a transaction: columns added since then are
/// filled from the objects, the objects are written again without white space, and the search index
/// is made again, because more is searched now, and in fewer bytes.
struct Upgrade {
  let columns: RecordColumns
  let objects: ObjectReader
  let database: Database

  private var kind: RecordKind { columns.kind }
  private var writer: Writer { Writer(database: database, objects: objects, columns: columns) }

  func run() throws {
    // What was loaded for reading may not be in the file any more.
    defer { objects.forgetDictionaries() }
    try database.execute(sql: ChangeLog.table)
    try addColumns()
    try database.execute(
      sql: """
        DROP TABLE search; DROP TABLE search_pending; DROP INDEX \(kind.name)_id;
        DROP TRIGGER IF EXISTS \(kind.name)_unique_id
        """)
    try database.execute(sql: SearchIndex.tables)
    try database.execute(sql: columns.idIndex)
    try evenOut()
    let codec = try newCodec()
    try walk("id, fetched_at FROM \(kind.name)") { place, row in
      try bring(place: place, id: row.whole(1), fetchedAt: row.whole(2), codec)
    }
    try walk("dictionary, json FROM line_items") { place, row in
      try bringParts(place: place, try Self.stored(row), codec)
    }
    try execute("DELETE FROM dictionary WHERE version <> ?", [codec.version])
    if try !database.tableExists("tally") { try TallyTable(kind)?.create(in: database) }
  }

  /// Calls a function with each row that a table had, in batches: the function may change the table.
  private func walk(_ selection: String, _ body: (Int64, Row) throws -> Void) throws {
    let statement = try database.cachedStatement(
      sql: "SELECT place, \(selection) WHERE place > ? ORDER BY place LIMIT 500")
    var last = Int64.min
    while true {
      let rows = try Row.fetchAll(statement, arguments: [last])
      guard let end = rows.last else { return }
      for row in rows { try body(try row.whole(0), row) }
      last = try end.whole(0)
    }
  }

  /// Makes the columns and the indexes that a file does not have yet.
  private func addColumns() throws {
    let known = Set(try database.columns(in: kind.name).map(\.name))
    for field in kind.fields.columns {
      guard let column = field.column, !known.contains(column) else { continue }
      try database.execute(
        sql: "ALTER TABLE \(kind.name) ADD COLUMN \(column) \(field.type.affinity ?? "")")
    }
    try database.execute(sql: columns.indexes)
  }

  /// Moves records of the same second so that the search index can take them.
  private func evenOut() throws {
    let places = try Int64.fetchAll(
      database, sql: "SELECT place FROM \(kind.name) WHERE NOT \(SearchIndex.isEven)")
    let seconds = places.map { RecordPosition.second(of: RecordPosition.position($0)) }
    for second in Set(seconds) { try writer.evenOut(second) }
  }

  // MARK: - Objects

  /// The codec with which everything is written again: a dictionary of objects without white space.
  private func newCodec() throws -> ObjectCodec {
    let stored = try Row.fetchAll(
      database, sql: "SELECT dictionary, json FROM object ORDER BY place LIMIT ?",
      arguments: [DictionaryTraining.samples])
    let samples = try stored.compactMap {
      try objects.json(Self.stored($0), in: database)?.compactBytes[...]
    }
    let newest = try Int.fetchOne(database, sql: "SELECT max(version) FROM dictionary")
    guard let trained = DictionaryTraining.train(on: samples) else {
      return try newest.flatMap { try objects.codec($0, in: database) } ?? objects.plain
    }
    let version = (newest ?? 0) + 1
    try execute("INSERT INTO dictionary VALUES (?, ?)", [version, Bytes.value(trained)])
    return try objects.codec(version, in: database) ?? objects.plain
  }

  private func bring(place: Int64, id: String, fetchedAt: Int, _ codec: ObjectCodec) throws {
    let position = RecordPosition.position(place)
    guard let stored = try objects.stored(at: position, in: database),
      let json = try objects.json(stored, in: database), let record = kind.record(json),
      record.id == id, let frame = codec.compress(json.compactBytes[...])
    else {
      // The object cannot be read: the next sync fetches it again.
      try CoverageStore(database: database, kind: kind).uncover(position...position)
      return try writer.forgetRow(at: position)
    }
    let (values, text) = kind.fields.read(json)
    let row = RecordRow(
      id: id, position: position, created: record.created, fetchedAt: fetchedAt, values: values)
    try database.cachedStatement(sql: columns.update)
      .execute(arguments: columns.values(of: row))
    try execute(
      "UPDATE object SET dictionary = ?, json = ? WHERE place = ?",
      [codec.version, Bytes.value(frame), place])
    let parts = try objects.partTexts(at: position, of: kind, in: database)
    try SearchIndex(database: database).add(SearchText.join(text, parts), at: place)
  }

  private func bringParts(
    place: Int64, _ stored: ObjectReader.Stored, _ codec: ObjectCodec
  ) throws {
    guard let json = try objects.json(stored, in: database),
      let frame = codec.compress(json.compactBytes[...])
    else { return try execute("DELETE FROM line_items WHERE place = ?", [place]) }
    try execute(
      "UPDATE line_items SET dictionary = ?, json = ? WHERE place = ?",
      [codec.version, Bytes.value(frame), place])
  }

  private static func stored(_ row: Row) throws -> ObjectReader.Stored {
    ObjectReader.Stored(
      dictionary: try row.whole(row.count - 2), json: Bytes.read(try row.whole(row.count - 1)))
  }

  private func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
