package import Screen

/// Which key means which command.
package struct Keymap: Equatable, Sendable {
  private var bindings: [Key: Command.ID]

  package static let standard = Keymap(
    bindings: Dictionary(
      Command.all.flatMap { command in command.keys.map { ($0, command.id) } },
      uniquingKeysWith: { first, _ in first }))

  package func command(for key: Key) -> Command? {
    bindings[key].flatMap(Command.named)
  }

  /// All keys that mean a command, the standard ones first.
  package func keys(for id: Command.ID) -> [Key] {
    let standard = (Command.named(id)?.keys ?? []).filter { bindings[$0] == id }
    let others = bindings.filter { $0.value == id && !standard.contains($0.key) }.map(\.key)
    return standard + others.sorted { $0.name < $1.name }
  }

  /// The key to show for a command: the first of them.
  package func key(for id: Command.ID) -> Key? {
    keys(for: id).first
  }
}
