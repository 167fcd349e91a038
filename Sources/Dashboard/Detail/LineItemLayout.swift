/// The cells of the columns of line items, by what stands in them.
package struct LineItemWidths: Equatable, Sendable {
  /// Cells before the description: the quantity, and a sign.
  private static let head = 8
  /// Cells between two columns.
  private static let gutter = 2
  /// A description that is cut shorter than that says nothing.
  private static let leastDescription = 12

  package let description: Int
  /// Nothing where there is no room for it.
  package let price: Int
  package let total: Int

  package var priceStart: Int { Self.head + description + Self.gutter }
  package var totalStart: Int { priceStart + (price > 0 ? price + Self.gutter : 0) }

  /// - Parameters:
  ///   - prices: cells of the unit prices.
  ///   - totals: cells of the totals.
  ///   - room: cells of a row.
  package init(prices: [Int], totals: [Int], room: Int) {
    total = max(6, totals.max() ?? 0)
    let rest = room - Self.head - total - Self.gutter
    // A long one, such as with tiers, is cut rather than all descriptions.
    let wish = min(prices.max() ?? 0, max(10, room / 3))
    price = rest - wish - Self.gutter >= Self.leastDescription ? wish : 0
    description = max(0, rest - (price > 0 ? price + Self.gutter : 0))
  }
}
