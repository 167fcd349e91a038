import Checkout
import Query
import CommandLine
import Dashboard
import Host
import RecordCache
import Screen
import Settings
import Stripe
import Terminal
import Units

/// Builds the dashboard and runs it, for one account after the other.
@MainActor
final class DashboardRun {
  private let setup: Setup
  private let options: GlobalOptions
  private let world: World
  private let sought: String?
  private let view: ViewSetup
  private let terminal: Terminal

  private init(
    _ start: DashboardStart, _ view: ViewSetup, in world: World
  ) throws(Failure) {
    let (setup, options) = (start.setup, start.options)
    self.setup = setup
    self.options = options
    self.world = world
    sought = start.sought
    self.view = view
    do throws(TerminalError) {
      terminal = try Terminal.open(view.terminalOptions)
    } catch {
      throw Failure(.usage, "\(error.description)")
    }
  }

  /// Shows the dashboard until the user leaves it.
  static func start(_ start: DashboardStart, in world: World) async throws {
    // Before the screen starts, so that errors are printed where they can be read. Nothing here waits
    // for another task: the main thread would then be given up, and another one begun instead.
    var stage = try Stage(start.plan, start.options, start.setup, in: world)
    let view = ViewSetup(
      start.setup, start.options, view: start.view, isDemo: start.plan.isSandbox)
    let run = try DashboardRun(start, view, in: world)
    defer {
      run.terminal.close()
      run.view.keeper?.flush()
    }
    var previous: State?
    while true {
      let (next, state) = run.show(stage, after: previous)
      stage.connection.close()
      guard let next else { return }
      stage = next
      previous = state
    }
  }

  /// One account, until the user leaves it. Returns the next account, if any, and the last state.
  private func show(_ stage: Stage, after previous: State?) -> (Stage?, State) {
    let connection = stage.connection
    var state = State(
      size: terminal.size, clock: .now, zone: previous?.zone ?? .local,
      account: connection.account, seed: .random(in: .min ... .max))
    switch stage.documents {
    case .none: break
    case .desk: state.documents = DocumentsState(isThere: true)
    case .failed(let problem): state.documents = DocumentsState(problem: problem)
    }
    state.mask(previous?.isMasked ?? setup.configuration.mask)
    if !connection.account.isSandbox {
      state.profiles = KeyFinder(setup, now: Clock.now.unix).choices
    }
    view.arrange(
      &state, after: previous, signs: terminal.signs,
      filter: stage.plan.defaultFilter ?? "")
    let remember = remembering(for: stage)
    if previous != nil { remember(state.remembered) }
    terminal.setTitle("till \(connection.account.isLive ? "LIVE" : "TEST")")

    let entrance = Entrance { [options, setup, world] name async throws(Failure) in
      let plan = try await ConnectionPlan(
        options, setup, in: world, profile: name == KeyFinder.variable ? nil : name)
      return try Stage(plan, options, setup, in: world)
    }
    let runner = EffectRunner(
      library: connection.library, documents: stage.documents.desk,
      mailbox: stage.mailbox, desk: Desk(setup, entrance, key: stage.plan.key))
    let loop = RunLoop(
      terminal: terminal, mailbox: stage.mailbox, runner: runner, state: state,
      accent: stage.plan.accent, remember: remember)
    loop.turn(firstEvents(for: stage, loop.state, isFirstStage: previous == nil))
    stage.identify()
    let ending = loop.run()
    runner.end()
    return (entrance.leave(for: ending.next), loop.state)
  }

  /// Stores the view; the user is told of a failure.
  private func remembering(for stage: Stage) -> @Sendable (RememberedView) -> Void {
    { [view, mailbox = stage.mailbox] remembered in
      view.keeper?.keep(remembered) { error in
        let text = "the view is not saved: \(error.sentence)"
        mailbox.post(.system(.notice(Message(text, .error))))
      }
    }
  }

  /// The first picture shows the cached rows, before any request is made. The detail is read while
  /// it is drawn.
  private func firstEvents(
    for stage: Stage, _ state: State, isFirstStage: Bool
  ) -> [Event] {
    var events: [Event] = [.started]
    let screenful = max(100, state.size.height)
    if let window = try? stage.connection.cache.rowsNow(state.list.query, .top, limit: screenful)
      .map(SessionSummary.init)
    {
      events.append(.cache(.rows(window, anchor: .top, generation: state.list.generation)))
    }
    let notices =
      stage.plan.notes + (isFirstStage ? terminal.notices + view.notices : [])
      + [stage.connection.notice].compactMap(\.self)
    if !notices.isEmpty {
      events.append(.system(.notice(Message(notices.joined(separator: " · "), .warning))))
    }
    if isFirstStage, let sought { events.append(.lookUp(sought)) }
    return events
  }
}
