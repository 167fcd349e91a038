import Checkout
import GRDB
import Host
import Query
import Support
import Testing

@testable import RecordCache

@Suite struct IndexingTests {
  @Test func `more texts than one transaction takes are indexed without another write`()
    async throws
  {
    let cache = try RecordCache.temporary(.session)
    let sessions = (0..<2_500).map { index in
      Session.make(id: "cs_test_\(index)", created: Session.morning - index, name: "Jane")
    }
    _ = try await cache.store(
      RecordPage(filter: .all, edge: .newest, sessions: sessions, hasMore: false, fetchedAt: 5))
    let queue = try cache.writer.queue()
    var waiting = 0
    // Each turn of the queue ends after a batch, and three batches are enough.
    for _ in 0..<4 {
      waiting = try await queue.write { database in
        try Int.fetchOne(database, sql: "SELECT count(*) FROM search_pending") ?? -1
      }
    }
    #expect(waiting == 0)
    #expect(!cache.isIndexing.withLock { $0 })
  }

  @Test func `a cache that cannot be written does not count as being indexed`() throws {
    let cache = try RecordCache.temporary(.session)
    try cache.close()
    cache.indexSoon()
    #expect(!cache.isIndexing.withLock { $0 })
  }
}
