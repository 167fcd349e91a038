package import Checkout
import Screen

/// A line item as the pane shows it. Sanitised.
package struct LineItemRow: Equatable, Sendable {
  /// `2 ×`; empty when Stripe does not say.
  package let quantity: String
  package let description: String
  /// The price of one, with its recurrence.
  package let unitPrice: String
  package let total: Money?

  init(_ item: LineItem) {
    quantity = item.quantity.map { "\($0) ×" } ?? ""
    description = Sanitiser.display(item.description ?? "–")
    unitPrice = Sanitiser.display(item.unitText ?? "")
    total = item.total
  }
}
