import Checkout
import Query
import Screen
package import Widgets

/// The palette: every command, found by a few of its letters.
package struct Palette: Equatable, Sendable {
  package var field: TextField
  package var scroll = Scroll()

  package struct Entry: Equatable, Sendable {
    /// What is typed to mean exactly this.
    package let name: String
    package let title: String
    /// Characters of the title that were typed.
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
  }

  /// What follows it is the name of a theme.
  static let themePrefix = "theme "

  /// What people type out of habit.
  static let aliases: [String: Command.ID] = [
    "q": .quit, "q!": .quit, "exit": .quit, "keys": .help, "colors": .theme, "colours": .theme,
    "auto": .autoRefresh, "e": .editor,
  ]
}

extension State {
  mutating func openPalette(_ text: String = "") -> [Effect] {
    count = nil
    overlays.append(.palette(Palette(field: TextField(text))))
    movePaletteToBest()
    return []
  }

  /// What the palette offers for its text, the best first.
  package func entries(of palette: Palette) -> [Palette.Entry] {
    let text = palette.field.text.trimmingSpaces
    let found =
      palette.field.text.hasPrefix(Palette.themePrefix)
      ? themeEntries(String(palette.field.text.dropFirst(Palette.themePrefix.count)))
      : Command.all.filter { $0.id != .palette }.compactMap { entry(for: $0, text) }
    // Equals stay in the order of the help.
    return found.enumerated()
      .sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
      .map(\.element)
  }

  private func entry(for command: Command, _ text: String) -> Palette.Entry? {
    let name = command.id.rawValue
    let isExact = name == text || Palette.aliases[text] == command.id
    let inTitle = FuzzyMatch(text, in: command.title)
    let inName = FuzzyMatch(text, in: name)
    guard isExact || inTitle != nil || inName != nil else { return nil }
    return Palette.Entry(
      name: name, title: command.title, matched: inTitle?.places ?? [],
      keys: keymap.keys(for: command.id).map(\.name).joined(separator: " "),
      isDangerous: command.isDangerous, reason: reason(against: command),
      choice: .command(command.id),
      score: isExact ? .max : max(inTitle?.score ?? 0, inName.map { $0.score + 1 } ?? 0))
  }

  /// Why a command cannot be used from here; nil when it can.
  private func reason(against command: Command) -> String? {
    guard !command.panes.contains(arrangement.focus) else {
      return command.availability(self).reason
    }
    let pane = Pane.allCases.first { command.panes.contains($0) } ?? .list
    return "in the pane \(pane.title.lowercased()) only"
  }

  private func themeEntries(_ text: String) -> [Palette.Entry] {
    preferences.themes.compactMap { theme in
      FuzzyMatch(text, in: theme.name).map { match in
        Palette.Entry(
          name: "", title: theme.name, matched: match.places,
          keys: theme == preferences.theme ? "now" : "", isDangerous: false, reason: nil,
          choice: .theme(theme), score: match.score)
      }
    }
  }

  /// The theme that the palette points at.
  var previewedTheme: Theme? {
    guard case .palette(let palette) = overlays.last else { return nil }
    let entries = entries(of: palette)
    guard entries.indices.contains(palette.scroll.cursor),
      case .theme(let theme) = entries[palette.scroll.cursor].choice
    else { return nil }
    return theme
  }

  /// What to say when nothing is called that.
  package func palettePlea(_ palette: Palette) -> String {
    let text = palette.field.text.trimmingSpaces
    if SecretKey.isIn(text) { return Message.secretKey.text }
    if text.hasPrefix("theme") { return "there is no theme like that" }
    let names = Command.ID.allCases.map(\.rawValue) + Palette.aliases.keys.sorted()
    let near = NearestName.to(text, among: names).map { ": did you mean “\($0)”?" } ?? ""
    return "there is no command “\(text)”\(near)"
  }
}
