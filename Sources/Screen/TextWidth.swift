/// How many cells text takes, by till's own table: `wcwidth` differs between C libraries, and tests
/// have to see the same as users.
package enum TextWidth {
  /// Which part of a text that is too long makes room for the ellipsis.
  package enum Cut: Sendable {
    /// For names and sentences: `Ada Lovel…`.
    case end
    /// For ids, which differ at both ends: `cs_test…9Qz`.
    case middle
  }

  /// The place of a text in a wider field.
  package enum Alignment: Sendable {
    case leading, center, trailing
  }

  /// The cells of a scalar on its own: 0, 1 or 2. Controls count as the sign that replaces them.
  package static func cells(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    // Box drawing, blocks and most geometric shapes: the most common signs, used by frames and
    // statuses.
    if value >= 0x2500 && value < 0x25FD { return 1 }
    if contains(zeroRanges, value) { return 0 }
    // The table knows regional indicators as they are; Glyphs turns each into one letter.
    if value < 0x1100 || (0x1F1E6...0x1F1FF).contains(value) { return 1 }
    return contains(wideRanges, value) ? 2 : 1
  }

  /// The cells that `text` takes on a surface.
  package static func cells(of text: String) -> Int {
    if let count = text.printableASCIICount { return count }
    return cells(of: Glyphs(text))
  }

  /// The text in at most `width` cells; an ellipsis says where something is missing.
  package static func truncate(_ text: String, to width: Int, at cut: Cut = .end) -> String {
    guard let count = text.printableASCIICount else {
      let glyphs = cut == .end ? glyphs(of: text, beyond: width) : Array(Glyphs(text))
      return cells(of: glyphs) > width ? String(truncate(glyphs, to: width, at: cut)) : text
    }
    guard count > width else { return text }
    guard width > 0 else { return "" }
    let missing = missing(of: count, in: width, at: cut)
    let (head, tail) = (
      text.utf8.prefix(missing.lowerBound), text.utf8.dropFirst(missing.upperBound)
    )
    return "\(Substring(head))…\(Substring(tail))"
  }

  /// The glyphs of a text up to the first that is too much for `width`. A text can have a megabyte, of
  /// which no cut at the end needs more.
  private static func glyphs(of text: String, beyond width: Int) -> [Glyph] {
    var glyphs: [Glyph] = []
    var used = 0
    for glyph in Glyphs(text) {
      glyphs.append(glyph)
      used += Int(glyph.width)
      if used > width { break }
    }
    return glyphs
  }

  /// The cells that an ellipsis replaces when `count` cells are cut to `width`; none when they fit.
  static func missing(of count: Int, in width: Int, at cut: Cut) -> Range<Int> {
    guard count > width else { return count..<count }
    let tail = cut == .middle ? max(0, width - 1) / 2 : 0
    return max(0, width - 1 - tail)..<count - tail
  }

  static func truncate(_ glyphs: [Glyph], to width: Int, at cut: Cut) -> [Glyph] {
    guard cells(of: glyphs) > width else { return glyphs }
    guard width > 0 else { return [] }
    let tail = cut == .middle ? (width - 1) / 2 : 0
    var kept = Array(prefix(of: glyphs, fitting: width - 1 - tail))
    kept.append(.ellipsis)
    kept += prefix(of: glyphs.reversed(), fitting: tail).reversed()
    return kept
  }

  static func cells(of glyphs: some Sequence<Glyph>) -> Int {
    glyphs.reduce(0) { $0 + Int($1.width) }
  }

  /// The text with spaces around it up to `width` cells. Longer text stays as it is.
  package static func pad(
    _ text: String, to width: Int, align: Alignment = .leading
  ) -> String {
    let missing = width - cells(of: text)
    guard missing > 0 else { return text }
    let before = leadingSpace(missing, align)
    return String(repeating: " ", count: before) + text
      + String(repeating: " ", count: missing - before)
  }

  /// The text in exactly `width` cells: cut or padded.
  package static func fit(
    _ text: String, to width: Int, cut: Cut = .end, align: Alignment = .leading
  ) -> String {
    pad(truncate(text, to: width, at: cut), to: width, align: align)
  }

  /// How many of `missing` cells go before an aligned text.
  static func leadingSpace(_ missing: Int, _ align: Alignment) -> Int {
    switch align {
    case .leading: 0
    case .center: missing / 2
    case .trailing: missing
    }
  }

  static func prefix<Text: Collection<Glyph>>(
    of glyphs: Text, fitting width: Int
  ) -> Text.SubSequence {
    var used = 0
    return glyphs.prefix { glyph in
      used += Int(glyph.width)
      return used <= width
    }
  }

  static func contains(_ ranges: [UInt32], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count / 2
    while low < high {
      let middle = (low + high) / 2
      if value > ranges[2 * middle + 1] {
        low = middle + 1
      } else if value < ranges[2 * middle] {
        high = middle
      } else {
        return true
      }
    }
    return false
  }
}

extension String {
  /// The number of bytes if all of them are printable ASCII, so that each takes one cell.
  var printableASCIICount: Int? {
    let bytes = utf8Span.span
    for index in bytes.indices where bytes[index] < 0x20 || bytes[index] >= 0x7F { return nil }
    return bytes.count
  }
}
