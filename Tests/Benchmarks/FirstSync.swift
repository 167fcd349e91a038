import FoundationEssentials
import Glibc
import Sandbox

/// A sync into an empty cache, by the program itself, from a distant server.
enum FirstSync {
  private static let sessions = 10_000
  /// The time of each request, in milliseconds.
  private static let latency = 60

  static func measure(
    till: String, folder: String, seed: UInt64, times: Int, peers: Bool, into table: inout Table
  ) async throws {
    var options = SandboxOptions()
    options.sessions = sessions
    options.seed = seed
    options.latency = latency
    let server = try SandboxServer(options)
    let port = try await server.start()
    let home = "\(folder)/sync"
    let environment = Workshop.environment(home: home, port: port)

    var runs: [Errand] = []
    for _ in 0..<times {
      try? FileManager.default.removeItem(atPath: home)
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
      runs.append(try Errand([till, "sync"], environment: environment))
    }
    let objects = home + "/objects.ndjson"
    _ = try Errand(
      ["sh", "-c", "\(till) search '' --all --format ndjson > \(objects)"],
      environment: environment)
    let perSession = runs.map { $0.processor / .microseconds(1) / Double(sessions) }
    table.heads("till sync, \(sessions) sessions at \(latency) ms a request")
    table.row("until stored and searchable", runs.map(\.time))
    table.row("processor, each session", perSession, "µs", limit: Limits.processor)
    table.row(
      "resident at the most", runs.map(\.resident.megabytes), "MB", limit: Limits.syncResident)
    let cache = try Workshop.cachePath(till, environment)
    table.row(
      "cache, of the same as NDJSON", [Double(size(cache)) / Double(size(objects))], "",
      limit: Limits.cache)
    if peers { try measureClient(environment, &table) }
    await server.stop()
  }

  /// Stripe's own client, which asks for one page at a time and stores nothing.
  private static func measureClient(
    _ environment: [String: String], _ table: inout Table
  ) throws {
    let script = """
      import os, stripe
      stripe.api_key, stripe.api_base = os.environ["STRIPE_API_KEY"], os.environ["TILL_API_BASE"]
      for _ in stripe.checkout.Session.list(limit=100).auto_paging_iter(): pass
      """
    guard (try? Errand(["python3", "-c", "import stripe"], environment: environment)) != nil else {
      return
    }
    let run = try Errand(["python3", "-c", script], environment: environment)
    table.heads("stripe-python, the same, nothing stored")
    table.row("until read", [run.time])
    table.row(
      "processor, each session", [run.processor / .microseconds(1) / Double(sessions)], "µs")
  }

  private static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
