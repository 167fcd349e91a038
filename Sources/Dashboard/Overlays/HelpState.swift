import Checkout
import Screen
package import Widgets

/// The overlay with the keys of the focused pane.
package struct HelpState: Equatable, Sendable {
  package var scroll = Scroll()
  package var filter = TextField()

  package init() {}

  package struct Line: Equatable, Sendable {
    package let keys: String
    package let title: String
    package let isDangerous: Bool
    /// Why it cannot be used now.
    package let reason: String?
  }
}

extension State {
  /// The commands of the focused pane that the help's filter lets through.
  package func helpLines(_ help: HelpState) -> [HelpState.Line] {
    Command.all
      .filter { $0.panes.contains(arrangement.focus) }
      .map { command in
        HelpState.Line(
          keys: keymap.keys(for: command.id).map(\.name).joined(separator: " "),
          title: command.title, isDangerous: command.isDangerous,
          reason: command.availability(self).reason)
      }
      .filter { line in
        help.filter.text.isEmpty
          || (line.keys + " " + line.title).lowercased().contains(help.filter.text.lowercased())
      }
  }

  mutating func updateHelp(_ help: HelpState, _ key: Key) -> [Effect] {
    var help = help
    let count = helpLines(help).count
    let height = max(1, size.height - 6)
    switch key {
    case .escape, .character("?"), .character("q"), .function(1):
      overlays.removeLast()
      return []
    case .down: help.scroll.move(by: 1, of: count, height: height)
    case .up: help.scroll.move(by: -1, of: count, height: height)
    case .pageDown: help.scroll.move(by: height, of: count, height: height)
    case .pageUp: help.scroll.move(by: -height, of: count, height: height)
    default:
      if help.filter.take(key) { help.scroll = Scroll() }
    }
    overlays[overlays.count - 1] = .help(help)
    return []
  }
}
