import Checkout
import Query
import Dashboard
import Screen
import Units
import Widgets

extension Surface {
  /// Column heads and the visible rows, inside the frame. The first cell of a row is for signs.
  mutating func drawList(_ state: State) {
    let columns = state.list.columns.visible(in: state.layout.rowWidth)
    let heads = state.layout.showsColumnHeads ? 1 : 0
    if heads > 0 { drawHeads(columns, state) }
    guard !state.list.rows.isEmpty else {
      drawEmptyList(state)
      return
    }
    let visible = visibleRows(state)
    let drawn = DrawnColumn.columns(columns, state.list.query.query)
    for index in visible {
      within(line(of: index, state)) { $0.draw(state.list.rows[index], drawn, state) }
    }
    drawSigns(of: visible, state)
  }

  /// Draws the marks and the cursor of these rows, whatever was drawn there before.
  mutating func drawSigns(of rows: some Sequence<Int>, _ state: State) {
    let (visible, range) = (visibleRows(state), Marks.range(state))
    for index in rows where visible.contains(index) {
      let isSelected = index == state.list.scroll.cursor
      let isMarked = Marks.isMarked(row: index, in: range, state)
      let mark = state.list.rows[index].session.flatMap { state.list.freshness[$0.id] }
      within(line(of: index, state)) {
        $0.drawSigns(
          Self.selection(isSelected, state), isMarked: isMarked, mark)
      }
    }
  }

  /// A row under the cursor, in a pane with the focus or without it.
  static func selection(_ isSelected: Bool, _ state: State) -> Emphasis {
    isSelected ? (state.arrangement.focus == .list ? .selected : .resting) : []
  }

  /// In the cells before the row, and in the style of the line.
  mutating func drawSigns(
    _ selection: Emphasis, isMarked: Bool, _ mark: Freshness.Mark? = nil
  ) {
    let emphasis: Emphasis = isMarked ? selection.union(.marked) : selection
    setEmphasis(emphasis, insteadOf: [.selected, .resting, .marked], in: bounds)
    let (sign, style): (Unicode.Scalar, Style) =
      if isMarked {
        ("*", Style(.danger, .marked))
      } else if !selection.isEmpty {
        ("▌", Style(selection == .selected ? .focusedBorder : .secondary, selection))
      } else { (" ", .text) }
    fill(Rect(x: 0, y: 0, width: 1, height: 1), with: Glyph(narrow: sign), style: style)
    // A new or changed row has its sign between the cursor and the row.
    fill(
      Rect(x: 1, y: 0, width: 1, height: 1), with: Glyph(narrow: mark?.sign ?? " "),
      style: Style(
        mark == nil ? .text : .notice, mark == nil ? emphasis : emphasis.union(.bold)))
  }

  private func visibleRows(_ state: State) -> Range<Int> {
    let top = state.list.scroll.top
    return top..<max(top, min(top + state.layout.listHeight, state.list.rows.count))
  }

  private func line(of index: Int, _ state: State) -> Rect {
    let heads = state.layout.showsColumnHeads ? 1 : 0
    return Rect(x: 0, y: index - state.list.scroll.top + heads, width: size.width, height: 1)
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
  private mutating func drawHeads(
    _ columns: [(column: ListColumn, width: Int)], _ state: State
  ) {
    if state.list.columns.offset > 0 { write("‹", x: 0, y: 0, style: Style(.columnHead)) }
    var x = Layout.rowIndent
    for (column, width) in columns {
      writeHead(
        column.head, state.list.query.sort.mark(on: column), x: x, width: width,
        isAmount: column == .field(.amount))
      x += width + 1
    }
    guard state.list.columns.goesOn(after: columns) else { return }
    writeTrailing("›", y: 0, style: Style(.columnHead))
  }

  /// The head of a column. The mark of the order is shown whole: without it the head says nothing
  /// about the order.
  mutating func writeHead(_ head: String, _ mark: String, x: Int, width: Int, isAmount: Bool) {
    let room = isAmount ? width - 4 : width
    let name = TextWidth.truncate(
      Sanitiser.display(head), to: max(0, room - TextWidth.cells(of: mark)))
    writeField(
      name + mark, x: x, y: 0, width: room, style: Style(.columnHead),
      align: isAmount ? .trailing : .leading)
  }

  private mutating func drawGap(_ gap: Gap, _ state: State) {
    let isLoading = state.list.paging.isFetching(gap.isOpen ? .older : .gap(gap))
    let what = gap.isOpen ? "older sessions" : "gap: \(gapSpan(gap, state))"
    let text =
      isLoading ? "\(what), loading…" : "\(what), Enter loads \(gap.isOpen ? "them" : "it")"
    writeTruncated("┄ \(text) ┄", x: Layout.rowIndent, y: 0, style: Style(.gap))
  }

  private func gapSpan(_ gap: Gap, _ state: State) -> String {
    Moment(gap.oldest).spanText(
      to: Moment(gap.newest), in: state.shownZone, now: state.clock.unix)
  }
}
