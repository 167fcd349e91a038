/// Reads a TOML document, and checks what is defined where and what must not be defined twice.
/// Source: https://toml.io/en/v1.0.0
struct TOMLParser {
  /// More than any configuration needs: tables are read and freed recursively.
  static let maximumDepth = 24

  private var scanner: TOMLScanner
  private let root = TOMLTable(.header, at: .start)

  init(_ bytes: [UInt8]) { scanner = TOMLScanner(bytes) }

  /// - Throws: the first mistake. The message never holds a value.
  static func parse(_ bytes: [UInt8]) throws(TOMLFailure) -> TOMLNode {
    var parser = TOMLParser(bytes)
    try parser.readDocument()
    return parser.root.node
  }

  private mutating func readDocument() throws(TOMLFailure) {
    var table = root
    while true {
      try scanner.skipBlanksAndLines()
      guard let byte = scanner.current else { return }
      if byte == UInt8(ascii: "[") {
        table = try readHeader()
      } else {
        try readPair(into: table, depth: 0)
      }
      try scanner.endLine()
    }
  }

  /// `[a.b]` or `[[a.b]]`.
  private mutating func readHeader() throws(TOMLFailure) -> TOMLTable {
    scanner.advance()
    let isArray = scanner.skip(UInt8(ascii: "["))
    let names = try scanner.readNames(atMost: Self.maximumDepth)
    guard scanner.skip(UInt8(ascii: "]")), !isArray || scanner.skip(UInt8(ascii: "]")) else {
      throw scanner.expected(isArray ? "]]" : "]")
    }
    var table = root
    for name in names.dropLast() { table = try table.above(name) }
    guard let last = names.last else { throw scanner.expected("a name") }
    return isArray ? try table.append(last) : try table.open(last)
  }

  /// `a.b = value`.
  private mutating func readPair(
    into table: TOMLTable, depth: Int
  ) throws(TOMLFailure) {
    let names = try scanner.readNames(atMost: Self.maximumDepth - depth)
    guard scanner.skip(UInt8(ascii: "=")) else { throw scanner.expected("=") }
    scanner.skipBlanks()
    let value = try readValue(depth: depth + names.count)
    var table = table
    for name in names.dropLast() { table = try table.dotted(name) }
    if let last = names.last { try table.set(last, value) }
  }

  private mutating func readValue(depth: Int) throws(TOMLFailure) -> TOMLNode {
    let position = scanner.position
    guard depth <= Self.maximumDepth else { throw .tooDeep(position) }
    switch scanner.current {
    case nil: throw scanner.expected("a value")
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return TOMLNode(value: .string(try scanner.readString()), position: position)
    case UInt8(ascii: "["):
      scanner.advance()
      var elements: [TOMLNode] = []
      try readList(until: UInt8(ascii: "]")) { (parser: inout TOMLParser) throws(TOMLFailure) in
        elements.append(try parser.readValue(depth: depth + 1))
      }
      return TOMLNode(value: .array(elements), position: position)
    case UInt8(ascii: "{"):
      scanner.advance()
      let table = TOMLTable(.inline, at: position)
      try readList(until: UInt8(ascii: "}")) { (parser: inout TOMLParser) throws(TOMLFailure) in
        try parser.readPair(into: table, depth: depth)
      }
      return table.node
    default:
      guard let value = TOMLBareValue.value(of: scanner.readBareWord()) else {
        throw TOMLFailure(
          message:
            "there should be a value here: text in quotes, a number of at most 64 bits, a date, true "
            + "or false",
          position: position)
      }
      return TOMLNode(value: value, position: position)
    }
  }

  /// The items between brackets, separated by commas; a comma after the last one is allowed.
  private mutating func readList(
    until end: UInt8, _ readOne: (inout TOMLParser) throws(TOMLFailure) -> Void
  ) throws(TOMLFailure) {
    try scanner.skipBlanksAndLines()
    while !scanner.skip(end) {
      try readOne(&self)
      try scanner.skipBlanksAndLines()
      guard !scanner.skip(end) else { return }
      guard scanner.skip(UInt8(ascii: ",")) else {
        throw scanner.expected(end == UInt8(ascii: "]") ? "a comma or ]" : "a comma or }")
      }
      try scanner.skipBlanksAndLines()
    }
  }
}

extension TOMLFailure {
  static func tooDeep(_ position: TextPosition) -> TOMLFailure {
    TOMLFailure(message: "this is nested too deeply", position: position)
  }
}
