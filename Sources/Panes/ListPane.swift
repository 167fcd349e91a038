import Checkout
import Query
import Dashboard
import Screen
import Units
import Widgets

extension Surface {
  /// Column heads and the visible rows, inside the frame. The first cell of a row is for signs.
  mutating func drawList(_ state: State) {
    let columns = DrawnColumn.visible(in: state)
    if state.layout.showsColumnHeads { drawHeads(columns, state) }
    guard !state.list.rows.isEmpty else {
      drawEmptyList(state)
      return
    }
    drawRows(columns, state)
  }

  /// Draws the visible rows on blank lines.
  mutating func drawRows(_ columns: [DrawnColumn], _ state: State) {
    let (visible, range, lines) = (visibleRows(state), Marks.range(state), rowLines(state))
    for index in visible {
      within(lines.row(index - visible.lowerBound)) {
        $0.draw(state.list.rows[index], columns, state)
        let signs = RowSigns.ofRow(index, in: range, state)
        if signs != RowSigns() { $0.draw(signs) }
      }
    }
  }

  /// Draws the marks and the cursor of these rows, whatever was drawn there before.
  mutating func drawSigns(of rows: some Sequence<Int>, _ state: State) {
    let (visible, range, lines) = (visibleRows(state), Marks.range(state), rowLines(state))
    for index in rows where visible.contains(index) {
      within(lines.row(index - visible.lowerBound)) {
        $0.draw(RowSigns.ofRow(index, in: range, state))
      }
    }
  }

  /// The lines below the heads of the columns.
  func rowLines(_ state: State) -> Rect {
    bounds.without(top: state.layout.showsColumnHeads ? 1 : 0)
  }

  private func visibleRows(_ state: State) -> Range<Int> {
    let top = state.list.scroll.top
    return top..<max(top, min(top + state.layout.listHeight, state.list.rows.count))
  }

  private mutating func draw(
    _ row: ListRow, _ columns: [DrawnColumn], _ state: State
  ) {
    switch row {
    case .session(let session):
      let shown = state.shown(session)
      for column in columns { draw(column, of: shown, state) }
    case .gap(let gap): drawGap(gap, state)
    }
  }

  /// The heads; that of the sorted column shows the direction.
  private mutating func drawHeads(_ columns: [DrawnColumn], _ state: State) {
    if state.list.columns.offset > 0 { write("‹", x: 0, y: 0, style: Style(.columnHead)) }
    for drawn in columns {
      writeHead(
        drawn.column.head, state.list.query.sort.mark(on: drawn.column), x: drawn.x,
        width: drawn.width, isAmount: drawn.column == .field(.amount), align: drawn.align)
    }
    guard state.list.columns.goesOn(after: columns.count) else { return }
    writeTrailing("›", y: 0, style: Style(.columnHead))
  }

  /// The head of a column. The mark of the order is shown whole: without it the head says nothing
  /// about the order.
  mutating func writeHead(
    _ head: String, _ mark: String, x: Int, width: Int, isAmount: Bool,
    align: TextWidth.Alignment = .leading
  ) {
    let room = isAmount ? width - 4 : width
    let name = TextWidth.truncate(
      Sanitiser.display(head), to: max(0, room - TextWidth.cells(of: mark)))
    writeField(
      name + mark, x: x, y: 0, width: room, style: Style(.columnHead),
      align: isAmount ? .trailing : align)
  }

  private mutating func drawGap(_ gap: Gap, _ state: State) {
    let isLoading = state.list.paging.isFetching(gap.isOpen ? .older : .gap(gap))
    let what = gap.isOpen ? "older sessions" : "gap: \(gapSpan(gap, state))"
    let text =
      isLoading
      ? "\(what), loading…"
      : "\(what), \(state.keymap[word: .open]) loads \(gap.isOpen ? "them" : "it")"
    writeTruncated("┄ \(text) ┄", x: Layout.rowIndent, y: 0, style: Style(.gap))
  }

  private func gapSpan(_ gap: Gap, _ state: State) -> String {
    Moment(gap.oldest).spanText(
      to: Moment(gap.newest), in: state.shownZone, now: state.clock.unix)
  }
}
