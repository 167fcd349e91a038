package import Screen

/// Rows of cells in columns. Widths adapt to the content, within limits.
package struct Table: Equatable, Sendable {
  /// The width of a column, and how its cells are set.
  package struct Column: Equatable, Sendable {
    /// How a column gets its cells.
    package enum Width: Equatable, Sendable {
      case fixed(Int)
      /// As wide as its widest cell, up to a limit.
      case upTo(Int)
      /// What the other columns leave; if there are several, the last takes it all.
      case rest
      /// A part of the free cells, by weight among the columns with a share.
      case share(Int)
    }

    package let width: Width
    package let align: TextWidth.Alignment
    package let cut: TextWidth.Cut

    package init(
      _ width: Width, align: TextWidth.Alignment = .leading, cut: TextWidth.Cut = .end
    ) {
      self.width = width
      self.align = align
      self.cut = cut
    }
  }

  /// One cell: pieces of text. Only a cell of one piece is cut in its middle.
  package typealias Cell = [Segment]

  package let columns: [Column]
  /// Cells between two columns.
  package let gap: Int

  package init(_ columns: [Column], gap: Int = 1) {
    self.columns = columns
    self.gap = gap
  }

  /// The widths of the columns in `room` cells of a surface for these rows.
  package func widths(of rows: [[Cell]], in room: Int, of surface: Surface) -> [Int] {
    func cells(in cell: Cell) -> Int { cell.reduce(0) { $0 + surface.cells(of: $1.text) } }
    var widths = columns.indices.map { index -> Int in
      switch columns[index].width {
      case .fixed(let width): width
      case .upTo(let limit):
        min(limit, rows.map { $0.indices.contains(index) ? cells(in: $0[index]) : 0 }.max() ?? 0)
      case .rest, .share: 0
      }
    }
    share(room, in: &widths)
    guard let flexible = columns.lastIndex(where: { $0.width == .rest }) else { return widths }
    // An empty column takes no gap either.
    let used = widths.indices.filter { $0 != flexible && widths[$0] > 0 }
      .reduce(0) { $0 + widths[$1] + gap }
    widths[flexible] = max(0, room - used)
    return widths
  }

  /// Divides what the other columns leave among those with a share.
  private func share(_ room: Int, in widths: inout [Int]) {
    let shares = columns.map { column in
      if case .share(let weight) = column.width { weight } else { 0 }
    }
    let all = shares.reduce(0, +)
    guard all > 0 else { return }
    let taken = widths.reduce(0, +) + gap * (columns.count - 1)
    for index in columns.indices where shares[index] > 0 {
      widths[index] = max(0, room - taken) * shares[index] / all
    }
  }

  /// Draws one row in the first line of the surface.
  package func draw(_ row: [Cell], widths: [Int], on surface: inout Surface) {
    var x = 0
    for (index, cell) in row.enumerated() where index < widths.count && widths[index] > 0 {
      // Columns can be wider together than the surface: the last ones are cut, and show it.
      let (width, column) = (min(widths[index], surface.size.width - x), columns[index])
      guard width > 0 else { return }
      if cell.count == 1, let piece = cell.first {
        surface.writeField(
          piece.text, x: x, y: 0, width: width, style: piece.style, cut: column.cut,
          align: column.align)
      } else if !cell.isEmpty {
        let used = cell.reduce(0) { $0 + surface.cells(of: $1.text) }
        let missing = column.align == .trailing ? max(0, width - used) : 0
        surface.write(cell, x: x + missing, y: 0, maxWidth: width - missing)
      }
      x += width + gap
    }
  }

  /// Draws the rows in view, one per line, and marks the one under the cursor. Only the cells of
  /// those rows are requested.
  package func draw(
    on surface: inout Surface, _ scroll: Scroll, of count: Int, in area: Rect,
    showsCursor: Bool = true,
    row: (Int) -> [Cell]
  ) {
    var scroll = scroll
    scroll.reveal(of: count, height: max(1, area.height))
    let visible = scroll.top..<min(count, scroll.top + area.height)
    guard !visible.isEmpty, area.height > 0 else { return }
    let rows = visible.map(row)
    let widths = widths(of: rows, in: area.width, of: surface)
    for (offset, index) in visible.enumerated() {
      surface.within(Rect(x: area.x, y: area.y + offset, width: area.width, height: 1)) { line in
        draw(rows[offset], widths: widths, on: &line)
        if showsCursor, index == scroll.cursor { line.addEmphasis(.selected, in: line.bounds) }
      }
    }
  }
}
