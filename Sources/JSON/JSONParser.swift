/// Turns bytes into tokens in one pass, without recursion: deep nesting cannot overflow the stack.
///
/// Grammar: RFC 8259. Strings are delimited here and decoded only when they are read.
struct JSONParser {
  private let maximumDepth: Int
  private var tokens: [JSON.Token] = []
  /// The containers that are open, outermost first, as token indices.
  private var open: [Int] = []
  private var offset = 0

  init(maximumDepth: Int) { self.maximumDepth = maximumDepth }

  mutating func parse(_ bytes: [UInt8]) throws(JSONError) -> [JSON.Token] {
    guard bytes.count < UInt32.max else { throw JSONError(code: .tooLarge, offset: bytes.count) }
    tokens.reserveCapacity(bytes.count / 12 + 1)
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<Void, JSONError> in
      do throws(JSONError) {
        return .success(try parseDocument(buffer))
      } catch { return .failure(error) }
    }
    try result.get()
    return tokens
  }

  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private mutating func parseDocument(_ bytes: Bytes) throws(JSONError) {
    try parseValue(bytes)
    while let container = open.last {
      if tokens[container].kind == .array {
        try continueArray(container, bytes)
      } else {
        try continueObject(container, bytes)
      }
    }
    skipSpace(bytes)
    if offset < bytes.count { throw JSONError(code: .trailing, offset: offset) }
  }

  private mutating func continueArray(_ container: Int, _ bytes: Bytes) throws(JSONError) {
    let isFirst = tokens.count == container + 1
    let byte = try peek(bytes)
    if byte == UInt8(ascii: "]") {
      close(container)
    } else if isFirst {
      try parseValue(bytes)
    } else {
      try expect(UInt8(ascii: ","), bytes)
      try parseValue(bytes)
    }
  }

  private mutating func continueObject(_ container: Int, _ bytes: Bytes) throws(JSONError) {
    let isFirst = tokens.count == container + 1
    let byte = try peek(bytes)
    if byte == UInt8(ascii: "}") {
      close(container)
      return
    }
    if !isFirst { try expect(UInt8(ascii: ","), bytes) }
    guard try peek(bytes) == UInt8(ascii: "\"") else { throw unexpected }
    try parseString(bytes)
    try expect(UInt8(ascii: ":"), bytes)
    try parseValue(bytes)
  }

  private mutating func parseValue(_ bytes: Bytes) throws(JSONError) {
    switch try peek(bytes) {
    case UInt8(ascii: "{"): try begin(.object)
    case UInt8(ascii: "["): try begin(.array)
    case UInt8(ascii: "\""): try parseString(bytes)
    case UInt8(ascii: "t"): try parseWord("true", .bool, bytes)
    case UInt8(ascii: "f"): try parseWord("false", .bool, bytes)
    case UInt8(ascii: "n"): try parseWord("null", .null, bytes)
    default: try parseNumber(bytes)
    }
  }

  private mutating func begin(_ kind: JSON.Kind) throws(JSONError) {
    guard open.count < maximumDepth else { throw JSONError(code: .tooDeep, offset: offset) }
    open.append(tokens.count)
    append(kind, from: offset, to: offset)
    offset += 1
  }

  private mutating func close(_ container: Int) {
    offset += 1
    tokens[container].end = UInt32(offset)
    tokens[container].next = UInt32(tokens.count)
    open.removeLast()
  }

  private mutating func parseString(_ bytes: Bytes) throws(JSONError) {
    let start = offset
    var hasEscapes = false
    offset += 1
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        append(.string, from: start, to: offset, hasEscapes: hasEscapes)
        return
      case UInt8(ascii: "\\"):
        hasEscapes = true
        try parseEscape(bytes)
      case 0..<0x20:
        throw unexpected
      default:
        offset += 1
      }
    }
    throw JSONError(code: .unterminated, offset: bytes.count)
  }

  /// Skips an escape sequence; it is decoded when the string is read.
  private mutating func parseEscape(_ bytes: Bytes) throws(JSONError) {
    offset += 1
    guard offset < bytes.count else { throw JSONError(code: .unterminated, offset: offset) }
    switch bytes[offset] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 1
    case UInt8(ascii: "u"):
      offset += 1
      for _ in 0..<4 {
        guard offset < bytes.count else { throw JSONError(code: .unterminated, offset: offset) }
        guard Self.isHexadecimal(bytes[offset]) else { throw unexpected }
        offset += 1
      }
    default: throw unexpected
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
  }

  private mutating func parseWord(
    _ word: StaticString, _ kind: JSON.Kind, _ bytes: Bytes
  ) throws(JSONError) {
    let start = offset
    for position in 0..<word.utf8CodeUnitCount {
      guard offset < bytes.count else {
        throw JSONError(code: .unterminated, offset: bytes.count)
      }
      guard bytes[offset] == word.utf8Start[position] else { throw unexpected }
      offset += 1
    }
    append(kind, from: start, to: offset)
  }

  private mutating func parseNumber(_ bytes: Bytes) throws(JSONError) {
    let start = offset
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    let integerStart = offset
    try skipDigits(bytes)
    if offset - integerStart > 1, bytes[integerStart] == UInt8(ascii: "0") {
      throw JSONError(code: .unexpected, offset: integerStart)
    }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try skipDigits(bytes)
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[offset]) {
        offset += 1
      }
      try skipDigits(bytes)
    }
    append(.number, from: start, to: offset)
  }

  /// Skips at least one digit.
  private mutating func skipDigits(_ bytes: Bytes) throws(JSONError) {
    let start = offset
    while offset < bytes.count, bytes[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
    guard offset > start else {
      throw offset < bytes.count ? unexpected : JSONError(code: .unterminated, offset: offset)
    }
  }

  private mutating func skipSpace(_ bytes: Bytes) {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }

  /// The next byte that is not white space, without consuming it.
  private mutating func peek(_ bytes: Bytes) throws(JSONError) -> UInt8 {
    skipSpace(bytes)
    guard offset < bytes.count else { throw JSONError(code: .unterminated, offset: offset) }
    return bytes[offset]
  }

  private mutating func expect(_ byte: UInt8, _ bytes: Bytes) throws(JSONError) {
    guard try peek(bytes) == byte else { throw unexpected }
    offset += 1
  }

  private mutating func append(
    _ kind: JSON.Kind, from start: Int, to end: Int, hasEscapes: Bool = false
  ) {
    tokens.append(
      JSON.Token(
        start: UInt32(start), end: UInt32(end), next: UInt32(tokens.count + 1), kind: kind,
        hasEscapes: hasEscapes))
  }

  private var unexpected: JSONError { JSONError(code: .unexpected, offset: offset) }
}
