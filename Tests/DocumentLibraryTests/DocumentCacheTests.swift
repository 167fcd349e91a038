import JSON
import Checkout
import Firestore
import JSON
import Query
import RecordCache
import JSON
import Units
import Testing
import Units

@testable import DocumentLibrary

@Suite("Documents that are kept")
struct DocumentCacheTests {
  private func cache() throws -> DocumentCache {
    DocumentCache(try RecordCache.temporary(.document), customers: .usual)
  }

  private func found(
    _ text: String, in cache: DocumentCache
  ) async throws -> [CheckoutDocument] {
    let query = try RecordQuery(
      parsing: text, in: CheckoutDocument.fieldTable, now: 1_795_694_400, zone: .utc)
    var documents: [CheckoutDocument] = []
    try await cache.forEach(query) { document in
      documents.append(document)
      return true
    }
    return documents
  }

  @Test func `a sync keeps all documents, newest first, byte for byte but for white space`()
    async throws
  {
    let (client, cache) = (try FirestoreClient.sandbox(), try cache())
    #expect(try await cache.readTime() == nil)
    let outcome = try await cache.sync(client, at: 1_795_694_400) { _ in }
    #expect(outcome.changes.received == 500 && outcome.changes.added == 500)
    #expect(try await cache.readTime() == 1_795_694_400)
    var kept: [CheckoutDocument] = []
    try await cache.forEach(nil) { document in
      kept.append(document)
      return true
    }
    let times = kept.map(\.created.seconds)
    #expect(times == times.sorted(by: >))
    var walk = DocumentWalk(client)
    var sent: [CheckoutDocument] = []
    while let page = try await walk.next() { sent += page }
    #expect(Set(kept.map(\.json.compact)) == Set(sent.map(\.json.compact)))
  }

  @Test func `a second sync changes nothing, and drops what is gone`() async throws {
    let cache = try cache()
    _ = try await cache.sync(try .sandbox(), at: 1_795_694_400) { _ in }
    let second = try await cache.sync(try .sandbox(), at: 1_795_694_500) { _ in }
    #expect(second.changes.added == 0 && second.changes.changed == 0 && second.changes.dropped == 0)
    let third = try await cache.sync(try .sandbox(sessions: 0), at: 1_795_694_600) { _ in }
    #expect(third.changes.dropped > 300)
    var count = 0
    try await cache.forEach(nil) { _ in
      count += 1
      return true
    }
    #expect(count == third.changes.received)
  }

  @Test func `what is kept is found by state, user, session, error and metadata`() async throws {
    let cache = try cache()
    _ = try await cache.sync(try .sandbox(), at: 1_795_694_400) { _ in }
    let failed = try await found("state:failed", in: cache)
    #expect(!failed.isEmpty && failed.allSatisfy { $0.error != nil })
    let created = try #require(try await found("state:created has:metadata", in: cache).first)
    let id = try #require(created.sessionID)
    #expect(try await found("session:\(id)", in: cache).contains { $0.id == created.id })
    #expect(
      try await found("user:\(created.user)", in: cache).allSatisfy { $0.user == created.user })
    #expect(!(try await found("error:price", in: cache)).isEmpty)
    let entry = try #require(created.metadata?.entries.first { $0.value.string?.isEmpty == false })
    let value = try #require(entry.value.string)
    #expect(
      try await found("meta.\(entry.name):\"\(value)\"", in: cache).contains { $0.id == created.id }
    )
  }
}
