/// Phone numbers as their digits: people format them too differently.
package enum PhoneDigits {
  /// All digits of a number, as written in an object.
  package static func all(in text: String) -> String {
    String(decoding: text.utf8.filter { (0x30...0x39).contains($0) }, as: UTF8.self)
  }

  /// What to look for among the digits of a number: without `(0)`, the plus, and the zeros of a
  /// country or trunk prefix. nil for anything that is not a number.
  static func searched(_ text: String, atLeast count: Int = 7) -> String? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber || " ()+-./".contains($0) }) else {
      return nil
    }
    let digits = all(in: text.replacing("(0)", with: "")).drop { $0 == "0" }
    return (count...15).contains(digits.count) ? String(digits) : nil
  }

  /// Whether a text is written like a phone number, and is not just a number.
  static func looksLikeOne(_ text: String) -> Bool {
    (text.hasPrefix("0") || text.hasPrefix("+") || text.contains { " ()-/".contains($0) })
      && searched(text) != nil
  }
}
