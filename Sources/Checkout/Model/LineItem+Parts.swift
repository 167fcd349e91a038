import JSON
package import Units

extension LineItem {
  package var price: Price? { json.value("price").flatMap(Price.init) }

  /// Total after discounts and taxes, in the item's currency.
  package var total: Money? { money("amount_total") }
  package var subtotal: Money? { money("amount_subtotal") }
  package var discount: Money? { money("amount_discount") }
  package var tax: Money? { money("amount_tax") }

  private func money(_ name: String) -> Money? {
    guard let amount = json[name]?.int, let currency else { return nil }
    return Money(amount, currency)
  }

  /// The price of one unit, in words: `$10.99`, `from 2 tiers`, or its share of the subtotal when
  /// the price is not known.
  package var unitText: String? {
    if let price { return price.unitText }
    guard let subtotal, let quantity, quantity > 0,
      subtotal.minorUnits.isMultiple(of: quantity)
    else { return nil }
    return Money(subtotal.minorUnits / quantity, subtotal.currency).text
  }

  /// `quantity adjustable from 1 to 10`; nil when it is fixed.
  package var adjustableText: String? {
    guard let range = json.value("adjustable_quantity"), range["enabled"]?.bool == true else {
      return nil
    }
    let bounds = [("from", range["minimum"]?.int), ("to", range["maximum"]?.int)]
    let words = bounds.compactMap { word, bound in bound.map { "\(word) \($0)" } }
    return (["quantity adjustable"] + words).joined(separator: " ")
  }

  /// One line per discount: `-$5.00 SUMMER`. Only if Stripe was asked to expand them.
  package var discountTexts: [String] {
    (json["discounts"].map { Array($0.elements) } ?? []).map { entry in
      let amount = amountText(entry, negated: true)
      return [amount, Self.name(ofDiscount: entry["discount"])].compactMap(\.self)
        .joined(separator: " ")
    }
  }

  /// One line per tax: `$3.51 VAT 19% included`. Only if Stripe was asked to expand them.
  package var taxTexts: [String] {
    (json["taxes"].map { Array($0.elements) } ?? []).map { entry in
      let rate = entry["rate"]
      let inclusion = rate?["inclusive"]?.bool.map { $0 ? "included" : "added" }
      let words = [
        amountText(entry, negated: false), rate?["display_name"]?.string ?? rate?.string,
        rate?.value("percentage").map { "\($0.string ?? $0.source)%" }, inclusion,
        entry["taxability_reason"]?.string.map { "(\($0.replacing("_", with: " ")))" },
      ]
      return words.compactMap(\.self).joined(separator: " ")
    }
  }

  private func amountText(_ entry: JSON, negated: Bool) -> String? {
    guard let amount = entry["amount"]?.int, let currency else { return entry["amount"]?.source }
    return Money(negated ? 0.subtractingSaturating(amount) : amount, currency).text
  }

  /// The name of the discount's coupon, otherwise an id. Newer versions have the coupon in
  /// `source`.
  private static func name(ofDiscount discount: JSON?) -> String? {
    guard let discount else { return nil }
    let coupon = discount["source"]?.value("coupon") ?? discount.value("coupon")
    return coupon?["name"]?.string ?? coupon?.string ?? coupon?["id"]?.string
      ?? discount["id"]?.string ?? discount.string
  }
}
