import Checkout
import FoundationEssentials
import HTTP
import Query
import Sandbox
import Stripe

/// An account at the sandbox and a cache of all its sessions, both the same in every run.
struct Workshop {
  let till: String
  let environment: [String: String]
  /// The text of the newest session in the first row of the list.
  let firstRow: String
  private let server: SandboxServer

  /// A fixed port, since the name of a cache contains the server's address.
  private static let port: UInt16 = 47_101
  /// 2026-11-14 12:00:00 UTC: the end of the account's history, whenever the benchmark runs.
  private static let end = 1_794_657_600.0

  /// Opens the account. The cache is filled once for each number of sessions, and kept true then.
  static func open(
    sessions: Int, seed: UInt64, till: String, home: String, table: inout Table
  ) async throws -> Workshop {
    var options = SandboxOptions()
    options.port = port
    options.sessions = sessions
    options.seed = seed
    let server = try SandboxServer(options) { end }
    _ = try await server.start()
    let environment = environment(home: home, port: port)
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    // A run that was stopped may have left another tab, on which the first row never comes.
    let view = home + "/state"
    if FileManager.default.fileExists(atPath: view) {
      try FileManager.default.removeItem(atPath: view)
    }
    // The program itself fills the cache: a file of another version of it would be removed.
    let sync = try Errand([till, "sync"], environment: environment)
    table.heads("till sync, \(sessions) sessions, sandbox in this process")
    table.row("until the cache is up to date", [sync.time])
    let client = StripeClient(
      key: try APIKey(SandboxServer.key), base: try APIBase("http://127.0.0.1:\(port)"),
      http: CurlTransport().client, version: "bench", writes: .refused("it only measures"))
    // A customer is known once the page has been opened: the newest may have none yet.
    let page = try await client.sessions(.all, PageRequest(.newest, limit: 10))
    guard let email = page.elements.lazy.compactMap(\.email).first else {
      throw PseudoTerminal.Failure(what: "no new session has an e-mail address to look for")
    }
    return Workshop(
      till: till, environment: environment, firstRow: String(email.prefix(12)), server: server)
  }

  func close() async { await server.stop() }

  /// The environment of a program that has only this folder and this server.
  static func environment(home: String, port: UInt16) -> [String: String] {
    [
      "HOME": home, "XDG_CACHE_HOME": home + "/cache", "XDG_CONFIG_HOME": home + "/config",
      "XDG_STATE_HOME": home + "/state", "LANG": "C.UTF-8", "TZ": "UTC", "TERM": "xterm-256color",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "STRIPE_API_KEY": SandboxServer.key, "TILL_API_BASE": "http://127.0.0.1:\(port)",
    ]
  }

  static func cachePath(_ till: String, _ environment: [String: String]) throws -> String {
    let question = try PseudoTerminal([till, "cache", "path"], environment: environment)
    _ = question.times(from: question.start, patience: .seconds(5))
    question.end()
    return String(decoding: question.output.prefix { $0 >= 0x20 }, as: UTF8.self)
  }
}
