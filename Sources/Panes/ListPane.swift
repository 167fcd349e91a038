import Checkout
import Dashboard
import Screen

extension Surface {
  /// Column heads and the visible rows, inside the frame.
  mutating func drawList(_ state: State) {
    let columns = ListColumn.fitting(size.width)
    drawHeads(columns)
    guard !state.list.rows.isEmpty else {
      drawEmptyList(state)
      return
    }
    let rows = state.list.rows
    let top = state.list.scroll.top
    for (offset, row) in rows[min(top, rows.count)...].prefix(max(0, size.height - 1)).enumerated()
    {
      within(Rect(x: 0, y: offset + 1, width: size.width, height: 1)) { line in
        switch row {
        case .session(let session): line.drawRow(state.shown(session), columns, state)
        case .gap(let gap): line.drawGap(gap, state)
        }
        let isMarked = state.isMarked(row: top + offset)
        if isMarked { line.addEmphasis(.marked, in: line.bounds) }
        if top + offset == state.list.scroll.cursor { line.drawCursor() }
        if isMarked { line.write("*", x: 0, y: 0, style: Style(.danger, .marked)) }
      }
    }
  }

  private mutating func drawHeads(_ columns: [(column: ListColumn, width: Int)]) {
    var x = 0
    for (column, width) in columns {
      writeField(
        column.head, x: x, y: 0, width: column == .amount ? width - 4 : width,
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
    var x = 0
    for (column, width) in columns {
      draw(column, of: session, x: x, width: width, state)
      x += width + 1
    }
  }

  private mutating func draw(
    _ column: ListColumn, of session: SessionSummary, x: Int, width: Int, _ state: State
  ) {
    let now = state.clock.unix
    switch column {
    case .mark: break
    case .created:
      writeField(Moment(session.created).relative(to: now), x: x, y: 0, width: width)
    case .status:
      let badge = StatusBadge(session.status, session.paymentStatus)
      writeField(
        "\(badge.glyph) \(badge.word)", x: x, y: 0, width: width, style: Style(badge.tone.role))
    case .amount:
      drawAmount(session, x: x, width: width)
    case .customer:
      writeField(session.customerText, x: x, y: 0, width: width)
    case .reference:
      writeField(
        session.clientReferenceID ?? "", x: x, y: 0, width: width, style: Style(.secondary))
    case .expires:
      let text =
        session.status == .open
        ? session.expiresAt.map { Moment($0).relative(to: now) } ?? "" : ""
      writeField(text, x: x, y: 0, width: width, style: Style(.secondary))
    case .mode:
      writeField(session.mode?.name ?? "", x: x, y: 0, width: width, style: Style(.secondary))
    case .id:
      writeField(
        session.id, x: x, y: 0, width: width, style: Style(.secondary), cut: .middle)
    }
  }

  /// Amounts stand below each other at the decimal point.
  private mutating func drawAmount(_ session: SessionSummary, x: Int, width: Int) {
    guard let amount = session.amountTotal, let currency = session.currency else {
      writeField("–", x: x, y: 0, width: width - 4, style: Style(.secondary), align: .trailing)
      return
    }
    let parts = Money(amount, currency).parts
    let after = min(4, width / 2)
    let fits =
      TextWidth.cells(of: parts.fromPoint) <= after
      && TextWidth.cells(of: parts.beforePoint) <= width - after
    if fits {
      writeField(
        parts.beforePoint, x: x, y: 0, width: width - after, style: Style(.amount),
        align: .trailing)
      writeField(
        parts.fromPoint, x: x + width - after, y: 0, width: after, style: Style(.amount))
    } else {
      writeField(parts.text, x: x, y: 0, width: width, style: Style(.amount), align: .trailing)
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

extension SessionSummary {
  /// Who it is, as well as it is known.
  var customerText: String {
    email ?? customerName ?? customer ?? clientReferenceID ?? "–"
  }
}
