import GRDB
package import Query

/// The changes that were seen: the differences between two answers about one record.
extension RecordCache {
  /// The changes of a record that are kept, oldest first.
  package func changes(of id: String) async throws(CacheError) -> [RecordChange] {
    try await read { database in
      try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT number, record, field, old, new, after, at FROM change WHERE record = ?
            ORDER BY number
            """), arguments: [id]
      ).map(Self.change)
    }
  }

  /// The changes of all records that were noted after the one with this number, oldest first, and
  /// the number of the last one. Without a number: no changes, and the number of the last one.
  package func changes(
    after number: Int64?
  ) async throws(CacheError) -> (changes: [RecordChange], last: Int64) {
    try await read { database in
      guard let number else {
        let last = try Int64.fetchOne(
          database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'change'")
        return ([], last ?? 0)
      }
      let rows = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT number, record, field, old, new, after, at FROM change WHERE number > ?
            ORDER BY number
            """), arguments: [number])
      return (try rows.map(Self.change), try rows.last?.whole(0) ?? number)
    }
  }

  private static func change(_ row: Row) throws -> RecordChange {
    RecordChange(
      record: try row.whole(1), field: try row.whole(2), from: String.fromDatabaseValue(row[3]),
      to: String.fromDatabaseValue(row[4]), after: try row.whole(5), at: try row.whole(6))
  }
}
