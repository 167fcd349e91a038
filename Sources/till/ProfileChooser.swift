import CommandLine
import Dashboard
import Screen
import Settings
import Terminal

/// The screen before the dashboard, where one of several profiles is chosen.
enum ProfileChooser {
  /// Shows the profiles until one is chosen.
  ///
  /// - Returns: its name; nil when the user has left without choosing.
  @MainActor
  static func choose(_ setup: Setup, _ options: GlobalOptions) throws -> String? {
    let view = ViewSetup(setup, options, view: nil, isDemo: false)
    let terminal: Terminal
    do throws(TerminalError) { terminal = try Terminal.open(view.terminalOptions) } catch {
      throw Failure(.usage, "\(error.description)")
    }
    defer { terminal.close() }
    var question = ProfileQuestion(KeyFinder(setup, now: Clock.now.unix).choices)
    while true {
      var surface = Surface(size: terminal.size, spelling: terminal.signs.keyWords)
      question.draw(on: &surface)
      terminal.present(surface)
      let wakeup = terminal.wait(mailbox: -1, until: nil)
      guard wakeup.isDisjoint(with: [.terminate, .hangup, .interrupt]) else { return nil }
      if wakeup.contains(.suspend) { terminal.stop() }
      guard wakeup.contains(.keys) else { continue }
      for key in terminal.readKeys() {
        switch question.take(key, on: terminal.size) {
        case .left: return nil
        case .chosen(let name): return name
        case nil: break
        }
      }
    }
  }
}
