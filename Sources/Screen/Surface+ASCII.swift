extension Surface {
  /// The same screen in ASCII only, for terminals and locales that support nothing else.
  package var asciiOnly: Surface {
    var copy = self
    for row in copy.rows.indices {
      for column in copy.rows[row].indices {
        let glyph = copy.rows[row][column].glyph
        // A wide glyph becomes one narrow sign, so its second half becomes a space.
        copy.rows[row][column].glyph = glyph.width == 0 ? .space : glyph.asciiOnly
      }
    }
    return copy
  }
}

extension Glyph {
  /// The most similar ASCII character, `?` when there is none.
  package var asciiOnly: Glyph {
    if base.isASCII && firstMark == 0 { return self }
    if (0x2800...0x28FF).contains(base.value) {
      // As many dots as a block of that height has eighths.
      return Glyph(narrow: Self.heights[(base.value - 0x2800).nonzeroBitCount])
    }
    return Glyph(narrow: Self.asciiForms[base] ?? (base.isASCII ? base : "?"))
  }

  private static let heights: [Unicode.Scalar] = [" ", "_", ".", ":", "-", "=", "+", "*", "#"]

  /// What till itself draws, and the punctuation that people type.
  private static let asciiForms: [Unicode.Scalar: Unicode.Scalar] = {
    let groups: [(Unicode.Scalar, String)] = [
      ("-", "─━┄┈╌╴╶–—−‐‑‒―▄"), ("|", "│┃┆┊╎║"), ("+", "┌┐└┘├┤┬┴┼╭╮╰╯╞╡╪╔╗╚╝╠╣╦╩╬▆"),
      ("~", "…≈∼"), ("*", "●•★◆■✱▇"), ("o", "○◌◯◇□"), ("%", "◐◑◒◓▓"), ("x", "✕✖✗✘×"),
      ("v", "✓✔↓▼▾"), ("^", "↑▲▴"), (">", "→▶▸›»❯↵⏎"), ("<", "←◀◂‹«❮"), ("#", "█"), ("/", "╱"),
      ("=", "═▌▐▎▏▍▋▊▉▕▅"), (":", "▒▃"), (".", "·∙‧▂░"), ("'", "‘’‚′"), ("\"", "“”„″"),
      (" ", "\u{A0}"),
      ("@", "⟳↻⟲↺"), ("!", "⚠¡≠"), ("_", "▁"),
    ]
    return Dictionary(
      groups.flatMap { form, shown in shown.unicodeScalars.map { ($0, form) } },
      uniquingKeysWith: { first, _ in first })
  }()
}

extension Surface {
  /// A text as it is drawn here: signs that have no ASCII form are spelled out, before anything is
  /// measured or cut.
  package func spelled(_ text: String) -> String { text.spelled(with: spelling) }

  /// The cells that a text takes here.
  package func cells(of text: String) -> Int { TextWidth.cells(of: spelled(text)) }

  /// A text in lines of at most `width` cells, or of one if that is less.
  package func wrap(_ text: String, to width: Int) -> [String] {
    TextWidth.wrap(spelled(text), to: max(1, width))
  }
}

extension String {
  /// The text with words for some of its signs. A text that is measured before it is drawn must be
  /// spelled before it is measured.
  package func spelled(with words: [Unicode.Scalar: String]) -> String {
    guard !words.isEmpty, printableASCIICount == nil else { return self }
    return unicodeScalars.reduce(into: "") { spelled, scalar in
      if let word = words[scalar] {
        spelled += word
      } else {
        spelled.unicodeScalars.append(scalar)
      }
    }
  }
}
