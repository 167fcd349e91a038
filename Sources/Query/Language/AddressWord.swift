/// Postcodes, which people write with and without a space: `3511AB` and `3511 AB`. House numbers are
/// too short for this: `12a` would also be found in `112 Ash Road`.
enum AddressWord {
  /// How a word is written otherwise.
  static func variants(of word: String) -> [String] {
    if let postcode = behindCountry(word) { return [postcode] }
    guard let place = space(in: word) else { return [] }
    return ["\(word.prefix(place)) \(word.dropFirst(place))"]
  }

  /// Two words as one; nil for words that do not belong together.
  static func joined(_ first: String, _ second: String) -> String? {
    let word = first + second
    return space(in: word) == first.count ? word : nil
  }

  /// `50667` of `D-50667`
  private static func behindCountry(_ word: String) -> String? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let digits = digits[parts[0].uppercased()],
      parts[1].count == digits, parts[1].allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return String(parts[1])
  }

  /// Countries, and how many digits a postcode has there. `A-1010` and `B-1000` are more often numbers
  /// of orders.
  private static let digits = [
    "D": 5, "DE": 5, "F": 5, "FR": 5, "IT": 5, "ES": 5, "FI": 5, "CH": 4, "AT": 4, "BE": 4,
    "NL": 4, "LU": 4, "DK": 4,
  ]

  /// After how many characters a space may come.
  private static func space(in word: String) -> Int? {
    guard (5...7).contains(word.utf8.count) else { return nil }
    var shape = ""
    for byte in word.utf8 {
      switch byte {
      case 0x30...0x39: shape += "9"
      case 0x41...0x5A, 0x61...0x7A: shape += "A"
      default: return nil
      }
    }
    return shapes[shape]
  }

  /// The postcodes of the Netherlands, Canada and the United Kingdom.
  private static let shapes = [
    "9999AA": 4, "A9A9A9": 3, "A99AA": 2, "A999AA": 3,
    "AA99AA": 3, "AA999AA": 4, "A9A9AA": 3, "AA9A9AA": 4,
  ]
}
