extension Surface {
  /// Writes one line of text, at most `maxWidth` cells of it. A wide glyph that does not fit leaves
  /// a space.
  ///
  /// - Returns: the cells that were passed, so that more text can follow.
  @discardableResult
  package mutating func write(
    _ text: String, x: Int, y: Int, style: Style = .text, maxWidth: Int? = nil
  ) -> Int {
    let text = spelled(text)
    // The common case, without looking at the width table.
    if let count = text.printableASCIICount {
      let shown = min(count, maxWidth ?? count)
      return write(ascii: text, without: shown..<shown, x: x, y: y, width: shown, style: style)
    }
    return write(Glyphs(text), x: x, y: y, style: style, maxWidth: maxWidth)
  }

  /// Writes text into a field of exactly `width` cells: cut with an ellipsis or padded in `style`.
  ///
  /// - Returns: `width`, so that the next field can follow.
  @discardableResult
  package mutating func writeField(
    _ text: String, x: Int, y: Int, width: Int, style: Style = .text,
    cut: TextWidth.Cut = .end, align: TextWidth.Alignment = .leading
  ) -> Int {
    let text = spelled(text)
    if let count = text.printableASCIICount {
      write(
        ascii: text, without: TextWidth.missing(of: count, in: width, at: cut),
        after: TextWidth.leadingSpace(max(0, width - count), align), x: x, y: y, width: width,
        style: style)
    } else {
      let glyphs = Glyphs(text)
      let used = TextWidth.cells(of: glyphs)
      if used <= width {
        write(glyphs, of: used, intoField: width, x: x, y: y, style: style, align: align)
      } else {
        let cut = TextWidth.truncate(Array(glyphs), to: width, at: cut)
        write(
          cut, of: TextWidth.cells(of: cut), intoField: width, x: x, y: y, style: style,
          align: align)
      }
    }
    return max(0, width)
  }

  /// Writes text, cut with an ellipsis if it takes more than `width` cells or reaches the right
  /// edge.
  ///
  /// - Returns: the cells that were used.
  @discardableResult
  package mutating func writeTruncated(
    _ text: String, x: Int, y: Int, width: Int? = nil, style: Style = .text,
    cut: TextWidth.Cut = .end
  ) -> Int {
    let width = width ?? size.width - x
    let text = spelled(text)
    if let count = text.printableASCIICount {
      return write(
        ascii: text, without: TextWidth.missing(of: count, in: width, at: cut), x: x, y: y,
        width: min(count, width), style: style)
    }
    let glyphs = Glyphs(text)
    guard TextWidth.cells(of: glyphs) > width else {
      return write(glyphs, x: x, y: y, style: style, maxWidth: width)
    }
    let cut = TextWidth.truncate(Array(glyphs), to: width, at: cut)
    return write(cut, x: x, y: y, style: style, maxWidth: width)
  }

  /// Writes text that ends at the right edge.
  package mutating func writeTrailing(_ text: String, y: Int, style: Style) {
    write(text, x: size.width - TextWidth.cells(of: text), y: y, style: style)
  }

  /// Writes pieces one after the other, with an ellipsis in the last cell if they do not fit.
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

  /// Writes printable ASCII, which takes one cell a byte, into a field of `width` cells: first `lead`
  /// blanks, then the text, then blanks. In one pass, because most of what is drawn goes this way.
  ///
  /// An ellipsis replaces the bytes that are `missing`; the text ends where an empty range begins.
  ///
  /// - Returns: the cells of the field up to the right edge.
  @discardableResult
  private mutating func write(
    ascii text: String, without missing: Range<Int>, after lead: Int = 0, x: Int, y: Int,
    width: Int, style: Style
  ) -> Int {
    let field = absolute(Rect(x: x, y: y, width: max(0, width), height: 1))
    guard field.y >= clip.y, field.y < clip.maxY else { return 0 }
    let visible = max(field.x, clip.x)..<max(field.x, clip.x, min(field.maxX, clip.maxX))
    if !visible.isEmpty {
      detach(row: field.y, column: visible.lowerBound)
      detach(row: field.y, column: visible.upperBound)
      Self.write(
        text.utf8Span.span, without: missing, onto: &rows[field.y], from: field.x + lead,
        in: visible, style)
    }
    return max(0, min(field.maxX, clip.maxX) - field.x)
  }

  /// Fills the visible columns of a row with a text that begins at `start`, and with blanks.
  private static func write(
    _ text: Span<UInt8>, without missing: Range<Int>, onto row: inout CellRow, from start: Int,
    in visible: Range<Int>, _ style: Style
  ) {
    let end = missing.isEmpty ? missing.lowerBound : text.count
    for column in visible {
      var place = column - start
      if !missing.isEmpty, place == missing.lowerBound {
        row[column] = Cell(.ellipsis, style)
        continue
      }
      if place > missing.lowerBound { place += max(0, missing.count - 1) }
      let isText = place >= 0 && place < end
      row[column] = Cell(isText ? Glyph(narrow: Unicode.Scalar(text[place])) : .space, style)
    }
  }

  /// Writes glyphs of at most `width` cells into a field, with blanks around them.
  private mutating func write(
    _ glyphs: some Sequence<Glyph>, of cells: Int, intoField width: Int, x: Int, y: Int,
    style: Style, align: TextWidth.Alignment
  ) {
    let lead = TextWidth.leadingSpace(max(0, width - cells), align)
    fill(Rect(x: x, y: y, width: lead, height: 1), style: style)
    write(glyphs, x: x + lead, y: y, style: style, maxWidth: width - lead)
    let end = lead + cells
    fill(Rect(x: x + end, y: y, width: max(0, width - end), height: 1), style: style)
  }

  @discardableResult
  private mutating func write(
    _ glyphs: some Sequence<Glyph>, x: Int, y: Int, style: Style, maxWidth: Int?
  ) -> Int {
    let (start, row) = (area.x + x, area.y + y)
    let limit = maxWidth.map { min(clip.maxX, start + max(0, $0)) } ?? clip.maxX
    guard row >= clip.y, row < clip.maxY, start < limit else { return 0 }
    let first = max(start, clip.x)
    detach(row: row, column: first)
    let end = Self.write(glyphs, onto: &rows[row], from: start, to: limit, style, clip: clip)
    // The text may have overwritten the first half of a wide glyph.
    if end > first, end < columns, rows[row][end].isContinuation { rows[row][end].glyph = .space }
    return end - start
  }

  /// Writes on a row of the whole surface.
  ///
  /// - Returns: the column after the text.
  private static func write(
    _ glyphs: some Sequence<Glyph>, onto row: inout CellRow, from start: Int, to limit: Int,
    _ style: Style,
    clip: Rect
  ) -> Int {
    var column = start
    for glyph in glyphs where column < limit {
      let end = column + Int(glyph.width)
      if column >= clip.x && end <= limit {
        row[column] = Cell(glyph, style)
        if glyph.width == 2 { row[column + 1] = Cell(.continuation, style) }
      } else {
        // Half of it is outside: a space fills the half that is inside, if any.
        for visible in max(column, clip.x)..<max(min(end, limit), clip.x, column) {
          row[visible] = Cell(.space, style)
        }
      }
      column = min(end, limit)
    }
    return column
  }
}
