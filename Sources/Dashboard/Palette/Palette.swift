import Checkout
import Query
package import Screen
package import Widgets

/// The palette: every command, found by a few of its letters.
package struct Palette: Overlay {
  package private(set) var picker: Picker

  /// Something that can be chosen: a command, a theme or a view.
  package struct Entry: Equatable, Sendable {
    /// The text to type for exactly this entry.
    package let name: String
    package let title: String
    /// Indices of the title's characters that were typed.
    package let matched: [Int]
    package let keys: String
    package let isDangerous: Bool
    /// Why it cannot be used now.
    package let reason: String?
    let choice: Choice
    let score: Int
  }

  enum Choice: Equatable {
    case command(Command.ID)
    case theme(Theme)
    case view(SavedView)
    case documentView(DocumentView)
    case own(OwnCommand)
  }

  /// The name of a theme follows it.
  static let themePrefix = "theme "

  /// Names that people know from other programs.
  private static let aliases: [String: Command.ID] = [
    "q": .quit, "q!": .quit, "exit": .quit, "keys": .help, "colors": .theme, "colours": .theme,
    "auto": .autoRefresh, "e": .editor,
  ]

  fileprivate init(_ text: String, _ state: State) {
    picker = Picker(text)
    goToBest(state)
  }

  /// The most rows that fit at once.
  private static let most = 16

  package func place(in state: State) -> Rect {
    // The line to type into takes a row as well.
    state.layout.list(width: 68, rows: max(1, entries(state).count) + 1, most: Self.most + 1)
  }

  package func hints(_ state: State) -> [KeyHint] {
    [KeyHint("↵", "run"), KeyHint("↓ ↑", "choose"), KeyHint("Esc", "leave")]
  }

  private func height(_ state: State) -> Int {
    picker.height(
      in: Dialog.inside(
        of: state.layout.list(width: 68, rows: Self.most + 1, most: Self.most + 1)
      ).height)
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    // Before the key. To find the entries takes long, and a key that a full field refuses does not
    // need them.
    let before = self
    switch picker.take(key, of: before.entries(state).count, height: height(state)) {
    case .left: state.overlays.close(id)
    case .chosen(let index): return choose(index.map { entries(state)[$0] }, &state)
    case .narrowed: goToBest(state)
    case .moved, nil: break
    }
    return []
  }

  /// Runs the selected entry. If it cannot be used, the message says why and the palette stays
  /// open.
  private func choose(_ entry: Entry?, _ state: inout State) -> [Effect] {
    guard let entry else {
      state.message = Message(plea, .warning)
      return []
    }
    if let reason = entry.reason {
      state.message = Message("\(entry.title): \(reason)", .warning)
      return []
    }
    state.overlays.close(id)
    switch entry.choice {
    case .command(let id): return Command.named(id).map { state.run($0) } ?? []
    case .theme(let theme):
      state.preferences.choose(theme)
      return []
    case .view(let view): return state.show(view)
    case .documentView(let view): return state.open(view)
    case .own(let command): return command.start(&state)
    }
  }

  /// Selects the best entry or, before a theme was named, the theme in use.
  private mutating func goToBest(_ state: State) {
    let entries = entries(state)
    let isOpen = picker.text == Self.themePrefix
    let inUse =
      isOpen ? entries.firstIndex { $0.choice == .theme(state.preferences.theme) } : nil
    picker.scroll = Scroll()
    picker.scroll.cursor = inUse ?? 0
    picker.scroll.reveal(of: entries.count, height: height(state))
  }

  /// The theme that is selected in the palette.
  func previewedTheme(_ state: State) -> Theme? {
    let entries = entries(state)
    guard entries.indices.contains(picker.scroll.cursor),
      case .theme(let theme) = entries[picker.scroll.cursor].choice
    else { return nil }
    return theme
  }

  /// The message when no entry matches.
  private var plea: String {
    let text = picker.text.trimmingSpaces
    if SecretKey.isIn(text) { return Message.secretKey.text }
    if text.hasPrefix("theme") { return "there is no theme like that" }
    let names = Command.ID.allCases.map(\.rawValue) + Self.aliases.keys.sorted()
    let near = NearestName.to(text, among: names).map { ": did you mean “\($0)”?" } ?? ""
    return "there is no command “\(text)”\(near)"
  }
}

// MARK: - Entries

extension Palette {
  /// The entries that match the text, the best first; without text, actions before views and
  /// motions.
  package func entries(_ state: State) -> [Entry] {
    let typed = picker.text
    let text = typed.trimmingSpaces
    let found =
      typed.hasPrefix(Self.themePrefix)
      ? themeEntries(String(typed.dropFirst(Self.themePrefix.count)), state)
      : Self.commands.compactMap { entry(for: $0, text, state) }
        + state.ownCommands.compactMap { entry(for: $0, text, state) }
        + state.views.all.compactMap { entry(for: $0.name, .view($0), text) }
        + documentViews(state).compactMap { entry(for: $0.name, .documentView($0), text) }
    // Equal scores keep their order.
    return found.enumerated()
      .sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
      .map(\.element)
  }

  /// The ones that are needed most come first.
  private static let commands: [Command] = {
    let groups: [Command.Group] = [.act, .copy, .find, .view, .move]
    return groups.flatMap { group in
      Command.all.filter { $0.group == group && $0.id != .palette }
    }
  }()

  private func entry(for command: Command, _ text: String, _ state: State) -> Entry? {
    let name = command.id.rawValue
    let isExact = name == text || Self.aliases[text] == command.id
    let title = state.title(of: command)
    let inTitle = FuzzyMatch(text, in: title)
    let inName = FuzzyMatch(text, in: name)
    guard isExact || inTitle != nil || inName != nil else { return nil }
    return Entry(
      name: name, title: title, matched: inTitle?.places ?? [],
      keys: state.keymap.names(of: state.keymap.keys(for: command.id)),
      isDangerous: command.isDangerous,
      reason: command.reason(againstPane: state.arrangement.focus)
        ?? state.availability(of: command).reason,
      choice: .command(command.id),
      score: isExact ? .max : max(inTitle?.score ?? 0, inName.map { $0.score + 1 } ?? 0))
  }

  private func entry(for command: OwnCommand, _ text: String, _ state: State) -> Entry? {
    guard let match = FuzzyMatch(text, in: command.title) else { return nil }
    return Entry(
      name: command.title, title: command.title, matched: match.places,
      keys: state.keymap.names(of: command.keys), isDangerous: !command.onlyReads,
      reason: command.availability(state).reason, choice: .own(command),
      score: command.title == text ? .max : match.score)
  }

  private func documentViews(_ state: State) -> [DocumentView] {
    state.documents.isThere ? state.documents.views.all : []
  }

  /// The entry of a view with a name.
  private func entry(for name: String, _ choice: Choice, _ text: String) -> Entry? {
    let name = Sanitiser.display(name)
    let title = "show the view \(name)"
    let isExact = name == text
    guard let match = FuzzyMatch(text, in: title) else { return nil }
    return Entry(
      name: name, title: title, matched: match.places, keys: "", isDangerous: false, reason: nil,
      choice: choice, score: isExact ? .max : match.score)
  }

  private func themeEntries(_ text: String, _ state: State) -> [Entry] {
    state.preferences.themes.compactMap { theme in
      FuzzyMatch(text, in: theme.name).map { match in
        Entry(
          name: "", title: theme.name, matched: match.places,
          keys: theme == state.preferences.theme ? "now" : "", isDangerous: false, reason: nil,
          choice: .theme(theme), score: match.score)
      }
    }
  }
}

extension Palette {
  static func open(typed text: String = "", _ state: inout State) -> [Effect] {
    state.count = nil
    state.overlays.push(Palette(text, state))
    return []
  }
}

// MARK: - Drawing

extension Palette {
  package func draw(on surface: inout Surface, _ state: State) {
    let entries = entries(state)
    let height = picker.height(in: Dialog.inside(of: surface.bounds).height)
    surface.drawDialog(
      title: "Commands", scrolled: (picker.scroll, entries.count, height)
    ) { box in
      // The name is left out if there is not room for everything.
      let table = Table([
        Table.Column(.rest), Table.Column(.fixed(box.size.width >= 56 ? 18 : 0)),
        Table.Column(.upTo(12), align: .trailing),
      ])
      picker.draw(
        on: &box, label: ":", of: entries.count, empty: Segment(plea, Style(.warning)), in: table
      ) { entries[$0].cells }
    }
  }
}

extension Palette.Entry {
  /// Title, reason, name and keys.
  fileprivate var cells: [Table.Cell] {
    let isEnabled = reason == nil
    let role: Role = !isEnabled ? .disabled : isDangerous ? .danger : .dialog
    let letters = title.enumerated().map { index, letter in
      Segment(String(letter), Style(role, matched.contains(index) ? .matched : []))
    }
    return [
      letters + (reason.map { [Segment(" (\($0))", Style(.disabled))] } ?? []),
      [Segment(name, Style(.placeholder))], [Segment(keys, Style(isEnabled ? .key : .disabled))],
    ]
  }
}
