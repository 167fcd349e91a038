import Dashboard
import FoundationEssentials
import Host
import Panes
import Screen
import Terminal

/// The dashboard's loop, on the main thread: sleep, take what happened, decide, draw once.
///
/// It never waits for the network, the disk or JSON, and while nothing happens it does not run.
@MainActor
final class RunLoop {
  private let terminal: Terminal
  private let mailbox: Mailbox
  private let runner: EffectRunner
  private var canvas = Canvas()
  private(set) var state: State
  private var ending: Ending?
  /// What the runner is asked for once the screen has answered the keys: its threads would take the
  /// processor from the picture.
  private var waiting: [Effect] = []

  /// Why the loop has ended.
  enum Ending { case quit, profile }
  private var remembered: RememberedView
  private let remember: (RememberedView) -> Void
  private let accent: Color?
  private let files = TextFiles()

  /// A loop on a terminal that is open.
  ///
  /// - Parameters:
  ///   - terminal: to read from and to draw on.
  ///   - mailbox: where everything else comes from.
  ///   - runner: does what the loop cannot.
  ///   - state: before the first event.
  ///   - accent: of the profile, for the header.
  ///   - remember: told what to keep for the next time, whenever that has changed.
  init(
    terminal: Terminal, mailbox: Mailbox, runner: EffectRunner, state: State,
    accent: Color? = nil, remember: @escaping (RememberedView) -> Void = { _ in }
  ) {
    self.terminal = terminal
    self.mailbox = mailbox
    self.runner = runner
    self.state = state
    remembered = state.remembered
    self.remember = remember
    self.accent = accent
    terminal.setTheme(state.preferences.theme.accented(accent))
  }

  /// Runs until the user quits, the program is told to end, or the terminal is gone.
  ///
  /// - Returns: whether another account is to be shown next.
  func run() -> Ending {
    defer { files.removeAll() }
    while true {
      if let ending { return ending }
      let wakeup = terminal.wait(mailbox: mailbox.descriptor, until: deadline)
      if !wakeup.isDisjoint(with: [.terminate, .hangup]) { return .quit }
      if wakeup.contains(.suspend) { terminal.stop() }
      var events = wakeup.contains(.mailbox) ? mailbox.drain() : []
      if wakeup.contains(.interrupt) { events.append(.key(.control("c"))) }
      if wakeup.contains(.keys) { events += terminal.readKeys().map(Event.key) }
      if let isLight = terminal.takeBackground() {
        events.append(.system(.background(isLight: isLight)))
      }
      turn(events)
    }
  }

  /// Takes what has happened, shows what has come of it, and only then has work done. The first
  /// turn shows what is known from the beginning, such as the cached rows.
  func turn(_ events: [Event]) {
    take([.clock(.now)] + events)
    // Whoever had the terminal meanwhile, the shell or an editor, may give it back in another size.
    if terminal.size != state.size { take([.resize(terminal.size)]) }
    if terminal.signs.spellsCurrencies, !state.preferences.isASCII {
      take([.system(.fewerSigns)])
    }
    terminal.present(canvas.draw(state))
    for effect in waiting { runner.start(effect) }
    waiting = []
    keepView()
  }

  private func take(_ events: [Event]) {
    for effect in update(&state, events) { perform(effect) }
  }

  /// Not while something is being typed: each letter of a filter would be a file.
  private func keepView() {
    guard state.overlays.isEmpty, state.remembered != remembered else { return }
    remembered = state.remembered
    remember(remembered)
  }

  private func show(_ text: String, _ name: String, in program: OutsideProgram) {
    let environment = ProcessInfo.processInfo.environment
    let outcome = files.show(text, named: name) { path in
      do throws(ShellWords.Failure) {
        let arguments = try program.arguments(for: path, environment)
        let hasRun = terminal.run(arguments, environment: environment)
        return hasRun ? nil : program.complaint(environment)
      } catch { return program.complaint(error, environment) }
    }
    if let outcome { mailbox.post(.system(.notice(Message(outcome, .error)))) }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .loop(let request): perform(request)
    case .cache, .stripe, .firestore, .system: waiting.append(effect)
    }
  }

  private func perform(_ request: LoopRequest) {
    switch request {
    case .redraw: terminal.redraw()
    case .suspend: terminal.stop()
    case .quit: ending = .quit
    case .enterProfile: ending = .profile
    case .setTheme(let theme): terminal.setTheme(theme.accented(accent))
    case .setMouse(let isOn): terminal.setMouse(isOn)
    case .bell: terminal.bell()
    case .notify(let text): terminal.notify(text)
    case .show(let text, let name, let program): show(text, name, in: program)
    case .writeToTerminal(let bytes): terminal.writeControl(bytes)
    }
  }

  private var deadline: ContinuousClock.Instant? {
    state.nextDeadline.map { .now + .milliseconds($0 - Clock.now.uptime) }
  }
}
