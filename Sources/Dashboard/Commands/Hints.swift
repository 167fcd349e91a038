import Checkout
import Screen

/// A key in the footer.
package struct Hint: Equatable, Sendable {
  /// Nil for a command of the user's own.
  package let command: Command.ID?
  /// The user's own.
  let own: OwnCommand?
  package let key: String
  package let label: String
  /// Why it does not work now; nil when it does.
  package let reason: String?
  /// Where it stands in the footer, in cells.
  package internal(set) var span = 0..<0

  fileprivate init(
    _ command: Command.ID?, own: OwnCommand? = nil, key: String, label: String, reason: String?
  ) {
    self.command = command
    self.own = own
    self.key = key
    self.label = label
    self.reason = reason
    span = 0..<TextWidth.cells(of: key) + 1 + TextWidth.cells(of: label)
  }
}

extension State {
  /// The keys of the footer that fit, the most useful first: help, which knows all others. A key that does not work here says why
  /// in the message line when it is pressed; expiring is so final that its reason always shows.
  package var footerHints: [Hint] {
    var room = size.width + 1
    var hints: [Hint] = []
    // What goes anywhere stands last, though it is among the last to be left out.
    var general: [Hint] = []
    for (hint, isGeneral) in candidates {
      room -= hint.span.count + 2
      guard room > 0 else { break }
      if isGeneral { general.append(hint) } else { hints.append(hint) }
    }
    hints += general
    var x = 1
    for index in hints.indices {
      let end = x + hints[index].span.count
      hints[index].span = x..<end
      x = end + 2
    }
    return hints
  }

  /// The most useful first; the user's own go before what is there for want of others.
  private var candidates: [(hint: Hint, isGeneral: Bool)] {
    let offered = hinted.filter { $0.id != .documents || documents.isThere }
    let known = offered.compactMap { command in
      hint(for: command).map { (hint: $0, isGeneral: command.isGeneral) }
    }
    guard !ownCommands.isEmpty, let last = known.lastIndex(where: \.isGeneral) else { return known }
    let own = ownHints.map { (hint: $0, isGeneral: false) }
    return Array(known[...last]) + own + Array(known[(last + 1)...])
  }

  /// Those with a key that work here.
  private var ownHints: [Hint] {
    ownCommands.compactMap { command in
      guard let key = command.keys.first, command.availability(self) == .enabled else { return nil }
      return Hint(nil, own: command, key: key.name, label: command.title, reason: nil)
    }
  }

  private func hint(for command: Command) -> Hint? {
    guard let key = keymap.keyName(for: command.id) else { return nil }
    let reason = availability(of: command).reason
    let label =
      command.isDangerous && selected != nil
      ? reason.map { "\(command.hint): \($0)" } ?? command.hint : command.hint
    return Hint(command.id, key: key, label: label, reason: reason)
  }

  private var hinted: [Command] {
    if documents.isShown {
      return arrangement.focus == .detail
        ? Command.hintedInDocument : Command.hintedInDocuments
    }
    return switch arrangement.focus {
    case .list: Command.hintedInList
    case .detail: Command.hintedInDetail
    case .lineItems: Command.hintedInLineItems
    }
  }
}

extension Command {
  fileprivate static let hintedInList = hinted(
    .help, .open, .filter, .find, .copyURL, .expire, .refresh, .palette, .quit, .documents,
    .nextTab,
    .mark, .reload)
  fileprivate static let hintedInDetail = hinted(
    .help, .json, .goTo, .copyMenu, .copyURL, .expire, .refresh, .back, .fold, .zoom, .palette,
    .quit)
  fileprivate static let hintedInLineItems = hinted(
    .help, .fold, .refresh, .zoom, .copyURL, .expire, .palette, .quit)

  fileprivate static let hintedInDocuments = hinted(
    .help, .open, .filter, .goTo, .copyURL, .refresh, .reload, .palette, .quit, .nextTab)
  fileprivate static let hintedInDocument = hinted(
    .help, .json, .goTo, .copyMenu, .copyURL, .refresh, .fold, .zoom, .palette, .quit)

  private static func hinted(_ ids: ID...) -> [Command] { ids.compactMap(named) }

  fileprivate var isGeneral: Bool { id == .palette || id == .help || id == .quit }
}
