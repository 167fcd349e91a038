package import Screen

/// Which key means which command.
package struct Keymap: Equatable, Sendable {
  private var bindings: [Key: Command.ID]
  /// The user's own order of keys, for commands that the user gave keys to.
  private var chosen: [Command.ID: [Key]] = [:]
  /// The name of the key to show, for commands that have one: the footer asks at every key.
  private var names: [Command.ID: String] = [:]

  package static let standard = Keymap(
    bindings: Dictionary(
      Command.all.flatMap { command in command.keys.map { ($0, command.id) } },
      uniquingKeysWith: { first, _ in first }))

  private init(bindings: [Key: Command.ID]) {
    self.bindings = bindings
    nameKeys()
  }

  package func command(for key: Key) -> Command? {
    bindings[key].flatMap(Command.named)
  }

  /// All keys that mean a command, the one to show first.
  package func keys(for id: Command.ID) -> [Key] {
    (chosen[id] ?? Command.named(id)?.keys ?? []).filter { bindings[$0] == id }
  }

  /// The name of the key to show for a command, for people: of the first of them.
  package func keyName(for id: Command.ID) -> String? { names[id] }

  /// The names of a command's keys, for people; what has no key is reached by its name.
  package func label(for id: Command.ID) -> String {
    let names = keys(for: id).map(\.name)
    return names.isEmpty ? ":" + id.rawValue : names.joined(separator: " ")
  }

  /// Characters that mean something with Alt.
  package var altCharacters: Set<Character> {
    Set(
      bindings.keys.compactMap { key in
        if case .alt(let character) = key { character } else { nil }
      })
  }

  /// Gives a command these keys instead of those it had. A key is taken from whoever has it.
  mutating func bind(_ id: Command.ID, to keys: [Key]) {
    for key in self.keys(for: id) { bindings[key] = nil }
    for key in keys { bindings[key] = id }
    chosen[id] = keys
    nameKeys()
  }

  private mutating func nameKeys() {
    names = Dictionary(
      uniqueKeysWithValues: Command.all.compactMap { command in
        keys(for: command.id).first.map { (command.id, $0.name) }
      })
  }
}
