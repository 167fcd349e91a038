/// The shape of values without quotes: booleans, numbers, dates and times.
/// Source: https://toml.io/en/v1.0.0
struct TOMLBareValue {
  private var rest: ArraySlice<UInt8>

  /// Whether the bytes have the shape of a value. Whether it exists (the 31st of February) and fits
  /// is another question.
  static func isWellFormed(_ bytes: ArraySlice<UInt8>) -> Bool {
    // toml++ has fixed buffers for numbers; nobody needs longer ones.
    guard bytes.count <= 64 else { return false }
    return words.contains(String(decoding: bytes, as: UTF8.self))
      || readers.contains { read in
        var value = TOMLBareValue(rest: bytes)
        return read(&value) && value.rest.isEmpty
      }
  }

  private static let words: Set<String> = [
    "true", "false", "inf", "+inf", "-inf", "nan", "+nan", "-nan",
  ]

  private static var readers: [(inout TOMLBareValue) -> Bool] {
    [{ $0.readDecimal() }, { $0.readPrefixed() }, { $0.readDateTime() }, { $0.readTime() }]
  }

  private mutating func readDecimal() -> Bool {
    _ = take("+-")
    guard readDigits() else { return false }
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

  /// Reads what has the shape of a pattern, in which `0` stands for any digit.
  private mutating func read(_ pattern: String) -> Bool {
    pattern.allSatisfy { take($0 == "0" ? "0123456789" : String($0)) }
  }
}
