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
  /// Why it does not work now; nil if it does.
  package let reason: String?
  /// Its place in the footer, in cells.
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

extension Hint {
  /// The keys that fit in the footer, the most useful first: help comes before all others. A key
  /// that does not work now says why in the message line when it is pressed. Expiring cannot be
  /// undone, so its reason is always shown.
  package static func footer(_ state: State) -> [Hint] {
    var hints = fitting(state)
    var x = 1
    for index in hints.indices {
      let end = x + hints[index].span.count
      hints[index].span = x..<end
      x = end + 2
    }
    return hints
  }

  /// Those that there is room for. Keys that work everywhere come last, although they are among the
  /// last to be left out; the user's own come before those that only fill spare room.
  private static func fitting(_ state: State) -> [Hint] {
    var room = state.layout.footer.width + 1
    func fits(_ hint: Hint) -> Bool {
      room -= hint.span.count + 2
      return room > 0
    }
    var (special, general): ([Hint], [Hint]) = ([], [])
    let offered = commands(state).filter { $0.id != .documents || state.documents.isThere }
    let lastGeneral = offered.lastIndex(where: \.isGeneral)
    for (index, command) in offered.enumerated() {
      if let hint = hint(for: command, state) {
        guard fits(hint) else { break }
        if command.isGeneral { general.append(hint) } else { special.append(hint) }
      }
      if index == lastGeneral { special += own(state).prefix(while: fits) }
    }
    return special + general
  }

  /// The user's own commands that have a key and work here.
  private static func own(_ state: State) -> [Hint] {
    state.ownCommands.compactMap { command in
      guard let key = command.keys.first, command.availability(state) == .enabled else {
        return nil
      }
      return Hint(
        nil, own: command, key: state.keymap.name(of: key), label: command.title, reason: nil)
    }
  }

  private static func hint(for command: Command, _ state: State) -> Hint? {
    guard let key = state.keymap.keys(for: command).first.map(state.keymap.name) else {
      return nil
    }
    let reason = state.availability(of: command).reason
    let hint = command.hint(in: state)
    let label = command.isDangerous ? reason.map { "\(hint): \($0)" } ?? hint : hint
    return Hint(command.id, key: key, label: label, reason: reason)
  }

  private static func commands(_ state: State) -> [Command] {
    if state.documents.isShown {
      return state.arrangement.focus == .detail
        ? Command.hintedInDocument : Command.hintedInDocuments
    }
    return switch state.arrangement.focus {
    case .list: Command.hintedInList
    case .detail: Command.hintedInDetail
    case .lineItems: Command.hintedInLineItems
    }
  }
}

extension Hint {
  /// What the footer depends on as long as its keys, the layout and the focus stay as they are.
  package struct Offer: Equatable {
    private let availabilities: [Availability]
    private let hasSelection: Bool
    private let showsJSON: Bool

    /// What is offered in a state. An initialiser would copy the state, which is large.
    package static func current(_ state: State) -> Offer {
      let own = state.ownCommands.lazy.filter { !$0.keys.isEmpty }
      return Offer(
        availabilities: Hint.commands(state).map(state.availability)
          + own.map { $0.availability(state) },
        hasSelection: state.selected != nil, showsJSON: state.shownPage.showsJSON)
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

  /// What it does now, in a word.
  fileprivate func hint(in state: State) -> String {
    switch id {
    // Quitting leads back to the sessions there.
    case .quit where state.documents.isShown: "back"
    case .json where state.shownPage.showsJSON: "fields"
    default: hint
    }
  }

  fileprivate var isGeneral: Bool { id == .palette || id == .help || id == .quit }
}
