/// Text as it is searched: lower-case, without accents, one form of white space and of each letter.
///
/// Both sides of every comparison are folded by this one function: what the cache indexes, what a
/// query asks for, and what is highlighted.
package enum SearchFolding {
  /// Folds one text: words in lower case without accents, each preceded by two spaces.
  ///
  /// The two spaces make the start of a word searchable in an index of three-letter pieces: a word
  /// that begins with "j" contains the piece "␣␣j".
  package static func fold(_ text: String) -> String {
    foldedASCII(text) ?? foldedScalars(text)
  }

  /// The same for the usual text, byte by byte; nil if it is not ASCII.
  private static func foldedASCII(_ text: String) -> String? {
    text.utf8.withContiguousStorageIfAvailable { bytes -> String? in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
      // Every letter may be a word of its own.
      return String(unsafeUninitializedCapacity: 3 * bytes.count) { folded in
        var end = 0
        var isBetweenWords = true
        for byte in bytes {
          if byte <= 0x20 || byte == 0x7F {
            isBetweenWords = true
            continue
          }
          if isBetweenWords {
            folded[end] = 0x20
            folded[end + 1] = 0x20
            end += 2
            isBetweenWords = false
          }
          folded[end] = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
          end += 1
        }
        return end
      }
    } ?? nil
  }

  private static func foldedScalars(_ text: String) -> String {
    var folded = ""
    folded.reserveCapacity(text.utf8.count + 8)
    var isBetweenWords = true
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        isBetweenWords = true
        continue
      }
      if isAccent(scalar) { continue }
      if isBetweenWords {
        folded += "  "
        isBetweenWords = false
      }
      append(scalar, to: &folded)
    }
    return folded
  }

  /// Controls of ASCII, and Unicode's white space, without a look into its tables for each letter.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }

  /// Appends one scalar of a word; an accent is left out.
  static func append(_ scalar: Unicode.Scalar, to folded: inout String) {
    switch scalar.value {
    case 0x41...0x5A:
      folded.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value + 0x20)))
    case 0..<0x80:
      folded.unicodeScalars.append(scalar)
    case 0xFF01...0xFF5E:
      // ASCII in full width, as in `narrow`.
      append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)), to: &folded)
    case 0x3099, 0xFF9E: append(mark: "\u{3099}", voiced, to: &folded)
    case 0x309A, 0xFF9F: append(mark: "\u{309A}", halfVoiced, to: &folded)
    default:
      for lower in scalar.properties.lowercaseMapping.unicodeScalars where !isAccent(lower) {
        if let base = bases[lower] {
          folded += base
        } else {
          folded.unicodeScalars.append(lower)
        }
      }
    }
  }

  /// A kana and its voice mark become one letter, where there is such a letter.
  private static func append(
    mark: Unicode.Scalar, _ letters: [Unicode.Scalar: Unicode.Scalar], to folded: inout String
  ) {
    if let last = folded.unicodeScalars.last, let letter = letters[last] {
      folded.unicodeScalars.removeLast()
      folded.unicodeScalars.append(letter)
    } else {
      folded.unicodeScalars.append(mark)
    }
  }

  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    case 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7: true
    case 0x064B...0x065F, 0x0670: true
    default: false
    }
  }

  private static let bases: [Unicode.Scalar: String] = {
    var bases: [Unicode.Scalar: String] = [:]
    for row in FoldTable.rows {
      for variant in row.variants.unicodeScalars { bases[variant] = row.base }
    }
    for (offset, letter) in FoldTable.halfWidthKatakana.unicodeScalars.enumerated() {
      if let half = Unicode.Scalar(UInt32(0xFF66 + offset)) { bases[half] = String(letter) }
    }
    return bases
  }()

  private static let voiced = letters(FoldTable.voiced)
  private static let halfVoiced = letters(FoldTable.halfVoiced)

  private static func letters(
    _ row: (plain: String, marked: String)
  ) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(uniqueKeysWithValues: zip(row.plain.unicodeScalars, row.marked.unicodeScalars))
  }
}

extension SearchFolding {
  /// What to look for in folded text to find folded words: three letters or more match anywhere;
  /// fewer match only at the start of a word, which folding marks with two spaces.
  package static func needle(_ folded: String) -> String {
    let word = folded.drop { $0 == " " }
    switch word.unicodeScalars.count {
    case 1: return "  " + word
    case 2: return " " + word
    default: return String(word)
    }
  }

  /// A text with the ASCII characters that were typed in full width, as on Japanese keyboards, in
  /// their usual form. Folding makes no difference between them.
  static func narrow(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isWide) else { return text }
    var narrow = ""
    for scalar in text.unicodeScalars {
      narrow.unicodeScalars.append(
        isWide(scalar) ? Unicode.Scalar(UInt8(scalar.value - 0xFEE0)) : scalar)
    }
    return narrow
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    (0xFF01...0xFF5E).contains(scalar.value)
  }

  /// Whether folded words are so short that they are found only at the start of a word.
  static func isShort(_ folded: String) -> Bool {
    (1...2).contains(folded.drop { $0 == " " }.unicodeScalars.count)
  }
}
