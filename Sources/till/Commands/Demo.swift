import ArgumentParser
import Sandbox
import Stripe

/// `till demo`: the dashboard on the embedded sandbox, with traffic.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Try the dashboard on an embedded sandbox: no key, no network, nothing is kept.")

  @Option(help: "How many sessions there are at the start.")
  var sessions = 500
  @Option(help: "Another number gives other sessions.")
  var seed: UInt64 = 1
  @Option(help: "Milliseconds before each answer.")
  var latency = 0
  @Option(help: "The part of requests that fail, from 0 to 1.")
  var failRate = 0.0
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try SandboxArguments.check(sessions: sessions, latency: latency, failRate: failRate)
  }

  func run() async throws {
    var sandbox = SandboxOptions()
    sandbox.sessions = sessions
    sandbox.seed = seed
    sandbox.latency = latency
    sandbox.failRate = failRate
    sandbox.traffic = true
    let server = SandboxServer(sandbox)
    let port = try await server.start()
    let key = try APIKey(SandboxServer.key)
    try await DashboardRun.start(
      ConnectionPlan(
        key: key, keySource: "the sandbox's own key", base: try APIBase("http://127.0.0.1:\(port)"),
        profile: "demo", isSandbox: true,
        writes: options.readOnly ? .refused("till was started with --read-only") : .allowed),
      DashboardOptions(options))
    await server.stop()
  }
}
