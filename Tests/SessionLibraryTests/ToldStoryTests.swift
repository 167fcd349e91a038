import Checkout
import HTTP
import JSON
import RecordCache
import Sandbox
import SessionLibrary
import Stripe
import Support
import Host
import Testing

/// Compares stories with what customers, banks and the shop did at the sandbox.
@Suite struct ToldStoryTests {
  /// A sandbox without a socket; the test sets its clock.
  private final class Shop: Sendable {
    private let state: Locked<(store: SandboxStore, now: Int)>

    init(permissions: [String]?) throws {
      var options = SandboxOptions()
      options.sessions = 0
      options.permissions = try permissions.map {
        Set(try $0.map { try #require(Permission($0)) })
      }
      state = Locked(
        (SandboxStore(options: options, start: Double(Session.morning)), Session.morning))
    }

    var now: Int { state.withLock { $0.now } }
    func wait(_ seconds: Int) { state.withLock { $0.now += seconds } }

    var http: HTTPClient {
      HTTPClient { request async throws(HTTPError) in
        let address = try HTTPAddress(request.url)
        let halves = address.target.split(separator: "?", maxSplits: 1).map(String.init)
        return self.respond(
          request.method.rawValue, halves[0], halves.count > 1 ? halves[1] : "",
          String(decoding: request.body ?? [], as: UTF8.self), key: "rk_test_till_sandbox_0001")
      }
    }

    private func respond(
      _ method: String, _ path: String, _ query: String, _ body: String, key: String
    ) -> HTTPResponse {
      state.withLock { state in
        let answer = state.store.respond(
          to: SandboxRequest(
            method: method, path: path, query: query, body: body,
            headers: ["authorization": "Bearer \(SandboxServer.key)"]), at: Double(state.now))
        return HTTPResponse(status: answer.status, body: answer.body)
      }
    }

    /// An action of the shop, a customer or a bank.
    func post(_ path: String, _ body: String) throws -> JSON {
      try JSON(
        parsing: respond("POST", path, "", body, key: SandboxServer.key).body)
    }
  }

  private struct Deed: Equatable {
    let kind: StoryStep.Kind
    let at: Int
  }

  /// What may happen to a session, as commands of the sandbox.
  private static let courses = [
    [], ["decline"], ["decline", "decline", "pay"], ["pay"], ["pay", "refund"],
    ["decline", "pay", "dispute"], ["expire"], ["decline", "expire"],
    ["pay", "refund amount=100", "refund amount=50"],
  ]

  /// Takes a session through a course, and returns what happened.
  private static func play(
    _ course: [String], at shop: Shop, _ generator: inout SplitMix
  ) throws -> (id: String, deeds: [Deed]) {
    let session = try shop.post(
      "/v1/checkout/sessions",
      "mode=payment&success_url=https://a.b&line_items[0][quantity]=1"
        + "&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=2198"
        + "&line_items[0][price_data][product_data][name]=T")
    let id = try #require(session["id"]?.string)
    var deeds = [Deed(kind: .created, at: shop.now)]
    for verb in course {
      shop.wait(Int.random(in: 1...400, using: &generator))
      let words = verb.split(separator: " ", maxSplits: 1).map(String.init)
      let body =
        words[0] == "decline" ? "card=4000000000009995" : words.count > 1 ? words[1] : ""
      _ = try shop.post("/v1/test_helpers/checkout/sessions/\(id)/\(words[0])", body)
      let isTried = deeds.contains { $0.kind == .submitted }
      if ["decline", "pay"].contains(words[0]), !isTried {
        deeds.append(Deed(kind: .submitted, at: shop.now))
      }
      let kinds: [StoryStep.Kind] =
        switch words[0] {
        case "decline": [.declined]
        case "pay": [.paid, .completed]
        case "refund": [.refunded]
        case "dispute": [.disputed]
        default: [.expired]
        }
      deeds += kinds.map { Deed(kind: $0, at: shop.now) }
    }
    shop.wait(Int.random(in: 1...400, using: &generator))
    return (id, deeds)
  }

  private static let told: Set<StoryStep.Kind> = [
    .created, .submitted, .declined, .paid, .completed, .refunded, .disputed, .expired,
  ]

  private enum Key: CaseIterable {
    /// It may read everything.
    case whole
    /// It may not read events.
    case withoutEvents
    /// Sessions and payment intents alone.
    case restricted

    var permissions: [String]? {
      switch self {
      case .whole: nil
      case .withoutEvents:
        [
          "checkout_session_write", "payment_intent_read", "charge_read", "dispute_read",
          "balance_transaction_read", "subscription_read", "invoice_read", "setup_intent_read",
          "customer_read",
        ]
      case .restricted: ["checkout_session_write", "payment_intent_read"]
      }
    }
  }

  private static func check(_ key: Key, sessions: Int) async throws {
    var generator = SplitMix(seed: 7)
    let shop = try Shop(permissions: key.permissions)
    let client = StripeClient(
      key: try APIKey(SandboxServer.key), base: try APIBase("http://127.0.0.1:9"), http: shop.http,
      version: "test", writes: .allowed)
    let cache = try RecordCache.temporary(.session)
    let library = SessionLibrary(source: SessionSource(client), cache: cache) { shop.now }
    for index in 0..<sessions {
      let (id, deeds) = try play(courses[index % courses.count], at: shop, &generator)
      let story = Story(try await library.loadStory(id))
      let steps = story.steps.filter { told.contains($0.kind) }
      for step in steps {
        // No step claims more than is known: its time must fit what happened.
        let isTrue = deeds.contains { deed in
          guard deed.kind == step.kind else { return false }
          return switch step.exactness {
          case .exact: deed.at == step.at
          case .about: abs(deed.at - step.at) <= 400
          case .since(let start): (start...step.at).contains(deed.at)
          case .atLatest: deed.at <= step.at
          }
        }
        #expect(isTrue, "\(key): \(step) is not among \(deeds)")
      }
      guard key != .restricted else { continue }
      #expect(steps.map(\.kind) == deeds.map(\.kind), "\(key): \(courses[index % courses.count])")
    }
    try cache.close()
  }

  @Test func `a story says what happened`() async throws {
    try await Self.check(.whole, sessions: 1_000)
  }

  @Test func `without events it says the same, and how well it knows the times`() async throws {
    try await Self.check(.withoutEvents, sessions: 500)
  }

  @Test func `a restricted key says less, and nothing that is not true`() async throws {
    try await Self.check(.restricted, sessions: 500)
  }
}
