package import Checkout
import GRDB
internal import JSON

/// Objects around sessions, such as payment intents and customers. They are read one at a time and
/// no list shows them, so they can only be found by id.
extension RecordCache {
  /// An object by its id; nil when it is not cached, or is damaged.
  package func relatedObject(_ id: String) async throws(CacheError) -> StoredObject? {
    let objects = objects
    return try await read { database in
      let row = try Row.fetchOne(
        database.cachedStatement(
          sql: "SELECT fetched_at, dictionary, json FROM related WHERE id = ?"),
        arguments: [id])
      guard let row else { return nil }
      let stored = ObjectReader.Stored(
        dictionary: try row.whole(1), json: Bytes.read(try row.whole(2)))
      return try objects.json(stored, in: database).map {
        StoredObject($0, fetchedAt: try row.whole(0))
      }
    }
  }

  /// Keeps an object, unless a newer answer about it is there.
  package func store(_ object: StoredObject, id: String) async throws(CacheError) {
    // Objects of many kinds have little in common with sessions: the dictionary would not help.
    guard let bytes = objects.plain.compress(object.json.compactBytes[...]) else {
      throw CacheError(.failed, "there is no memory left to compress an object")
    }
    let fetchedAt = object.fetchedAt
    try await write { database in
      try database.cachedStatement(
        sql: """
          INSERT INTO related (id, fetched_at, dictionary, json) VALUES (?, ?, 0, ?)
          ON CONFLICT (id) DO UPDATE SET fetched_at = excluded.fetched_at,
            dictionary = excluded.dictionary, json = excluded.json
          WHERE excluded.fetched_at >= fetched_at
          """
      ).execute(arguments: [id, fetchedAt, Bytes.value(bytes)])
    }
  }
}
