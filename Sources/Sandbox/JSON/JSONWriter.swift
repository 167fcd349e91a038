/// Writes JSON the way Stripe prints it: two spaces a level, a space after the colon, UTF-8 as it
/// is. It appends to one buffer and builds nothing in between, so that a page of a hundred sessions
/// costs about as much as copying its bytes.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var depth = 0
  private var isEmpty = true

  init(capacity: Int = 8192) { bytes.reserveCapacity(capacity) }

  // MARK: Members of an object

  mutating func field(_ name: String, _ value: String?) {
    begin(name)
    write(value)
  }

  mutating func field(_ name: String, _ value: Int?) {
    begin(name)
    write(value)
  }

  mutating func field(_ name: String, _ value: Bool?) {
    begin(name)
    write(value)
  }

  mutating func field(_ name: String, _ value: Node?) {
    begin(name)
    write(value ?? .null)
  }

  mutating func null(_ name: String) {
    begin(name)
    append("null")
  }

  /// A number that is written unchanged, such as `8.25`.
  mutating func number(_ name: String, _ digits: String) {
    begin(name)
    append(digits)
  }

  /// `body` writes the member's value.
  mutating func member(_ name: String, _ body: (inout JSONWriter) -> Void) {
    begin(name)
    body(&self)
  }

  mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
    begin(name)
    object(body)
  }

  mutating func array<Elements: Sequence>(
    _ name: String, _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void
  ) {
    begin(name)
    array(elements, body)
  }

  // MARK: Values

  mutating func object(_ body: (inout JSONWriter) -> Void) {
    open("{")
    body(&self)
    close("}")
  }

  /// `body` writes one value for each element.
  mutating func array<Elements: Sequence>(
    _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void
  ) {
    open("[")
    for element in elements {
      beginElement()
      body(&self, element)
    }
    close("]")
  }

  mutating func write(_ value: String?) {
    guard let value else { return append("null") }
    bytes.append(UInt8(ascii: "\""))
    appendEscaped(value)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func write(_ value: Int?) {
    guard let value else { return append("null") }
    append(String(value))
  }

  mutating func write(_ value: Bool?) {
    guard let value else { return append("null") }
    append(value ? "true" : "false")
  }

  mutating func write(_ node: Node) {
    switch node {
    case .null: append("null")
    case .bool(let value): write(value)
    case .int(let value): write(value)
    case .number(let digits): append(digits)
    case .string(let value): write(value)
    case .array(let elements): array(elements) { $0.write($1) }
    case .object(let members):
      object { writer in
        for member in members { writer.field(member.name, member.value) }
      }
    }
  }

  // MARK: Bytes

  private mutating func begin(_ name: String) {
    beginElement()
    write(name)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(UInt8(ascii: " "))
  }

  private mutating func beginElement() {
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    isEmpty = false
    startLine()
  }

  private mutating func open(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    depth += 1
    isEmpty = true
  }

  private mutating func close(_ bracket: Unicode.Scalar) {
    depth -= 1
    if !isEmpty { startLine() }
    bytes.append(UInt8(ascii: bracket))
    isEmpty = false
  }

  private mutating func startLine() {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func appendEscaped(_ text: String) {
    let plain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if plain { return append(text) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\r"): append("\\r")
      case UInt8(ascii: "\t"): append("\\t")
      case 0..<0x20: append(byte < 16 ? "\\u000" : "\\u001"); append(String(byte % 16, radix: 16))
      default: bytes.append(byte)
      }
    }
  }
}
