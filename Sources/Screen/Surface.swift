/// A screen of cells to draw on. What falls outside is clipped silently, and no wide glyph is ever
/// left with one of its halves.
///
/// Inside ``within(_:_:)`` all coordinates, and ``size``, are those of the rectangle given there.
package struct Surface: Equatable, Sendable {
  let columns: Int
  let rows: Int
  /// Row after row.
  var cells: [Cell]
  /// The rectangle that coordinates are relative to; it may stick out of the surface.
  private(set) var area: Rect
  /// The part of `area` that may be drawn on.
  private(set) var clip: Rect

  /// Where the terminal's own cursor stands, for text input; hidden when nil. Of the whole surface.
  package private(set) var cursor: Position?

  /// The lines of frames that do not ask for others.
  let border: Border

  /// Words for signs that cannot be drawn; see ``spelled(_:)``.
  let spelling: [Unicode.Scalar: String]

  package init(
    size: Size, style: Style = .text, border: Border = .rounded,
    spelling: [Unicode.Scalar: String] = [:]
  ) {
    self.border = border
    self.spelling = spelling
    columns = size.width
    rows = size.height
    cells = Array(repeating: Cell(.space, style), count: columns * rows)
    area = Rect(x: 0, y: 0, width: columns, height: rows)
    clip = area
  }

  /// The size of what is being drawn on, in cells.
  package var size: Size { area.size }

  /// All of what is being drawn on.
  package var bounds: Rect { Rect(x: 0, y: 0, width: area.width, height: area.height) }

  /// The cell at a place; a blank one outside.
  package subscript(x: Int, y: Int) -> Cell {
    let (column, row) = (area.x + x, area.y + y)
    guard column >= 0, column < columns, row >= 0, row < rows else { return Cell() }
    return cells[row * columns + column]
  }

  /// A row of the whole surface, for comparing and presenting.
  package func row(_ y: Int) -> ArraySlice<Cell> {
    cells[y * columns..<(y + 1) * columns]
  }

  /// Draws in local coordinates of a rectangle, which nothing inside can leave.
  package mutating func within(_ rect: Rect, _ draw: (inout Surface) -> Void) {
    let outer = (area, clip)
    area = absolute(rect)
    clip = clip.intersection(area)
    draw(&self)
    (area, clip) = outer
  }

  /// Shows the terminal's cursor, unless the place is clipped.
  package mutating func placeCursor(x: Int, y: Int) {
    let (column, row) = (area.x + x, area.y + y)
    guard clip.contains(x: column, y: row) else { return }
    cursor = Position(x: column, y: row)
  }

  package mutating func hideCursor() { cursor = nil }

  func absolute(_ rect: Rect) -> Rect {
    Rect(x: area.x + rect.x, y: area.y + rect.y, width: rect.width, height: rect.height)
  }

  /// Makes the boundary before `column` one that no wide glyph stands across.
  mutating func detach(row: Int, column: Int) {
    guard column > 0, column < columns else { return }
    let index = row * columns + column
    guard cells[index].isContinuation else { return }
    cells[index].glyph = .space
    cells[index - 1].glyph = .space
  }
}
