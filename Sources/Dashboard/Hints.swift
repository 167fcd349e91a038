import Checkout
import Screen

/// A key in the footer.
package struct Hint: Equatable, Sendable {
  package let key: String
  package let label: String
  /// Why it does not work now; nil when it does.
  package let reason: String?
}

extension State {
  /// The keys of the footer, the most useful first. A key that does not work here says why in the
  /// message line when it is pressed; expiring is so final that its reason always shows.
  package var footerHints: [Hint] {
    hinted.compactMap { id in
      guard let command = Command.named(id), command.panes.contains(arrangement.focus),
        let key = keymap.key(for: id)
      else { return nil }
      let reason = command.availability(self).reason
      let label =
        command.isDangerous && selected != nil
        ? reason.map { "\(command.hint): \($0)" } ?? command.hint : command.hint
      return Hint(key: key.name, label: label, reason: reason)
    }
  }

  private var hinted: [Command.ID] {
    switch arrangement.focus {
    case .list:
      [.open, .filter, .find, .copyURL, .expire, .refresh, .nextTab, .reload, .help, .quit]
    case .detail:
      [.json, .goTo, .copyMenu, .copyURL, .expire, .refresh, .back, .fold, .zoom, .help, .quit]
    case .lineItems: [.fold, .refresh, .zoom, .copyURL, .expire, .help, .quit]
    }
  }
}
