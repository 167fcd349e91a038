import Screen

extension State {
  /// The first things that a newcomer does, with the keys that do them here.
  package var tourSteps: [(keys: String, text: String)] {
    let steps: [([Command.ID], String)] = [
      ([.down, .up], "move in the list"),
      ([.open], "look at a session; Esc goes back"),
      ([.filter], "filter: type a name or an e-mail"),
      ([.openPage], "open its page: pay, and watch"),
      ([.expire], "expire a session; X confirms"),
      ([.palette], "all commands, by a few letters"),
      ([.help], "the keys of this place"),
      ([.quit], "quit"),
    ]
    return steps.map { ids, text in
      (ids.map { keymap.keyName(for: $0) ?? ":" + $0.rawValue }.joined(separator: " "), text)
    }
  }

  /// The tour goes with any key. One that is more than “go on” does what it always does.
  mutating func leaveTour(_ key: Key) -> [Effect] {
    overlays.removeLast()
    switch key {
    case .escape, .enter, .character(" "): return []
    default: return act(on: key)
    }
  }
}
