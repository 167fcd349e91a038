import FoundationEssentials
internal import GRDB
internal import Query

/// Writes records inside one transaction.
struct Writer {
  let database: Database
  let objects: ObjectReader
  let columns: RecordColumns
  /// Unix seconds: a `fetched_at` later than this comes from a clock that was ahead.
  private let now = Int(Date().timeIntervalSince1970)

  init(database: Database, objects: ObjectReader, columns: RecordColumns) {
    self.database = database
    self.objects = objects
    self.columns = columns
  }

  private var kind: RecordKind { columns.kind }
  private var coverage: CoverageStore { CoverageStore(database: database, kind: kind) }
  private var search: SearchIndex { SearchIndex(database: database) }

  private struct Known {
    var position: Int64
    var id: String
    /// Whether the record is in its initial state.
    var isFirst: Bool
    var fetchedAt: Int
  }

  // MARK: - Pages

  func store(_ prepared: PreparedPage) throws -> StoreOutcome {
    let cursor = try cursor(of: prepared.page)
    let page = EncodedPage(prepared, cursor: cursor, of: kind)
    var outcome = StoreOutcome()
    var positions: [String: Int64] = [:]
    for group in page.groups {
      let stored = try store(group, outcome: &outcome)
      positions.merge(stored) { $1 }
    }
    guard page.isOrdered else { return outcome }
    // When records have moved in time, the cursor may have moved, too: the page says
    // nothing about it.
    if outcome.moved > 0, let cursor { positions[cursor.id] = nil }
    outcome.changes.dropped = try dropVanished(page, positions)
    outcome.doubtful = try doubtful(page, positions)
    try coverage.extend(with: page, positions: positions)
    return outcome
  }

  private func cursor(of page: RecordPage) throws -> (id: String, second: Int)? {
    switch page.edge {
    case .newest: nil
    case .after(let id), .before(let id):
      try position(of: id).map { (id, RecordPosition.second(of: $0)) }
    }
  }

  /// Writes one record that did not come in a list, so that nothing is known about its neighbours.
  func store(_ record: EncodedRecord) throws -> StoreOutcome {
    var outcome = StoreOutcome()
    let group = EncodedPage.Group(
      second: record.row.created, ids: [record.row.id], records: [record],
      endsSecond: false)
    _ = try store(group, outcome: &outcome)
    return outcome
  }

  private func store(
    _ group: EncodedPage.Group, outcome: inout StoreOutcome
  ) throws -> [String: Int64] {
    let known = try self.known(in: group.second)
    var order = SecondOrder(
      second: group.second, known: known.map { (id: $0.id, position: $0.position) })
    order.merge(group.ids, endsSecond: group.endsSecond)
    var positions: [String: Int64] = [:]
    for place in order.places { positions[place.id] = place.position }
    try move(known, to: positions)
    let knownByID = Dictionary(known.map { ($0.id, $0) }) { first, _ in first }
    for var record in group.records {
      guard let position = positions[record.row.id] else { continue }
      record.row.position = position
      if let known = knownByID[record.row.id] {
        if try update(record, known) { outcome.changes.changed += 1 }
      } else if try insert(record) {
        outcome.moved += 1
        outcome.changes.changed += 1
      } else {
        outcome.changes.added += 1
      }
    }
    return positions
  }

  private func known(in second: Int) throws -> [Known] {
    let statement = try database.cachedStatement(sql: columns.known)
    let bounds: StatementArguments = [
      RecordPosition.place(RecordPosition.end(of: second)),
      RecordPosition.place(RecordPosition.start(of: second)),
    ]
    let rows = try Row.fetchCursor(statement, arguments: bounds)
    return try Array(
      rows.map {
        Known(
          position: RecordPosition.place(try $0.whole(0)), id: try $0.whole(1),
          isFirst: try $0.whole(2), fetchedAt: try $0.whole(3))
      })
  }

  /// Rows of seconds that an unfiltered page shows in full are gone when the page lacks them.
  private func dropVanished(_ page: EncodedPage, _ positions: [String: Int64]) throws -> Int {
    guard let seconds = page.wholeSeconds else { return 0 }
    let alive = Set(
      page.groups.flatMap(\.ids).compactMap { positions[$0].map(RecordPosition.place) })
    let first = page.groups.first?.second ?? -1
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: "SELECT place, fetched_at FROM \(kind.name) WHERE place BETWEEN ? AND ?"),
      arguments: [
        RecordPosition.place(RecordPosition.end(of: seconds.upperBound)),
        RecordPosition.place(RecordPosition.start(of: seconds.lowerBound)),
      ])
    var gone: [Int64] = []
    while let row = try rows.next() {
      let place: Int64 = try row.whole(0)
      let position = RecordPosition.place(place)
      if alive.contains(place) { continue }
      // A record that is newer than the page may have been created and read after it.
      let isNewer = RecordPosition.second(of: position) > first
      if try !isNewer || row.whole(1) < page.fetchedAt { gone.append(position) }
    }
    for position in gone { try drop(position) }
    return gone.count
  }

  /// Rows of the cursor's second that should be older but are not on the page after it. The order
  /// within a second may not be known well enough to say that they are gone.
  private func doubtful(
    _ page: EncodedPage, _ positions: [String: Int64]
  ) throws -> [String] {
    guard page.filter.isUnfiltered, case .after(let cursor) = page.edge,
      let first = page.groups.first, page.groups.count > 1 || !page.hasMore,
      let position = positions[cursor]
    else { return [] }
    let below = try String.fetchAll(
      database.cachedStatement(sql: "SELECT id FROM \(kind.name) WHERE place BETWEEN ? AND ?"),
      arguments: [
        RecordPosition.place(position) + 1,
        RecordPosition.place(RecordPosition.start(of: first.second)),
      ])
    return below.filter { !first.ids.contains($0) }
  }

  // MARK: - Rows

  /// Returns whether the record was cached under another second.
  private func insert(_ record: EncodedRecord) throws -> Bool {
    let row = record.row
    let values = columns.values(of: row)
    try database.cachedStatement(sql: columns.insert).execute(arguments: values)
    let hasMoved = database.changesCount == 0
    if hasMoved {
      try forget(id: row.id)
      try database.cachedStatement(sql: columns.insert).execute(arguments: values)
      guard database.changesCount > 0 else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a place is taken")
      }
    }
    try execute(
      "INSERT INTO object (place, dictionary, json) VALUES (?, ?, ?)",
      [RecordPosition.place(row.position), record.dictionary, Bytes.value(record.json)])
    try search.queue(record.text, at: RecordPosition.place(row.position))
    return hasMoved
  }

  /// Drops a record for which a server now gives another creation time. Stripe never does that:
  /// this is another server at the same address, such as a sandbox that was started again, so the
  /// coverage around the record no longer counts.
  private func forget(id: String) throws {
    guard let position = try position(of: id) else { return }
    try coverage.uncoverSpans(holding: position)
    try drop(position)
  }

  /// Replaces a row by a newer answer; false when nothing has changed.
  private func update(_ record: EncodedRecord, _ known: Known) throws -> Bool {
    let row = record.row
    // A copy with a `fetched_at` later than now, by a wrong clock, never wins over one read now.
    guard row.fetchedAt >= known.fetchedAt || known.fetchedAt > now else { return false }
    // A closed session never opens again: of two answers in one second, the open one is older.
    if !known.isFirst, columns.isFirst(row), row.fetchedAt == known.fetchedAt { return false }
    guard let stored = try objects.stored(at: row.position, in: database) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a record has no object")
    }
    if try isSame(stored, record) {
      try execute(
        "UPDATE \(kind.name) SET fetched_at = ? WHERE place = ?",
        [row.fetchedAt, RecordPosition.place(row.position)])
      return false
    }
    try note(record, known, stored)
    let oldText = try text(at: row.position, of: stored)
    let parts = try objects.partTexts(at: row.position, of: kind, in: database)
    try reindex(row.position, from: oldText, to: SearchText.join(record.text, parts))
    try execute(
      "UPDATE object SET dictionary = ?, json = ? WHERE place = ?",
      [record.dictionary, Bytes.value(record.json), RecordPosition.place(row.position)])
    try database.cachedStatement(sql: columns.update)
      .execute(arguments: columns.values(of: row))
    return true
  }

  /// Whether an answer is what is stored. The same object has other bytes when it was compressed
  /// before there was a dictionary, or by another version of the library.
  private func isSame(_ stored: ObjectReader.Stored, _ record: EncodedRecord) throws -> Bool {
    if stored.dictionary == record.dictionary, stored.json == record.json { return true }
    guard let old = try objects.bytes(stored, in: database) else { return false }
    let answer = ObjectReader.Stored(dictionary: record.dictionary, json: record.json)
    return try old == objects.bytes(answer, in: database)
  }

  /// Notes the differences for the history.
  private func note(
    _ record: EncodedRecord, _ known: Known, _ stored: ObjectReader.Stored
  ) throws {
    let answer = ObjectReader.Stored(dictionary: record.dictionary, json: record.json)
    guard !kind.followed.isEmpty, let old = try objects.json(stored, in: database),
      let new = try objects.json(answer, in: database)
    else { return }
    try ChangeLog.note(
      RecordChange.between(
        old, readAt: known.fetchedAt, new, readAt: record.row.fetchedAt, of: record.row.id,
        in: kind.followed), in: database)
  }

  func store(_ items: EncodedParts, of id: String) throws {
    guard let position = try position(of: id) else { return }
    let old = try objects.partTexts(at: position, of: kind, in: database)
    try execute(
      "INSERT OR REPLACE INTO line_items VALUES (?, ?, ?, ?, ?)",
      [
        RecordPosition.place(position), items.fetchedAt, items.isComplete, items.dictionary,
        Bytes.value(items.json),
      ])
    guard old != items.text, let stored = try objects.stored(at: position, in: database),
      let json = try objects.json(stored, in: database)
    else { return }
    let text = kind.fields.searchText(of: json)
    try reindex(
      position, from: SearchText.join(text, old), to: SearchText.join(text, items.text))
  }

  func drop(id: String, isDoubtful: Bool) throws {
    guard let position = try position(of: id) else { return }
    try drop(position)
    if isDoubtful { try coverage.uncover(RecordPosition.secondOf(position)) }
  }

  private func drop(_ position: Int64) throws {
    if let stored = try objects.stored(at: position, in: database) {
      try search.remove(text(at: position, of: stored), at: RecordPosition.place(position))
    }
    try forgetRow(at: position)
  }

  /// Removes the rows of a record, and leaves the search index as it is.
  func forgetRow(at position: Int64) throws {
    try ChangeLog.forget(recordAt: RecordPosition.place(position), of: kind, in: database)
    for table in tables {
      try execute("DELETE FROM \(table) WHERE place = ?", [RecordPosition.place(position)])
    }
  }

  /// The tables that have a row at the place of a record.
  private var tables: [String] { [kind.name, "object", "line_items"] }

  func position(of id: String) throws -> Int64? {
    try columns.position(of: id, in: database)
  }

  // MARK: - Order

  /// Gives even positions to the records of a second, if there are enough. The search index must not
  /// know them yet.
  func evenOut(_ second: Int) throws {
    let known = try known(in: second)
    var order = SecondOrder(
      second: second, known: known.map { (id: $0.id, position: $0.position) })
    order.fill()
    let positions = order.places.compactMap { place in place.position.map { (place.id, $0) } }
    try relocate(known, to: Dictionary(positions) { first, _ in first })
  }

  /// Moves rows of one second to other positions, with everything that refers to them.
  private func move(_ known: [Known], to positions: [String: Int64]) throws {
    for move in moves(known, to: positions) {
      guard let stored = try objects.stored(at: move.old, in: database) else { continue }
      let text = try text(at: move.old, of: stored)
      try search.remove(text, at: RecordPosition.place(move.old))
      try search.queue(text, at: -RecordPosition.place(move.new))
    }
    try relocate(known, to: positions)
  }

  private func moves(
    _ known: [Known], to positions: [String: Int64]
  ) -> [(old: Int64, new: Int64)] {
    known.compactMap { row in
      guard let new = positions[row.id], new != row.position else { return nil }
      return (row.position, new)
    }
  }

  /// Moves the rows, but not what is in the search index.
  private func relocate(_ known: [Known], to positions: [String: Int64]) throws {
    let moves = moves(known, to: positions)
    guard !moves.isEmpty else { return }
    // Through negative places, so that two rows can swap.
    for table in tables {
      for move in moves {
        try execute(
          "UPDATE \(table) SET place = ? WHERE place = ?",
          [-RecordPosition.place(move.new), RecordPosition.place(move.old)])
      }
    }
    for table in tables + ["search_pending"] {
      try execute("UPDATE \(table) SET place = -place WHERE place < 0", [])
    }
    let moved = known.map { ($0.position, positions[$0.id] ?? $0.position) }
    try coverage.move(
      Dictionary(moved) { first, _ in first }, within: RecordPosition.second(of: moves[0].old))
  }

  // MARK: - Search

  private func text(at position: Int64, of stored: ObjectReader.Stored) throws -> String {
    guard let json = try objects.json(stored, in: database) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an object cannot be read")
    }
    let parts = try objects.partTexts(at: position, of: kind, in: database)
    return SearchText.join(kind.fields.searchText(of: json), parts)
  }

  private func reindex(_ position: Int64, from old: String, to new: String) throws {
    guard old != new else { return }
    let place = RecordPosition.place(position)
    try search.remove(old, at: place)
    try search.queue(new, at: place)
  }

  private func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
