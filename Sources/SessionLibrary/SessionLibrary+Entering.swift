import Checkout
import JSON
package import Query
import RecordCache

extension SessionLibrary {
  /// The most changed sessions that are looked at: a sync of everything is not news.
  private static let mostChanged = 200

  /// The lists that a session came into because it has changed, by their names: a payment that
  /// arrives, for a list of paid sessions. New sessions are not among them.
  ///
  /// - Parameters:
  ///   - lists: their queries.
  ///   - number: the last change that was looked at; without one there are no names.
  /// - Returns: the names, and the number of the last change now.
  /// - Throws: `LibraryError` if the cache cannot be read.
  package func entered(
    _ lists: [String: ListQuery], after number: Int64?
  ) async throws(LibraryError) -> (names: Set<String>, last: Int64) {
    let (changes, last) = try await caching { () throws(CacheError) in
      try await cache.changes(after: number)
    }
    var names: Set<String> = []
    let byRecord = Dictionary(grouping: changes, by: \.record)
    guard byRecord.count <= Self.mostChanged else { return (names, last) }
    for (id, changes) in byRecord {
      guard let now = try await session(id)?.session.json,
        let before = RecordChange.undoing(changes, in: now)
      else { continue }
      for (name, list) in lists where !names.contains(name) && !list.matches(before) {
        if try await matches(id, list) { names.insert(name) }
      }
    }
    return (names, last)
  }
}

extension ListQuery {
  /// Whether a list of sessions had an object, as far as the parts that change say.
  fileprivate func matches(_ object: JSON) -> Bool {
    if let status = filter.status, object["status"]?.string != status.name { return false }
    return query?.matches(object, in: Session.fields) ?? true
  }
}
