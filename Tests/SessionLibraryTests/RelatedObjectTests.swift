import Checkout
import HTTP
import RecordCache
import SessionLibrary
import Stripe
import Support
import Host
import Testing
import JSON

@Suite struct RelatedObjectTests {
  private static let intent = JSON.make([
    "id": "pi_till0001", "object": "payment_intent", "livemode": false, "status": "succeeded",
  ])

  @Test func `an object is read once and cached`() async throws {
    let stripe = FakeStripe()
    stripe.change { $0.objects["pi_till0001"] = Self.intent }
    let library = try PagingTests.library(stripe)
    let id = try #require(StripeID("pi_till0001"))
    #expect(try await library.relatedObject(id) == nil)
    let loaded = try await library.loadRelatedObject(id)
    #expect(loaded.json == Self.intent)
    #expect(try await library.relatedObject(id) == loaded)
    #expect(stripe.requests == ["object"])
  }

  @Test func `an older answer does not replace a newer one`() async throws {
    let cache = try RecordCache.temporary(.session)
    let new = StoredObject(Self.intent, fetchedAt: 20)
    try await cache.store(new, id: "pi_till0001")
    try await cache.store(
      StoredObject(JSON.make(["id": "pi_till0001"]), fetchedAt: 10), id: "pi_till0001")
    #expect(try await cache.relatedObject("pi_till0001") == new)
  }

  @Test func `what may not be read is not cached`() async throws {
    let stripe = FakeStripe()
    stripe.change { $0.failures = [StripeError(.permission, "no")] }
    let library = try PagingTests.library(stripe)
    let id = try #require(StripeID("pi_till0001"))
    await #expect(throws: LibraryError.stripe(StripeError(.permission, "no"))) {
      try await library.loadRelatedObject(id)
    }
    #expect(try await library.relatedObject(id) == nil)
  }

  @Test func `a kind that is not read is refused`() async throws {
    let library = try PagingTests.library(FakeStripe())
    let id = try #require(StripeID("ch_till0001"))
    await #expect(throws: LibraryError.self) { try await library.loadRelatedObject(id) }
  }

  @Test func `what is created and updated is kept`() async throws {
    let sent = Locked<[FormFields]>([])
    var source = FakeStripe().source
    source.create = { fields, _ throws(StripeError) in
      sent.withLock { $0.append(fields) }
      return .make(id: "cs_test_new")
    }
    source.update = { id, fields, _ throws(StripeError) in
      sent.withLock { $0.append(fields) }
      return .make(id: id, metadata: ["a": "b"])
    }
    let library = SessionLibrary(
      source: source, cache: try RecordCache.temporary(.session), now: { Session.morning })
    _ = try await library.create(
      [FormParameter("mode", "payment")], key: IdempotencyKey("1"))
    #expect(try await library.session("cs_test_new") != nil)
    _ = try await library.update(
      "cs_test_new", [FormParameter("metadata[a]", "b")], key: IdempotencyKey("2"))
    let kept = try await library.session("cs_test_new")?.session
    #expect(kept?.json["metadata"]?["a"]?.string == "b")
    #expect(sent.withLock { $0.map(\.encoded) } == ["mode=payment", "metadata%5Ba%5D=b"])
  }

  @Test func `what belongs to an object comes in one request or not at all`() async throws {
    let id = try #require(StripeID("pi_till0001"))
    for (mayExpand, requests) in [(true, 1), (false, 2)] {
      let urls = Locked<[String]>([])
      let http = HTTPClient { request async throws(HTTPError) in
        urls.withLock { $0.append(request.url) }
        let isRefused = !mayExpand && request.url.contains("expand")
        let body =
          isRefused
          ? #"{"error": {"type": "invalid_request_error", "message": "rak_charge_read"}}"#
          : Self.intent.source
        return HTTPResponse(
          status: isRefused ? 403 : 200, headers: ["Content-Type": "application/json"],
          body: Array(body.utf8))
      }
      let client = StripeClient(
        key: try APIKey("rk_test_till_sandbox_0001"), http: http, version: "0",
        writes: .refused("a test"))
      let library = SessionLibrary(
        source: SessionSource(client), cache: try RecordCache.temporary(.session),
        now: { Session.morning })
      #expect(try await library.loadRelatedObject(id).json == Self.intent)
      #expect(urls.withLock(\.count) == requests)
      #expect(urls.withLock { $0[0].contains("latest_charge") })
    }
  }
}
