import GRDB
package import Query

extension RecordCache {
  /// Ids of the records that match a query, those read longest ago first: they may have changed
  /// without an event that says so.
  package func stale(_ query: RecordQuery, limit: Int) async throws(CacheError) -> [String] {
    try await read { [objects, columns] database in
      try objects.loadDictionaries(in: database)
      let selection = RowSelection(ListQuery(query: query), columns)
      let select = selection.select("s.id", from: .index)
      return try SQLRequest<String>(
        literal: "\(select) ORDER BY s.fetched_at, s.place LIMIT \(limit)"
      ).fetchAll(database)
    }
  }
}
