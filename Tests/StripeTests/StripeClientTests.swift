import Checkout
import Query
import HTTP
import Support
import Testing

@testable import Stripe
import JSON

@Suite("Calls of the API")
struct StripeClientTests {
  @Test func `a list asks with all filters, the page and the headers of the API`() async throws {
    let network = FakeNetwork(.answer(listJSON([sessionJSON("cs_test_a")], hasMore: true)))
    let client = try StripeClient.make(network, account: "acct_1")
    var filter = SessionFilter.status(.open)
    filter.created = CreatedRange(gte: 5, lt: 9)
    filter.email = "a+b@example.com"
    let page = try await client.sessions(
      filter, PageRequest(.after("cs_test_z"), limit: 3), expand: ["line_items"])

    #expect(page.elements.map(\.id) == ["cs_test_a"])
    #expect(page.hasMore)
    let request = try #require(network.requests.first)
    #expect(request.method == .get)
    #expect(
      request.url
        == "https://api.stripe.com/v1/checkout/sessions?created%5Bgte%5D=5"
        + "&created%5Blt%5D=9&status=open&customer_details%5Bemail%5D=a%2Bb%40example.com&limit=3"
        + "&starting_after=cs_test_z&expand%5B%5D=data.line_items")
    #expect(request.headers["Authorization"] == "Bearer " + testKey)
    #expect(request.headers["Stripe-Version"] == "2026-09-30.endive")
    #expect(request.headers["Stripe-Account"] == "acct_1")
    #expect(request.headers["User-Agent"] == "till/1.2.3")
    #expect(request.headers["Idempotency-Key"] == nil)
    #expect(request.body == nil)
  }

  @Test func `the page before an id asks with ending_before`() async throws {
    let network = FakeNetwork(.answer(listJSON([])))
    _ = try await StripeClient.make(network).sessions(.all, PageRequest(.before("cs_test_z")))
    #expect(network.requests.first?.url.hasSuffix("?limit=100&ending_before=cs_test_z") == true)
  }

  @Test func `a session is retrieved with its expansions`() async throws {
    let network = FakeNetwork(.answer(sessionJSON("cs_test_a")))
    let session = try await StripeClient.make(network).session("cs_test_a", expand: ["customer"])
    #expect(session.id == "cs_test_a")
    #expect(
      network.requests.first?.url
        == "https://api.stripe.com/v1/checkout/sessions/cs_test_a?expand%5B%5D=customer")
  }

  @Test func `line items come in pages of their own`() async throws {
    let item = #"{"id":"li_1","object":"item"}"#
    let network = FakeNetwork(.answer(listJSON([item])))
    let page = try await StripeClient.make(network).lineItems(of: "cs_test_a")
    #expect(page.elements.map(\.id) == ["li_1"])
    #expect(
      network.requests.first?.url
        == "https://api.stripe.com/v1/checkout/sessions/cs_test_a/line_items?limit=100")
  }

  @Test func `expire is an empty form with the key that was given`() async throws {
    let network = FakeNetwork(.answer(sessionJSON("cs_test_a")))
    _ = try await StripeClient.make(network)
      .expire("cs_test_a", idempotencyKey: IdempotencyKey("k-1"))
    let request = try #require(network.requests.first)
    #expect(request.method == .post)
    #expect(request.url == "https://api.stripe.com/v1/checkout/sessions/cs_test_a/expire")
    #expect(request.body?.isEmpty == true)
    #expect(request.headers["Content-Type"] == "application/x-www-form-urlencoded")
    #expect(request.headers["Idempotency-Key"] == "k-1")
  }

  @Test func `create and update send their fields as a form`() async throws {
    let network = FakeNetwork(.answer(sessionJSON("cs_test_a")))
    let client = try StripeClient.make(network)
    var fields: FormFields = ["mode": "payment"]
    fields.append("metadata", nested: ["order no": "1&2"])
    _ = try await client.createSession(fields, idempotencyKey: .random())
    _ = try await client.updateSession("cs_test_a", fields, idempotencyKey: .random())
    #expect(
      network.requests.map(\.url) == [
        "https://api.stripe.com/v1/checkout/sessions",
        "https://api.stripe.com/v1/checkout/sessions/cs_test_a",
      ])
    let body = Array("mode=payment&metadata%5Border%20no%5D=1%262".utf8)
    #expect(network.requests.map(\.body) == [body, body])
  }

  @Test func `events say which session to read again`() async throws {
    let event = """
      {"id":"evt_1","object":"event","type":"checkout.session.expired","created":7,
       "livemode":false,"data":{"object":\(sessionJSON("cs_test_a"))}}
      """
    let network = FakeNetwork(.answer(listJSON([event])))
    let page = try await StripeClient.make(network)
      .events(types: ["checkout.session.expired"], createdAfter: 6)
    #expect(
      page.elements == [
        CheckoutEvent(
          id: "evt_1", type: "checkout.session.expired", created: 7, sessionID: "cs_test_a")
      ])
    #expect(
      network.requests.first?.url
        == "https://api.stripe.com/v1/events?types%5B%5D=checkout.session.expired"
        + "&created%5Bgt%5D=6&limit=100")
  }

  @Test(arguments: [
    (RelatedObject.paymentIntent, "payment_intents/x_1"), (.customer, "customers/x_1"),
    (.subscription, "subscriptions/x_1"), (.invoice, "invoices/x_1"),
    (.paymentLink, "payment_links/x_1"),
  ])
  func `related objects are read by kind and id`(kind: RelatedObject, path: String) async throws {
    let network = FakeNetwork(.answer(sessionJSON("x_1", object: kind.rawValue)))
    let json = try await StripeClient.make(network).object(kind, "x_1")
    #expect(json["id"]?.string == "x_1")
    #expect(network.requests.first?.url == "https://api.stripe.com/v1/" + path)
  }

  @Test func `the account is read`() async throws {
    let network = FakeNetwork(.answer(#"{"id":"acct_1","object":"account"}"#))
    #expect(try await StripeClient.make(network).account()["id"]?.string == "acct_1")
    #expect(network.requests.first?.url == "https://api.stripe.com/v1/account")
  }

  @Test func `a base other than Stripe keeps its path`() async throws {
    let network = FakeNetwork(.answer(listJSON([])))
    let base = try APIBase("http://127.0.0.1:4242/stripe/")
    #expect(!base.isStripe)
    _ = try await StripeClient.make(network, base: base).sessions()
    #expect(
      network.requests.first?.url
        == "http://127.0.0.1:4242/stripe/v1/checkout/sessions?limit=100")
  }

  // MARK: - Locks

  @Test func `read-only refuses every POST before anything is sent`() async throws {
    let network = FakeNetwork(.answer(sessionJSON("cs_test_a")))
    let client = try StripeClient.make(network, writes: .refused("A live key is read-only."))
    let key = IdempotencyKey("k")
    let errors = [
      await failure { () throws(StripeError) in
        try await client.expire("cs_test_a", idempotencyKey: key)
      },
      await failure { () throws(StripeError) in
        try await client.createSession([:], idempotencyKey: key)
      },
      await failure { () throws(StripeError) in
        try await client.updateSession("cs_test_a", [:], idempotencyKey: key)
      },
    ]
    #expect(errors.allSatisfy { $0 == StripeError(.refused, "A live key is read-only.") })
    #expect(network.requests.isEmpty)
    _ = try await client.session("cs_test_a")
    #expect(network.requests.count == 1)
  }

  @Test(arguments: [
    "", "../account", "cs_test_a/expire", "cs_test_a?x=1", "cs_test_%2F", "cs test", "cs_test_ä",
    String(repeating: "x", count: 256),
  ])
  func `what is not an id never becomes part of a path`(id: String) async throws {
    let network = FakeNetwork(.answer(sessionJSON("cs_test_a")))
    let client = try StripeClient.make(network)
    let error = await failure { () throws(StripeError) in try await client.session(id) }
    #expect(error?.code == .invalidRequest)
    #expect(network.requests.isEmpty)
  }

  @Test(arguments: [(testKey, "cs_live_a"), ("rk_live_till_made_up_0001", "cs_test_a")])
  func `a session of the other mode is explained before any request`(key: String, id: String)
    async throws
  {
    let network = FakeNetwork(.answer(sessionJSON(id)))
    let client = try StripeClient.make(network, key: key)
    let error = await failure { () throws(StripeError) in try await client.lineItems(of: id) }
    #expect(error?.code == .otherMode)
    #expect(error?.sentence.hasPrefix("\(id)… is a ") == true)
    #expect(error?.sentence.hasSuffix(" mode: nothing was asked") == true)
    #expect(network.requests.isEmpty)
  }

  @Test func `a connected account that is no id is refused before any request`() async throws {
    let network = FakeNetwork(.answer(listJSON([])))
    let client = try StripeClient.make(network, account: "acct_1\r\nX: y")
    let error = await failure { () throws(StripeError) in try await client.sessions() }
    #expect(error?.code == .invalidRequest)
    #expect(network.requests.isEmpty)
  }
}
