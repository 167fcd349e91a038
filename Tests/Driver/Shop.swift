import Checkout
import Foundation
import HTTP
import Sandbox
import Testing
import JSON

/// An account at the sandbox with a home folder from which to read it, as most tests need it.
///
/// The sandbox answers on a socket, so that `till` reaches it as it reaches Stripe. Tests ask it
/// directly for the true state.
struct Shop: Sendable {
  let home: Home
  /// `http://127.0.0.1:PORT`
  let address: String
  let key: String
  private let server: SandboxServer
  private let transport = CurlTransport()

  /// Opens an account with this many sessions, and closes it after the body.
  static func open(
    sessions: Int = 30, latency: Int = 0, rateLimit: Double? = nil, isLive: Bool = false,
    seed: UInt64 = 7, port: UInt16 = 0,
    _ body: (Shop) async throws -> Void
  ) async throws {
    var options = SandboxOptions()
    options.sessions = sessions
    options.seed = seed
    options.port = port
    options.latency = latency
    options.rateLimit = rateLimit
    options.livemode = isLive
    let server = try SandboxServer(options)
    let port = try await server.start()
    let result = await Result(catching: {
      try await Home.use { home in
        try await body(
          Shop(
            home: home, address: "http://127.0.0.1:\(port)",
            key: "sk_\(isLive ? "live" : "test")_till_sandbox_0001",
            server: server))
      }
    })
    await server.stop()
    try result.get()
  }

  /// Makes the account unreachable from now on.
  func close() async { await server.stop() }

  /// The environment that makes `till` use this account.
  var environment: [String: String] {
    home.environment.merging(
      ["STRIPE_API_KEY": key, "TILL_API_BASE": address]) { $1 }
  }

  /// Runs `till` to its end, without a terminal.
  func till(
    _ arguments: String..., with variables: [String: String] = [:]
  ) async throws -> Program.Outcome {
    try await till(arguments, with: variables)
  }

  func till(
    _ arguments: [String], with variables: [String: String] = [:]
  ) async throws -> Program.Outcome {
    try await Program.run(
      "till", arguments, environment: environment.merging(variables) { $1 })
  }

  // MARK: - The truth

  /// Asks the sandbox directly, without `till`, at a path below that of the sessions.
  func get(_ path: String) async throws -> JSON { try await send(.get, path) }

  @discardableResult
  func post(_ path: String) async throws -> JSON { try await send(.post, path) }

  private func send(_ method: HTTPRequest.Method, _ path: String) async throws -> JSON {
    let response = try await transport.client.send(
      HTTPRequest(
        method, address + "/v1/checkout/sessions" + path,
        headers: ["Authorization": "Bearer \(key)"]))
    try #require(response.status == 200, "\(String(decoding: response.body, as: UTF8.self))")
    return try JSON(parsing: response.body)
  }

  /// Every session that matches the filter, newest first.
  func sessions(_ filter: String = "") async throws -> [JSON] {
    var all: [JSON] = []
    while true {
      let cursor = all.last.map { "&starting_after=\($0.id)" } ?? ""
      let page = try await get("?limit=100\(cursor)\(filter)")
      all += page["data"]?.elements.map { $0 } ?? []
      guard page["has_more"]?.bool == true else { return all }
    }
  }

  func session(_ id: String) async throws -> JSON { try await get("/\(id)") }

  /// The newest open session that has a URL to copy.
  func openSession() async throws -> JSON {
    try #require(try await sessions("&status=open").first { $0["url"]?.string != nil })
  }
}

extension JSON {
  var id: String { self["id"]?.string ?? "" }
  var status: String { self["status"]?.string ?? "" }
}
