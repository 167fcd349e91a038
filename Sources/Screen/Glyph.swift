/// What one cell shows, or two where the character is wide: a base and at most two marks on it.
package struct Glyph: Hashable, Sendable {
  package let base: Unicode.Scalar
  /// Combining marks as scalar values; 0 where there is none.
  package private(set) var firstMark: UInt32 = 0
  package private(set) var secondMark: UInt32 = 0
  /// In cells: 1, 2, or 0 for the second half of the wide glyph to the left.
  package let width: UInt8

  init(
    _ base: Unicode.Scalar, _ firstMark: UInt32 = 0, _ secondMark: UInt32 = 0, width: UInt8
  ) {
    self.base = base
    self.firstMark = firstMark
    self.secondMark = secondMark
    self.width = width
  }

  /// A glyph that is known to take one cell: ASCII, box drawing and the like.
  package init(narrow base: Unicode.Scalar) {
    self.init(base, width: 1)
  }

  package static let space = Glyph(narrow: " ")
  /// Marks the place where text was cut off.
  static let ellipsis = Glyph(narrow: "…")
  /// Replaces a character that cannot be shown.
  package static let replacement = Glyph(narrow: "\u{FFFD}")
  /// The second half of a wide glyph.
  static let continuation = Glyph(" ", width: 0)

  /// The base and its marks, one to three of them.
  package var scalars: [Unicode.Scalar] {
    [base] + [firstMark, secondMark].filter { $0 != 0 }.compactMap(Unicode.Scalar.init)
  }

  /// A third mark and all later ones are dropped: stacks of marks would leave their row.
  mutating func add(mark: Unicode.Scalar) {
    if firstMark == 0 {
      firstMark = mark.value
    } else if secondMark == 0 {
      secondMark = mark.value
    }
  }
}

extension Glyph {
  /// Whether terminals give it different widths: spacing marks, marks that some do not combine, and
  /// emoji newer than many terminals.
  var isDisputed: Bool {
    guard Self.mayBeDisputed(base) || firstMark != 0 else { return false }
    let isYoungEmoji =
      width == 2 && base.properties.isEmoji && (base.properties.age?.major ?? 0) > 12
    return isYoungEmoji || base.properties.generalCategory == .spacingMark
      || scalars.dropFirst().contains { $0.properties.canonicalCombiningClass == .notReordered }
  }

  /// Not letters, and not the signs that till itself draws.
  static func mayBeDisputed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x300 && (scalar.value < 0x2010 || scalar.value >= 0x2600)
  }
}

extension String {
  package init(_ glyphs: some Sequence<Glyph>) {
    self.init()
    for glyph in glyphs where glyph.width > 0 {
      unicodeScalars.append(glyph.base)
      guard glyph.firstMark != 0 else { continue }
      for mark in glyph.scalars.dropFirst() { unicodeScalars.append(mark) }
    }
  }
}
