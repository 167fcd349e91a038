package import Screen

/// Which key runs which command.
package struct Keymap: Equatable, Sendable {
  private var bindings: [Key: Command.ID]
  /// The keys of commands that have others than the standard ones, in the user's order.
  private var chosen: [Command.ID: [Key]] = [:]
  /// Words for the signs of keys that the screen lacks.
  package internal(set) var spelling: [Unicode.Scalar: String] = [:]

  package static let standard = Keymap(
    bindings: Dictionary(
      Command.all.flatMap { command in command.keys.map { ($0, command.id) } },
      uniquingKeysWith: { first, _ in first }))

  /// The command that a key runs; nil if it runs none.
  package func command(for key: Key) -> Command? {
    bindings[key].flatMap(Command.named)
  }

  /// All keys of a command, the one to show first.
  package func keys(for id: Command.ID) -> [Key] { Command.named(id).map(keys(for:)) ?? [] }

  /// The same for a command that is at hand, which needs no search for it.
  package func keys(for command: Command) -> [Key] {
    chosen.isEmpty ? command.keys : chosen[command.id] ?? command.keys
  }

  /// Whether a key runs that command.
  func isKey(_ key: Key, of id: Command.ID) -> Bool { bindings[key] == id }

  /// A command's first key, by which a text names the command: `R tries again`. Without keys, its
  /// name for the palette: `:reload tries again`.
  package subscript(id: Command.ID) -> String {
    keys(for: id).first.map(name) ?? ":" + id.rawValue
  }

  /// The same for a sentence in which Enter is a word: `Enter`, not `↵`.
  package subscript(word id: Command.ID) -> String {
    keys(for: id).first == .enter ? "Enter" : self[id]
  }

  /// The names of all keys of a command; without keys, its name for the palette.
  package func label(for id: Command.ID) -> String {
    let keys = keys(for: id)
    return keys.isEmpty ? self[id] : names(of: keys)
  }

  /// A key's name, as the screen can show it.
  package func name(of key: Key) -> String { key.name.spelled(with: spelling) }

  func names(of keys: [Key]) -> String { keys.map(name).joined(separator: " ") }

  package var allKeys: [Key] { Array(bindings.keys) }

  /// Characters of keys that are pressed together with Alt.
  package static func altCharacters(of keys: [Key]) -> Set<Character> {
    Set(
      keys.compactMap { key in
        if case .alt(let character) = key { character } else { nil }
      })
  }

  /// Replaces a command's keys. A key that another command had is taken from it.
  mutating func bind(_ id: Command.ID, to keys: [Key]) {
    for key in self.keys(for: id) { bindings[key] = nil }
    for key in keys {
      if let owner = bindings.updateValue(id, forKey: key), owner != id {
        chosen[owner] = self.keys(for: owner).filter { $0 != key }
      }
    }
    chosen[id] = keys
  }
}
