import Host
import Checkout
import HTTP
import Support
import Testing

@testable import Firestore

@Suite("Calls of Firestore")
struct ClientTests {
  @Test func `all documents are asked for by name, and the answer's other collections left out`()
    async throws
  {
    let network = FakeNetwork(
      .answer(
        listJSON([
          "customers/u1/checkout_sessions/d1", "checkout_sessions/d2",
          "tenants/t/customers/u1/checkout_sessions/d3",
        ])))
    let page = try await FirestoreClient.make(network).sessions(limit: 10)
    #expect(page.documents.map(\.id) == ["customers/u1/checkout_sessions/d1"])
    #expect(page.leftOut == 2)
    #expect(page.next == nil)
    #expect(page.readTime == "2026-11-26T12:00:00Z")
    let request = try #require(network.requests.first)
    #expect(
      request.url == "http://127.0.0.1:1/v1/projects/shop/databases/(default)/documents:runQuery")
    #expect(request.headers["Content-Type"] == "application/json")
    #expect(request.headers["Authorization"] == "Bearer owner")
    #expect(
      network.bodies == [
        #"{"structuredQuery":{"from":[{"collectionId":"checkout_sessions","allDescendants":true}],"#
          + #""orderBy":[{"field":{"fieldPath":"__name__"},"direction":"ASCENDING"}],"limit":10}}"#
      ])
  }

  @Test func `the next page goes on after the last document, at the same moment`() async throws {
    let network = FakeNetwork(
      .answer(
        listJSON(
          ["customers/u1/checkout_sessions/d1"], created: ["2026-11-26T11:00:00.5Z"],
          readTime: "2026-11-26T12:00:00.000001Z")),
      .answer(listJSON([])))
    let client = try FirestoreClient.make(network)
    let first = try await client.sessions(.newest, limit: 1)
    let cursor = try #require(first.next)
    let last = try await client.sessions(
      .newest, after: cursor, limit: 1, readTime: first.readTime)
    #expect(last.documents.isEmpty && last.next == nil)
    #expect(
      network.bodies.last?.contains(
        #""startAt":{"values":[{"timestampValue":"2026-11-26T11:00:00.5Z"},"#
          + #"{"referenceValue":"\#(root)/customers/u1/checkout_sessions/d1"}],"before":false}"#)
        == true)
    #expect(network.bodies.last?.hasSuffix(#""readTime":"2026-11-26T12:00:00.000001Z"}"#) == true)
  }

  @Test func `a walk that stands still is found out`() async throws {
    let network = FakeNetwork(.answer(listJSON(["customers/u1/checkout_sessions/d1"])))
    let client = try FirestoreClient.make(network)
    let cursor = try await client.sessions(limit: 1).next
    let error = await failure { () async throws(FirestoreError) in
      try await client.sessions(after: cursor, limit: 1)
    }
    #expect(error?.code == .unexpectedAnswer)
  }

  @Test func `a nested collection is asked for below its own document`() async throws {
    let customers = try #require(CustomersCollection("tenants/t 1/customers"))
    let network = FakeNetwork(.answer(listJSON([])))
    _ = try await FirestoreClient.make(network, customers: customers).sessions()
    #expect(network.requests[0].url.hasSuffix("/documents/tenants/t%201:runQuery"))
  }

  @Test func `one user's documents come by token, also over an empty page`() async throws {
    let document =
      #"{"name":"\#(root)/customers/u1/checkout_sessions/d1","createTime":"2026-11-26T12:00:00Z"}"#
    let network = FakeNetwork(
      .answer(#"{"nextPageToken":"a+b"}"#), .answer(#"{"documents":[\#(document)]}"#), .answer("{}")
    )
    let client = try FirestoreClient.make(network)
    let first = try await client.sessions(of: "u1", limit: 7)
    #expect(first.documents.isEmpty && first.nextToken == "a+b")
    let second = try await client.sessions(of: "u1", limit: 7, token: first.nextToken)
    #expect(second.documents.map(\.documentID) == ["d1"] && second.nextToken == nil)
    #expect(
      network.requests[1].url.hasSuffix(
        "/customers/u1/checkout_sessions?pageSize=7&pageToken=a%2Bb"))
    #expect(try await client.sessions(of: "u1").documents.isEmpty)
  }

  @Test func `a count is read from its aggregation`() async throws {
    let network = FakeNetwork(
      .answer(
        #"[{"result":{"aggregateFields":{"count":{"integerValue":"12000"}}},"readTime":"x"}]"#))
    #expect(try await FirestoreClient.make(network).count() == 12_000)
    #expect(network.requests[0].url.hasSuffix("/documents:runAggregationQuery"))
  }

  @Test func `of several documents, those that exist are found, in any order`() async throws {
    let network = FakeNetwork(
      .answer(
        #"[{"missing":"\#(root)/customers/u1"},{"found":{"name":"\#(root)/customers/u2"}}]"#))
    let client = try FirestoreClient.make(network)
    let found = try await client.users(["u1", "u2"])
    #expect(found.map(\.name.documentID) == ["u2"])
    #expect(
      network.bodies
        == [#"{"documents":["\#(root)/customers/u1","\#(root)/customers/u2"]}"#])
    let error = await failure { () async throws(FirestoreError) in try await client.users(["u3"]) }
    #expect(error?.code == .unexpectedAnswer, "a document that was not asked for")
  }

  @Test func `what people type cannot leave its place in a query`() async throws {
    let network = FakeNetwork(.answer(listJSON([])))
    _ = try await FirestoreClient.make(network).users(where: .email, is: #"a"b\@x"#)
    #expect(network.bodies[0].contains(#""value":{"stringValue":"a\"b\\@x"}"#))
  }

  // MARK: - Sending again

  @Test func `a failure that passes is not seen by the caller`() async throws {
    let network = FakeNetwork(
      .refusal(503, "UNAVAILABLE", "Try later", isWrapped: true), .error(.brokenAnswer),
      .refusal(429, "RESOURCE_EXHAUSTED", "Quota"), .answer(listJSON([])))
    let waits = Waits()
    _ = try await FirestoreClient.make(network, waits: waits).sessions()
    #expect(network.requests.map(\.attempt) == [1, 2, 3, 4])
    #expect(waits.all == [.milliseconds(500), .seconds(1), .seconds(2)])
  }

  @Test func `an error after documents fails the page, which is asked for again`() async throws {
    let broken = #"[{"document":{"name":"x"}},{"error":{"code":503,"message":"Gone"}}]"#
    let network = FakeNetwork(.answer(broken), .answer(listJSON([])))
    _ = try await FirestoreClient.make(network).sessions()
    #expect(network.requests.count == 2)
  }

  @Test func `a token that is refused is replaced once`() async throws {
    let network = FakeNetwork(
      .refusal(401, "UNAUTHENTICATED", "Expired"), .answer(listJSON([])),
      .refusal(401, "UNAUTHENTICATED", "Expired"))
    let count = Locked(0)
    let client = try FirestoreClient.make(
      network,
      origin: .command { () async throws(FirestoreError) in
        count.withLock { count in
          count += 1
          return "token\(count)"
        }
      })
    _ = try await client.sessions()
    #expect(network.tokens == ["Bearer token1", "Bearer token2"])
    let error = await failure { () async throws(FirestoreError) in try await client.sessions() }
    #expect(error?.code == .authentication)
    #expect(network.requests.count == 4)
  }

  @Test(arguments: [
    ("[", FirestoreError.Code.unexpectedAnswer), (#"{"a":1}"#, .unexpectedAnswer),
    ("<html>", .unexpectedAnswer), (#"[{"error":{"code":400,"message":"No"}}]"#, .invalidRequest),
  ])
  func `what is no answer of Firestore's is said to be none`(
    body: String, code: FirestoreError.Code
  ) async throws {
    let client = try FirestoreClient.make(FakeNetwork(.answer(body)))
    let error = await failure { () async throws(FirestoreError) in try await client.sessions() }
    #expect(error?.code == code)
  }
}
