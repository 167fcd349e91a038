import ArgumentParser

/// `till`: the dashboard on the configured key.
struct Dash: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard", abstract: "Open the dashboard (this is what till alone does).")

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let setup = try Setup.current
    do {
      try await DashboardRun.start(
        ConnectionPlan(options, setup, remembered: setup.lastProfile), setup, options)
    } catch let failure as Failure where failure.code == .key && FirstRun.offersDemo(failure) {
      var demo = try Demo.parse([])
      demo.options = options
      try await demo.run()
    }
  }
}
