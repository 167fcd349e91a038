/// Where the names and values of a TOML document stand.
///
/// TOMLKit gives values without positions, and in the order of the alphabet. This goes through the
/// document first and notes where things begin. It also keeps from toml++, which is below TOMLKit,
/// what that does not survive: deep nesting exhausts its stack, `[.a]` and `1979-05-27T` end in an
/// assertion. What is left to toml++ is what things mean: escapes, ranges, what may be defined twice.
struct TOMLOutline {
  enum Step: Hashable {
    case name(String)
    case index(Int)
  }

  /// Deeper than any configuration is. toml++ destroys nested tables recursively, and dotted names
  /// are not counted by its own limit, so a long line of dots could take the whole stack.
  static let maximumDepth = 24

  private(set) var names: [[Step]: TextPosition] = [:]
  private(set) var values: [[Step]: TextPosition] = [:]

  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  /// Of the byte at `counted`, which lies in this line and not behind `offset`.
  private var column = 1
  private var counted = 0
  /// How many elements each array of tables has so far.
  private var arrayCounts: [[Step]: Int] = [:]

  /// - Throws: the first mistake in the structure.
  init(of bytes: [UInt8]) throws(TOMLFailure) {
    self.bytes = bytes
    try readDocument()
  }

  private mutating func expected(_ what: String) -> TOMLFailure {
    TOMLFailure(message: "there should be \(what) here", position: position)
  }

  private static func tooDeep(_ position: TextPosition) -> TOMLFailure {
    TOMLFailure(message: "this is nested too deeply", position: position)
  }
}

// MARK: - Structure

extension TOMLOutline {
  private mutating func readDocument() throws(TOMLFailure) {
    var table: [Step] = []
    while true {
      skipBlanksAndLines()
      guard let byte = current else { return }
      if byte == UInt8(ascii: "[") {
        table = try readHeader()
      } else {
        try readPair(in: table)
      }
    }
  }

  /// `[a.b]` or `[[a.b]]`.
  private mutating func readHeader() throws(TOMLFailure) -> [Step] {
    offset += 1
    let isArray = skip(UInt8(ascii: "["))
    var path: [Step] = []
    for name in try readNames() {
      // An array of tables stands for its latest element.
      if let count = arrayCounts[path] { path.append(.index(count - 1)) }
      try append(.name(name.value), to: &path, at: name.position)
      note(path, name: name.position)
    }
    guard skip(UInt8(ascii: "]")), !isArray || skip(UInt8(ascii: "]")) else {
      throw expected(isArray ? "]]" : "]")
    }
    if isArray { arrayCounts[path, default: 0] += 1 }
    if let count = arrayCounts[path] {
      let position = names[path]
      path.append(.index(count - 1))
      if let position { note(path, name: position) }
    }
    return path
  }

  private mutating func readPair(in table: [Step]) throws(TOMLFailure) {
    var path = table
    for name in try readNames() {
      try append(.name(name.value), to: &path, at: name.position)
      note(path, name: name.position)
    }
    guard skip(UInt8(ascii: "=")) else { throw expected("=") }
    skipBlanks()
    try readValue(at: path)
  }

  private mutating func readValue(at path: [Step]) throws(TOMLFailure) {
    values[path] = position
    guard let byte = current else { throw expected("a value") }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      _ = try readString(quote: byte)
    case UInt8(ascii: "["):
      offset += 1
      var index = 0
      while try goesOn(until: UInt8(ascii: "]")) {
        var element = path
        try append(.index(index), to: &element, at: position)
        note(element, name: position)
        try readValue(at: element)
        index += 1
      }
    case UInt8(ascii: "{"):
      offset += 1
      while try goesOn(until: UInt8(ascii: "}")) { try readPair(in: path) }
    default:
      try readBareValue()
    }
  }

  private mutating func readBareValue() throws(TOMLFailure) {
    let start = offset
    var end = start
    // A date and its time may have a blank between them.
    while end < bytes.count, !",]}#\r\n".utf8.contains(bytes[end]) { end += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    guard TOMLBareValue.isWellFormed(bytes[start..<end]) else {
      throw expected("a value: text in quotes, a number, a date, true or false")
    }
    offset = end
  }

  /// Skips to the next element; false at the end of the array or inline table, which is consumed.
  private mutating func goesOn(until end: UInt8) throws(TOMLFailure) -> Bool {
    skipBlanksAndLines()
    if skip(UInt8(ascii: ",")) { skipBlanksAndLines() }
    guard current != nil else { throw expected(end == UInt8(ascii: "]") ? "]" : "}") }
    return !skip(end)
  }

  private mutating func note(_ path: [Step], name: TextPosition) {
    if names[path] == nil { names[path] = name }
  }

  private func append(
    _ step: Step, to path: inout [Step], at position: TextPosition
  ) throws(TOMLFailure) {
    guard path.count < Self.maximumDepth else { throw Self.tooDeep(position) }
    path.append(step)
  }
}

// MARK: - Names and strings

extension TOMLOutline {
  private mutating func readNames() throws(TOMLFailure) -> [Located<String>] {
    var names: [Located<String>] = []
    repeat {
      skipBlanks()
      let place = position
      guard names.count <= Self.maximumDepth else { throw Self.tooDeep(place) }
      names.append(Located(try readName(), at: place))
      skipBlanks()
    } while skip(UInt8(ascii: "."))
    return names
  }

  private mutating func readName() throws(TOMLFailure) -> String {
    guard let byte = current else { throw expected("a name") }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      return try readString(quote: byte)
    }
    let start = offset
    while let byte = current, Self.isBare(byte) { offset += 1 }
    guard offset > start else { throw expected("a name") }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// Only names need their escapes decoded, so text in three quotes comes back raw.
  private mutating func readString(quote: UInt8) throws(TOMLFailure) -> String {
    let isBasic = quote == UInt8(ascii: "\"")
    let isLong = bytes[offset...].starts(with: [quote, quote, quote])
    let opening = position
    offset += isLong ? 3 : 1
    let start = offset
    while let byte = current {
      if byte == quote, !isLong || bytes[offset...].starts(with: [quote, quote, quote]) {
        let content = bytes[start..<offset]
        offset += isLong ? 3 : 1
        // Up to two more quotes belong to the text.
        while isLong, skip(quote) {}
        return isBasic && !isLong
          ? Self.unescaped(content) : String(decoding: content, as: UTF8.self)
      }
      guard isLong || byte != UInt8(ascii: "\n") else { break }
      if isBasic, byte == UInt8(ascii: "\\") { offset += 1 }
      advanceOverByte()
    }
    throw TOMLFailure(message: "this text has no closing quotes", position: opening)
  }

  private static func unescaped(_ content: ArraySlice<UInt8>) -> String {
    var result = ""
    var rest = Substring(decoding: content, as: UTF8.self).unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let letter = rest.popFirst() else {
        result.unicodeScalars.append(scalar)
        continue
      }
      let digits = letter == "u" ? 4 : letter == "U" ? 8 : 0
      if digits > 0 {
        let code = UInt32(String(rest.prefix(digits)), radix: 16)
        rest.removeFirst(min(digits, rest.count))
        result.unicodeScalars.append(code.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")
      } else {
        result.unicodeScalars.append(Self.escapes[letter] ?? letter)
      }
    }
    return result
  }

  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "b": "\u{8}", "t": "\t", "n": "\n", "f": "\u{C}", "r": "\r", "e": "\u{1B}",
  ]

  private static func isBare(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}

// MARK: - Bytes

extension TOMLOutline {
  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Where the next byte stands. Counts on from where it was asked before: lines may be long.
  private var position: TextPosition {
    mutating get {
      while counted < min(offset, bytes.count) {
        // Continuation bytes of UTF-8 make no column of their own.
        if bytes[counted] & 0xC0 != 0x80 { column += 1 }
        counted += 1
      }
      return TextPosition(line: line, column: column)
    }
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    offset += 1
    return true
  }

  private mutating func advanceOverByte() {
    let wasLineEnd = current == UInt8(ascii: "\n")
    offset += 1
    guard wasLineEnd else { return }
    line += 1
    column = 1
    counted = offset
  }

  private mutating func skipBlanks() {
    while let byte = current, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
      offset += 1
    }
  }

  private mutating func skipBlanksAndLines() {
    while let byte = current {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        advanceOverByte()
      case UInt8(ascii: "#"):
        while let byte = current, byte != UInt8(ascii: "\n") { offset += 1 }
      default: return
      }
    }
  }
}
