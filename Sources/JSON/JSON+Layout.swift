extension JSON {
  /// The value's bytes without the white space between them.
  package var compactBytes: [UInt8] {
    let bytes = bytes.span
    return [UInt8](capacity: bytes.count) { output in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        guard byte > UInt8(ascii: " ") else { continue }
        output.append(byte)
        guard byte == UInt8(ascii: "\"") else { continue }
        Self.copyString(from: bytes, &index, to: &output)
      }
    }
  }

  /// The value on one line.
  package var compact: String { String(decoding: compactBytes, as: UTF8.self) }

  /// The value with a line for each member and element, indented by two spaces per level.
  package var indented: String {
    let compact = compactBytes
    var result: [UInt8] = []
    result.reserveCapacity(compact.count * 2)
    var depth = 0
    var isInString = false
    var isEscaped = false
    var previous: UInt8 = 0
    func beginLine() {
      result.append(UInt8(ascii: "\n"))
      result += repeatElement(UInt8(ascii: " "), count: depth * 2)
    }
    for byte in compact {
      defer { previous = byte }
      if isInString {
        result.append(byte)
        isInString = isEscaped || byte != UInt8(ascii: "\"")
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      let isEnd = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
      let isInside = previous == UInt8(ascii: "{") || previous == UInt8(ascii: "[")
      if isEnd { depth -= 1 }
      if isEnd != isInside || previous == UInt8(ascii: ",") { beginLine() }
      result.append(byte)
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ":"): result.append(UInt8(ascii: " "))
      default: break
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Copies the rest of a string whose first quote is already there.
  private static func copyString(
    from bytes: Span<UInt8>, _ index: inout Int, to output: inout OutputSpan<UInt8>
  ) {
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      output.append(byte)
      if byte == UInt8(ascii: "\"") { return }
      guard byte == UInt8(ascii: "\\"), index < bytes.count else { continue }
      output.append(bytes[index])
      index += 1
    }
  }
}
