/// A grid of cells to draw on. What falls outside is clipped silently, and a wide glyph never keeps
/// only one of its halves.
///
/// Inside ``within(_:_:)`` all coordinates, and ``size``, are those of the rectangle given there.
package struct Surface: Equatable, Sendable {
  let columns: Int
  /// By row, so that a surface shares unchanged rows with the one it was copied from: copying them
  /// and seeing that they are equal cost nothing.
  var rows: [CellRow]
  /// The rectangle that coordinates are relative to; it may stick out of the surface.
  private(set) var area: Rect
  /// The part of `area` that may be drawn on.
  private(set) var clip: Rect

  /// Where the terminal's own cursor is, for text input; hidden when nil. In coordinates of the
  /// whole surface.
  package private(set) var cursor: Position?

  /// The border of frames that do not specify one.
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
    let row = CellRow(repeating: Cell(.space, style), count: size.width)
    rows = Array(repeating: row, count: size.height)
    area = Rect(x: 0, y: 0, width: size.width, height: size.height)
    clip = area
  }

  /// The size of what is being drawn on, in cells.
  package var size: Size { area.size }

  /// All of what is being drawn on.
  package var bounds: Rect { Rect(x: 0, y: 0, width: area.width, height: area.height) }

  /// The cell at a place; a blank one outside.
  package subscript(x: Int, y: Int) -> Cell {
    let (column, row) = (area.x + x, area.y + y)
    guard column >= 0, column < columns, rows.indices.contains(row) else { return Cell() }
    return rows[row][column]
  }

  /// A row of the whole surface, for comparing and presenting.
  package func row(_ y: Int) -> CellRow { rows[y] }

  /// The columns of a row that differ from an earlier surface of the same size, from the first to
  /// the last; nil when there are none. Without an earlier surface, the whole row.
  package func changes(inRow y: Int, since before: Surface?) -> Range<Int>? {
    guard let before else { return 0..<columns }
    return rows[y].changes(since: before.rows[y])
  }

  /// The columns of a row at which a glyph begins that terminals give different widths.
  package func disputedColumns(_ columns: Range<Int>, inRow y: Int) -> [Int] {
    rows[y].disputed(columns)
  }

  /// Draws in the local coordinates of a rectangle; everything outside it is clipped.
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

  func absolute(_ rect: Rect) -> Rect {
    Rect(x: area.x + rect.x, y: area.y + rect.y, width: rect.width, height: rect.height)
  }

  /// Makes sure that no wide glyph crosses the boundary before `column`.
  mutating func detach(row: Int, column: Int) {
    guard column > 0, column < columns, rows[row][column].isContinuation else { return }
    rows[row][column].glyph = .space
    rows[row][column - 1].glyph = .space
  }
}
