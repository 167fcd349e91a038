/// Phone numbers as their digits: people format them too differently.
package enum PhoneDigits {
  /// All digits of a number, as written in an object.
  package static func all(in text: String) -> String {
    String(decoding: text.utf8.filter { (0x30...0x39).contains($0) }, as: UTF8.self)
  }

  /// What to look for among the digits of a number: without `(0)`, the plus, and the zeros of a
  /// country or trunk prefix. nil for anything that is not a number.
  static func searched(_ text: String, atLeast count: Int = 7) -> String? {
    guard text.allSatisfy(mayStand) else { return nil }
    let digits = all(in: text.replacing("(0)", with: "")).drop { $0 == "0" }
    return (count...15).contains(digits.count) ? String(digits) : nil
  }

  /// Whether a text is written like a phone number, and is not just a number.
  static func looksLikeOne(_ text: String) -> Bool {
    let hasDots = text.count { $0 == "." } > 1 && !text.contains("..")
    let isGrouped = hasDots || text.contains { $0 != "." && !isDigit($0) }
    return (text.hasPrefix("0") || isGrouped) && searched(text) != nil
  }

  /// Whether a character can be part of a number: word processors use other hyphens and dashes.
  static func mayStand(_ character: Character) -> Bool {
    isDigit(character) || " ()+-./\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}".contains(character)
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }
}
