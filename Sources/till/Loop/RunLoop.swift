import Dashboard
import Host
import Screen
import Terminal

/// The dashboard's loop, on the main thread: sleep, take events, decide, draw once.
///
/// It never waits for the network, the disk or JSON, and does not run while nothing happens.
@MainActor
final class RunLoop {
  private let terminal: Terminal
  private let mailbox: Mailbox
  private let runner: EffectRunner
  private var scene: Scene
  private var ending: Ending?
  /// Effects that start after the screen has been drawn: the runner's threads would compete with
  /// the drawing for the processor.
  private var waiting: [Effect] = []

  /// Why the loop has ended.
  enum Ending {
    case quit
    /// Another account is to be shown: that of the profile of this name.
    case profile(String)

    var next: String? { if case .profile(let name) = self { name } else { nil } }
  }
  private var remembered: RememberedView
  private let remember: (RememberedView) -> Void
  private let accent: Color?
  private let files = TextFiles()

  /// A loop on an open terminal.
  ///
  /// - Parameters:
  ///   - terminal: to read from and to draw on.
  ///   - mailbox: the source of all other events.
  ///   - runner: carries out the effects.
  ///   - state: before the first event.
  ///   - accent: the profile's colour, for the header.
  ///   - remember: called with the view to keep for the next run, whenever it has changed.
  init(
    terminal: Terminal, mailbox: Mailbox, runner: EffectRunner, state: State,
    accent: Color? = nil, remember: @escaping (RememberedView) -> Void = { _ in }
  ) {
    self.terminal = terminal
    self.mailbox = mailbox
    self.runner = runner
    scene = Scene(state)
    remembered = state.remembered
    self.remember = remember
    self.accent = accent
    terminal.setTheme(state.preferences.theme.accented(accent))
  }

  var state: State { scene.state }

  /// Runs until the user quits, the program is told to end, or the terminal is gone.
  ///
  /// - Returns: why it has ended, and so what is to be shown next.
  func run() -> Ending {
    defer { files.removeAll() }
    while true {
      if let ending { return ending }
      let wakeup = terminal.wait(mailbox: mailbox.descriptor, until: scene.deadline())
      if wakeup.isEnd { return .quit }
      if wakeup.contains(.suspend) { terminal.stop() }
      var events: [Event] = []
      if wakeup.contains(.interrupt) { events.append(.key(.control("c"))) }
      if wakeup.contains(.keys) { events += terminal.readKeys().map(Event.key) }
      // After the keys: they were typed at a screen that does not show this yet.
      if wakeup.contains(.mailbox) { events += mailbox.drain() }
      if let isLight = terminal.takeBackground() {
        events.append(.system(.background(isLight: isLight)))
      }
      turn(events)
    }
  }

  /// Handles events, draws the result, and only then starts the work. The first turn shows what is
  /// known already, such as the cached rows.
  func turn(_ events: [Event]) {
    take([.clock(.now)] + events)
    // A shell or an editor may give the terminal back with another size.
    if terminal.size != scene.state.size { take([.resize(terminal.size)]) }
    if terminal.signs != scene.state.preferences.signs {
      take([.system(.signs(terminal.signs))])
    }
    terminal.present(scene.draw(answeringKey: events.contains(where: \.isKey)))
    for effect in waiting { runner.start(effect) }
    waiting = []
    guard let view = scene.remembered(), view != remembered else { return }
    remembered = view
    remember(view)
  }

  private func take(_ events: [Event]) {
    for effect in scene.take(events) { perform(effect) }
  }

  private func show(_ text: String, _ name: String, in program: OutsideProgram) {
    let environment = Invocation.environment
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
    case .enterProfile(let name): ending = .profile(name)
    case .setTheme(let theme): terminal.setTheme(theme.accented(accent))
    case .setMouse(let isOn): terminal.setMouse(isOn)
    case .bell: terminal.bell()
    case .notify(let text): terminal.notify(text)
    case .show(let text, let name, let program): show(text, name, in: program)
    case .writeToTerminal(let bytes): terminal.writeControl(bytes)
    }
  }
}
