/// Which signs a terminal draws correctly.
package enum SignSet: Equatable, Sendable {
  case all
  /// Without those that the terminal draws in two cells although they count as one.
  case unambiguous
  /// Those in the fonts of the Linux console.
  case console
  case ascii

  /// Whether currency signs have to be spelled out, because some of them are missing.
  package var spellsCurrencies: Bool { self == .unambiguous || self == .ascii }

  /// Words for the signs of keys that are missing: a similar sign would be the name of another key.
  package var keyWords: [Unicode.Scalar: String] {
    switch self {
    case .all: [:]
    case .console: ["↵": "Enter"]
    case .unambiguous, .ascii:
      ["↵": "Enter", "←": "Left", "→": "Right", "↑": "Up", "↓": "Down"]
    }
  }
}

/// How many cells a terminal gives to signs whose width is ambiguous, such as `●` and the lines of
/// frames.
package enum AmbiguousWidth: String, CaseIterable, Sendable {
  /// The terminal is asked.
  case ask = "auto"
  case narrow, wide
}

extension Surface {
  /// The same screen with nothing but those signs.
  package func limited(to signs: SignSet) -> Surface {
    switch signs {
    case .all: self
    case .ascii: asciiOnly
    case .unambiguous: replacingGlyphs(\.unambiguous)
    case .console: replacingGlyphs(\.forConsole)
    }
  }

  private func replacingGlyphs(_ form: (Glyph) -> Glyph) -> Surface {
    var copy = self
    for row in copy.rows.indices {
      for column in copy.rows[row].indices {
        let glyph = copy.rows[row][column].glyph
        if !glyph.base.isASCII { copy.rows[row][column].glyph = form(glyph) }
      }
    }
    return copy
  }

  /// The columns of a row at which a glyph begins that this terminal may draw with another width.
  package func disputedColumns(_ columns: Range<Int>, inRow y: Int, _ signs: SignSet) -> [Int] {
    let disputed = disputedColumns(columns, inRow: y)
    guard signs == .unambiguous else { return disputed }
    let wider = columns.filter { TextWidth.isAmbiguous(row(y)[$0].glyph.base) }
    return Set(disputed + wider).sorted()
  }
}

extension TextWidth {
  /// Whether East Asian terminals may draw a scalar in two cells, and others in one.
  /// Source: https://www.unicode.org/reports/tr11/
  static func isAmbiguous(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0xA0 && contains(ambiguousRanges, scalar.value)
  }
}

extension Glyph {
  /// The most similar sign that is one cell wide everywhere; itself when there is none.
  fileprivate var unambiguous: Glyph {
    guard TextWidth.isAmbiguous(base) else { return self }
    if asciiOnly.base != "?" { return asciiOnly }
    return Self.plainLetters[base].map { Glyph(narrow: $0) } ?? self
  }

  /// The most similar sign in fonts of 256 and 512 signs, such as Lat15-Terminus16.
  fileprivate var forConsole: Glyph {
    switch base {
    case "╭": Glyph(narrow: "┌")
    case "╮": Glyph(narrow: "┐")
    case "╰": Glyph(narrow: "└")
    case "╯": Glyph(narrow: "┘")
    case "…", "●", "·", "–", "—", "‘", "’", "“", "”", "€", "→", "←", "↑", "↓": self
    case "\u{A0}"..."\u{17F}", "\u{2500}"..."\u{256C}", "█", "░", "▒", "▓": self
    default: asciiOnly.base == "?" ? self : asciiOnly
    }
  }

  /// Latin letters of ambiguous width, without their accents.
  private static let plainLetters: [Unicode.Scalar: Unicode.Scalar] = {
    let groups: [(Unicode.Scalar, String)] = [
      ("a", "àáāǎªæ"), ("A", "Æ"), ("d", "đð"), ("D", "Ð"), ("e", "èéêēě"), ("h", "ħ"), ("H", "Ħ"),
      ("i", "ìíīǐı"), ("k", "ĸ"), ("l", "ŀł"), ("L", "Ŀ"), ("n", "ńňŋŉ"), ("N", "Ŋ"),
      ("o", "òóōǒøœº"), ("O", "ØŒ"), ("s", "ß"), ("t", "ŧþ"), ("T", "ŦÞ"), ("u", "ùúüūǔǖǘǚǜ"),
      ("1", "¹"), ("2", "²"), ("3", "³"), ("?", "¿\u{FFFD}"), ("-", "\u{AD}"), ("/", "÷"),
    ]
    return Dictionary(
      groups.flatMap { plain, letters in letters.unicodeScalars.map { ($0, plain) } },
      uniquingKeysWith: { first, _ in first })
  }()
}
