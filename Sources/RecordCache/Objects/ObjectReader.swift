import FoundationEssentials
import GRDB
internal import JSON
internal import Query
import Host

/// Reads the compressed objects, and holds the dictionaries that they need.
final class ObjectReader: Sendable {
  /// An object as it is stored.
  struct Stored {
    var dictionary: Int
    var json: [UInt8]
  }

  /// Without a dictionary.
  let plain = ObjectCodec()
  private let codecs = Locked<[Int: ObjectCodec]>([:])

  /// The codec of the newest dictionary, for writing; nil before there is any.
  var newest: ObjectCodec? {
    codecs.withLock { codecs in codecs.keys.max().flatMap { codecs[$0] } }
  }

  func stored(at position: Int64, in database: Database) throws -> Stored? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT dictionary, json FROM object WHERE place = ?"),
      arguments: [RecordPosition.place(position)]
    ).map { Stored(dictionary: try $0.whole(0), json: Bytes.read(try $0.whole(1))) }
  }

  func parts(at position: Int64, in database: Database) throws -> RecordParts? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT fetched_at, is_complete, dictionary, json FROM line_items WHERE place = ?"),
      arguments: [RecordPosition.place(position)])
    guard let row else { return nil }
    let stored = Stored(dictionary: try row.whole(2), json: Bytes.read(try row.whole(3)))
    guard let array = try json(stored, in: database) else { return nil }
    return RecordParts(
      items: Array(array.elements), isComplete: try row.whole(1),
      fetchedAt: try row.whole(0))
  }

  /// The folded text of a record's parts; empty for one without.
  func partTexts(
    at position: Int64, of kind: RecordKind, in database: Database
  ) throws -> String {
    guard let parts = try parts(at: position, in: database) else { return "" }
    return SearchText(parts.items.flatMap(kind.partTexts)).lines
  }

  /// The bytes of an object, as they came; nil when it is damaged.
  func bytes(_ stored: Stored, in database: Database) throws -> [UInt8]? {
    try codec(stored.dictionary, in: database)?.decompress(stored.json)
  }

  /// The value of an object; nil when it is damaged.
  func json(_ stored: Stored, in database: Database) throws -> JSON? {
    try codec(stored.dictionary, in: database).flatMap { Self.json(stored.json, $0) }
  }

  /// The same, with a dictionary that is already loaded.
  func json(_ version: Int, _ compressed: [UInt8]) -> JSON? {
    known(version).flatMap { Self.json(compressed, $0) }
  }

  /// The bytes of an object, with a dictionary that is already loaded; nil when it is damaged.
  func bytes(_ version: Int, _ compressed: [UInt8]) -> [UInt8]? {
    known(version)?.decompress(compressed)
  }

  private static func json(_ compressed: [UInt8], _ codec: ObjectCodec) -> JSON? {
    codec.decompress(compressed).flatMap { try? JSON(parsing: $0) }
  }

  func forgetDictionaries() { codecs.withLock { $0 = [:] } }

  /// Loads all dictionaries, for SQL functions, which cannot load them.
  func loadDictionaries(in database: Database) throws {
    for version in try Int.fetchAll(
      database.cachedStatement(sql: "SELECT version FROM dictionary"))
    {
      _ = try codec(version, in: database)
    }
  }

  /// nil when the file has no such dictionary, or a damaged one.
  func codec(_ version: Int, in database: Database) throws -> ObjectCodec? {
    if let known = known(version) { return known }
    let bytes = try Data.fetchOne(
      database.cachedStatement(sql: "SELECT bytes FROM dictionary WHERE version = ?"),
      arguments: [version])
    guard let bytes, let codec = ObjectCodec(version: version, dictionary: Array(bytes)) else {
      return nil
    }
    codecs.withLock { $0[version] = codec }
    return codec
  }

  private func known(_ version: Int) -> ObjectCodec? {
    version == plain.version ? plain : codecs.withLock { $0[version] }
  }
}

enum Bytes {
  static func value(_ bytes: [UInt8]) -> DatabaseValue { Data(bytes).databaseValue }

  static func read(_ data: Data) -> [UInt8] { Array(data) }
}
