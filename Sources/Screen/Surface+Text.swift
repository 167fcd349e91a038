extension Surface {
  /// Writes one line of text, at most `maxWidth` cells of it. A wide glyph that does not fit leaves
  /// a space.
  ///
  /// - Returns: the cells that were passed, so that the next text can follow.
  @discardableResult
  package mutating func write(
    _ text: String, x: Int, y: Int, style: Style = .text, maxWidth: Int? = nil
  ) -> Int {
    let text = spelled(text)
    let (start, row) = (area.x + x, area.y + y)
    let limit = maxWidth.map { min(clip.maxX, start + max(0, $0)) } ?? clip.maxX
    guard row >= clip.y, row < clip.maxY, start < limit else { return 0 }
    let first = max(start, clip.x)
    detach(row: row, column: first)
    let end =
      writeASCII(text, from: start, to: limit, row: row, style: style)
      ?? writeGlyphs(text, from: start, to: limit, row: row, style: style)
    // The text may have gone over the first half of a wide glyph.
    if end > first, end < columns, cells[row * columns + end].isContinuation {
      cells[row * columns + end].glyph = .space
    }
    return end - start
  }

  /// Writes text into a field of exactly `width` cells: cut with an ellipsis or padded in `style`.
  ///
  /// - Returns: `width`, so that the next field can follow.
  @discardableResult
  package mutating func writeField(
    _ text: String, x: Int, y: Int, width: Int, style: Style = .text,
    cut: TextWidth.Cut = .end, align: TextWidth.Alignment = .leading
  ) -> Int {
    let text = TextWidth.truncate(spelled(text), to: width, at: cut)
    let used = TextWidth.cells(of: text)
    let lead = TextWidth.leadingSpace(max(0, width - used), align)
    fill(Rect(x: x, y: y, width: lead, height: 1), style: style)
    write(text, x: x + lead, y: y, style: style, maxWidth: width - lead)
    let end = lead + used
    fill(Rect(x: x + end, y: y, width: max(0, width - end), height: 1), style: style)
    return max(0, width)
  }

  /// Writes text, cut with an ellipsis if it takes more than `width` cells.
  ///
  /// - Returns: the cells that were used.
  @discardableResult
  package mutating func writeTruncated(
    _ text: String, x: Int, y: Int, width: Int, style: Style = .text, cut: TextWidth.Cut = .end
  ) -> Int {
    write(
      TextWidth.truncate(spelled(text), to: width, at: cut), x: x, y: y, style: style,
      maxWidth: width)
  }

  /// Writes pieces one after the other; an ellipsis stands in the last cell if they do not fit.
  ///
  /// - Returns: the cells that were used.
  @discardableResult
  package mutating func write(
    _ segments: [Segment], x: Int, y: Int, maxWidth: Int? = nil
  ) -> Int {
    let segments = segments.map { Segment(spelled($0.text), $0.style) }
    let limit = max(0, maxWidth ?? size.width - x)
    let isCut = segments.reduce(0) { $0 + TextWidth.cells(of: $1.text) } > limit
    let room = isCut ? limit - 1 : limit
    var used = 0
    for segment in segments {
      let cells = TextWidth.cells(of: segment.text)
      write(segment.text, x: x + used, y: y, style: segment.style, maxWidth: room - used)
      guard used + cells <= room else {
        write("…", x: x + room, y: y, style: segment.style, maxWidth: limit - room)
        return limit
      }
      used += cells
    }
    return used
  }

  /// The characters of each row, for tests and for copying what is on the screen.
  package var lines: [String] {
    (0..<size.height).map { y in String((0..<size.width).lazy.map { self[$0, y].glyph }) }
  }

  /// The common case, without a look at the width table; nil if the text is not all ASCII.
  private mutating func writeASCII(
    _ text: String, from start: Int, to limit: Int, row: Int, style: Style
  ) -> Int? {
    guard let count = text.printableASCIICount else { return nil }
    let end = min(limit, start + count)
    let first = max(start, clip.x)
    guard first < end else { return end }
    let base = row * columns
    for (column, byte) in zip(first..<end, text.utf8.dropFirst(first - start)) {
      cells[base + column] = Cell(Glyph(narrow: Unicode.Scalar(byte)), style)
    }
    return end
  }

  private mutating func writeGlyphs(
    _ text: String, from start: Int, to limit: Int, row: Int, style: Style
  ) -> Int {
    var column = start
    for glyph in Glyphs(text) {
      guard column < limit else { break }
      let end = column + Int(glyph.width)
      if column >= clip.x && end <= limit {
        let index = row * columns + column
        cells[index] = Cell(glyph, style)
        if glyph.width == 2 { cells[index + 1] = Cell(.continuation, style) }
      } else {
        // Half of it is outside: a space stands in the half that is inside, if any.
        for visible in max(column, clip.x)..<max(min(end, limit), clip.x, column) {
          cells[row * columns + visible] = Cell(.space, style)
        }
      }
      column = min(end, limit)
    }
    return column
  }
}
