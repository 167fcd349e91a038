/// E-mail addresses in a text.
package enum EmailScanner {
  /// Without the characters around them, in order, each once.
  package static func emails(in text: String) -> [String] {
    var found: [String] = []
    let characters = Array(text)
    for at in characters.indices where characters[at] == "@" {
      guard let email = email(around: at, in: characters), !found.contains(email) else { continue }
      found.append(email)
    }
    return found
  }

  private static func email(around at: Int, in characters: [Character]) -> String? {
    var start = at
    while start > 0, at - start < 64, belongsToName(characters[start - 1]) { start -= 1 }
    var end = at + 1
    while end < characters.count, end - at < 255, belongsToDomain(characters[end]) { end += 1 }
    while start < at, ".'-".contains(characters[start]) { start += 1 }
    while end > at + 1, ".-".contains(characters[end - 1]) { end -= 1 }
    let domain = characters[at + 1..<end]
    guard start < at, let first = domain.first, first != ".", first != "-",
      characters[at - 1] != ".",
      let dot = domain.lastIndex(of: "."), end - dot > 2
    else { return nil }
    // `user@host@other` is not an address.
    if end < characters.count, characters[end] == "@" { return nil }
    return String(characters[start..<end])
  }

  /// Characters that occur in real names; those that often surround addresses in text are left out,
  /// although the standard allows some. Source:
  /// https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1
  package static func belongsToName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
      || ".!#$%&'*+-/?^_~".contains(character)
        && !"/?&#*!".contains(character)
  }

  private static func belongsToDomain(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "." || character == "-"
  }
}
