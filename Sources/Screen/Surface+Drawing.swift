extension Surface {
  /// Fills a rectangle with a glyph of one cell.
  package mutating func fill(_ rect: Rect, with glyph: Glyph = .space, style: Style) {
    let visible = clip.intersection(absolute(rect))
    guard !visible.isEmpty else { return }
    for row in visible.y..<visible.maxY {
      detach(row: row, column: visible.x)
      detach(row: row, column: visible.maxX)
      rows[row].fill(visible.x..<visible.maxX, with: Cell(glyph, style))
    }
  }

  /// Changes the style of a rectangle, not its text.
  package mutating func setStyle(_ style: Style, in rect: Rect) {
    restyle(rect) { $0 = style }
  }

  /// Adds to the style of a rectangle; roles stay.
  package mutating func addEmphasis(_ emphasis: Emphasis, in rect: Rect) {
    restyle(rect) { $0.emphasis.formUnion(emphasis) }
  }

  /// Gives a rectangle some kinds of emphasis, and takes other kinds away.
  package mutating func setEmphasis(_ emphasis: Emphasis, insteadOf others: Emphasis, in rect: Rect)
  {
    restyle(rect) { style in
      style.emphasis.subtract(others)
      style.emphasis.formUnion(emphasis)
    }
  }

  private mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    let visible = clip.intersection(absolute(rect))
    guard !visible.isEmpty else { return }
    for row in visible.y..<visible.maxY {
      rows[row].restyle(visible.x..<visible.maxX, change)
    }
  }
}
