/// Telephone numbers as their digits: what people write around them differs too much.
package enum PhoneDigits {
  /// All digits of a number, as it stands in an object.
  package static func all(in text: String) -> String {
    String(decoding: text.utf8.filter { (0x30...0x39).contains($0) }, as: UTF8.self)
  }

  /// What to look for among the digits of a number: without `(0)`, the plus, and the zeros that stand
  /// for a country or a trunk. nil for what is no number.
  static func searched(_ text: String, atLeast count: Int = 7) -> String? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber || " ()+-./".contains($0) }) else {
      return nil
    }
    let digits = all(in: text.replacing("(0)", with: "")).drop { $0 == "0" }
    return (count...15).contains(digits.count) ? String(digits) : nil
  }

  /// Whether a text is written as a telephone number, and not merely a number.
  static func looksLikeOne(_ text: String) -> Bool {
    (text.hasPrefix("0") || text.hasPrefix("+") || text.contains { " ()-/".contains($0) })
      && searched(text) != nil
  }
}
