import Checkout
import Screen

/// A key in the footer.
package struct Hint: Equatable, Sendable {
  package let command: Command.ID
  package let key: String
  package let label: String
  /// Why it does not work now; nil when it does.
  package let reason: String?
  /// Where it stands in the footer, in cells.
  package internal(set) var span = 0..<0

  fileprivate var width: Int { TextWidth.cells(of: key) + 1 + TextWidth.cells(of: label) }
}

extension State {
  /// The keys of the footer that fit, the most useful first. A key that does not work here says why
  /// in the message line when it is pressed; expiring is so final that its reason always shows.
  package var footerHints: [Hint] {
    var room = size.width - 1
    let fitting = hinted.lazy.compactMap(hint(for:)).prefix { hint in
      room -= hint.width + 2
      return room + 2 >= 0
    }
    // What goes anywhere stands last, though it is among the last to be left out.
    let general: Set<Command.ID> = [.palette, .help, .quit]
    let hints = Array(fitting)
    let ordered =
      hints.filter { !general.contains($0.command) } + hints.filter { general.contains($0.command) }
    var x = 1
    return ordered.map { hint in
      var hint = hint
      hint.span = x..<x + hint.width
      x += hint.width + 2
      return hint
    }
  }

  private func hint(for id: Command.ID) -> Hint? {
    guard let command = Command.named(id), command.panes.contains(arrangement.focus),
      let key = keymap.key(for: id)
    else { return nil }
    let reason = command.availability(self).reason
    let label =
      command.isDangerous && selected != nil
      ? reason.map { "\(command.hint): \($0)" } ?? command.hint : command.hint
    return Hint(command: id, key: key.name, label: label, reason: reason)
  }

  private var hinted: [Command.ID] {
    switch arrangement.focus {
    case .list:
      [
        .open, .filter, .find, .copyURL, .expire, .refresh, .help, .palette, .quit, .nextTab, .mark,
        .reload,
      ]
    case .detail:
      [
        .json, .goTo, .copyMenu, .copyURL, .expire, .refresh, .back, .fold, .zoom, .palette, .help,
        .quit,
      ]
    case .lineItems: [.fold, .refresh, .zoom, .copyURL, .expire, .palette, .help, .quit]
    }
  }
}
