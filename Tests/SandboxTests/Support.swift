import Testing

@testable import Sandbox
import JSON

/// A store whose clock stays at a fixed time unless a test changes it.
struct TestAccount {
  var store: SandboxStore
  var now = Self.start

  /// 2026-11-14 12:00:00 UTC
  static let start = 1_794_657_600.0

  init(
    sessions: Int = 200, seed: UInt64 = 7, change: (inout SandboxOptions) -> Void = { _ in }
  ) {
    var options = SandboxOptions()
    options.sessions = sessions
    options.seed = seed
    change(&options)
    store = SandboxStore(options: options, start: Self.start)
  }

  mutating func send(
    _ method: String, _ path: String, _ parameters: String = "",
    headers: [String: String] = ["authorization": "Bearer sk_test_till_sandbox_0001"]
  ) -> SandboxResponse {
    let isPost = method == "POST"
    return store.respond(
      to: SandboxRequest(
        method: method, path: path, query: isPost ? "" : parameters,
        body: isPost ? parameters : "", headers: headers), at: now)
  }

  /// The JSON of an answer, which must have this status.
  mutating func json(
    _ method: String = "GET", _ path: String, _ parameters: String = "", status: Int = 200,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    let response = send(method, path, parameters)
    #expect(
      response.status == status, "\(String(decoding: response.body, as: UTF8.self))",
      sourceLocation: sourceLocation)
    return try JSON(parsing: response.body)
  }

  mutating func sessions(
    _ parameters: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    try json("GET", "/v1/checkout/sessions", parameters, sourceLocation: sourceLocation)
  }

  /// All sessions, newest first, read page by page.
  mutating func everySession(_ parameters: String = "") throws -> [JSON] {
    var all: [JSON] = []
    while true {
      let cursor = all.last.map { "&starting_after=\($0.id)" } ?? ""
      let page = try sessions("limit=100&\(parameters)\(cursor)")
      all += page["data"]?.elements.map { $0 } ?? []
      guard page["has_more"]?.bool == true else { return all }
    }
  }

  /// A session as it is now.
  mutating func session(_ id: String, _ parameters: String = "") throws -> JSON {
    try json("GET", "/v1/checkout/sessions/\(id)", parameters)
  }
}

extension TestAccount {
  /// An order of a subscription: 2198 a month.
  static let plan =
    CreateTests.smallest.replacing("mode=payment", with: "mode=subscription")
    + "&line_items[0][price_data][recurring][interval]=month"

  /// What is paid once, and a subscription of 700 a month that begins with a trial of a week.
  static let goodsAndTrial =
    CreateTests.smallest.replacing("mode=payment", with: "mode=subscription")
    + "&line_items[1][price_data][currency]=usd&line_items[1][price_data][unit_amount]=700"
    + "&line_items[1][price_data][product_data][name]=Plan&line_items[1][quantity]=1"
    + "&line_items[1][price_data][recurring][interval]=month"
    + "&subscription_data[trial_period_days]=7"

  /// An account whose only session is a subscription that has begun, with a card or without.
  static func subscribed(
    _ more: String = "", card: String? = nil, version: StripeVersion = .standard
  ) throws -> (account: TestAccount, id: String) {
    var account = TestAccount(sessions: 0) { $0.apiVersion = version }
    let id = try account.json("POST", "/v1/checkout/sessions", plan + more).id
    try account.perform("pay", id, card.map { "card=\($0)" } ?? "")
    return (account, id)
  }

  /// The same with a trial.
  static func trial(
    days: Int, _ more: String = "", card: String? = nil
  ) throws -> (account: TestAccount, id: String) {
    try subscribed("&subscription_data[trial_period_days]=\(days)" + more, card: card)
  }
}

extension JSON {
  var id: String { self["id"]?.string ?? "" }
  var ids: [String] { self["data"]?.elements.map(\.id) ?? [] }
  func text(_ name: String) -> String? { self[name]?.string }
  var error: JSON? { self["error"] }
  /// The same at every depth of a document.
  var compact: String { String(source.filter { !$0.isWhitespace }) }
}
