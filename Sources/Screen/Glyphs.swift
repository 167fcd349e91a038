/// Text as the glyphs that every terminal draws in the same number of cells.
///
/// Terminals disagree on joined emoji, skin tones, variation selectors and flags. So a joined
/// sequence keeps its first emoji, tones and selectors go, a flag becomes its country's two letters,
/// a mark without a base gets a dotted circle, and a control character shows as U+FFFD.
package struct Glyphs: Sequence, IteratorProtocol {
  private var scalars: String.UnicodeScalarView.Iterator
  private var upcoming: Unicode.Scalar?

  package init(_ text: String) {
    scalars = text.unicodeScalars.makeIterator()
    upcoming = scalars.next()
  }

  package mutating func next() -> Glyph? {
    while let scalar = upcoming {
      upcoming = scalars.next()
      if scalar.isASCII, upcoming?.isASCII ?? true {
        return Self.standalone(scalar)
      }
      guard TextWidth.cells(of: scalar) == 0 else {
        return cluster(from: Self.standalone(scalar), spelled: scalar)
      }
      if scalar.isAttachable {
        var orphan = Glyph(narrow: "\u{25CC}")
        orphan.add(mark: scalar)
        return cluster(from: orphan, spelled: orphan.base)
      }
    }
    return nil
  }

  /// Consumes what belongs to the base: marks are kept, joined emoji are not.
  private mutating func cluster(from start: Glyph, spelled base: Unicode.Scalar) -> Glyph {
    var glyph = start
    var isJoined = false
    while let scalar = upcoming {
      if TextWidth.cells(of: scalar) == 0 {
        isJoined = isJoined || scalar == .zeroWidthJoiner && base.isPictograph
        if scalar.isAttachable { glyph.add(mark: scalar) }
      } else if scalar.isSkinTone && base.isPictograph {
        // Belongs to the emoji before it, and adds no cells on terminals that support joining.
      } else if isJoined && scalar.isPictograph {
        isJoined = false
      } else {
        break
      }
      upcoming = scalars.next()
    }
    return glyph
  }

  private static func standalone(_ scalar: Unicode.Scalar) -> Glyph {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: .replacement
    case 0x20..<0x7F: Glyph(narrow: scalar)
    // Regional indicators: terminals draw the pair in two cells, or each in two.
    case 0x1F1E6...0x1F1FF: Glyph(narrow: Unicode.Scalar(UInt8(scalar.value - 0x1F1E6) + 0x41))
    // A soft hyphen is drawn by some terminals and skipped by others.
    case 0xAD: Glyph(narrow: "-")
    default: Glyph(scalar, width: UInt8(TextWidth.cells(of: scalar)))
    }
  }
}

extension Unicode.Scalar {
  static let zeroWidthJoiner: Unicode.Scalar = "\u{200D}"

  var isSkinTone: Bool { (0x1F3FB...0x1F3FF).contains(value) }

  /// An emoji that can be part of a joined sequence; digits and `#` are emoji only by name.
  var isPictograph: Bool { value > 0x7F && properties.isEmoji }

  /// A scalar without cells that changes what the base looks like: accents, vowel signs, jamo.
  var isAttachable: Bool {
    guard !properties.isDefaultIgnorableCodePoint else { return false }
    return switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .otherLetter, .modifierLetter: true
    default: false
    }
  }
}
