import GRDB

extension Row {
  /// A value that each row has. A subscript of GRDB ends the program when there is none, or one of
  /// another type; a file whose page is damaged has such rows.
  ///
  /// - Throws: `SQLITE_CORRUPT`.
  func whole<Value: DatabaseValueConvertible>(_ index: Int) throws -> Value {
    guard let value = Value.fromDatabaseValue(self[index]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a row is not whole")
    }
    return value
  }
}
