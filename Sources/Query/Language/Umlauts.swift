/// German words without umlauts, as statements of banks have them: `Muenchen`, `Koeln`.
///
/// Folding makes `munchen` of `München`, and the index has only that. So a typed `ue` is also
/// looked for as `u`. The opposite would need a look at every `u`; near spellings find it.
enum Umlauts {
  /// A folded word with umlauts instead, folded; nil where `ae`, `oe` and `ue` are hardly umlauts.
  static func restored(in folded: String) -> String? {
    let letters = Array(folded.drop { $0 == " " }.utf8)
    guard (5...64).contains(letters.count) else { return nil }
    var restored: [UInt8] = []
    for (index, letter) in letters.enumerated() {
      guard letter == UInt8(ascii: "e"), isUmlaut(before: index, of: letters) else {
        restored.append(letter)
        continue
      }
    }
    return restored.count < letters.count ? "  " + String(decoding: restored, as: UTF8.self) : nil
  }

  /// Whether the `e` at an index makes an umlaut of the letter before it: behind a consonant and
  /// before one. Not in Michael, Manuela and Samuel. In short words such as guest and shoes only
  /// some consonants follow an umlaut.
  private static func isUmlaut(before index: Int, of letters: [UInt8]) -> Bool {
    guard index > 0, "aou".utf8.contains(letters[index - 1]), index + 1 < letters.count else {
      return false
    }
    if index > 1, isVowel(letters[index - 2]) || letters[index - 2] == UInt8(ascii: "q") {
      return false
    }
    let next = letters[index + 1]
    guard isLetter(next), !isVowel(next) else { return false }
    if next == UInt8(ascii: "l"), index + 2 == letters.count || isVowel(letters[index + 2]) {
      return false
    }
    return letters.count > 5 || "hlnr".utf8.contains(next)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isVowel(_ byte: UInt8) -> Bool { "aeiou".utf8.contains(byte) }
}
