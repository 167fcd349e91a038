import Checkout
import JSON
import RecordCache
import SessionLibrary
import Stripe
import Support
import Host
import Testing

@Suite struct StoryReadingTests {
  private static let now = Session.morning + 3_600

  /// Stripe for one session: answers, refusals, and the requests it got.
  private final class Shop: Sendable {
    let session: Session
    let refused: Set<String>
    let chargedAt: Int
    let refunds: JSONLiteral
    let asked = Locked<[String]>([])
    /// What a request is answered with once.
    let failures: Locked<[String: StripeError]>

    init(
      _ session: Session, refusing refused: Set<String> = [], chargedAt: Int = Session.morning,
      refunds: JSONLiteral = nil, failing failures: [String: StripeError] = [:]
    ) {
      self.session = session
      self.refused = refused
      self.chargedAt = chargedAt
      self.refunds = refunds
      self.failures = Locked(failures)
    }

    func ask(_ what: String, needing permission: String? = nil) throws(StripeError) {
      asked.withLock { $0.append(what) }
      if let failure = failures.withLock({ $0.removeValue(forKey: what) }) { throw failure }
      guard let permission, refused.contains(permission) else { return }
      throw StripeError(
        .permission, "Having the '\(permission)' permission would allow this request to continue.")
    }

    var source: SessionSource {
      var source = FakeStripe([session]).source
      source.retrieve = { _, paths, _ throws(StripeError) in
        try self.ask("session \(paths.count)")
        for (path, permission) in [
          ("payment_intent.latest_charge.balance_transaction", "rak_balance_transaction_read"),
          ("payment_intent.latest_charge", "rak_charge_read"),
          ("subscription", "rak_subscription_read"),
        ] where paths.contains(where: { $0.hasPrefix(path) }) {
          try self.ask("", needing: permission)
        }
        return self.session
      }
      source.charges = { _ throws(StripeError) in
        try self.ask("charges", needing: "rak_charge_read")
        return Page(
          elements: [
            .make(changes: [
              "disputed": .bool(self.refused.contains("disputed")),
              "created": .int(self.chargedAt), "refunds": self.refunds,
            ])
          ],
          hasMore: false)
      }
      source.disputes = { _ throws(StripeError) in
        try self.ask("disputes", needing: "rak_dispute_read")
        return [.make(["id": "dp_1", "object": "dispute"])]
      }
      source.storyEvents = { _ throws(StripeError) in
        try self.ask("events", needing: "rak_event_read")
        return Page(
          elements: [
            .make(
              "checkout.session.completed", at: 151,
              of: ["id": "cs_test_till0001", "object": "checkout.session"])
          ], hasMore: false)
      }
      return source
    }

    var requests: [String] { asked.withLock { $0.filter { !$0.isEmpty } } }
  }

  private func library(_ shop: Shop) throws -> SessionLibrary {
    SessionLibrary(source: shop.source, cache: try .temporary(.session), now: { Self.now })
  }

  private let paid = Session.make(
    status: "complete", paymentStatus: "paid",
    changes: ["payment_intent": ["id": "pi_1", "object": "payment_intent"]])

  @Test func `three requests tell the story, and it is kept`() async throws {
    let shop = Shop(paid)
    let library = try library(shop)
    let read = try await library.loadStory(paid.id)
    #expect(shop.requests == ["session 4", "charges", "events"])
    #expect(Story(read).steps.map(\.kind) == [.created, .paid, .completed])
    #expect(read.reach == .whole(until: Session.morning + 300))
    let kept = try #require(try await library.story(paid.id))
    #expect(Story(kept) == Story(read))
    let cached = try #require(try await library.session(paid.id))
    #expect(cached.session.json["payment_intent"]?.string == "pi_1", "nothing is kept expanded")
  }

  @Test(arguments: ["failed", "canceled", "pending"])
  func `a refund does not open the span of events, in which others take the place`(status: String)
    async throws
  {
    let refund: JSONLiteral = [
      "id": "re_1", "object": "refund", "status": .string(status),
      "created": .int(Session.morning + 400), "amount": 500, "currency": "usd",
    ]
    let read = try await library(Shop(paid, refunds: ["data": [refund]])).loadStory(paid.id)
    #expect(read.reach == .whole(until: Session.morning + 700))
  }

  @Test func `a session that nobody has tried to pay takes one request`() async throws {
    let shop = Shop(.make())
    let read = try await library(shop).loadStory("cs_test_till0001")
    #expect(shop.requests == ["session 4"])
    #expect(read.hasAllChargesForTest)
  }

  @Test func `a dispute is read before events, which show it as it was`() async throws {
    let shop = Shop(paid, refusing: ["disputed"])
    let read = try await library(shop).loadStory(paid.id)
    #expect(shop.requests == ["session 4", "charges", "disputes"])
    #expect(read.disputes.count == 1 && read.reach == .noRequestLeft)
    let old = Session.make(
      created: Session.morning - 40 * 86_400, status: "complete", paymentStatus: "paid",
      changes: ["payment_intent": "pi_1"])
    let olderShop = Shop(old, refusing: ["disputed"])
    let older = try await library(olderShop).loadStory(old.id)
    #expect(olderShop.requests == ["session 4", "charges", "disputes"])
    #expect(older.disputes.count == 1 && older.reach == .tooOld)
    let closed = Shop(paid, refusing: ["disputed", "rak_dispute_read"])
    let library = try library(closed)
    _ = try await library.loadStory(paid.id)
    _ = try await library.loadStory(paid.id)
    #expect(closed.requests.suffix(3) == ["session 4", "charges", "events"])
  }

  @Test func `the last request goes to a dispute, or else to the charges`() async throws {
    let latest = Charge.literal(id: "ch_1", at: 0, changes: ["disputed": true])
    let intent: JSONLiteral = ["id": "pi_1", "object": "payment_intent", "latest_charge": latest]
    let disputed = Session.make(
      status: "complete", paymentStatus: "paid", changes: ["payment_intent": intent])
    let shop = Shop(disputed, refusing: ["rak_balance_transaction_read"])
    let read = try await library(shop).loadStory(paid.id)
    #expect(shop.requests == ["session 4", "session 4", "disputes"])
    #expect(Story(read).unknown.contains { $0.hasPrefix("charges were not read") })
    let billed = Session.make(
      status: "complete", paymentStatus: "paid",
      changes: [
        "subscription": "sub_1", "payment_intent": nil,
        "invoice": [
          "id": "in_1", "object": "invoice",
          "payments": ["data": [["payment": ["payment_intent": "pi_1"]]]],
        ],
      ])
    let other = Shop(billed, refusing: ["rak_balance_transaction_read"])
    let story = Story(try await library(other).loadStory(billed.id))
    #expect(other.requests == ["session 4", "session 4", "charges"])
    #expect(story.steps.contains { $0.kind == .paid && $0.id == "ch_1" })
  }

  @Test func `what a restricted key may not read is left out, and asked for once`() async throws {
    let shop = Shop(paid, refusing: ["rak_charge_read", "rak_event_read"])
    let library = try library(shop)
    let first = try await library.loadStory(paid.id)
    #expect(shop.requests == ["session 4", "session 4", "events"], "the list is refused as well")
    #expect(first.listedCharges == nil)
    #expect(first.withheld == ["payment_intent.latest_charge"])
    let second = try await library.loadStory(paid.id)
    #expect(shop.requests.dropFirst(3) == ["session 4"])
    #expect(second.reach == .refused)
  }

  @Test func `a part that may not be read takes no other part with it`() async throws {
    let shop = Shop(paid, refusing: ["rak_balance_transaction_read"])
    let library = try library(shop)
    let first = try await library.loadStory(paid.id)
    #expect(shop.requests == ["session 4", "session 4", "charges"])
    #expect(first.withheld == ["payment_intent.latest_charge.balance_transaction"])
    let note = "the key may not read everything around the session: missing are fees"
    #expect(Story(first).unknown.contains(note))
    let kept = try #require(try await library.story(paid.id))
    #expect(Story(kept).unknown.contains(note))
    _ = try await library.loadStory(paid.id)
    #expect(shop.requests.dropFirst(3) == ["session 4", "charges", "events"])
  }

  @Test func `what refusals leave no request for is said`() async throws {
    let shop = Shop(paid, refusing: ["rak_balance_transaction_read", "rak_subscription_read"])
    let library = try library(shop)
    let first = try await library.loadStory(paid.id)
    #expect(shop.requests == ["session 4", "session 4", "session 1"])
    #expect(first.reach == .noRequestLeft)
    #expect(
      Story(first).unknown == [
        "the key may not read everything around the session: missing are fees",
        "events were not read, as other requests came first: what changed has no exact time",
        "charges were not read: tries to pay and refunds are not known",
      ])
    _ = try await library.loadStory(paid.id)
    #expect(shop.requests.dropFirst(3) == ["session 3", "charges", "events"])
  }

  @Test func `what no permission is missing for was merely not read`() async throws {
    let message = "This property cannot be expanded (payment_intent.latest_charge"
    let refusal = StripeError(
      .invalidRequest, "\(message).balance_transaction).", status: 400)
    let shop = Shop(paid, failing: ["session 4": refusal])
    let read = try await library(shop).loadStory(paid.id)
    #expect(read.withheld == [] && read.unread == ["payment_intent"])
    #expect(
      Story(read).unknown.first
        == "not everything around the session was read: missing are the payment intent")
  }

  @Test func `a session is read though its last part is refused`() async throws {
    let refusal = StripeError(.permission, "Having the 'rak_invoice_read' permission.")
    let shop = Shop(
      paid, refusing: ["rak_balance_transaction_read", "rak_subscription_read"],
      failing: ["session 1": refusal])
    let read = try await library(shop).loadStory(paid.id)
    #expect(shop.requests == ["session 4", "session 4", "session 1", "session 0"])
    #expect(read.unread.contains("payment_intent") && read.reach == .noRequestLeft)
  }

  @Test func `a payment intent without a charge needs no list of charges`() async throws {
    let asked = Session.make(
      changes: [
        "payment_intent": [
          "id": "pi_1", "object": "payment_intent", "latest_charge": nil,
          "status": "requires_action",
        ]
      ])
    let shop = Shop(asked)
    let read = try await library(shop).loadStory(asked.id)
    #expect(shop.requests == ["session 4", "events"])
    #expect(read.listedCharges == [])
  }

  /// A refusal, and whether the same is asked for again for the next story.
  private static let refusals: [(StripeError, Bool)] = [
    (StripeError(.permission, "Not with this key.", status: 403), false),
    (StripeError(.invalidRequest, "Unrecognized request URL", status: 404), false),
    (
      StripeError(.missing, "No such thing", apiCode: "resource_missing", status: 404), true
    ),
    (StripeError(.invalidRequest, "Not for this one.", status: 400), true),
  ]

  @Test(arguments: refusals)
  func `only a refusal that is not of one session alone is remembered`(
    refusal: StripeError, isAskedAgain: Bool
  ) async throws {
    let shop = Shop(paid, failing: ["charges": refusal, "events": refusal])
    let library = try library(shop)
    let first = try await library.loadStory(paid.id)
    #expect(first.listedCharges == nil)
    #expect(first.reach == (refusal.code == .permission ? .refused : .unlisted))
    let second = try await library.loadStory(paid.id)
    #expect(shop.requests.dropFirst(3).contains("charges") == isAskedAgain)
    #expect(shop.requests.dropFirst(3).contains("events") == isAskedAgain)
    #expect(second.reach == (isAskedAgain ? .whole(until: Session.morning + 300) : first.reach))
  }

  @Test(arguments: [
    ("This property cannot be expanded (invoice.payments).", "session 3"),
    ("Not for this one.", "session 4"),
  ])
  func `a path that one session refuses is asked for again`(message: String, next: String)
    async throws
  {
    let refusal = StripeError(.invalidRequest, message, status: 400)
    let shop = Shop(paid, failing: ["session 4": refusal])
    let library = try library(shop)
    _ = try await library.loadStory(paid.id)
    #expect(shop.requests.count == 3)
    _ = try await library.loadStory(paid.id)
    #expect(shop.requests.dropFirst(3).first == next)
  }

  @Test func `paths are asked for again if it was the session that was refused`() async throws {
    let refusal = StripeError(.permission, "Not with this key.", status: 403)
    let shop = Shop(paid, failing: ["session 4": refusal, "session 0": refusal])
    let library = try library(shop)
    await #expect(throws: LibraryError.stripe(refusal)) { try await library.loadStory(paid.id) }
    _ = try await library.loadStory(paid.id)
    #expect(shop.requests.dropFirst(2).first == "session 4")
  }

  @Test func `a try that is in no known time is read without a trap`() async throws {
    let shop = Shop(paid, chargedAt: .max)
    let read = try await library(shop).loadStory(paid.id)
    #expect(read.reach == .whole(until: Self.now))
  }

  @Test func `events that Stripe has forgotten are not asked for`() async throws {
    let old = Session.make(
      created: Session.morning - 40 * 86_400, status: "complete", paymentStatus: "paid",
      changes: ["payment_intent": "pi_1"])
    let shop = Shop(old)
    let read = try await library(shop).loadStory(old.id)
    #expect(shop.requests == ["session 4", "charges"])
    #expect(read.reach == .tooOld)
  }
}

extension StorySources {
  fileprivate var hasAllChargesForTest: Bool { listedCharges != nil }
}
