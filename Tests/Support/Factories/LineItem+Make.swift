package import Checkout
import JSON

extension LineItem {
  /// Two T-shirts at $10.99.
  ///
  /// Subtotal and total are computed unless they are given. The members of `price` and `changes`
  /// replace those of the price and of the item, or are added to them.
  package static func make(
    id: String = "li_till0001", description: String? = "T-shirt", quantity: Int? = 2,
    unitAmount: Int = 1099, subtotal: Int? = nil, discount: Int = 0, tax: Int = 0,
    total: Int? = nil, currency: String = "usd", price: JSONLiteral = [:],
    changes: JSONLiteral = [:]
  ) -> LineItem {
    let gross = subtotal ?? unitAmount * (quantity ?? 1)
    let priceObject: JSONLiteral = [
      "id": "price_till0001", "object": "price", "active": true, "billing_scheme": "per_unit",
      "created": .int(Session.morning), "currency": .string(currency), "custom_unit_amount": nil,
      "livemode": false, "lookup_key": nil, "metadata": [:], "nickname": nil,
      "product": "prod_till0001", "recurring": nil, "tax_behavior": "unspecified",
      "tiers_mode": nil, "transform_quantity": nil, "type": "one_time",
      "unit_amount": .int(unitAmount), "unit_amount_decimal": .string(String(unitAmount)),
    ]
    let object: JSONLiteral = [
      "id": .string(id), "object": "item", "adjustable_quantity": nil,
      "amount_discount": .int(discount), "amount_subtotal": .int(gross), "amount_tax": .int(tax),
      "amount_total": .int(total ?? gross - discount + tax), "currency": .string(currency),
      "description": .init(description), "metadata": [:], "price": priceObject.merging(price),
      "quantity": .init(quantity),
    ]
    guard let item = LineItem(JSON.make(object.merging(changes))) else {
      preconditionFailure("not a line item")
    }
    return item
  }
}
