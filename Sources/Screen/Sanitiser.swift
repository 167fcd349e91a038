/// Makes text that others wrote safe to show: shoppers type names and e-mails, terminals obey
/// escape sequences, and bidirectional controls reorder what people read (CWE-150).
///
/// All text from outside goes through ``display(_:)`` once, where it enters the view-model. Clean
/// text is returned as the same string, without a copy.
package enum Sanitiser {
  /// The text on one line with every control character made visible: ESC as `␛`, a line break as
  /// `␤`, a tab as a space, those without a sign as U+FFFD.
  package static func display(_ text: String) -> String {
    guard text.printableASCIICount == nil, needsWork(text) else { return text }
    var shown = String.UnicodeScalarView()
    // A mark at the beginning would change the character before this text.
    if startsWithMark(text) { shown.append("\u{25CC}") }
    var previous: Unicode.Scalar?
    var scalars = text.unicodeScalars.makeIterator()
    var upcoming = scalars.next()
    while let scalar = upcoming {
      upcoming = scalars.next()
      if scalar == "\r" && upcoming == "\n" { continue }
      if scalar.isJoiner && isLegitimate(between: previous, and: upcoming) {
        shown.append(scalar)
        continue
      }
      shown.append(sign(for: scalar))
      if !scalar.properties.isVariationSelector && !scalar.isSkinTone { previous = scalar }
    }
    return String(shown)
  }

  /// The beginning of a text as it is shown, for where only the beginning can be seen. Others write
  /// documents of a megabyte, and a frame must not cost more than what is on the screen.
  package static func excerpt(_ text: String) -> String {
    guard text.utf8.count > longestExcerpt else { return display(text) }
    let beginning = text.unicodeScalars.prefix(longestExcerpt)
    guard beginning.endIndex < text.endIndex else { return display(text) }
    return display(String(beginning)) + "…"
  }

  /// In scalars: two lines of the widest screen, and as many marks on them.
  private static let longestExcerpt = 2_000

  /// The text without control characters, for the clipboard: a line feed that is pasted into a shell
  /// runs the line. The rest stays as it is, since a copied value is compared with others.
  package static func copied(_ text: String) -> String {
    guard text.printableASCIICount == nil else { return text }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: text.unicodeScalars.lazy.filter { !isControl($0) && !reorders($0) })
    return String(kept)
  }

  /// A text of several lines for the clipboard, each safe by itself. The last one has no newline:
  /// pasted into a shell, the text would run.
  package static func copiedLines(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { copied(String($0)) }.joined(separator: "\n")
  }

  /// Whether a scalar is never shown as it is.
  package static func isReplaced(_ scalar: Unicode.Scalar) -> Bool { sign(for: scalar) != scalar }

  private static func needsWork(_ text: String) -> Bool {
    startsWithMark(text) || text.unicodeScalars.contains { sign(for: $0) != $0 }
  }

  private static func startsWithMark(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return TextWidth.cells(of: first) == 0 && first.isAttachable
  }

  private static func sign(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x20..<0x7F: scalar
    case 0x09: " "
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: "\u{2424}"
    // U+2400 and up are the pictures of the C0 controls, in their order.
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0: "\u{FFFD}"
    default: reorders(scalar) || isInvisible(scalar) ? "\u{FFFD}" : scalar
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Bidirectional marks, embeddings, overrides and isolates, and the tag characters.
  private static func reorders(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// Characters that show nothing, with or without width: they make two names look alike.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200D, 0x2060...0x2064, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFFA0, 0x1D173...0x1D17A: true
    default: false
    }
  }

  /// Joiners are needed in joined emoji, and in Persian and the scripts of India; elsewhere they
  /// hide.
  private static func isLegitimate(
    between previous: Unicode.Scalar?, and next: Unicode.Scalar?
  ) -> Bool {
    guard let previous, let next else { return false }
    if previous.isPictograph { return next.isPictograph }
    return previous.isOfJoiningScript && next.isOfJoiningScript
  }
}

extension Unicode.Scalar {
  fileprivate var isJoiner: Bool { value == 0x200C || value == 0x200D }

  /// Arabic and its relatives up to the scripts of India.
  fileprivate var isOfJoiningScript: Bool { (0x0600...0x0DFF).contains(value) }
}
