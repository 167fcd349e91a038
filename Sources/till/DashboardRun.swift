import Checkout
import Query
import Dashboard
import FoundationEssentials
import Glibc
import HTTP
import Screen
import RecordCache
import Settings
import Stripe
import Terminal
import JSON

/// Puts the dashboard together and runs it, for one account after the other.
@MainActor
final class DashboardRun {
  private let setup: Setup
  private let options: GlobalOptions
  private let sought: String?
  private let view: ViewSetup
  private let terminal: Terminal
  private let entrance: Entrance

  private init(
    _ setup: Setup, _ options: GlobalOptions, _ sought: String?, isDemo: Bool
  ) throws(Failure) {
    self.setup = setup
    self.sought = sought
    self.options = options
    view = ViewSetup(setup, options, isDemo: isDemo)
    do throws(TerminalError) {
      terminal = try Terminal.open(view.terminalOptions)
    } catch {
      throw Failure(.usage, error.description)
    }
    entrance = Entrance { name throws(Failure) in
      try ConnectionPlan(options, setup, profile: name == KeyFinder.variable ? nil : name)
    }
  }

  /// `sought` is what is looked up at once.
  static func start(
    _ plan: ConnectionPlan, _ setup: Setup, _ options: GlobalOptions,
    lookingFor sought: String? = nil
  ) throws {
    // Before the screen, so that what is wrong is said where it can be read.
    var stage = try Stage(plan)
    let run = try DashboardRun(setup, options, sought, isDemo: plan.isSandbox)
    defer {
      run.terminal.close()
      run.view.keeper?.flush()
    }
    var previous: State?
    while true {
      let (ending, state) = run.show(stage, after: previous)
      stage.connection.close()
      guard ending == .profile, let next = run.entrance.take() else { return }
      stage = next
      previous = state
    }
  }

  /// The documents of an account; where they cannot be read, the state says why.
  private func documents(for stage: Stage, _ state: inout State) -> DocumentDesk? {
    do throws(Failure) {
      let plan = stage.plan
      let monitor = stage.monitor
      let firestore: FirestoreConnection
      if plan.isSandbox {
        firestore = try .sandbox(at: plan.base.url, options, setup, monitor: monitor)
      } else if try FirestoreConnection.isNamed(options, setup, profile: plan.profile) {
        firestore = try .open(options, setup, profile: plan.profile, monitor: monitor)
      } else {
        return nil
      }
      state.documents = DocumentsState(isThere: true)
      return DocumentDesk(client: firestore.client, connection: stage.connection)
    } catch {
      state.documents = DocumentsState(problem: Problem(error.sentence))
      return nil
    }
  }

  /// One account, until the user leaves it.
  private func show(_ stage: Stage, after previous: State?) -> (RunLoop.Ending, State) {
    let connection = stage.connection
    var state = State(
      size: terminal.size, clock: .now, zone: previous?.zone ?? .local,
      account: connection.account, seed: .random(in: .min ... .max))
    state.mask(previous?.isMasked ?? setup.configuration.mask)
    if !connection.account.isSandbox { state.profiles = KeyFinder(setup).choices }
    view.arrange(&state, after: previous, isASCII: terminal.isASCII)
    if state.list.filter.isEmpty, let filter = stage.plan.defaultFilter {
      state.open(filter: filter)
    }
    if previous != nil { view.keeper?.keep(state.remembered) }
    terminal.setTitle("till \(connection.account.isLive ? "LIVE" : "TEST")")

    // What is cached is on the first picture, before the network has been asked for anything.
    var events: [Event] = [.started]
    let screenful = max(100, state.size.height)
    if let window = try? connection.cache.rowsNow(state.list.query, .top, limit: screenful)
      .map(SessionSummary.init)
    {
      events.append(.cache(.rows(window, anchor: .top, generation: state.list.generation)))
      if let first = window.rows.first, let stored = try? connection.cache.sessionNow(first.id) {
        events.append(.cache(.detail(SessionDetail(stored: stored), id: first.id)))
      }
    }
    let notices =
      stage.plan.notes + (previous == nil ? terminal.notices + view.notices : [])
      + [connection.notice].compactMap(\.self)
    if !notices.isEmpty {
      events.append(.system(.notice(Message(notices.joined(separator: " · "), .warning))))
    }
    if previous == nil, let sought { events.append(.lookUp(sought)) }
    let runner = EffectRunner(
      library: connection.library, documents: documents(for: stage, &state),
      mailbox: stage.mailbox, desk: Desk(setup, entrance))
    let loop = RunLoop(
      terminal: terminal, mailbox: stage.mailbox, runner: runner, state: state,
      accent: stage.plan.accent,
      remember: { [view] in view.keeper?.keep($0) })
    loop.turn(events)
    stage.identify()
    let ending = loop.run()
    runner.cancelRequests()
    return (ending, loop.state)
  }
}

/// An account that can be shown: its connection, and the mailbox through which it is heard.
struct Stage: Sendable {
  let plan: ConnectionPlan
  let connection: Connection
  let mailbox: Mailbox
  let monitor: RequestMonitor

  init(_ plan: ConnectionPlan) throws(Failure) {
    self.plan = plan
    let mailbox = try Mailbox()
    self.mailbox = mailbox
    monitor = RequestMonitor(limit: plan.requestLimit) { mailbox.post($0) }
    connection = try Connection.open(plan, monitor: monitor)
  }

  /// Asks once whose key it is. A restricted key may not know; then the header does not say.
  func identify() {
    Task.detached(executorPreference: Workers.shared) { [self] in
      guard let id = try? await connection.client.account()["id"]?.string else { return }
      if plan.connectedAccount == nil { plan.rememberAccount(id) }
      var account = connection.account
      account.id = Sanitiser.display(id)
      mailbox.post(.stripe(.account(account)))
    }
  }
}

/// Where the next account waits until the last one has left the screen.
final class Entrance: Sendable {
  private let next = Locked<Stage?>(nil)
  private let plan: @Sendable (String) throws(Failure) -> ConnectionPlan

  init(plan: @escaping @Sendable (String) throws(Failure) -> ConnectionPlan) {
    self.plan = plan
  }

  /// Finds the key of a profile, which may take a program's ten seconds, and opens its connection.
  @Sendable func open(_ profile: String) -> SystemAnswer {
    do throws(Failure) {
      let stage = try Stage(try plan(profile))
      next.withLock { $0 = stage }
      return .profileOpened
    } catch {
      let sentence = error.sentence.replacing("\n", with: " ")
      return .profileFailed(Problem(sentence))
    }
  }

  func take() -> Stage? {
    next.withLock { next in
      defer { next = nil }
      return next
    }
  }
}

extension KeyFinder {
  /// What `P` offers: the key of the environment under the name of its variable, and the profiles.
  fileprivate var choices: [ProfileChoice] {
    list().map { listing in
      let isFromProgram = if case .command = listing.source { true } else { false }
      return ProfileChoice(
        id: Sanitiser.display(listing.source.profileName ?? Self.variable),
        source: Sanitiser.display(
          [
            listing.source == .environment ? "the environment" : listing.source.text,
            listing.key?.masked, listing.account,
          ]
          .compactMap(\.self).joined(separator: ", ")),
        isLive: listing.key?.isLive,
        problem: listing.key == nil && !isFromProgram
          ? listing.remark.map(Sanitiser.display) : nil)
    }
  }
}
