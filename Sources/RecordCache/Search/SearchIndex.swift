internal import GRDB

/// The trigram index of the searched texts, and the queue of those that are not in it.
///
/// The index names a record by a number: its place without the lowest bits. The number is repeated
/// for each trigram of a text, so every byte of it counts. Only an even place (`RecordPosition.even`)
/// has a number. The texts of other records stay in the queue, where the search finds them, too.
/// Source: https://www.sqlite.org/fts5.html#contentless_tables
struct SearchIndex {
  let database: Database

  static let tables = """
    CREATE VIRTUAL TABLE search USING fts5(
      text, content='', columnsize=0, tokenize='trigram case_sensitive 1');
    INSERT INTO search (search, rank) VALUES ('hashsize', 8000000), ('automerge', 8);
    CREATE TABLE search_pending (place INTEGER PRIMARY KEY, text TEXT NOT NULL);
    """

  // MARK: - Numbers

  /// SQL: the place of a row of the index.
  static let place = "(search.rowid << \(RecordPosition.evenBits) | \(RecordPosition.even - 1))"

  /// SQL: whether the place of a row is even.
  static let isEven =
    "(place & \(RecordPosition.even - 1)) = \(RecordPosition.even - 1)"

  static func number(_ place: Int64) -> Int64 { place >> RecordPosition.evenBits }

  private static func isEven(_ place: Int64) -> Bool {
    RecordPosition.isEven(RecordPosition.position(place))
  }

  // MARK: - Writing

  func queue(_ text: String, at place: Int64) throws {
    guard !text.isEmpty else { return }
    try execute("INSERT INTO search_pending (place, text) VALUES (?, ?)", [place, text])
  }

  /// Puts a text into the index at once. The index wants ascending places.
  func add(_ text: String, at place: Int64) throws {
    guard Self.isEven(place) else { return try queue(text, at: place) }
    guard !text.isEmpty else { return }
    try execute("INSERT INTO search (rowid, text) VALUES (?, ?)", [Self.number(place), text])
  }

  /// Removes a text from the index, or from the queue when it is not indexed yet. The index stores
  /// no texts, so it has to be told the text that it was given.
  func remove(_ text: String, at place: Int64) throws {
    try execute("DELETE FROM search_pending WHERE place = ?", [place])
    guard database.changesCount == 0, !text.isEmpty, Self.isEven(place) else { return }
    try execute(
      "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)",
      [Self.number(place), text])
  }

  /// Moves texts from the queue to the index, newest first: the index wants ascending numbers.
  /// Returns whether more may be waiting.
  func indexQueue(_ limit: Int) throws -> Bool {
    let last = try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT max(place) FROM
            (SELECT place FROM search_pending WHERE \(Self.isEven) ORDER BY place LIMIT ?)
          """), arguments: [limit])
    guard let last else { return false }
    try execute(
      """
      INSERT INTO search (rowid, text)
      SELECT place >> \(RecordPosition.evenBits), text FROM search_pending
      WHERE place <= ? AND \(Self.isEven) ORDER BY place
      """, [last])
    try execute("DELETE FROM search_pending WHERE place <= ? AND \(Self.isEven)", [last])
    return database.changesCount == limit
  }

  private func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
