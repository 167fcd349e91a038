/// The widths of the columns of line items, in cells, based on their content.
package struct LineItemWidths: Equatable, Sendable {
  /// Cells before the description: the quantity, and a sign.
  private static let head = 8
  /// Cells between two columns.
  private static let gutter = 2
  /// A shorter description would not be readable.
  private static let leastDescription = 12

  package let description: Int
  /// 0 where there is no room for it.
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
    // A long price, such as one with tiers, is cut so that the descriptions keep their room.
    let wish = min(prices.max() ?? 0, max(10, room / 3))
    price = rest - wish - Self.gutter >= Self.leastDescription ? wish : 0
    description = max(0, rest - (price > 0 ? price + Self.gutter : 0))
  }
}
