import GRDB
package import Query

extension RecordCache {
  /// Ids of the records that meet a query, those that were read longest ago first: what may have
  /// changed without anybody having said so.
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
