/// Values without quotes: booleans, numbers, dates and times. Whether a day exists (31 February) is
/// checked by the code that reads it.
/// Source: https://toml.io/en/v1.0.0
struct TOMLBareValue {
  private var rest: ArraySlice<UInt8>

  /// The value of these bytes; nil when they are not a value, or are a number that does not fit.
  static func value(of bytes: ArraySlice<UInt8>) -> TOMLNode.Value? {
    // No real value is this long.
    guard bytes.count <= 64 else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    let plain = text.replacing("_", with: "")
    func hasShape(_ read: (inout TOMLBareValue) -> Bool) -> Bool {
      var value = TOMLBareValue(rest: bytes)
      return read(&value) && value.rest.isEmpty
    }
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "inf", "+inf": return .number(.infinity)
    case "-inf": return .number(-.infinity)
    case "nan", "+nan", "-nan": return .number(.nan)
    default: break
    }
    if hasShape({ $0.readInteger() }) { return Int(plain).map(TOMLNode.Value.integer) }
    if hasShape({ $0.readDecimal() }) { return Double(plain).map(TOMLNode.Value.number) }
    if hasShape({ $0.readPrefixed() }) {
      let radix = plain.hasPrefix("0x") ? 16 : plain.hasPrefix("0o") ? 8 : 2
      return Int(plain.dropFirst(2), radix: radix).map(TOMLNode.Value.integer)
    }
    return hasShape({ $0.readDateTime() }) || hasShape({ $0.readTime() }) ? .date(text) : nil
  }

  static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  /// A number may begin with a zero only if that is its whole integer part.
  private mutating func readInteger() -> Bool {
    _ = take("+-")
    if take("0") { return true }
    return readDigits()
  }

  private mutating func readDecimal() -> Bool {
    guard readInteger() else { return false }
    if take("."), !readDigits() { return false }
    guard take("eE") else { return true }
    _ = take("+-")
    return readDigits()
  }

  private mutating func readPrefixed() -> Bool {
    guard take("0") else { return false }
    if take("x") { return readDigits("0123456789abcdefABCDEF") }
    if take("o") { return readDigits("01234567") }
    return take("b") && readDigits("01")
  }

  private mutating func readDateTime() -> Bool {
    guard read("0000-00-00") else { return false }
    guard take("Tt ") else { return true }
    guard readTime() else { return false }
    guard !take("Zz") else { return true }
    return take("+-") ? read("00:00") : true
  }

  private mutating func readTime() -> Bool {
    guard read("00:00:00") else { return false }
    return take(".") ? readDigits("0123456789", separated: false) : true
  }

  /// Reads one byte of a set.
  private mutating func take(_ set: String) -> Bool {
    guard let byte = rest.first, set.utf8.contains(byte) else { return false }
    rest.removeFirst()
    return true
  }

  /// Reads digits, with single underscores between them.
  private mutating func readDigits(
    _ set: String = "0123456789", separated: Bool = true
  ) -> Bool {
    repeat {
      guard take(set) else { return false }
      while take(set) {}
    } while separated && take("_")
    return true
  }

  /// Reads text of a given shape: `0` in the pattern matches any digit.
  private mutating func read(_ pattern: String) -> Bool {
    pattern.allSatisfy { take($0 == "0" ? "0123456789" : String($0)) }
  }
}
