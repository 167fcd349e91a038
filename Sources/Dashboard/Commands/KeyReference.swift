/// The keys as a table, for the README and the manual page. It is generated from the commands, so
/// it always matches the program.
package enum KeyReference {
  /// A command with its standard keys.
  package struct Row: Equatable, Sendable {
    package let keys: [String]
    package let title: String
    /// The name in the configuration.
    package let name: String
    package let isDangerous: Bool
  }

  package static let rows: [Row] = Command.all.map { command in
    Row(
      keys: command.keys.isEmpty
        ? [":" + command.id.rawValue] : command.keys.map(\.name),
      title: command.title(.standard), name: command.id.rawValue,
      isDangerous: command.isDangerous)
  }

  /// The table of the README.
  package static var markdown: String {
    let lines = rows.map { row in
      let keys = row.keys.map { "`\($0 == "|" ? "\\|" : $0)`" }.joined(separator: " ")
      return "| \(keys) | \(row.title) | `\(row.name)` |"
    }
    return (["| key | does | name |", "| --- | --- | --- |"] + lines).joined(separator: "\n")
  }
}
