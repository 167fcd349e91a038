import ArgumentParser
import Checkout
import Sandbox
import Stripe

/// `till demo`: the dashboard on the embedded sandbox, with traffic.
struct Demo: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Try the dashboard on an embedded sandbox: no key, no network, nothing is kept.")

  @OptionGroup var arguments: SandboxArguments
  @OptionGroup var options: GlobalOptions

  func run(in world: World) async throws {
    var sandbox = arguments.options
    sandbox.traffic = true
    let setup = try Setup.current(in: world)
    let server = try SandboxServer(sandbox)
    let port = try await server.start()
    var plan = ConnectionPlan(
      key: try APIKey(SandboxServer.key), keySource: "the sandbox's own key",
      writes: options.readOnly ? .refused("till was started with --read-only") : .allowed)
    plan.base = try APIBase("http://127.0.0.1:\(port)")
    plan.isSandbox = true
    try await world.openDashboard(DashboardStart(plan, setup, options), world)
    await server.stop()
  }
}
