package import Checkout
package import Firestore
package import Query
package import RecordCache

/// The documents of one collection as they were last read, kept on this machine.
package struct DocumentCache: Sendable {
  package let cache: RecordCache
  let customers: CustomersCollection

  package init(_ cache: RecordCache, customers: CustomersCollection) {
    self.cache = cache
    self.customers = customers
  }

  /// The name of a collection's cache: one for each host, project, database and collection. What an
  /// emulator has is not what Google has under the same names.
  ///
  /// Files are named by letters and digits, and several names can have the same ones. A fingerprint
  /// tells them apart. The usual database and a plain collection do not need it, so that a cache of
  /// an older till stays.
  package static func name(
    of database: FirestoreDatabase, _ customers: CustomersCollection
  ) -> String {
    let parts = parts(of: database, customers)
    let readable = parts.joined(separator: "-")
    let isPlain =
      !database.host.isEmulator && database.database == DocumentName.usualDatabase
      && database.project.utf8.allSatisfy { $0.isPlain || $0 == UInt8(ascii: "-") }
      && customers.path.utf8.allSatisfy(\.isPlain) && customers.path.utf8.count <= longestPart
    return isPlain
      ? readable : readable.prefix(longestPart) + "-" + parts.joined(separator: "\n").fingerprint
  }

  /// The name under which an older till kept the collection, and maybe others with the same letters;
  /// nil if that is still its name.
  package static func olderName(
    of database: FirestoreDatabase, _ customers: CustomersCollection
  ) -> String? {
    // The file of such a project may be another one's.
    guard database.project.utf8.allSatisfy({ $0.isPlain || $0 == UInt8(ascii: "-") }) else {
      return nil
    }
    let older = parts(of: database, customers).joined(separator: "-")
    return older == name(of: database, customers) ? nil : older
  }

  private static func parts(
    of database: FirestoreDatabase, _ customers: CustomersCollection
  ) -> [String] {
    [database.project, database.database, customers.path]
      + (database.host.isEmulator ? ["at", database.host.url] : [])
  }

  /// Characters. The name of a file has at most 255 bytes.
  private static let longestPart = 100

  /// The result of a sync.
  package struct Outcome: Equatable, Sendable {
    package var changes = Changes()
    /// Documents of other collections that have the same name.
    package var leftOut = 0
    /// Documents that could not be kept.
    package var unkept = 0
  }

  /// Reads all documents and stores them in one transaction at the end: an interrupted reading
  /// changes nothing. `progress` is called with the number received so far.
  ///
  /// Firestore does not tell which documents have changed, so each sync reads all of them.
  /// Meanwhile they are in memory, at about two kilobytes each.
  ///
  /// - Throws: what stopped it.
  package func sync(
    _ client: FirestoreClient, at now: Int, progress: @Sendable (Int) -> Void
  ) async throws(DocumentError) -> Outcome {
    var outcome = Outcome()
    var records: [RecordObject] = []
    do throws(FirestoreError) {
      var walk = DocumentWalk(client)
      // The walk goes user by user, and duplicates belong to one user.
      var ofUser: [CheckoutDocument] = []
      while let page = try await walk.next() {
        for document in page {
          if let last = ofUser.last, last.user != document.user {
            records += Self.records(of: ofUser)
            ofUser = []
          }
          ofUser.append(document)
        }
        progress(walk.received)
      }
      records += Self.records(of: ofUser)
      (outcome.changes.received, outcome.leftOut) = (walk.received, walk.leftOut)
    } catch { throw .firestore(error) }
    outcome.unkept = outcome.changes.received - records.count
    records.sort { ($1.created, $1.id) < ($0.created, $0.id) }
    do throws(CacheError) {
      let stored = try await cache.store(
        RecordPage(filter: .all, edge: .newest, records: records, hasMore: false, fetchedAt: now))
      outcome.changes += stored.changes
      outcome.changes.dropped += stored.doubtful.count
      // The walk has seen every document.
      for id in stored.doubtful { try await cache.drop(id) }
      try await cache.setNote(Self.readAt, String(now))
    } catch { throw .cache(error) }
    return outcome
  }

  /// The records of all documents of one user.
  private static func records(of documents: [CheckoutDocument]) -> [RecordObject] {
    guard documents.count > 1 else { return documents.compactMap { $0.record() } }
    let groups = DuplicateDocuments.groups(documents.map(DuplicateDocuments.Candidate.init))
    let duplicates = Set(groups.joined())
    return documents.compactMap { $0.record(isDuplicate: duplicates.contains($0.id)) }
  }

  /// When the documents were read, in Unix seconds; nil before the first sync.
  package func readTime() async throws(CacheError) -> Int? {
    try await cache.note(Self.readAt).flatMap { Int($0) }
  }

  private static let readAt = "documents-read-at"

  /// Passes the documents that a query finds to `body`, newest first, until it returns false.
  ///
  /// - Throws: what stopped it.
  package func forEach(
    _ list: ListQuery, _ body: (CheckoutDocument) -> Bool
  ) async throws(CacheError) {
    var anchor = RowAnchor.top
    while true {
      let window = try await cache.rows(list, anchor, limit: Self.window)
      for row in window.rows {
        guard let stored = try await cache.record(row.id),
          let document = CheckoutDocument(record: stored.json, in: customers)
        else { continue }
        guard body(document) else { return }
      }
      guard !window.reachesBottom, let last = window.rows.last else { return }
      anchor = .after(position: last.position)
    }
  }

  /// Passes all documents of a list to `body`, in order. Throws what `body` throws, or a
  /// `CacheError`.
  package func forEach(
    _ list: ListQuery, _ body: (CheckoutDocument) throws -> Void
  ) async throws {
    var anchor = RowAnchor.top
    while true {
      try Task.checkCancellation()
      let window = try await cache.rows(list, anchor, limit: Self.window)
      for row in window.rows {
        guard let stored = try await cache.record(row.id),
          let document = CheckoutDocument(record: stored.json, in: customers)
        else { continue }
        try body(document)
      }
      guard !window.reachesBottom, let last = window.rows.last else { return }
      anchor = .after(position: last.position)
    }
  }

  private static let window = 500
}

/// Why documents could not be read or kept.
package enum DocumentError: Error, Equatable, Sendable {
  case firestore(FirestoreError)
  case cache(CacheError)
}

extension UInt8 {
  /// ASCII letters and digits.
  fileprivate var isPlain: Bool {
    (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20)
  }
}
