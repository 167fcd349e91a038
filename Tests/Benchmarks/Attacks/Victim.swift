import Foundation
import Glibc
import JSON
import Sandbox

/// An account at a sandbox, and a home folder from which the program reads it.
struct Victim {
  let till: String
  let home: String
  var environment: [String: String]
  let server: SandboxServer

  /// How a program has ended.
  struct Ending {
    /// nil when a signal ended it.
    let code: Int32?
    let signal: Int32?
    let output: String
    let errors: String

    /// An end that no program may have, whatever is done to it.
    var crash: String? {
      guard let signal, ![SIGKILL, SIGTERM, SIGPIPE].contains(signal) else { return nil }
      return "signal \(signal): \(errors.prefix(400))"
    }
  }

  /// Opens an account for the body, and removes all of it afterwards.
  static func use<Value>(
    _ till: String, sessions: Int, seed: UInt64 = 7, latency: Int = 0, isLive: Bool = false,
    _ body: (Victim) async throws -> Value
  ) async throws -> Value {
    var options = SandboxOptions()
    options.sessions = sessions
    options.seed = seed
    options.latency = latency
    options.livemode = isLive
    let server = try SandboxServer(options)
    let port = try await server.start()
    let home = FileManager.default.temporaryDirectory.path + "/till-attack-\(getpid())"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    var environment = Workshop.environment(home: home, port: port)
    environment["TMPDIR"] = home
    if isLive { environment["STRIPE_API_KEY"] = "sk_live_till_sandbox_0001" }
    let result: Result<Value, any Error>
    do {
      result = .success(
        try await body(Victim(till: till, home: home, environment: environment, server: server)))
    } catch { result = .failure(error) }
    await server.stop()
    try? FileManager.default.removeItem(atPath: home)
    return try result.get()
  }

  /// Runs the program to its end, at most a minute, with `input` on its standard input.
  func run(_ arguments: [String], input: String = "") throws -> Ending {
    try start(arguments, input: input).end(within: .seconds(60))
  }

  func start(_ arguments: [String], input: String = "") throws -> Run {
    try Run([till] + arguments, environment: environment, folder: home, input: input)
  }

  /// All sessions of the server, one object a line, in the order of their ids.
  func truth() throws -> [Substring] {
    try lines(of: run(["list", "--all", "--no-cache", "--format", "ndjson"]))
  }

  /// All sessions that are cached, in the same way.
  func cached() throws -> [Substring] {
    try lines(of: run(["search", "", "--all", "--format", "ndjson"]))
  }

  /// The ids of the sessions that are open at the server, newest first.
  func openIDs() throws -> [String] {
    let list = try run(["list", "--status", "open", "--all", "--no-cache", "--format", "ndjson"])
    return try list.output.split(separator: "\n").map { line in
      try JSON(parsing: Array(line.utf8))["id"]?.string ?? ""
    }
  }

  private func lines(of ending: Ending) throws -> [Substring] {
    guard ending.code == 0 || ending.code == 1 else {
      throw PseudoTerminal.Failure(what: "it could not be read: \(ending.errors)")
    }
    return ending.output.split(separator: "\n").sorted()
  }

  /// Brings the cache up to date, and returns how it differs from the server.
  func difference() throws -> String? {
    for _ in 0..<2 {
      let sync = try run(["sync"])
      guard sync.code == 0 else { return "sync ended with \(sync.code ?? -1): \(sync.errors)" }
    }
    let (truth, cached) = (try truth(), try cached())
    guard truth != cached else { return nil }
    let wrong = zip(truth, cached).first { $0 != $1 }
    return "the cache has \(cached.count) sessions, the server \(truth.count); "
      + "first difference: \(wrong.map { "\($0.0.prefix(120)) / \($0.1.prefix(120))" } ?? "the end")"
  }

  /// Files that others can read, and files that contain the key or an email address.
  func leaks() -> String? {
    let files = FileManager.default.enumerator(atPath: home)
    while let name = files?.nextObject() as? String {
      let path = home + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      if status.st_mode & 0o077 != 0 { return "\(name) can be read by others" }
      let bytes = FileManager.default.contents(atPath: path) ?? Data()
      if bytes.range(of: Data((environment["STRIPE_API_KEY"] ?? "").utf8)) != nil {
        return "\(name) holds the key"
      }
    }
    return nil
  }
}
