package import Screen

extension Key {
  /// The key's name for people: `j`, `Ctrl-D`, `PgDn`, `↵`.
  package var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let letter): "Ctrl-" + letter.uppercased()
    case .alt(let character): "Alt-" + String(character)
    case .function(let number): "F\(number)"
    case .paste, .mouse, .unknown: ""
    default: Self.special.first { $0.key == self }?.shown ?? ""
    }
  }

  /// Keys without a character: how they are shown, and how a configuration writes them.
  private static let special: [(key: Key, shown: String, written: [String])] = [
    (.enter, "↵", ["enter", "return"]), (.escape, "Esc", ["esc", "escape"]),
    (.tab, "Tab", ["tab"]), (.backTab, "Shift-Tab", ["shift-tab", "backtab"]),
    (.backspace, "Backspace", ["backspace"]), (.delete, "Delete", ["delete", "del"]),
    (.insert, "Insert", ["insert", "ins"]), (.up, "↑", ["up"]), (.down, "↓", ["down"]),
    (.left, "←", ["left"]), (.right, "→", ["right"]), (.home, "Home", ["home"]),
    (.end, "End", ["end"]), (.pageUp, "PgUp", ["pgup", "page-up", "pageup"]),
    (.pageDown, "PgDn", ["pgdn", "page-down", "pagedown"]),
    (.character(" "), "Space", ["space"]),
  ]

  /// A key as a configuration writes it: `j`, `ctrl-d`, `alt-x`, `f5`, `pgdn`, `space`. Nil if
  /// there is no such key.
  package init?(named text: String) {
    let name = text.lowercased()
    if text.count == 1, let character = text.first, !character.isWhitespace {
      self = .character(character)
    } else if let key = Self.special.first(where: { $0.written.contains(name) })?.key {
      self = key
    } else if name.first == "f", let number = Int(name.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else if name.hasPrefix("ctrl-"), name.count == 6, let letter = name.last {
      self = .control(letter)
    } else if name.hasPrefix("alt-"), text.count == 5, let character = text.last {
      self = .alt(character)
    } else {
      return nil
    }
  }

  /// Why a command cannot have the key; nil if it can.
  package var refusal: String? {
    switch self {
    case .control("i"): "terminals send Ctrl-I for Tab: write “tab”"
    case .control("m"), .control("j"): "terminals send it for Enter: write “enter”"
    case .control("h"): "terminals send Ctrl-H for Backspace: write “backspace”"
    case .control("["): "terminals send Ctrl-[ for Esc: write “esc”"
    case .control(let sign) where !Self.controlSigns.contains(sign): "no terminal sends it"
    case .character(let character) where ("4"..."9").contains(character) || character == "0":
      "the digits 0 and 4 to 9 begin a count, such as 5j"
    // An expire always needs at least two different keys, whatever the user has bound.
    case .character("X"): "it confirms in the dialog of expire, so it opens nothing"
    default: nil
    }
  }

  private static let controlSigns = Set("abcdefghijklmnopqrstuvwxyz\\]^_@")
}
