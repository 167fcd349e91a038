/// Escape sequences of JSON strings, both ways.
package enum JSONEscapes {
  /// Decodes the content of a string literal. Unpaired surrogates become U+FFFD.
  static func decode(_ content: ArraySlice<UInt8>) -> String {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(content.count)
    var rest = content
    while let escape = rest.firstIndex(of: UInt8(ascii: "\\")) {
      decoded.append(contentsOf: rest[..<escape])
      rest = rest[(escape + 1)...]
      decoded.append(contentsOf: String(decodeEscape(&rest)).utf8)
    }
    decoded.append(contentsOf: rest)
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func decodeEscape(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar {
    switch rest.popFirst() {
    case UInt8(ascii: "\""): "\""
    case UInt8(ascii: "\\"): "\\"
    case UInt8(ascii: "/"): "/"
    case UInt8(ascii: "b"): "\u{8}"
    case UInt8(ascii: "f"): "\u{C}"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "t"): "\t"
    case UInt8(ascii: "u"): decodeUnicode(&rest)
    default: "\u{FFFD}"
    }
  }

  private static func decodeUnicode(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar {
    guard let unit = hexadecimal(&rest) else { return "\u{FFFD}" }
    guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    var ahead = rest
    guard ahead.popFirst() == UInt8(ascii: "\\"), ahead.popFirst() == UInt8(ascii: "u"),
      let trail = hexadecimal(&ahead), UTF16.isTrailSurrogate(trail)
    else { return "\u{FFFD}" }
    rest = ahead
    let offset = (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00)
    return Unicode.Scalar(0x10000 + offset) ?? "\u{FFFD}"
  }

  private static func hexadecimal(_ rest: inout ArraySlice<UInt8>) -> UInt16? {
    guard rest.count >= 4 else { return nil }
    let digits = rest.prefix(4)
    rest = rest.dropFirst(4)
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// A string as a JSON literal, quotes included.
  package static func encode(_ text: String) -> String {
    guard text.utf8.contains(where: needsEscape) else { return "\"\(text)\"" }
    var encoded = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": encoded += "\\\""
      case "\\": encoded += "\\\\"
      case "\n": encoded += "\\n"
      case "\r": encoded += "\\r"
      case "\t": encoded += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        encoded += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: encoded.unicodeScalars.append(scalar)
      }
    }
    return encoded + "\""
  }
}
