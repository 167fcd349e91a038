import Checkout
import Dashboard
import Screen

extension Surface {
  /// Column heads and the visible rows, inside the frame. The first cell of a row is for marks.
  mutating func drawList(_ state: State) {
    let columns = state.list.columns.visible(in: state.rowWidth)
    let heads = state.layout.showsColumnHeads ? 1 : 0
    if heads > 0 { drawHeads(columns, state) }
    guard !state.list.rows.isEmpty else {
      drawEmptyList(state)
      return
    }
    drawRows(state) { _ in true }
  }

  /// The visible ones of those rows that are wanted, by their place in the list.
  mutating func drawRows(_ state: State, where isWanted: (Int) -> Bool) {
    let columns = state.list.columns.visible(in: state.rowWidth)
    let heads = state.layout.showsColumnHeads ? 1 : 0
    let top = state.list.scroll.top
    let visible = state.list.rows.indices.dropFirst(top).prefix(size.height - heads)
    for index in visible where isWanted(index) {
      within(Rect(x: 0, y: index - top + heads, width: size.width, height: 1)) { line in
        line.fill(line.bounds, style: .text)
        line.draw(state.list.rows[index], columns, state)
        let isMarked = state.isMarked(row: index)
        if isMarked { line.addEmphasis(.marked, in: line.bounds) }
        if index == state.list.scroll.cursor { line.drawCursor() }
        if isMarked { line.write("*", x: 0, y: 0, style: Style(.danger, .marked)) }
      }
    }
  }

  private mutating func draw(
    _ row: ListRow, _ columns: [(column: ListColumn, width: Int)], _ state: State
  ) {
    switch row {
    case .session(let session): drawRow(state.shown(session), columns, state)
    case .gap(let gap): drawGap(gap, state)
    }
  }

  /// The heads; the column that the list is sorted by says in which direction.
  private mutating func drawHeads(
    _ columns: [(column: ListColumn, width: Int)], _ state: State
  ) {
    if state.list.columns.offset > 0 { write("‹", x: 0, y: 0, style: Style(.columnHead)) }
    var x = 2
    for (column, width) in columns {
      let head = column.head + state.list.query.sort.mark(on: column)
      writeField(
        Sanitiser.display(head), x: x, y: 0, width: column == .amount ? width - 4 : width,
        style: Style(.columnHead), align: column == .amount ? .trailing : .leading)
      x += width + 1
    }
  }

  private mutating func drawCursor() {
    addEmphasis(.selected, in: bounds)
    write("▌", x: 0, y: 0, style: Style(.focusedBorder, .selected))
  }

  private mutating func drawRow(
    _ session: SessionSummary, _ columns: [(column: ListColumn, width: Int)], _ state: State
  ) {
    var x = 2
    for (column, width) in columns {
      draw(column, of: session, x: x, width: width, state)
      x += width + 1
    }
  }

  private mutating func drawGap(_ gap: Gap, _ state: State) {
    let isLoading = state.list.fetching.contains(.gap(gap))
    let span =
      "\(Moment(gap.oldest).shortText(in: state.zone)) – "
      + Moment(gap.newest).shortText(in: state.zone)
    let text = isLoading ? "gap: \(span), loading…" : "gap: \(span), Enter loads it"
    writeTruncated("  ┄ \(text) ┄", x: 0, y: 0, width: size.width, style: Style(.gap))
  }
}
