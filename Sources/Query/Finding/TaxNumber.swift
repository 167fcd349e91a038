/// Numbers of tax payers, which are printed in groups and behind a label: `USt-IdNr. DE 123 456 789`.
/// Stripe keeps them without blanks.
/// Source: https://docs.stripe.com/billing/customer/tax-ids#supported-tax-id
package enum TaxNumber {
  /// The number at the end of a text, as one word; nil where there is none. It begins with the two
  /// letters of a country.
  package static func joined(in text: String) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count > 1, let start = words.firstIndex(where: begins) else { return nil }
    let number = words[start...].joined().filter { !".-".contains($0) }
    let digits = number.filter(\.isNumber).count
    guard number.utf8.allSatisfy(isLetterOrDigit), (8...15).contains(number.count),
      digits >= 7, digits + 5 >= number.count
    else { return nil }
    return number
  }

  /// Whether a word is the letters of a country, or begins with them and goes on with a digit.
  private static func begins(_ word: Substring) -> Bool {
    let letters = word.prefix { $0.isUppercase && $0.isASCII }
    return letters.count == 2
      && (letters.endIndex == word.endIndex || word.contains(where: \.isNumber))
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A: true
    default: false
    }
  }
}
