package import Checkout
package import Firestore
package import JSON
package import Query
package import RecordCache

/// What a list, a look-up and a detail ask of the cached documents. Only `refresh` costs a read of
/// Firestore.
extension DocumentCache {
  /// A stretch of a list.
  package func rows(
    _ query: ListQuery, _ anchor: RowAnchor, limit: Int
  ) async throws(CacheError) -> RecordWindow<DocumentRow> {
    try await cache.rows(query, anchor, limit: limit).map(DocumentRow.init)
  }

  /// How many documents are in each state at a time in Unix seconds, and which of them look like
  /// one purchase that was begun twice.
  package func counts(at now: Int) async throws(CacheError) -> DocumentCounts {
    var counts = DocumentCounts()
    for state in DocumentState.allCases {
      counts.byState[state] = try await cache.count(Self.query(.document(in: state, at: now)))
    }
    counts.group(try await all(Self.query(.has(.duplicate)), limit: Self.mostDuplicates))
    return counts
  }

  /// A document with the time at which it was read, in Unix seconds; nil when it is not cached.
  package func document(
    _ id: String
  ) async throws(CacheError) -> (document: CheckoutDocument, readAt: Int)? {
    guard let stored = try await cache.record(id),
      let document = CheckoutDocument(record: stored.json, in: customers)
    else { return nil }
    return (document, stored.fetchedAt)
  }

  /// The documents that name a session, newest first.
  package func rows(ofSession id: String) async throws(CacheError) -> [DocumentRow] {
    try await all(Self.query(.begins(.session, id)), limit: 10).filter { $0.sessionID == id }
  }

  /// Documents that match a text, newest first: a user, a document's id or path, an id or a text in
  /// the metadata, the words of an error.
  package func sought(
    _ text: String, limit: Int
  ) async throws(CacheError) -> [DocumentRow] {
    let text = DocumentName.path(in: text)
    if text.contains("/"), let row = try await cache.row(text).map(DocumentRow.init) {
      return [row]
    }
    // For a user's own path, everything the user has begun.
    if text.hasPrefix(customers.path + "/") {
      let user = text.dropFirst(customers.path.count + 1)
      return try await all(Self.query(.equals(.user, .text(String(user)))), limit: limit)
    }
    let query = RecordQuery(words: text)
    guard !query.terms.isEmpty else { return [] }
    return try await all(ListQuery(query: query), limit: limit)
  }

  /// Reads one document again, which is one read of Firestore, and caches it.
  package func refresh(
    _ id: String, with client: FirestoreClient, at now: Int
  ) async throws(DocumentError) -> CheckoutDocument {
    let found: AnyDocument
    do throws(FirestoreError) {
      found = try await client.document(id.split(separator: "/").map(String.init))
    } catch {
      if error.code == .missing { try? await cache.drop(id) }
      throw .firestore(error)
    }
    guard let document = CheckoutDocument(found.json, in: customers) else {
      throw .firestore(.unexpected("the answer is not about a session's document"))
    }
    do throws(CacheError) {
      let isDuplicate = try await cache.record(id)?.json["duplicate"]?.bool ?? false
      if let record = document.record(isDuplicate: isDuplicate) {
        _ = try await cache.store(record, fetchedAt: now)
      }
    } catch { throw .cache(error) }
    return document
  }

  // MARK: - Fields for columns

  /// Documents that are looked at for the names of their fields.
  private static let sampled = 50

  /// The paths of the fields that documents of a list have, metadata first, the most common first.
  package func fieldNames(_ query: ListQuery) async throws(CacheError) -> [JSONPath] {
    var counts: [JSONPath: Int] = [:]
    for row in try await cache.rows(query, .top, limit: Self.sampled).rows {
      for path in try await document(row.id)?.document.leafPaths ?? [] {
        counts[path, default: 0] += 1
      }
    }
    func rank(_ path: JSONPath) -> (Int, Int, String) {
      (path.isMetadata ? 0 : 1, -(counts[path] ?? 0), path.description)
    }
    return counts.keys.sorted { rank($0) < rank($1) }
  }

  /// The texts of documents at paths; empty where a document has none.
  package func texts(
    _ paths: [JSONPath], ids: [String]
  ) async throws(CacheError) -> [String: [JSONPath: String]] {
    var found: [String: [JSONPath: String]] = [:]
    for id in ids {
      var texts: [JSONPath: String] = [:]
      if let document = try await document(id)?.document {
        for path in paths { texts[path] = document.text(at: path) ?? "" }
      }
      found[id] = texts
    }
    return found
  }

  // MARK: - Parts

  /// The most documents that are searched for groups.
  private static let mostDuplicates = 20_000

  private static func query(_ condition: RecordQuery.Condition) -> ListQuery {
    ListQuery(query: RecordQuery(source: "", terms: [RecordQuery.Term(condition)]))
  }

  private func all(_ query: ListQuery, limit: Int) async throws(CacheError) -> [DocumentRow] {
    try await cache.rows(query, .top, limit: limit).rows.map(DocumentRow.init)
  }
}

extension JSONPath {
  fileprivate var isMetadata: Bool { steps.count == 2 && steps.first == .name("metadata") }
}
