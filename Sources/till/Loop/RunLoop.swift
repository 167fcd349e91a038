import Dashboard
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
  private var state: State
  private var isEnding = false

  init(terminal: Terminal, mailbox: Mailbox, runner: EffectRunner, state: State) {
    self.terminal = terminal
    self.mailbox = mailbox
    self.runner = runner
    self.state = state
  }

  /// Runs until the user quits, the program is told to end, or the terminal is gone.
  ///
  /// - Parameter events: what is known before the first picture, such as the cached rows.
  func run(_ events: [Event]) {
    turn(events)
    while !isEnding {
      let wakeup = terminal.wait(mailbox: mailbox.descriptor, until: deadline)
      if !wakeup.isDisjoint(with: [.terminate, .hangup]) { return }
      if wakeup.contains(.suspend) { terminal.stop() }
      var events: [Event] = wakeup.contains(.resize) ? [.resize(terminal.size)] : []
      events += mailbox.drain()
      if wakeup.contains(.interrupt) { events.append(.key(.control("c"))) }
      events += terminal.readKeys().map(Event.key)
      turn(events)
    }
  }

  private func turn(_ events: [Event]) {
    let effects = update(&state, [.clock(.now)] + events)
    for effect in effects { perform(effect) }
    terminal.present(render(state))
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .redraw: terminal.redraw()
    case .suspend: terminal.stop()
    case .quit: isEnding = true
    case .writeToTerminal(let bytes): terminal.writeControl(bytes)
    default: runner.start(effect)
    }
  }

  private var deadline: ContinuousClock.Instant? {
    state.nextDeadline.map { .now + .milliseconds($0 - Clock.now.uptime) }
  }
}
