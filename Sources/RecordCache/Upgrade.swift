internal import GRDB
internal import JSON
internal import Query

/// Brings a file of version 3 up to date, inside a transaction: columns added since then are filled
/// from the objects, the objects get their checksums, and the search index is made again, because
/// more is searched now.
struct Upgrade {
  let columns: RecordColumns
  let objects: ObjectReader
  let database: Database

  func run() throws {
    let kind = columns.kind
    try addColumns(filling: false)
    try database.execute(sql: "DROP TABLE search; DROP TABLE search_pending")
    try database.execute(sql: Schema.search)
    var last = Int64.min
    while true {
      let rows = try Row.fetchAll(
        database.cachedStatement(
          sql:
            "SELECT place, id, fetched_at FROM \(kind.name) WHERE place > ? ORDER BY place LIMIT 500"
        ), arguments: [last])
      guard let end = rows.last else { break }
      for row in rows {
        try bring(place: row.whole(0), id: row.whole(1), fetchedAt: row.whole(2))
      }
      last = try end.whole(0)
    }
  }

  /// Makes the columns that a file does not have yet, and fills them from the objects.
  func addColumns(filling: Bool) throws {
    let kind = columns.kind
    let known = Set(try database.columns(in: kind.name).map(\.name))
    if filling { try objects.loadDictionaries(in: database) }
    for field in kind.fields.columns {
      guard let column = field.column, !known.contains(column) else { continue }
      try database.execute(
        sql: "ALTER TABLE \(kind.name) ADD COLUMN \(column) \(field.type.affinity ?? "")")
      if filling, !field.isNoted {
        let value = ObjectFunction.field(field.name)
        try database.execute(literal: "UPDATE \(sql: kind.name) AS s SET \(sql: column) = \(value)")
      }
      if let index = columns.index(of: field) { try database.execute(sql: index) }
    }
  }

  private func bring(place: Int64, id: String, fetchedAt: Int) throws {
    let writer = Writer(database: database, objects: objects, columns: columns)
    let position = RecordPosition.place(place)
    guard let stored = try objects.stored(at: position, in: database),
      let json = try objects.json(stored, in: database), let record = columns.kind.record(json),
      record.id == id, let codec = try objects.codec(stored.dictionary, in: database),
      let frame = codec.compress(json.bytes)
    else {
      // The object cannot be read: the next sync fetches it again.
      try CoverageStore(database: database, kind: columns.kind).uncover(position...position)
      return try writer.forgetRow(at: position)
    }
    let (values, text) = columns.kind.fields.read(json)
    let row = RecordRow(
      id: id, position: position, created: record.created, fetchedAt: fetchedAt, values: values)
    try database.cachedStatement(sql: columns.update)
      .execute(arguments: columns.values(of: row))
    try database.cachedStatement(sql: "UPDATE object SET json = ? WHERE place = ?")
      .execute(arguments: [Bytes.value(frame), place])
    let parts = try objects.partTexts(at: position, of: columns.kind, in: database)
    let all = SearchText.join(text, parts)
    guard !all.isEmpty else { return }
    try database.cachedStatement(sql: "INSERT INTO search_pending (place, text) VALUES (?, ?)")
      .execute(arguments: [place, all])
  }
}
