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
    try await cache.forEach(ListQuery(query: query)) { document in
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
    try await cache.forEach(ListQuery()) { document in
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
    try await cache.forEach(ListQuery()) { _ in
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

@Suite("What is asked of the documents that are kept")
struct DocumentReadingTests {
  private let now = 1_795_694_400

  private func kept() async throws -> (DocumentCache, FirestoreClient) {
    let cache = DocumentCache(try RecordCache.temporary(.document), customers: .usual)
    let client = try FirestoreClient.sandbox()
    _ = try await cache.sync(client, at: now) { _ in }
    return (cache, client)
  }

  private func rows(_ text: String, in cache: DocumentCache) async throws -> [DocumentRow] {
    let query = try RecordQuery(documents: text, now: now)
    return try await cache.rows(ListQuery(query: query), .top, limit: 1_000).rows
  }

  @Test func `each state has its count, and its rows are in that state`() async throws {
    let (cache, _) = try await kept()
    let counts = try await cache.counts(at: now)
    #expect(counts.all == 500)
    for state in DocumentState.allCases {
      let rows = try await rows("state:\(state.rawValue)", in: cache)
      #expect(rows.count == counts.byState[state] && !rows.isEmpty, "\(state)")
      #expect(rows.allSatisfy { $0.state(at: now) == state }, "\(state)")
    }
    let later = try await cache.counts(at: now + 60)
    #expect(later.byState[.waiting] == 0 && later.all == 500)
  }

  @Test func `a user is a whole id where it is equal, whatever else contains it`() async throws {
    let cache = DocumentCache(try RecordCache.temporary(.document), customers: .usual)
    for user in ["AbCdEf", "aBcDeF", "AbCdEf1"] {
      let name = "projects/demo/databases/(default)/documents/customers/\(user)"
      let json = try JSON(
        parsing: #"{"name":"\#(name)/checkout_sessions/d","fields":{},"#
          + #""createTime":"2026-11-26T12:00:00Z"}"#)
      let record = try #require(CheckoutDocument(json, in: .usual)?.record())
      _ = try await cache.cache.store(record, fetchedAt: now)
    }
    #expect(try await rows("user=AbCdEf", in: cache).map(\.user) == ["AbCdEf"])
    #expect(try await rows("user:AbCdEf", in: cache).count == 3)
  }

  @Test func `a path or an id is a whole one where it is equal`() async throws {
    let cache = DocumentCache(try RecordCache.temporary(.document), customers: .usual)
    let paths = [
      "customers/AbC/checkout_sessions/d1", "customers/AbC/checkout_sessions/d10",
      "customers/aBc/checkout_sessions/d10", "customers/AbC1/checkout_sessions/D1",
      "customers/a\"b/checkout_sessions/d 2",
    ]
    for path in paths { try await store(path, #""a":{"stringValue":"b"}"#, in: cache) }
    #expect(try await rows("path=\(paths[0])", in: cache).map(\.id) == [paths[0]])
    #expect(try await rows("-path=\(paths[0])", in: cache).count == 4)
    #expect(try await rows("path=«\(paths[4])»", in: cache).map(\.id) == [paths[4]])
    #expect(try await rows("path:\"\(paths[0])\"", in: cache).count == 3)
    #expect(try await rows("doc=d1", in: cache).map(\.id) == [paths[0]])
    #expect(try await rows("doc:d1", in: cache).count == 4)
    #expect(try await cache.sought("customers/AbC", limit: 9).count == 2)
    #expect(try await cache.sought("/customers/AbC1/", limit: 9).map(\.id) == [paths[3]])
    // What decides about a document that has just come agrees.
    let query = try RecordQuery(documents: "path=\(paths[0])", now: now)
    for path in paths {
      let kept = try #require(try await cache.cache.record(path))
      #expect(query.matches(kept.json, in: CheckoutDocument.fieldTable) == (path == paths[0]))
    }
  }

  @Test(arguments: [
    "meta.order:12345", "meta.order=12345", "order:12345", "12345", "meta.vip:true", "700123",
    "2.5", "CART-55", "INNERVAL", "meta.n.inner:innerval", "meta.a.b:dotted", "red", "x17",
    "has:meta.n.inner", "meta.😀:emoji", "meta.back`tick:bt", "meta.größe:XL",
    "meta.\"a key\":spaced",
  ])
  func `a value of any type and depth is found`(text: String) async throws {
    let cache = DocumentCache(try RecordCache.temporary(.document), customers: .usual)
    let path = "customers/ada/checkout_sessions/d1"
    try await store(
      path,
      #"""
      "metadata":{"mapValue":{"fields":{"order":{"integerValue":"12345"},
      "vip":{"booleanValue":true},"a.b":{"stringValue":"dotted"},
      "n":{"mapValue":{"fields":{"inner":{"stringValue":"INNERVAL"}}}},
      "😀":{"stringValue":"emoji"},"back`tick":{"stringValue":"bt"},
      "größe":{"stringValue":"XL"},"a key":{"stringValue":"spaced"}}}},
      "orderNo":{"integerValue":"700123"},"weight":{"doubleValue":2.5},
      "cart":{"mapValue":{"fields":{"ref":{"stringValue":"CART-55"}}}},
      "tags":{"arrayValue":{"values":[{"stringValue":"red"},
      {"mapValue":{"fields":{"code":{"stringValue":"x17"}}}}]}}
      """#, in: cache)
    try await store("customers/bob/checkout_sessions/d2", #""a":{"nullValue":null}"#, in: cache)
    #expect(try await rows(text, in: cache).map(\.id) == [path])
    let kept = try #require(try await cache.cache.record(path))
    #expect(
      try RecordQuery(documents: text, now: now)
        .matches(kept.json, in: CheckoutDocument.fieldTable))
    try await cache.cache.finishIndexing()
    #expect(try await rows(text, in: cache).map(\.id) == [path])
    #expect(try await rows("null", in: cache).isEmpty)
  }

  @Test(arguments: ["order-id", "x.y", "größe"])
  func `documents are in the order of a field of any name`(name: String) async throws {
    let cache = DocumentCache(try RecordCache.temporary(.document), customers: .usual)
    for (index, text) in ["b", "c", "a"].enumerated() {
      try await store(
        "customers/u\(index)/checkout_sessions/d",
        #""cart":{"mapValue":{"fields":{"\#(name)":{"stringValue":"\#(text)"}}}}"#, in: cache)
    }
    let path = try #require(JSONPath([.name("plain"), .name("cart"), .name(name)]).written)
    let list = ListQuery(sort: RecordSort(.path(path), descending: false))
    #expect(
      try await cache.rows(list, .top, limit: 9).rows.map(\.user) == ["u2", "u0", "u1"])
  }

  /// Keeps a document with these fields.
  private func store(_ path: String, _ fields: String, in cache: DocumentCache) async throws {
    let name = "projects/demo/databases/(default)/documents/\(path)"
    let json = try JSON(
      parsing: #"{"name":\#(JSONEscapes.encode(name)),"fields":{\#(fields)},"#
        + #""createTime":"2026-11-26T12:00:00Z"}"#)
    let record = try #require(CheckoutDocument(json, in: .usual)?.record())
    _ = try await cache.cache.store(record, fetchedAt: now)
  }

  /// What the name of a file is made from, in letters and digits.
  private func file(
    _ project: String, _ database: String, _ collection: String, emulator: String? = nil
  ) throws -> String {
    let host = try emulator.map { address throws in
      try FirestoreDatabase.Host(emulator: address)
    }
    let opened = try #require(
      FirestoreDatabase(project: project, database: database, host: host ?? .google))
    let customers = try #require(CustomersCollection(collection))
    return RecordCache.path(
      of: .document, directory: "/c", account: DocumentCache.name(of: opened, customers),
      livemode: false)
  }

  @Test func `each host, project, database and collection has a file of its own`() throws {
    let usual = "(default)"
    let long = String(repeating: "ü/x/", count: 200) + "c"
    let files = try [
      file("shop", usual, "customers"), file("shop", usual, "customers", emulator: "[::1]:8080"),
      file("shop", usual, "customers", emulator: "127.0.0.1:8080"),
      file("shop", usual, "customers", emulator: "127.0.0.1:8081"),
      file("shop", "eu-prod", "customers"), file("shop-eu", "prod", "customers"),
      file("shop", "default", "customers"), file("shop.eu", usual, "customers"),
      file("shop-eu", usual, "customers"), file("shop:eu", usual, "customers"),
      file("shop", usual, "kunden_a"), file("shop", usual, "kunden-a"),
      file("shop", usual, "kunden.a"), file("shop", usual, "kundenä"),
      file("shop", usual, "kunden/a/b"), file("shop", usual, "kunden/a-b/c"),
      file("shop", usual, "kunden/a/b-c"), file("shop", usual, long),
      file("shop", usual, long + "d"), file("shop", usual, String(repeating: "c", count: 300)),
    ]
    #expect(Set(files).count == files.count)
    #expect(files.allSatisfy { $0.utf8.count < 200 })
    // As older versions named it.
    #expect(files[0] == "/c/document-shop__default__customers-test.sqlite")
  }

  @Test func `duplicates are known as groups, and found`() async throws {
    let (cache, _) = try await kept()
    let counts = try await cache.counts(at: now)
    let found = try await rows("is:duplicate", in: cache)
    #expect(!found.isEmpty && Set(found.map(\.id)) == Set(counts.groups.keys))
    #expect(try await rows("has:duplicates", in: cache).count == found.count)
    #expect(counts.groups.values.allSatisfy { $0 > 1 })
  }

  @Test func `a user, an id, a path, an order and an error lead to documents`() async throws {
    let (cache, _) = try await kept()
    let created = try #require(try await rows("state:created has:metadata", in: cache).first)
    let document = try #require(try await cache.document(created.id)?.document)
    let entry = try #require(document.metadata?.entries.first { $0.value.string?.isEmpty == false })
    let failed = try #require(try await rows("state:failed error:price", in: cache).first)
    let texts = [
      created.user: created, created.documentID: created, created.id: created,
      document.name.text: created, try #require(entry.value.string): created,
      try #require(failed.error): failed, "customers/\(created.user)": created,
    ]
    for (text, row) in texts {
      #expect(try await cache.sought(text, limit: 100).contains { $0.id == row.id }, "\(text)")
    }
    #expect(try await cache.sought("nobody-has-this", limit: 100).isEmpty)
    let session = try #require(created.sessionID)
    #expect(try await cache.rows(ofSession: session).map(\.id) == [created.id])
  }

  @Test func `columns show what an app has written, by its own names`() async throws {
    let (cache, _) = try await kept()
    let names = try await cache.fieldNames(ListQuery())
    let mode = JSONPath([.name("mode")])
    #expect(names.first?.steps.first == .name("metadata") && names.contains(mode))
    let row = try #require(try await rows("mode:subscription", in: cache).first)
    let texts = try await cache.texts([mode], ids: [row.id, "gone"])
    #expect(texts[row.id]?[mode] == "subscription" && texts["gone"]?.isEmpty == true)
  }

  @Test func `one document is read again for one read`() async throws {
    let (cache, client) = try await kept()
    let row = try #require(try await rows("is:duplicate", in: cache).first)
    let again = try await cache.refresh(row.id, with: client, at: now + 10)
    #expect(again.id == row.id)
    #expect(try await cache.document(row.id)?.readAt == now + 10)
    #expect(try await rows("is:duplicate", in: cache).contains { $0.id == row.id })
    let error = await #expect(throws: DocumentError.self) {
      try await cache.refresh("customers/u/checkout_sessions/gone", with: client, at: now)
    }
    guard case .firestore(let reason)? = error else {
      Issue.record("another error")
      return
    }
    #expect(reason.code == .missing)
  }
}
