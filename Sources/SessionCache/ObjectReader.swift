internal import Checkout
import FoundationEssentials
import GRDB
import Synchronization

/// Reads the compressed objects, and holds the dictionaries that they need.
final class ObjectReader: Sendable {
  /// An object as it stands in the file.
  struct Stored {
    var dictionary: Int
    var json: [UInt8]
  }

  private let deflaters = Mutex<[Int: Deflater]>([0: Deflater(version: 0, dictionary: [])])

  /// The dictionary that was chosen last, for writing.
  var newest: Deflater? {
    deflaters.withLock { deflaters in deflaters.keys.max().flatMap { deflaters[$0] } }
  }

  func stored(at position: Int64, in database: Database) throws -> Stored? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT dictionary, json FROM object WHERE place = ?"),
      arguments: [Position.place(position)]
    ).map { Stored(dictionary: $0[0], json: Bytes.read($0[1])) }
  }

  func session(_ stored: Stored, in database: Database) throws -> Session? {
    try json(stored, in: database).flatMap(Session.init)
  }

  func lineItems(at position: Int64, in database: Database) throws -> [LineItem] {
    try storedLineItems(at: position, in: database)?.items ?? []
  }

  func storedLineItems(at position: Int64, in database: Database) throws -> StoredLineItems? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT fetched_at, is_complete, dictionary, json FROM line_items WHERE place = ?"),
      arguments: [Position.place(position)])
    guard let row else { return nil }
    let stored = Stored(dictionary: row[2], json: Bytes.read(row[3]))
    guard let array = try json(stored, in: database) else { return nil }
    return StoredLineItems(
      items: array.elements.compactMap(LineItem.init), isComplete: row[1], fetchedAt: row[0])
  }

  /// The value of an object; nil when it is damaged.
  func json(_ stored: Stored, in database: Database) throws -> JSON? {
    guard try deflater(stored.dictionary, in: database) != nil else { return nil }
    return json(stored.dictionary, stored.json)
  }

  /// The same with a dictionary that is already known.
  func json(_ version: Int, _ compressed: [UInt8]) -> JSON? {
    guard let deflater = deflaters.withLock({ $0[version] }),
      let bytes = deflater.inflate(compressed)
    else { return nil }
    return try? JSON(parsing: bytes)
  }

  /// Makes all dictionaries known, for SQL functions, which cannot ask for them.
  func loadDictionaries(in database: Database) throws {
    for version in try Int.fetchAll(
      database.cachedStatement(sql: "SELECT version FROM dictionary"))
    {
      _ = try deflater(version, in: database)
    }
  }

  func deflater(_ version: Int, in database: Database) throws -> Deflater? {
    if let known = deflaters.withLock({ $0[version] }) { return known }
    let bytes = try Data.fetchOne(
      database.cachedStatement(sql: "SELECT bytes FROM dictionary WHERE version = ?"),
      arguments: [version])
    guard let bytes else { return nil }
    let deflater = Deflater(version: version, dictionary: Array(bytes))
    deflaters.withLock { $0[version] = deflater }
    return deflater
  }
}

enum Bytes {
  static func value(_ bytes: [UInt8]) -> DatabaseValue { Data(bytes).databaseValue }

  static func read(_ data: Data) -> [UInt8] { Array(data) }
}
