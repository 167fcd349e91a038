internal import GRDB
internal import JSON
internal import Query

/// The table of what was seen to change.
enum ChangeLog {
  /// The number of changes that are kept; the oldest are dropped first.
  static let capacity = 20_000

  /// A number is never used twice: a reader that has read up to one misses nothing.
  static let table = """
    CREATE TABLE IF NOT EXISTS change (
      number INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL, field TEXT NOT NULL,
      old TEXT, new TEXT, after INTEGER NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS change_record ON change (record);
    """

  static func note(_ changes: [RecordChange], in database: Database) throws {
    guard !changes.isEmpty else { return }
    for change in changes {
      try database.cachedStatement(
        sql: "INSERT INTO change (record, field, old, new, after, at) VALUES (?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [
        change.record, change.field, change.from, change.to, change.after, change.at,
      ])
    }
    try database.cachedStatement(
      sql: "DELETE FROM change WHERE number <= (SELECT max(number) FROM change) - ?"
    ).execute(arguments: [capacity])
  }

  /// A record that is gone keeps no history: it may hold personal data.
  static func forget(recordAt place: Int64, of kind: RecordKind, in database: Database) throws {
    try database.cachedStatement(
      sql: "DELETE FROM change WHERE record = (SELECT id FROM \(kind.name) WHERE place = ?)"
    ).execute(arguments: [place])
  }
}
