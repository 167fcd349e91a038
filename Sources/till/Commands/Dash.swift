import ArgumentParser

/// `till`: the dashboard on the configured key.
struct Dash: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard", abstract: "Open the dashboard (this is what till alone does).")

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let setup = try Setup.current
    try await DashboardRun.start(ConnectionPlan(options, setup), setup, options)
  }
}
