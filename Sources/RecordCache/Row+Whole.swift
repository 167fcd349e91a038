import GRDB

extension Row {
  /// A value that every row has. GRDB's subscripts end the program when the value is missing or of
  /// another type, which happens when a page of the file is damaged.
  ///
  /// - Throws: `SQLITE_CORRUPT`.
  func whole<Value: DatabaseValueConvertible>(_ index: Int) throws -> Value {
    guard let value = Value.fromDatabaseValue(self[index]) else {
      throw DatabaseError.damagedRow
    }
    return value
  }
}

extension DatabaseError {
  static var damagedRow: DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a row is not whole")
  }
}
