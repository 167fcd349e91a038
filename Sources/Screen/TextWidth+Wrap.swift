extension TextWidth {
  /// The text in lines of at most `width` cells, broken at spaces; a longer word is broken anywhere.
  /// Line feeds stay breaks. There is always at least one line.
  package static func wrap(_ text: String, to width: Int) -> [String] {
    guard width > 0 else { return [""] }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { wrapParagraph($0, to: width) }
  }

  private static func wrapParagraph(_ text: Substring, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let cells = cells(of: String(word))
      if used > 0 && used + 1 + cells <= width {
        line += " " + word
        used += 1 + cells
        continue
      }
      if used > 0 { lines.append(line) }
      let pieces = pieces(of: String(word), width: width)
      lines += pieces.dropLast()
      line = pieces.last ?? ""
      used = TextWidth.cells(of: line)
    }
    lines.append(line)
    return lines
  }

  /// A word cut into lines. A wide character that does not fit on a line is left out.
  private static func pieces(of word: String, width: Int) -> [String] {
    guard cells(of: word) > width else { return [word] }
    // A slice: removing from an array would move the rest of a long word for every line.
    var rest = Glyphs(word).filter { Int($0.width) <= width }[...]
    var pieces: [String] = []
    while !rest.isEmpty {
      let piece = prefix(of: rest, fitting: width)
      pieces.append(String(piece))
      rest = rest[piece.endIndex...]
    }
    return pieces
  }
}
