extension SessionRecord {
  /// Whether Stripe calculates the tax, once it knows where the customer is.
  var hasAutomaticTax: Bool { settings["automatic_tax"]?["enabled"]?.bool == true }

  var asksForShipping: Bool { (settings["shipping_address_collection"] ?? .null) != .null }

  /// Where tax is owed: where the goods go, or else where the bill goes.
  var taxCountry: String? {
    delivery["address"]?["country"]?.string ?? contact.address?.country
  }

  /// Calculates automatic tax for a customer in `country`; a generated session already has it.
  mutating func locate(in country: String?) {
    guard isMade, hasAutomaticTax else { return }
    taxRate = taxExempt == "none" ? country.flatMap(TaxRate.usual) : nil
    recompute()
    life.isFree = isFree
  }
}

extension TaxRate {
  /// The usual tax rate of a country; nil where the shop is not registered.
  static func usual(in country: String) -> TaxRate? {
    Culture.all.first { $0.country == country }?.taxRate
  }
}
