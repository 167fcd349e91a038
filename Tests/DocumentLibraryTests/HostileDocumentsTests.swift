import Checkout
import Firestore
import HTTP
import JSON
import Query
import RecordCache
import Screen
import Testing

@testable import DocumentLibrary

/// Users write their own documents: whatever a document contains, it is kept, listed and found like
/// others.
@Suite("Hostile documents")
struct HostileDocumentsTests {
  private static let root = "projects/demo/databases/(default)/documents"

  private static func document(_ id: String, user: String = "u1", _ fields: String) -> String {
    let name = JSONEscapes.encode("\(root)/customers/\(user)/checkout_sessions/\(id)")
    return #"{"document":{"name":\#(name),"fields":{\#(fields)},"#
      + #""createTime":"2026-11-26T12:00:00Z","updateTime":"2026-11-26T12:00:00Z"},"#
      + #""readTime":"2026-11-26T13:00:00Z"}"#
  }

  private static let deepMap = (0..<20).reduce(#"{"stringValue":"x"}"#) { inner, _ in
    #"{"mapValue":{"fields":{"a":\#(inner)}}}"#
  }

  private static let documents: [String] = {
    let escape = #"\u001b]0;owned\u0007\u001b[31m\u202emoc\u0000"#
    let all: [(id: String, fields: String)] = [
      (
        "types",
        #""sessionId":{"mapValue":{}},"url":{"integerValue":"5"},"error":{"arrayValue":{}}"#
      ),
      ("null", #""sessionId":{"nullValue":null},"metadata":{"nullValue":null},"created":{}"#),
      ("wrong", #""metadata":{"stringValue":"x"},"line_items":{"mapValue":{}},"price":{"a":1}"#),
      ("unknown", #""price":{"functionValue":{}},"mode":{"fieldReferenceValue":"x"}"#),
      (
        "escapes",
        #""error":{"stringValue":"\#(escape)"},"\#(escape)":{"stringValue":"\#(escape)"}"#
      ),
      (
        "amounts",
        #""amount":{"integerValue":"99999999999999999999"},"currency":{"stringValue":""}"#
      ),
      (
        "currency",
        #""amount":{"integerValue":"5"},"currency":{"stringValue":"us\"d\#(escape)"}"#
      ),
      (
        "members",
        #""amount":{"integerValue":"5"},"currency":{"stringValue":"usd\",\"state\":\"mobile"}"#
      ),
      ("code", #""error":{"mapValue":{"fields":{"code":{"stringValue":"denied"}}}}"#),
      ("large", #""error":{"stringValue":"\#(String(repeating: "é", count: 500_000))"}"#),
      ("deep", #""metadata":\#(deepMap)"#),
      ("session", #""sessionId":{"stringValue":"cs_test_' OR 1=1 --"}"#),
      ("..-..", #""mode":{"stringValue":"nothing"}"#),
      ("many", (0..<500).map { #""f\#($0)":{"stringValue":"v\#($0)"}"# }.joined(separator: ",")),
    ]
    return all.map { document($0.id, $0.fields) }
      + [document("ü 😀\u{1B}[31m", user: "\u{202E}evil", #""mode":{"stringValue":"payment"}"#)]
  }()

  private func kept() async throws -> DocumentCache {
    let answer = "[" + Self.documents.joined(separator: ",") + "]"
    let http = HTTPClient { _ async throws(HTTPError) in
      HTTPResponse(status: 200, body: Array(answer.utf8))
    }
    let database = try #require(
      FirestoreDatabase(project: "demo", host: try FirestoreDatabase.Host(emulator: "127.0.0.1:1")))
    let client = FirestoreClient(
      database: database, tokens: TokenSource(.emulator, http: http, now: { 0 }), http: http,
      version: "test")
    let cache = DocumentCache(try RecordCache.temporary(.document), customers: .usual)
    let outcome = try await cache.sync(client, at: 1_795_694_400) { _ in }
    #expect(outcome.changes.received == Self.documents.count)
    return cache
  }

  @Test func `all of them are kept, listed, and come back as they were`() async throws {
    let cache = try await kept()
    let rows = try await cache.rows(ListQuery(), .top, limit: 100).rows
    #expect(rows.count == Self.documents.count)
    for row in rows {
      let document = try #require(try await cache.document(row.id)?.document, "\(row.id)")
      #expect(document.id == row.id)
      #expect(row.state(at: 1_795_694_400) == document.state(at: 1_795_694_400))
      #expect(!FieldGroup.groups(of: document).isEmpty)
      #expect(!DocumentVerdict(DocumentFacts(document, at: 1_795_694_400)).sentence.isEmpty)
    }
    _ = try await cache.counts(at: 1_795_694_400)
    _ = try await cache.fieldNames(ListQuery())
  }

  @Test func `no control character gets into a line for people`() async throws {
    let cache = try await kept()
    for row in try await cache.rows(ListQuery(), .top, limit: 100).rows {
      let document = try #require(try await cache.document(row.id)?.document)
      for line in DocumentLines(of: DocumentFacts(document, at: 1_795_694_400)).lines {
        let text = Sanitiser.display(String(line.prefix(2_000)))
        let isClean = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E }
        #expect(isClean, "\(row.documentID)")
      }
    }
  }

  @Test func `queries over them answer, whatever they look for`() async throws {
    let cache = try await kept()
    for text in [
      "state:failed", "error:é", "meta.a:x", "price:x", "amount>=1", "mode:payment",
      "created:>1d", "has:error", "id:cs_test_", "\"' OR 1=1\"",
    ] {
      let query = try RecordQuery(documents: text, now: 1_795_694_400)
      _ = try await cache.rows(ListQuery(query: query), .top, limit: 100)
    }
    #expect(try await cache.rows(ofSession: "cs_test_' OR 1=1 --").count == 1)
  }
}
