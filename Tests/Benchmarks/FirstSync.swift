import FoundationEssentials
import Glibc
import Sandbox

/// A sync from nothing, by the program itself, from a server that is not near.
enum FirstSync {
  private static let sessions = 10_000
  /// Milliseconds of each request.
  private static let latency = 60

  static func measure(till: String, folder: String, times: Int, peers: Bool) async throws {
    var options = SandboxOptions()
    options.sessions = sessions
    options.seed = 7
    options.latency = latency
    let server = SandboxServer(options)
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
    Table.heads("till sync, \(sessions) sessions at \(latency) ms a request")
    Table.row("until stored and searchable", runs.map(\.time))
    Table.row("processor, each session", perSession, "µs")
    Table.row("resident at the most", runs.map { Double($0.resident) / 1024 }, "MB")
    let cache = try Workshop.cachePath(till, environment)
    Table.row("cache, of the same as NDJSON", [Double(size(cache)) / Double(size(objects))], "")
    if peers { try measureClient(environment) }
    await server.stop()
  }

  /// Stripe's own client, which asks for one page at a time and stores nothing.
  private static func measureClient(_ environment: [String: String]) throws {
    let script = """
      import os, stripe
      stripe.api_key, stripe.api_base = os.environ["STRIPE_API_KEY"], os.environ["TILL_API_BASE"]
      for _ in stripe.checkout.Session.list(limit=100).auto_paging_iter(): pass
      """
    guard (try? Errand(["python3", "-c", "import stripe"], environment: environment)) != nil else {
      return
    }
    let run = try Errand(["python3", "-c", script], environment: environment)
    Table.heads("stripe-python, the same, nothing stored")
    Table.row("until read", [run.time])
    Table.row(
      "processor, each session", [run.processor / .microseconds(1) / Double(sessions)], "µs")
  }

  private static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
