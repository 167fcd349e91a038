/// Splits a query into words, phrases and `field:value` terms, without knowing the fields.
struct QueryScanner {
  struct Piece: Equatable {
    var isNegated = false
    /// nil for a word or phrase.
    var name: String?
    /// What is between name and value besides a colon.
    var comparison: RecordQuery.Comparison?
    var value = ""
    /// Quoted text is never read as anything but text.
    var isQuoted = false
    var range = 0..<0
    var nameRange = 0..<0
    var valueRange = 0..<0
    /// Whether its name may be one by which a field is shown, and that queries do not have.
    var isLabel = false
    /// What its value may be in a date.
    var dateWord = DateWord.none

    /// Whether a comparison or a value may follow behind a space: `amount >50`, `created: >7d`.
    var isHead: Bool { name == nil || value.isEmpty && comparison == nil }

    /// This field with a value that came behind a space.
    func with(_ next: Piece) -> Piece {
      var joined = self
      joined.isQuoted = next.isQuoted
      joined.value = next.isQuoted ? next.value : next.value.withoutListEnd
      let cut = next.value.count - joined.value.count
      joined.valueRange = next.valueRange.lowerBound..<next.valueRange.upperBound - cut
      joined.range = range.lowerBound..<next.range.upperBound
      return joined
    }

    /// This word as the name before a colon that stands alone; nil for what is no word.
    func beforeColon(_ colon: Piece) -> Piece? {
      guard name == nil, !isQuoted, !isNegated, value.contains(where: \.isLetter),
        value.last != ":"
      else { return nil }
      var head = self
      head.name = value
      head.value = ""
      head.nameRange = valueRange
      head.valueRange = colon.range.upperBound..<colon.range.upperBound
      head.range = range.lowerBound..<colon.range.upperBound
      return head
    }

    /// The same with its minus as a part of the word.
    var withMinus: Piece {
      guard isNegated else { return self }
      var word = self
      word.isNegated = false
      guard name == nil, !isQuoted else { return word }
      word.value = "-" + value
      word.valueRange = range
      return word
    }

    /// A name and its colon as a word of the text.
    var asPlainWord: Piece {
      var word = self
      word.name = nil
      word.value = (name ?? "") + ":"
      return word
    }
  }

  private let characters: [Character]
  /// Words that can be followed by a dot and a key: `meta`.
  private let maps: [String]
  private var offset = 0

  private init(_ source: String, maps: [String]) {
    characters = Array(source)
    self.maps = maps
  }

  static func pieces(of source: String, maps: [String]) throws(QueryError) -> [Piece] {
    var scanner = QueryScanner(source, maps: maps)
    var pieces: [Piece] = []
    while let piece = try scanner.next() {
      // Of `"order_id": "6735",` out of JSON, the value is looked for.
      if scanner.isKey(piece) { scanner.offset += 1 } else { pieces.append(piece) }
    }
    return pieces
  }

  private mutating func next() throws(QueryError) -> Piece? {
    while let character = peek, character.isWhitespace { offset += 1 }
    // `{"order_id":"6735"}`
    while let bracket = peek, "{[".contains(bracket), peek(1) == "\"" { offset += 1 }
    guard offset < characters.count else { return nil }
    var piece = Piece()
    let start = offset
    if peek == "-", let after = peek(1), !after.isWhitespace {
      piece.isNegated = true
      offset += 1
    }
    if let head = fieldHead() {
      piece.name = head.name
      piece.nameRange = head.range
      piece.comparison = head.comparison
    }
    let valueStart = offset
    (piece.value, piece.isQuoted) = try value()
    if !piece.isQuoted { piece.value = SearchFolding.narrow(piece.value) }
    piece.valueRange = valueStart..<offset
    piece.range = start..<offset
    while piece.isQuoted, let bracket = peek, "}]".contains(bracket) { offset += 1 }
    // The punctuation after a phrase is not a word.
    if piece.isQuoted, let sign = peek, sign == "," || ";.!?)".contains(sign) && isEnd(offset) {
      offset += 1
    }
    return piece
  }

  /// Whether a phrase is a name before a colon and a value.
  private func isKey(_ piece: Piece) -> Bool {
    guard piece.isQuoted, piece.name == nil, !piece.isNegated, peek == ":" else { return false }
    return piece.value.allSatisfy(Self.belongsToName)
      && characters[(offset + 1)...].contains { !$0.isWhitespace }
  }

  private typealias FieldHead = (
    name: String, range: Range<Int>, comparison: RecordQuery.Comparison?
  )

  /// `field:`, `field>=`, `field:>`, `meta."a key":`; nil, and nothing is read, at a plain word or
  /// a phrase.
  private mutating func fieldHead() -> FieldHead? {
    guard let first = peek, first.isLetter else { return nil }
    let start = offset
    var end = offset
    while end < characters.count, Self.belongsToName(characters[end]) { end += 1 }
    var name = String(characters[start..<end])
    // Keys of a map can have any signs. Those of addresses are none of an unquoted one.
    if let map = maps.first(where: { name.lowercased().hasPrefix($0 + ".") }) {
      end = start + map.count + 1
      while end < characters.count, Self.belongsToKey(characters[end]) { end += 1 }
      name = String(characters[start..<end])
    }
    if end < characters.count, characters[end] == "\"",
      maps.contains(where: { $0 + "." == name.lowercased() }),
      let close = characters[(end + 1)...].firstIndex(of: "\"")
    {
      name += String(characters[end + 1..<close])
      end = close + 1
    }
    guard end < characters.count else { return nil }
    let hasColon = characters[end] == ":"
    // A pasted URL is text.
    if hasColon, characters[end...].starts(with: "://") { return nil }
    let sign = Self.sign(in: characters[(hasColon ? end + 1 : end)...])
    guard hasColon || sign != nil else { return nil }
    offset = end + (hasColon ? 1 : 0) + (sign?.count ?? 0)
    return (name, start..<end, sign?.comparison)
  }

  /// The comparison at the beginning of a text, and how many characters it has.
  static func sign(
    in text: some Collection<Character>
  ) -> (comparison: RecordQuery.Comparison, count: Int)? {
    if text.first == "\u{2265}" { return (.greaterOrEqual, 1) }
    if text.first == "\u{2264}" { return (.lessOrEqual, 1) }
    return RecordQuery.Comparison.allCases
      .filter { text.starts(with: $0.rawValue) }
      .max { $0.rawValue.count < $1.rawValue.count }
      .map { ($0, $0.rawValue.count) }
  }

  private mutating func value() throws(QueryError) -> (String, isQuoted: Bool) {
    guard let opening = peek, let closings = Self.quotes[opening],
      !Self.apostrophes.contains(opening) || isPhrase(closings)
    else {
      let start = offset
      while let character = peek, !character.isWhitespace { offset += 1 }
      return (String(characters[start..<offset]), false)
    }
    let quote = offset
    offset += 1
    while let character = peek, !closings.contains(character) || !ends(opening) { offset += 1 }
    guard peek != nil else {
      throw QueryError(
        "the phrase that begins here lacks its closing \(closings.first ?? opening)",
        quote..<offset)
    }
    offset += 1
    return (String(characters[quote + 1..<offset - 1]), true)
  }

  /// Quotes that open a phrase, and those that close it: word processors and phones replace the
  /// plain ones, and not always in pairs.
  private static let quotes: [Character: [Character]] = [
    "\"": ["\""], "\u{201C}": ["\u{201D}", "\u{201C}", "\""],
    "\u{201D}": ["\u{201D}", "\u{201C}", "\""],
    "\u{201E}": ["\u{201C}", "\u{201D}", "\""], "\u{AB}": ["\u{BB}"],
    "\u{BB}": ["\u{AB}", "\u{BB}"],
    "\u{2018}": ["\u{2019}"], "\u{201A}": ["\u{2018}", "\u{2019}"],
  ]

  /// Quotes that are also apostrophes: `‘t Hof`, `O’Neill`, `‘n’`.
  private static let apostrophes: [Character] = ["\u{2018}", "\u{201A}"]

  /// Whether there is a closing one at the end of a word, after more than two letters.
  private func isPhrase(_ closings: [Character]) -> Bool {
    let rest = characters[(offset + 1)...].prefix(200)
    let end = rest.indices.first { closings.contains(rest[$0]) && isEnd($0) }
    return end.map { $0 - offset > 3 } ?? false
  }

  /// Whether the quote here may end a phrase: an apostrophe does so only at the end of a word.
  private func ends(_ opening: Character) -> Bool {
    !Self.apostrophes.contains(opening) || isEnd(offset)
  }

  /// Whether a word ends after a character.
  private func isEnd(_ index: Int) -> Bool {
    index + 1 >= characters.count || characters[index + 1].isWhitespace
      || ",;.:!?)".contains(characters[index + 1])
  }

  private var peek: Character? { peek(0) }

  private func peek(_ distance: Int) -> Character? {
    offset + distance < characters.count ? characters[offset + distance] : nil
  }

  private static func belongsToKey(_ character: Character) -> Bool {
    !character.isWhitespace && !":=<>\u{2264}\u{2265}\"/?&#,;()".contains(character)
  }

  private static func belongsToName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "."
      || character == "-"
  }
}

extension String {
  /// A value without the commas and semicolons with which a list that was copied ends its lines.
  var withoutListEnd: String {
    var value = self
    while value.count > 1, let last = value.last, ",;".contains(last) { value.removeLast() }
    return value
  }
}
