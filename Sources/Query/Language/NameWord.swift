/// Names of East Asia, which people write with and without a space: `山田太郎` and `山田 太郎`.
enum NameWord {
  /// Beside more words it is not divided: each place is one more condition.
  static let mostBeside = 4

  /// A word with a space in each place where one of both names may end; empty for any other word.
  static func divided(_ word: String) -> [String] {
    guard isName(word) else { return [] }
    return (1..<word.count).map { "\(word.prefix($0)) \(word.dropFirst($0))" }
  }

  /// Two words as one; nil for any other words.
  static func joined(_ first: String, _ second: String) -> String? {
    isName(first + second) ? first + second : nil
  }

  private static func isName(_ word: String) -> Bool {
    (3...6).contains(word.count) && word.unicodeScalars.allSatisfy(isOfNames)
  }

  /// Kana, Han and Hangul.
  private static func isOfNames(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3005, 0x3041...0x3096, 0x30A1...0x30FC, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x323AF:
      true
    default: false
    }
  }
}
