extension Surface {
  /// Fills a rectangle with a glyph of one cell.
  package mutating func fill(_ rect: Rect, with glyph: Glyph = .space, style: Style) {
    let visible = clip.intersection(absolute(rect))
    guard !visible.isEmpty else { return }
    for row in visible.y..<visible.maxY {
      detach(row: row, column: visible.x)
      detach(row: row, column: visible.maxX)
      let base = row * columns
      for column in visible.x..<visible.maxX { cells[base + column] = Cell(glyph, style) }
    }
  }

  /// Changes how a rectangle looks, not what stands in it.
  package mutating func setStyle(_ style: Style, in rect: Rect) {
    restyle(rect) { $0 = style }
  }

  /// Adds to how a rectangle looks; roles stay.
  package mutating func addEmphasis(_ emphasis: Emphasis, in rect: Rect) {
    restyle(rect) { $0.emphasis.formUnion(emphasis) }
  }

  private mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    let visible = clip.intersection(absolute(rect))
    guard !visible.isEmpty else { return }
    for row in visible.y..<visible.maxY {
      let base = row * columns
      for column in visible.x..<visible.maxX { change(&cells[base + column].style) }
    }
  }

  /// Copies another surface onto this one, with its cursor if it has one.
  package mutating func blit(_ other: Surface, x: Int, y: Int) {
    within(Rect(x: x, y: y, width: other.columns, height: other.rows)) { target in
      guard !target.clip.isEmpty else { return }
      for row in target.clip.y..<target.clip.maxY {
        target.copy(other.row(row - target.area.y), onto: row)
      }
      if let place = other.cursor { target.placeCursor(x: place.x, y: place.y) }
    }
  }

  private mutating func copy(_ source: ArraySlice<Cell>, onto row: Int) {
    detach(row: row, column: clip.x)
    detach(row: row, column: clip.maxX)
    let offset = source.startIndex - area.x
    let base = row * columns
    for column in clip.x..<clip.maxX { cells[base + column] = source[offset + column] }
    // The clip may have cut a wide glyph of the source in two.
    let (first, last) = (base + clip.x, base + clip.maxX - 1)
    if cells[first].isContinuation { cells[first].glyph = .space }
    if cells[last].glyph.width == 2 { cells[last].glyph = .space }
  }
}
