package import JSON
package import Units

/// A line item as Stripe sent it. Source: https://docs.stripe.com/api/checkout/sessions/line_items
package struct LineItem: Equatable, Sendable, Identifiable {
  package let json: JSON
  /// `li_…`.
  package let id: String

  /// Reads an object as a line item; nil unless it says that it is one and has an id.
  package init?(_ json: JSON) {
    guard json["object"]?.string == "item", let id = json["id"]?.string, !id.isEmpty else {
      return nil
    }
    self.json = json
    self.id = id
  }
}

extension LineItem {
  package var description: String? { json["description"]?.string }
  package var quantity: Int? { json["quantity"]?.int }
  package var currency: Currency? { json["currency"]?.string.map(Currency.init) }
  /// In minor units of `currency`, like all amounts of an item.
  package var amountTotal: Int? { json["amount_total"]?.int }
  package var amountSubtotal: Int? { json["amount_subtotal"]?.int }
  package var amountDiscount: Int? { json["amount_discount"]?.int }
  package var amountTax: Int? { json["amount_tax"]?.int }
}
