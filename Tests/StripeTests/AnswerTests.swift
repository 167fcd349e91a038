import Checkout
import HTTP
import JSON
import Query
import Support
import Testing

@testable import Stripe

@Suite("Answers that are not to be trusted")
struct AnswerTests {
  private func list(
    _ body: String, _ page: PageRequest = PageRequest()
  ) async throws -> StripeError? {
    let client = try StripeClient.make(FakeNetwork(.answer(body)))
    return await failure { () throws(StripeError) in try await client.sessions(.all, page) }
  }

  @Test(arguments: [
    (#"{"object":"checkout.session","id":"cs_test_a"}"#, "not a list"),
    (#"{"object":"list","data":{},"has_more":false}"#, "not a list"),
    (#"{"object":"list","data":[]}"#, "not a list"),
    (#"{"object":"list","data":[],"has_more":"true"}"#, "not a list"),
    (#"{"object":"list","data":[{"id":"cs_test_a"}],"has_more":false}"#, "element 1"),
    (#"{"object":"list","data":[null],"has_more":false}"#, "element 1"),
    (listJSON([sessionJSON("cs_test_a"), sessionJSON("in_1", object: "invoice")]), "element 2"),
    (listJSON([sessionJSON("cs_test_a"), sessionJSON("cs_test_a")]), "repeats cs_test_a"),
    (listJSON([], hasMore: true), "empty and claims"),
    (listJSON([sessionJSON("cs_test_a", livemode: true)]), "live session came for a test key"),
    (listJSON([sessionJSON("cs_live_a")]), "live session came for a test key"),
    (listJSON([sessionJSON("../x")]), "malformed id"),
    ("[]", "not an object"), ("null", "not an object"),
    ("", "not JSON"), ("<html>", "not JSON"), (#"{"object":"list","data":["#, "not JSON"),
    (String(repeating: "[", count: 10_000), "not JSON"),
    (#"{"error":{"message":"went wrong"}}"#, "went wrong"),
  ])
  func `what is not a list of sessions is no list`(body: String, reason: String) async throws {
    let error = try #require(try await list(body))
    #expect(error.code == .unexpectedAnswer)
    #expect(error.message.contains(reason))
    #expect(error.status == 200)
  }

  @Test func `a page longer than its limit is refused`() async throws {
    let body = listJSON(["a", "b", "c"].map { sessionJSON("cs_test_" + $0) })
    #expect(try await list(body, PageRequest(limit: 3)) == nil)
    let error = try await list(body, PageRequest(limit: 2))
    #expect(error?.message == "the page is longer than the limit of 2")
  }

  @Test
  func `a page that repeats its cursor is refused, because paging would never end`() async throws {
    let body = listJSON([sessionJSON("cs_test_b"), sessionJSON("cs_test_a")], hasMore: true)
    #expect(try await list(body, PageRequest(.after("cs_test_c"))) == nil)
    let error = try await list(body, PageRequest(.after("cs_test_a")))
    #expect(error?.message == "the page repeats cs_test_a")
  }

  @Test
  func `unknown fields and values are welcome, and the bytes stay as they were`() async throws {
    let body =
      #"{"id":"cs_test_a","object":"checkout.session","created":1,"status":"new", "x":{"y":[1.0]}}"#
    let client = try StripeClient.make(FakeNetwork(.answer(body)))
    let session = try await client.session("cs_test_a")
    #expect(session.status == .other("new"))
    #expect(session.json.source == body)
  }

  @Test(arguments: [
    sessionJSON("cs_test_b"), sessionJSON("cs_test_a", object: "list"),
    sessionJSON("cs_test_a", livemode: true),
    #"{"id":"cs_test_a","object":"checkout.session"}"#,
  ])
  func `a session must be the one that was asked for`(body: String) async throws {
    let network = FakeNetwork(.answer(body))
    let client = try StripeClient.make(network)
    let errors = [
      await failure { () throws(StripeError) in try await client.session("cs_test_a") },
      await failure { () throws(StripeError) in
        try await client.expire("cs_test_a", idempotencyKey: .random())
      },
    ]
    #expect(errors.allSatisfy { $0?.code == .unexpectedAnswer })
    #expect(network.requests.count == 2)
  }

  @Test(arguments: [
    #"{"id":"cus_2","object":"customer"}"#, #"{"id":"cus_1","object":"invoice"}"#,
    #"{"id":"cus_1","object":"customer","livemode":true}"#,
  ])
  func `a related object must be the one that was asked for`(body: String) async throws {
    let client = try StripeClient.make(FakeNetwork(.answer(body)))
    let error = await failure { () throws(StripeError) in
      try await client.object(.customer, "cus_1")
    }
    #expect(error?.code == .unexpectedAnswer)
  }

  @Test(arguments: 0..<8)
  func `whatever bytes come, there is a page that keeps its promises or an error`(seed: UInt64)
    async throws
  {
    var generator = SplitMix(seed: seed)
    let original = Array(
      listJSON(["a", "b"].map { sessionJSON("cs_test_" + $0) }, hasMore: true).utf8)
    for _ in 0..<250 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] = .random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        case 2: bytes.removeSubrange(index...)
        default: bytes.insert(contentsOf: bytes[..<index], at: index)
        }
        if bytes.isEmpty { break }
      }
      let network = FakeNetwork(.success(HTTPResponse(status: 200, body: bytes)))
      let client = try StripeClient.make(network)
      do throws(StripeError) {
        let page = try await client.sessions(.all, PageRequest(limit: 3))
        #expect(page.elements.count <= 3)
        #expect(Set(page.elements.map(\.id)).count == page.elements.count)
        #expect(page.elements.allSatisfy { $0.livemode != true })
      } catch {
        #expect(error.code == .unexpectedAnswer)
      }
    }
  }

  @Test func `a deleted customer is an answer`() async throws {
    let body = #"{"id":"cus_1","object":"customer","deleted":true}"#
    let client = try StripeClient.make(FakeNetwork(.answer(body)))
    #expect(try await client.object(.customer, "cus_1")["deleted"]?.bool == true)
  }

  @Test(arguments: [
    (#"{"object":"customer","id":"cus_1"}"#, false), (#""cs_test_a""#, false),
    (sessionJSON("cs/../x"), false), (sessionJSON("cs_test_a"), true),
  ])
  func `events about something else, or of the other mode, are refused`(
    object: String, livemode: Bool
  ) async throws {
    let event = """
      {"id":"evt_1","object":"event","type":"t","created":7,"livemode":\(livemode),
       "data":{"object":\(object)}}
      """
    let client = try StripeClient.make(FakeNetwork(.answer(listJSON([event]))))
    let error = await failure { () throws(StripeError) in try await client.events() }
    #expect(error?.code == .unexpectedAnswer)
  }
}
