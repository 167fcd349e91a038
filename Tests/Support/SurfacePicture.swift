package import Screen

/// A screen as text that a reviewer can read: the characters in a frame, then the styles of the
/// rows that have any, one letter for each role, with the emphasis on a separate line below.
package func picture(of surface: Surface) -> String {
  let size = surface.size
  let edge = String(repeating: "─", count: size.width)
  var lines = ["\(size.width)×\(size.height)"]
  if let cursor = surface.cursor { lines[0] += ", cursor at \(cursor.x),\(cursor.y)" }
  lines.append("┌\(edge)┐")
  lines += surface.lines.map { "│\($0)│" }
  lines.append("└\(edge)┘")

  var roles: Set<Role> = []
  var emphases: Set<Emphasis> = []
  for y in 0..<size.height {
    let styles = surface.row(y).map { Style($0.style.role, $0.style.emphasis.subtracting(.raised)) }
    guard styles.contains(where: { $0 != .text }) else { continue }
    roles.formUnion(styles.map(\.role))
    emphases.formUnion(styles.map(\.emphasis))
    let number = TextWidth.pad(String(y), to: 3, align: .trailing)
    lines.append(number + " " + trimmed(styles.map { letter(of: $0.role) }))
    if styles.contains(where: { !$0.emphasis.isEmpty }) {
      lines.append("    " + trimmed(styles.map { digit(of: $0.emphasis) }))
    }
  }
  lines += Role.allCases.filter { roles.contains($0) && $0 != .text }
    .map { "\(letter(of: $0)) \($0)" }
  lines += emphases.filter { !$0.isEmpty }.sorted { $0.rawValue < $1.rawValue }
    .map { "\(digit(of: $0)) \(names(in: $0))" }
  return lines.joined(separator: "\n") + "\n"
}

/// Letters follow the order in which roles are declared, so that a picture changes only if the
/// screen does.
private func letter(of role: Role) -> Character {
  role == .text ? "." : letters[(Role.allCases.firstIndex(of: role) ?? 0) % letters.count]
}

private let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

private func digit(of emphasis: Emphasis) -> Character {
  emphasis.isEmpty ? " " : Array(String(emphasis.rawValue, radix: 32))[0]
}

private func names(in emphasis: Emphasis) -> String {
  let known: [(Emphasis, String)] = [
    (.bold, "bold"), (.underline, "underline"), (.selected, "selected"), (.marked, "marked"),
    (.matched, "matched"),
  ]
  return known.filter { emphasis.contains($0.0) }.map(\.1).joined(separator: ", ")
}

private func trimmed(_ characters: [Character]) -> String {
  String(characters.reversed().drop { $0 == " " }.reversed())
}
