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

extension JSON {
  var id: String { self["id"]?.string ?? "" }
  var ids: [String] { self["data"]?.elements.map(\.id) ?? [] }
  func text(_ name: String) -> String? { self[name]?.string }
  var error: JSON? { self["error"] }
  /// The same at every depth of a document.
  var compact: String { String(source.filter { !$0.isWhitespace }) }
}
