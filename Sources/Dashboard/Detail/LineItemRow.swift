import Checkout
import Screen
package import Units

/// A line item as the pane shows it. Sanitised.
package struct LineItemRow: Equatable, Sendable, Identifiable {
  package let id: String
  /// `2 ×`; empty if Stripe does not say.
  package let quantity: String
  package let description: String
  /// The price of one, with its recurrence.
  package let unitPrice: String
  package let total: Money?
  /// What does not fit in one line: recurrence, tiers, discounts, taxes.
  package let details: [String]

  init(id: String, quantity: String, description: String, unitPrice: String, total: Money?) {
    self.id = id
    self.quantity = quantity
    self.description = description
    self.unitPrice = unitPrice
    self.total = total
    details = []
  }

  init(_ item: LineItem) {
    id = item.id
    quantity = item.quantity.map { "\($0) ×" } ?? ""
    description = Sanitiser.display(item.description ?? item.price?.productName ?? "–")
    let every = item.price?.recurrence?.shortText ?? ""
    unitPrice = Sanitiser.display((item.unitText ?? "no price") + every)
    total = item.total
    details = item.detailTexts.map(Sanitiser.display)
  }
}

/// A line of the pane: an item, or one of its details below it.
package enum LineItemLine: Equatable, Sendable {
  case item(LineItemRow, isOpen: Bool)
  case detail(String)
}
