import Checkout
import FoundationEssentials
import HTTP
import Sandbox
import Query
import RecordCache
import SessionLibrary
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

  /// Opens the account. The cache is filled once for each number of sessions.
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
    let client = StripeClient(
      key: try APIKey(SandboxServer.key), base: try APIBase("http://127.0.0.1:\(port)"),
      http: CurlTransport().client, version: "bench", writes: .refused("it only measures"))
    try await fill(client, till: till, environment, sessions: sessions, &table)
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

  private static func fill(
    _ client: StripeClient, till: String, _ environment: [String: String], sessions: Int,
    _ table: inout Table
  ) async throws {
    let path = try cachePath(till, environment)
    let file = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
    let (cache, _) = try RecordCache.open(
      .session, directory: String(path.dropLast(file.count + 1)),
      account: String(file.dropLast("-test.sqlite".count)), livemode: false, now: Int(end))
    defer { try? cache.close() }
    guard try await cache.info().records < sessions else { return }
    let library = SessionLibrary(
      source: SessionSource(client), cache: cache, now: { Int(end) })
    let clock = ContinuousClock()
    var progress = SyncProgress()
    let time = try await clock.measure { progress = try await library.sync() }
    let info = try await cache.info()
    table.heads("sync of \(sessions) sessions, sandbox in the same process")
    table.row("until stored and searchable", [time])
    table.row("requests", [Double(progress.changes.requests)], "")
    table.row("the cache", [Double(info.bytes) / 1_048_576], "MB")
  }
}
