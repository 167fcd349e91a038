/// Takes a query apart into words, phrases and `field:value` terms, without knowing the fields.
struct QueryScanner {
  struct Piece: Equatable {
    var isNegated = false
    /// nil for a word or phrase.
    var name: String?
    /// What stands between name and value besides a colon.
    var comparison: SessionQuery.Comparison?
    var value = ""
    /// Quoted text is never read as anything but text.
    var isQuoted = false
    var range = 0..<0
    var nameRange = 0..<0
    var valueRange = 0..<0
  }

  private let characters: [Character]
  private var offset = 0

  init(_ source: String) { characters = Array(source) }

  static func pieces(of source: String) throws(QueryError) -> [Piece] {
    var scanner = QueryScanner(source)
    var pieces: [Piece] = []
    while let piece = try scanner.next() { pieces.append(piece) }
    return pieces
  }

  private mutating func next() throws(QueryError) -> Piece? {
    while let character = peek, character.isWhitespace { offset += 1 }
    guard offset < characters.count else { return nil }
    var piece = Piece()
    let start = offset
    if peek == "-", let after = peek(1), !after.isWhitespace {
      piece.isNegated = true
      offset += 1
    }
    if peek != "\"", let (name, comparison) = fieldHead() {
      piece.name = name
      let nameStart = piece.isNegated ? start + 1 : start
      piece.nameRange = nameStart..<nameStart + name.count
      piece.comparison = comparison
    }
    let valueStart = offset
    (piece.value, piece.isQuoted) = try value()
    piece.valueRange = valueStart..<offset
    piece.range = start..<offset
    return piece
  }

  /// `field:`, `field>=`, `field:>`; nil, and nothing read, when a plain word stands here.
  private mutating func fieldHead() -> (String, SessionQuery.Comparison?)? {
    var end = offset
    while end < characters.count, Self.belongsToName(characters[end]) { end += 1 }
    guard end > offset, end < characters.count, characters[offset].isLetter else { return nil }
    let name = String(characters[offset..<end])
    let hasColon = characters[end] == ":"
    // A pasted address is text.
    if hasColon, characters[end...].starts(with: "://") { return nil }
    let sign = Self.comparison(in: characters[(hasColon ? end + 1 : end)...])
    guard hasColon || sign != nil else { return nil }
    offset = end + (hasColon ? 1 : 0) + (sign?.rawValue.count ?? 0)
    return (name, sign)
  }

  private static func comparison(in rest: ArraySlice<Character>) -> SessionQuery.Comparison? {
    SessionQuery.Comparison.allCases
      .filter { rest.starts(with: $0.rawValue) }
      .max { $0.rawValue.count < $1.rawValue.count }
  }

  private mutating func value() throws(QueryError) -> (String, isQuoted: Bool) {
    guard peek == "\"" else {
      let start = offset
      while let character = peek, !character.isWhitespace { offset += 1 }
      return (String(characters[start..<offset]), false)
    }
    let quote = offset
    offset += 1
    while let character = peek, character != "\"" { offset += 1 }
    guard peek == "\"" else {
      throw QueryError(#"the phrase that begins here lacks its closing ""#, quote..<offset)
    }
    offset += 1
    return (String(characters[quote + 1..<offset - 1]), true)
  }

  private var peek: Character? { peek(0) }

  private func peek(_ distance: Int) -> Character? {
    offset + distance < characters.count ? characters[offset + distance] : nil
  }

  private static func belongsToName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "."
      || character == "-"
  }
}
