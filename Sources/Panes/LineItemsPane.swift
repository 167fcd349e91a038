import Checkout
import Dashboard
import Screen

extension Surface {
  /// The line items of the selected session, and the sum that they make.
  mutating func drawLineItems(_ state: State) {
    let items = state.lineItems
    guard !items.rows.isEmpty else {
      drawNoLineItems(state)
      return
    }
    let footer = items.totals.map { $0.lines(width: size.width - 2) } ?? []
    let footerHeight = size.height > footer.count + 3 ? footer.count : 0
    let height = size.height - footerHeight
    let isFocused = state.arrangement.focus == .lineItems
    for (offset, item) in items.rows.dropFirst(items.scroll.top).prefix(height).enumerated() {
      within(Rect(x: 1, y: offset, width: size.width - 2, height: 1)) { row in
        row.draw(item)
        if isFocused, items.scroll.top + offset == items.scroll.cursor {
          row.addEmphasis(.selected, in: row.bounds)
        }
      }
    }
    for (offset, line) in footer.prefix(footerHeight).enumerated() {
      write(line.text, x: 1, y: height + offset, style: line.style, maxWidth: size.width - 2)
    }
  }

  private mutating func drawNoLineItems(_ state: State) {
    let items = state.lineItems
    guard items.id != nil else { return }
    let (text, role): (String, Role) =
      if let problem = items.problem {
        (problem.sentence, .error)
      } else if items.isFetching {
        ("asking Stripe…", .secondary)
      } else if items.stored == nil {
        ("", .secondary)
      } else {
        ("this session has no line items", .secondary)
      }
    for (y, line) in TextWidth.wrap(text, to: max(1, size.width - 2)).enumerated() {
      write(line, x: 1, y: y, style: Style(role))
    }
  }

  private mutating func draw(_ item: LineItemRow) {
    let total = item.total?.text ?? "–"
    let totalWidth = max(10, TextWidth.cells(of: total))
    let priceWidth = size.width >= 44 ? 14 : 0
    let rest = size.width - 6 - totalWidth - priceWidth - (priceWidth > 0 ? 2 : 1)
    writeField(item.quantity, x: 0, y: 0, width: 5, style: Style(.secondary), align: .trailing)
    writeField(item.description, x: 6, y: 0, width: max(0, rest))
    if priceWidth > 0 {
      writeField(
        item.unitPrice, x: 7 + rest, y: 0, width: priceWidth, style: Style(.secondary),
        align: .trailing)
    }
    writeField(
      total, x: size.width - totalWidth, y: 0, width: totalWidth, style: Style(.amount),
      align: .trailing)
  }
}

extension LineItemTotals {
  /// The sum in one line, `subtotal $21.98 − discount $2.00 = total $19.98`, and what is wrong with it.
  fileprivate func lines(width: Int) -> [Segment] {
    guard !rows.isEmpty else { return [] }
    let sum = rows.map { "\($0.label.lowercased()) \($0.money.text)" }.joined(separator: " · ")
    let rule = String(repeating: "─", count: max(0, width))
    let sums = TextWidth.wrap(sum, to: max(1, width))
    var lines = [Segment(rule, Style(.border))] + sums.map { Segment($0, Style(.amount)) }
    if let warning {
      let role: Role = if case .mismatch = check { .warning } else { .secondary }
      lines += TextWidth.wrap(Sanitiser.display(warning), to: max(1, width)).map {
        Segment($0, Style(role))
      }
    }
    return lines
  }
}
