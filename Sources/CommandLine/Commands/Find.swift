import ArgumentParser
import Checkout
import Dashboard
import Query
import Screen

/// `till find ANYTHING`: the dashboard, opened on a look-up.
struct Find: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Open the dashboard on what an id, an e-mail, an address or text finds.",
    discussion: """
      Takes cs_, pi_, sub_, cus_, plink_ and in_ ids, e-mails, addresses of the Dashboard and of \
      checkout pages, and text. The cache answers first; Stripe is asked where it has a filter. \
      “till ANYTHING” means the same when it can be nothing else. Without a terminal, and with \
      --format, what is found is printed like a list; the exit code is 1 if that is nothing.
      """)

  @Argument(help: "What to look for.")
  var words: [String]
  @Option(help: "Print what is found: table, json, ndjson or csv.")
  var format: OutputFormat?
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
    guard format == nil, world.console.terminals.isSuperset(of: [.input, .output]) else {
      return try await list(plan, in: world)
    }
    try await world.openDashboard(
      DashboardStart(plan, setup, options, lookingFor: text), world)
  }

  /// Prints what is found, and says where it was looked for.
  private func list(_ plan: ConnectionPlan, in world: World) async throws {
    guard let lookup = Lookup(text) else { return }
    let library = try Connection.open(plan, in: world).library
    let outcome = try await library.find(lookup)
    var writer = SessionWriter(format ?? .table, in: world)
    for id in outcome.ids {
      guard let stored = try await library.session(id) else { continue }
      try writer.write(stored.session)
    }
    if !outcome.ids.isEmpty || format != nil { try writer.finish() }
    let cached = try await library.count(ListQuery())
    let found = outcome.ids.isEmpty ? "nothing is found" : outcome.ids.count.counted("session")
    let asked =
      outcome.asked.isEmpty
      ? "" : ", and Stripe (\(outcome.asked)): \(outcome.requests.counted("request"))"
    let more: SafeText = outcome.hasMore ? "; there are more" : ""
    world.console.say(
      "till: \(found); looked at: \(cached.counted("cached session"))\(asked)\(more)")
    if outcome.ids.isEmpty { throw ExitCode(Failure.Code.failed.rawValue) }
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
