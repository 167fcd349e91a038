import ArgumentParser
import Sandbox
import Stripe

/// `till demo`: the dashboard on the embedded sandbox, with traffic.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Try the dashboard on an embedded sandbox: no key, no network, nothing is kept.")

  @OptionGroup var arguments: SandboxArguments
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    var sandbox = arguments.options
    sandbox.traffic = true
    let setup = try Setup.current
    let server = try SandboxServer(sandbox)
    let port = try await server.start()
    let key = try APIKey(SandboxServer.key)
    try await DashboardRun.start(
      ConnectionPlan(
        key: key, keySource: "the sandbox's own key", base: try APIBase("http://127.0.0.1:\(port)"),
        isSandbox: true,
        writes: options.readOnly ? .refused("till was started with --read-only") : .allowed),
      setup, options)
    await server.stop()
  }
}
