import Checkout
package import Screen
import Units

/// The lines below the line items: a rule, the sum `subtotal $21.98 · total $21.98`, a warning if
/// the sum is wrong, and what the customer sees instead. It is laid out once for each width.
struct LineItemsFooter: Equatable, Sendable {
  /// Rows of items that stay visible, whatever the footer needs.
  private static let leastRows = 3

  private(set) var lines: [Segment] = []
  private var width: Int?
  private var isSpelled = false

  /// The sum has changed.
  mutating func noteChange() { width = nil }

  /// Lays it out for a width of the pane's inside, in cells.
  mutating func layOut(
    _ totals: LineItemTotals?, _ presentment: Presentment?, width: Int,
    spelling: [Unicode.Scalar: String]
  ) {
    guard width != self.width || isSpelled == spelling.isEmpty else { return }
    (self.width, isSpelled) = (width, !spelling.isEmpty)
    guard let totals, width > 2 else {
      lines = []
      return
    }
    lines = Self.lines(totals, presentment, width: width - 2, spelling)
  }

  /// The lines that are visible in a pane of that height with that many rows of items; none if they
  /// would leave too little room for the items.
  func shown(height: Int, rows: Int) -> [Segment] {
    height >= lines.count + min(rows, Self.leastRows + 1) ? lines : []
  }

  private static func lines(
    _ totals: LineItemTotals, _ presentment: Presentment?, width: Int,
    _ spelling: [Unicode.Scalar: String]
  ) -> [Segment] {
    guard !totals.rows.isEmpty else { return [] }
    func wrapped(_ text: String?, _ role: Role) -> [Segment] {
      guard let text else { return [] }
      let spelled = Sanitiser.display(text).spelled(with: spelling)
      return TextWidth.wrap(spelled, to: width).map { Segment($0, Style(role)) }
    }
    let sum = totals.rows.map { "\($0.label.lowercased()) \($0.money.text)" }
    let warningRole: Role = if case .mismatch = totals.check { .warning } else { .secondary }
    return [Segment(String(repeating: "─", count: width), Style(.border))]
      + wrapped(sum.joined(separator: " · "), .amount)
      + wrapped(totals.includedTax.map { "\($0.text) of the tax is inside the prices" }, .secondary)
      + wrapped(totals.warning, warningRole) + wrapped(presentment?.text, .secondary)
  }
}

extension LineItemsState {
  /// The lines below the items in a pane of that height.
  package func footer(height: Int) -> [Segment] { footer.shown(height: height, rows: lineCount) }

  /// Rows needed to show everything; nil while the items are not known.
  var neededRows: Int? {
    stored == nil
      ? nil : max(1, lineCount) + (footer.lines.isEmpty ? 0 : max(footer.lines.count, 1))
  }

  mutating func layOutFooter(width: Int, spelling: [Unicode.Scalar: String]) {
    footer.layOut(totals, presentment, width: width, spelling: spelling)
  }
}
