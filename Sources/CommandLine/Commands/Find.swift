import ArgumentParser
import Checkout
import Screen

/// `till find ANYTHING`: the dashboard, opened on a look-up.
struct Find: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Open the dashboard on what an id, an e-mail, an address or text finds.",
    discussion: """
      Takes cs_, pi_, sub_, cus_, plink_ and in_ ids, e-mails, addresses of the Dashboard and of \
      checkout pages, and text. The cache answers first; Stripe is asked where it has a filter. \
      “till ANYTHING” means the same when it can be nothing else.
      """)

  @Argument(help: "What to look for.")
  var words: [String]
  @OptionGroup var options: GlobalOptions

  private var text: String { words.joined(separator: " ") }

  func validate() throws {
    guard Lookup(text) != nil else {
      throw ValidationError("Say what to look for: an id, an e-mail, an address or text.")
    }
  }

  func run(in world: World) async throws {
    let setup = try Setup.current(in: world)
    let plan = try await ConnectionPlan(options, setup, in: world, remembered: setup.lastProfile)
    if let mismatch = Lookup(text)?.mismatch(livemode: plan.key.isLive) {
      throw Failure(.usage, "\(mismatch): nothing was asked")
    }
    try await world.openDashboard(
      DashboardStart(plan, setup, options, lookingFor: text), world)
  }
}

extension Find {
  /// The arguments with the command's name before what can be nothing else than a look-up.
  static func recognised(_ arguments: [String]) -> [String] {
    guard let first = arguments.first, !first.hasPrefix("-"),
      Lookup(first)?.isUnmistakable == true
    else { return arguments }
    return ["find"] + arguments
  }
}
