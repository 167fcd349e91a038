import GRDB
package import Query

extension RecordCache {
  /// A stretch of a list: at most `limit` rows, from what is cached.
  package func rows(
    _ query: ListQuery, _ anchor: RowAnchor, limit: Int
  ) async throws(CacheError) -> RecordWindow<RecordRow> {
    try await read { [objects, columns] in
      try Self.rows(query, anchor, limit: limit, objects, columns, in: $0)
    }
  }

  /// The same on the calling thread, for the first picture and for programs without a screen.
  package func rowsNow(
    _ query: ListQuery, _ anchor: RowAnchor, limit: Int
  ) throws(CacheError) -> RecordWindow<RecordRow> {
    try readNow { try Self.rows(query, anchor, limit: limit, objects, columns, in: $0) }
  }

  /// How many cached rows a list has. It takes longer the more there are, unless the list has all
  /// records: ask for the rows first.
  package func count(_ query: ListQuery) async throws(CacheError) -> Int {
    try await read { [kind, objects, columns] database in
      if query.query == nil, query.filter == .all {
        return try Self.records(of: kind, in: database)
      }
      return try Self.count(query, objects, columns, in: database)
    }
  }

  static func count(
    _ query: ListQuery, _ objects: ObjectReader, _ columns: RecordColumns, in database: Database
  ) throws -> Int {
    let selection = RowSelection(query, columns)
    if selection.mayReadObjects { try objects.loadDictionaries(in: database) }
    return try selection.sources.reduce(0) { count, source in
      let request = SQLRequest<Int>(
        literal: selection.select(RowSelection.count, from: source), cached: true)
      return try count + (request.fetchOne(database) ?? 0)
    }
  }

  /// How many records of an interval have parts in the cache, such as line items.
  package func recordsWithParts(created: CreatedRange) async throws(CacheError) -> Int {
    var filter = RecordFilter()
    filter.created = created
    guard let positions = filter.positions else { return 0 }
    return try await read { database in
      let sql: SQL = "SELECT count(*) FROM line_items AS s WHERE \(RowSelection.places(positions))"
      return try SQLRequest<Int>(literal: sql, cached: true).fetchOne(database) ?? 0
    }
  }

  /// How many records are cached. The tallies know it; a kind without tallies is counted.
  static func records(of kind: RecordKind, in database: Database) throws -> Int {
    try kind.tally == nil ? counted(kind, in: database) : TallyTable.records(in: database)
  }

  /// The same, counted: it takes longer the more there are.
  static func counted(_ kind: RecordKind, in database: Database) throws -> Int {
    try Int.fetchOne(database.cachedStatement(sql: "SELECT count(*) FROM \(kind.name)")) ?? 0
  }

  // MARK: - Windows

  private static func rows(
    _ query: ListQuery, _ anchor: RowAnchor, limit: Int, _ objects: ObjectReader,
    _ columns: RecordColumns, in database: Database
  ) throws -> RecordWindow<RecordRow> {
    let selection = RowSelection(query, columns)
    if selection.mayReadObjects { try objects.loadDictionaries(in: database) }
    let reader = RowReader(selection: selection, columns: columns, database: database)
    switch anchor {
    case .top:
      let (rows, more) = try reader.rows(limit: limit)
      return RecordWindow(rows: rows, reachesTop: true, reachesBottom: !more)
    case .bottom:
      let (rows, more) = try reader.rows(limit: limit, reversed: true)
      return RecordWindow(rows: rows.reversed(), reachesTop: !more, reachesBottom: true)
    case .after(let position):
      let (rows, more) = try reader.rows(limit: limit, beyond: position)
      let before = try reader.rows(limit: 0, beyond: position, reversed: true)
      let isFirst = try !before.more && reader.row(at: position) == nil
      return RecordWindow(rows: rows, reachesTop: isFirst, reachesBottom: !more)
    case .before(let position):
      let (rows, more) = try reader.rows(limit: limit, beyond: position, reversed: true)
      let after = try reader.rows(limit: 0, beyond: position)
      let isLast = try !after.more && reader.row(at: position) == nil
      return RecordWindow(rows: rows.reversed(), reachesTop: !more, reachesBottom: isLast)
    case .around(let id):
      return try around(id, limit: limit, reader)
    }
  }

  private static func around(
    _ id: String, limit: Int, _ reader: RowReader
  ) throws -> RecordWindow<RecordRow> {
    guard let place = try reader.position(of: id) else {
      let (rows, more) = try reader.rows(limit: limit)
      return RecordWindow(rows: rows, reachesTop: true, reachesBottom: !more)
    }
    let row = try reader.row(at: place).map { [$0] } ?? []
    let room = limit - row.count
    // Read both sides in full first: near an end of the list the other side fills the window.
    let before = try reader.rows(limit: room, beyond: place, reversed: true)
    let after = try reader.rows(limit: room, beyond: place)
    let beforeCount = min(before.rows.count, max(room / 2, room - after.rows.count))
    let afterCount = min(after.rows.count, room - beforeCount)
    return RecordWindow(
      rows: before.rows.prefix(beforeCount).reversed() + row + after.rows.prefix(afterCount),
      reachesTop: beforeCount == before.rows.count && !before.more,
      reachesBottom: afterCount == after.rows.count && !after.more)
  }
}

/// Reads rows of one selection inside a transaction.
private struct RowReader {
  let selection: RowSelection
  let columns: RecordColumns
  let database: Database

  /// Rows from one end of the list, or from beyond a row; `reversed` reads upwards. `more` says
  /// whether the list continues.
  func rows(
    limit: Int, beyond position: Int64? = nil, reversed: Bool = false
  ) throws -> (rows: [RecordRow], more: Bool) {
    let ordering = selection.ordering
    var rows: [RecordRow] = []
    // One more tells whether the list continues.
    let limited = limit < .max ? limit + 1 : limit
    for source in selection.sources {
      let column = selection.column(of: source)
      let extra = position.map { ordering.beyond($0, reversed: reversed, column: column) }
      let select = selection.select(
        columns.selected, from: source, where: extra.map { [$0] } ?? [])
      rows += try fetch(
        "\(select) ORDER BY \(ordering.clause(reversed: reversed, column: column)) LIMIT \(limited)"
      )
    }
    if selection.sources.count > 1 { rows = try sorted(rows, reversed: reversed) }
    return (Array(rows.prefix(limit)), rows.count > limit)
  }

  /// The position of a record, whether or not the list shows it; nil when it is not cached.
  func position(of id: String) throws -> Int64? {
    try columns.position(of: id, in: database)
  }

  /// The row of the list at a position; nil when the list does not show it.
  func row(at position: Int64) throws -> RecordRow? {
    for source in selection.sources {
      let isAt = selection.column(of: source).isAt(RecordPosition.place(position))
      let select = selection.select(columns.selected, from: source, where: [isAt])
      if let row = try fetch(select).first { return row }
    }
    return nil
  }

  private func fetch(_ literal: SQL) throws -> [RecordRow] {
    let rows = try SQLRequest<Row>(literal: literal, cached: true).fetchCursor(database)
    return try Array(rows.map(columns.row))
  }

  /// Merges what the index and the queue have found into one order.
  private func sorted(_ rows: [RecordRow], reversed: Bool) throws -> [RecordRow] {
    guard selection.ordering.key != nil else {
      let descending = selection.ordering.isDescending != reversed
      return rows.sorted { descending ? $0.position > $1.position : $0.position < $1.position }
    }
    let positions = rows.map { SQL("\(RecordPosition.place($0.position))") }.joined(separator: ", ")
    return try fetch(
      """
      SELECT \(sql: columns.selected) FROM \(sql: columns.kind.name) AS s WHERE s.place IN (\(positions)) \
      ORDER BY \(selection.ordering.clause(reversed: reversed, column: .place("s.place")))
      """)
  }
}
