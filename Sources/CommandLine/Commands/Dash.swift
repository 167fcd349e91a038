import ArgumentParser

/// `till`: the dashboard on the configured key.
struct Dash: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard", abstract: "Open the dashboard (this is what till alone does).")

  @Option(help: ArgumentHelp("Begin with this view.", valueName: "name"))
  var view: String?
  @OptionGroup var options: GlobalOptions

  func run(in world: World) async throws { try await Self.open(view, options, in: world) }

  /// Opens the dashboard, with the view of a name or as it was last.
  static func open(_ view: String?, _ options: GlobalOptions, in world: World) async throws {
    let setup = try Setup.current(in: world)
    let view = try view.map { name throws(Failure) in try setup.view(named: name) }
    do {
      let plan = try await ConnectionPlan(forScreen: options, setup, in: world)
      try await world.openDashboard(DashboardStart(plan, setup, options, view: view), world)
    } catch let failure as Failure
      where failure.code == .key && FirstRun.offersDemo(failure, world.console)
    {
      var demo = try Demo.parse([])
      demo.options = options
      try await demo.run(in: world)
    }
  }
}
