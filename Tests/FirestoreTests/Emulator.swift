import Checkout
import JSON
import FoundationEssentials
import HTTP
import Testing

@testable import Firestore

/// Google's emulator, if `.ci/firestore` has started one: `TILL_TEST_FIRESTORE` is its address.
struct Emulator {
  static let host = ProcessInfo.processInfo.environment["TILL_TEST_FIRESTORE"]

  let client: FirestoreClient
  private let http: HTTPClient
  private let base: String

  /// A database of the test's own.
  init(_ project: String, customers: String = "customers") throws {
    let host = try FirestoreDatabase.Host(emulator: try #require(Self.host))
    let unique = "\(project)-\(UInt32.random(in: 0 ... .max))"
    let database = try #require(FirestoreDatabase(project: unique, host: host))
    http = CurlTransport().client
    base = database.url([])
    client = FirestoreClient(
      database: database, customers: try #require(CustomersCollection(customers)),
      tokens: TokenSource(.emulator, http: http, now: { 0 }), http: http, version: "test")
  }

  /// Writes documents, given by their paths and the REST form of their fields. till itself has no
  /// request for that.
  func write(_ documents: [(path: String, fields: String)]) async throws {
    var rest = documents[...]
    while !rest.isEmpty {
      let writes = rest.prefix(400).map { document in
        let segments = document.path.split(separator: "/").map(String.init)
        let name = JSONEscapes.encode(client.database.name(segments))
        return #"{"update":{"name":\#(name),"fields":\#(document.fields)}}"#
      }
      rest = rest.dropFirst(400)
      let response = try await http.send(
        HTTPRequest(
          .post, base + ":commit",
          headers: ["Content-Type": "application/json", "Authorization": "Bearer owner"],
          body: Array(#"{"writes":[\#(writes.joined(separator: ","))]}"#.utf8)))
      try #require(response.status == 200, "\(String(decoding: response.body, as: UTF8.self))")
    }
  }

  /// All documents of a walk, page by page; `between` runs after the first one.
  func walk(
    limit: Int, between: () async throws -> Void = {}
  ) async throws -> (ids: [String], pages: Int, leftOut: Int) {
    var (ids, pages, leftOut) = ([String](), 0, 0)
    var page = try await client.sessions(limit: limit)
    try await between()
    while true {
      pages += 1
      ids += page.documents.map(\.id)
      leftOut += page.leftOut
      guard let next = page.next else { return (ids, pages, leftOut) }
      page = try await client.sessions(after: next, limit: limit, readTime: page.readTime)
    }
  }
}
