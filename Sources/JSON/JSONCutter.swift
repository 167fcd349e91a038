/// Splits JSON that arrives in pieces into values: the elements of a list, or a single value.
///
/// A value is parsed when its last byte has arrived, so a long list needs only the memory of its
/// longest element. Each byte is looked at once.
package struct JSONCutter: Sendable {
  private enum Place {
    /// Only white space so far.
    case start
    /// In a list, between its elements or inside one.
    case list
    /// In a value that is not a list.
    case single
    /// After the end of the list.
    case end
  }

  private var place = Place.start
  private var value: [UInt8] = []
  /// Open brackets and braces within the value.
  private var depth = 0
  private var isInText = false
  private var isEscaped = false
  private var hasElements = false
  /// Bytes of the earlier values, for the offset of an error.
  private var offset = 0

  package init() {}

  /// Whether the bytes so far are those of a list.
  package var isList: Bool {
    switch place {
    case .list, .end: true
    case .start, .single: false
    }
  }

  /// Takes the next bytes, and hands out each value that ends within them.
  ///
  /// - Throws: `JSONError` where the bytes are not JSON.
  package mutating func take(
    _ piece: [UInt8], _ body: (JSON) -> Void
  ) throws(JSONError) {
    for byte in piece { try take(byte, body) }
  }

  /// Ends the input, and hands out a value that is not a list.
  ///
  /// - Throws: `JSONError` where something is missing.
  package mutating func finish(_ body: (JSON) -> Void) throws(JSONError) {
    switch place {
    case .start, .list: throw JSONError(code: .unterminated, offset: offset + value.count)
    case .single: try cut(body)
    case .end: break
    }
  }

  private mutating func take(_ byte: UInt8, _ body: (JSON) -> Void) throws(JSONError) {
    switch place {
    case .start:
      if byte.isWhiteSpace {
        offset += 1
      } else if byte == UInt8(ascii: "[") {
        place = .list
        offset += 1
      } else {
        place = .single
        value.append(byte)
      }
    case .list: try takeInList(byte, body)
    case .single: value.append(byte)
    case .end:
      guard byte.isWhiteSpace else { throw JSONError(code: .trailing, offset: offset) }
      offset += 1
    }
  }

  private mutating func takeInList(_ byte: UInt8, _ body: (JSON) -> Void) throws(JSONError) {
    if isInText {
      value.append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInText = false
      }
      return
    }
    switch byte {
    case UInt8(ascii: ",") where depth == 0:
      try cut(body)
      hasElements = true
      offset += 1
    case UInt8(ascii: "]") where depth == 0:
      if hasElements || value.contains(where: { !$0.isWhiteSpace }) { try cut(body) }
      place = .end
      offset += 1
    default:
      switch byte {
      case UInt8(ascii: "\""): isInText = true
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      value.append(byte)
    }
  }

  private mutating func cut(_ body: (JSON) -> Void) throws(JSONError) {
    defer {
      offset += value.count
      value = []
      depth = 0
    }
    do throws(JSONError) { body(try JSON(parsing: value)) } catch {
      throw JSONError(code: error.code, offset: offset + error.offset)
    }
  }
}

extension UInt8 {
  fileprivate var isWhiteSpace: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r")
      || self == UInt8(ascii: "\t")
  }
}
