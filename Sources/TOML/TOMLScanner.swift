/// The bytes of a TOML document, read from the front: names, strings, blanks, and their positions.
struct TOMLScanner {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  /// The column of the byte at `counted`, which is in this line and not after `offset`.
  private var column = 1
  private var counted = 0

  init(_ bytes: [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
  }

  /// The next byte; nil at the end.
  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The position of the next byte. It counts on from the last call: lines may be long.
  var position: TextPosition {
    mutating get {
      while counted < min(offset, bytes.count) {
        // Continuation bytes of UTF-8 do not count as columns.
        if bytes[counted] & 0xC0 != 0x80 { column += 1 }
        counted += 1
      }
      return TextPosition(line: line, column: column)
    }
  }

  mutating func expected(_ what: String) -> TOMLFailure {
    TOMLFailure(message: "there should be \(what) here", position: position)
  }

  /// Takes a byte if it is the next one.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    advance()
    return true
  }

  mutating func advance() {
    let wasLineEnd = current == UInt8(ascii: "\n")
    offset += 1
    guard wasLineEnd else { return }
    line += 1
    column = 1
    counted = offset
  }
}

// MARK: - Blanks

extension TOMLScanner {
  mutating func skipBlanks() {
    while let byte = current, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
      offset += 1
    }
  }

  /// Skips blanks, ends of lines and comments.
  mutating func skipBlanksAndLines() throws(TOMLFailure) {
    while true {
      skipBlanks()
      try skipComment()
      guard skipLineEnd() else { return }
    }
  }

  /// The rest of a line after a value or a header: nothing, or a comment.
  mutating func endLine() throws(TOMLFailure) {
    skipBlanks()
    try skipComment()
    guard current == nil || skipLineEnd() else { throw expected("the end of the line") }
  }

  private mutating func skipLineEnd() -> Bool {
    if current == UInt8(ascii: "\r"), offset + 1 < bytes.count,
      bytes[offset + 1] == UInt8(ascii: "\n")
    {
      offset += 1
    }
    return skip(UInt8(ascii: "\n"))
  }

  private mutating func skipComment() throws(TOMLFailure) {
    guard current == UInt8(ascii: "#") else { return }
    while let byte = current, byte != UInt8(ascii: "\n") {
      guard !Self.isControl(byte) || byte == UInt8(ascii: "\r") else {
        throw expected("no control character")
      }
      offset += 1
    }
  }

  /// Whether a byte is a control character that no line may hold.
  private static func isControl(_ byte: UInt8) -> Bool {
    (byte < 0x20 && byte != 0x09) || byte == 0x7F
  }
}

// MARK: - Names, strings, words

extension TOMLScanner {
  /// A dotted name, with the place of each part.
  mutating func readNames(atMost limit: Int) throws(TOMLFailure) -> [Located<String>] {
    var names: [Located<String>] = []
    repeat {
      skipBlanks()
      let place = position
      guard names.count < limit else { throw .tooDeep(place) }
      names.append(Located(try readName(), at: place))
      skipBlanks()
    } while skip(UInt8(ascii: "."))
    return names
  }

  private mutating func readName() throws(TOMLFailure) -> String {
    if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") { return try readLine() }
    let start = offset
    while let byte = current, Self.isBare(byte) { offset += 1 }
    // A letter such as ø, of which the name may only seem to end.
    if let byte = current, byte >= 0x80 {
      throw expected("a name in quotes (it has more than A–Z, a–z, 0–9, _ and -)")
    }
    guard offset > start else { throw expected("a name") }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// A string in one or three quotes.
  mutating func readString() throws(TOMLFailure) -> String {
    guard let quote = current, bytes[offset...].starts(with: [quote, quote, quote]) else {
      return try readLine()
    }
    return try readText()
  }

  /// A string on one line.
  private mutating func readLine() throws(TOMLFailure) -> String {
    let opening = position
    let quote = bytes[offset]
    offset += 1
    var text: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\n") {
      offset += 1
      if byte == quote { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        text += try readEscape()
      } else {
        try takeCharacter(byte, into: &text)
      }
    }
    throw TOMLFailure(message: "this text has no closing quotes", position: opening)
  }

  /// A string in three quotes, which may have several lines.
  private mutating func readText() throws(TOMLFailure) -> String {
    let opening = position
    let quote = bytes[offset]
    let isBasic = quote == UInt8(ascii: "\"")
    offset += 3
    // A line break right after the opening quotes is not part of the text.
    _ = skipLineEnd()
    var text: [UInt8] = []
    while let byte = current {
      if bytes[offset...].starts(with: [quote, quote, quote]) {
        offset += 3
        // Up to two more quotes belong to the text.
        for _ in 0..<2 where skip(quote) { text.append(quote) }
        return String(decoding: text, as: UTF8.self)
      }
      advance()
      if isBasic, byte == UInt8(ascii: "\\") {
        if !skipFoldedLines() { text += try readEscape() }
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        text.append(byte)
      } else {
        try takeCharacter(byte, into: &text)
      }
    }
    throw TOMLFailure(message: "this text has no closing quotes", position: opening)
  }

  /// A backslash at the end of a line removes the white space up to the next character.
  private mutating func skipFoldedLines() -> Bool {
    let start = self
    skipBlanks()
    guard skipLineEnd() else {
      self = start
      return false
    }
    repeat { skipBlanks() } while skipLineEnd()
    return true
  }

  private mutating func takeCharacter(
    _ byte: UInt8, into text: inout [UInt8]
  ) throws(TOMLFailure) {
    guard !Self.isControl(byte) else { throw expected("no control character") }
    text.append(byte)
  }

  private mutating func readEscape() throws(TOMLFailure) -> [UInt8] {
    guard let letter = current else { throw expected("a letter after the backslash") }
    offset += 1
    let digits = letter == UInt8(ascii: "u") ? 4 : letter == UInt8(ascii: "U") ? 8 : 0
    if digits == 0 {
      guard let byte = Self.escapes[letter] else {
        throw expected("an escape of TOML, such as \\\\ for a backslash,")
      }
      return [byte]
    }
    let code = bytes[offset...].prefix(digits)
    guard code.count == digits, code.allSatisfy(TOMLBareValue.isHexDigit),
      let number = UInt32(String(decoding: code, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(number)
    else { throw expected("the \(digits) digits of a character") }
    offset += digits
    return Array(String(Character(scalar)).utf8)
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "f"): 0x0C, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "e"): 0x1B,
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
  ]

  /// A value without quotes: everything up to a character that must follow a value.
  mutating func readBareWord() -> ArraySlice<UInt8> {
    let start = offset
    var end = start
    // A date and its time may be separated by a space.
    while end < bytes.count, !",]}#\r\n".utf8.contains(bytes[end]) { end += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    offset = end
    return bytes[start..<end]
  }
}
