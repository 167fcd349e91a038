import Checkout
import Dashboard
import Screen
import Units
import Widgets

extension Surface {
  /// The line items of the selected session, and their sum.
  mutating func drawLineItems(_ state: State) {
    let items = state.lineItems
    guard !items.rows.isEmpty else {
      drawNoLineItems(state)
      return
    }
    let footer = items.footer(height: size.height)
    let inside = bounds.inset(dx: 1, dy: 0)
    let height = inside.without(bottom: footer.count).height
    let isFocused = state.arrangement.focus == .lineItems
    let widths = lineItemWidths(of: items.rows)
    for (offset, line) in items.lines.dropFirst(items.scroll.top).prefix(height).enumerated() {
      within(inside.row(offset)) { row in
        switch line {
        case .item(let item, let isOpen): row.draw(item, isOpen: isOpen, widths)
        case .detail(let text):
          row.writeTruncated(text, x: 8, y: 0, style: Style(.secondary))
        }
        if isFocused, items.scroll.top + offset == items.scroll.cursor {
          row.addEmphasis(.selected, in: row.bounds)
        }
      }
    }
    for (offset, line) in footer.enumerated() {
      within(inside.row(height + offset)) {
        $0.write(line.text, x: 0, y: 0, style: line.style)
      }
    }
  }

  /// The columns for rows in this pane, whose frame has a margin.
  func lineItemWidths(of rows: [LineItemRow]) -> LineItemWidths {
    LineItemWidths(
      prices: rows.map { cells(of: $0.unitPrice) },
      totals: rows.map { cells(of: $0.totalText) },
      room: bounds.inset(dx: 1, dy: 0).width)
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
    within(bounds.inset(dx: 1, dy: 0)) { $0.drawParagraph(text, y: 0, style: Style(role)) }
  }

  /// Unit prices and totals line up, with the same gutter in every row.
  mutating func draw(_ item: LineItemRow, isOpen: Bool, _ widths: LineItemWidths) {
    let (priceWidth, totalWidth, rest) = (widths.price, widths.total, widths.description)
    let total = spelled(item.totalText)
    writeField(item.quantity, x: 0, y: 0, width: 5, style: Style(.secondary), align: .trailing)
    write(isOpen ? "▾" : "▸", x: 6, y: 0, style: Style(.secondary))
    writeField(item.description, x: 8, y: 0, width: max(0, rest))
    if priceWidth > 0 {
      writeField(
        item.unitPrice, x: widths.priceStart, y: 0, width: priceWidth, style: Style(.secondary),
        align: .trailing)
    }
    writeField(
      total, x: widths.totalStart, y: 0, width: totalWidth, style: Style(.amount),
      align: .trailing)
  }
}

extension LineItemRow {
  fileprivate var totalText: String { total?.text ?? "–" }
}
