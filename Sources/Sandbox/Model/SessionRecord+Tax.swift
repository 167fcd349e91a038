extension SessionRecord {
  /// Whether Stripe is to work out the tax, which it can once it knows where the customer is.
  var hasAutomaticTax: Bool { settings["automatic_tax"]?["enabled"]?.bool == true }

  var asksForShipping: Bool { (settings["shipping_address_collection"] ?? .null) != .null }

  /// Where tax is owed: where the goods go, or else where the bill goes.
  var taxCountry: String? {
    let contact = contact
    return asksForShipping ? contact.shipping?.country : contact.address?.country
  }

  /// Works automatic tax out for a customer in `country`; a generated session has it already.
  mutating func locate(in country: String?) {
    guard isMade, hasAutomaticTax else { return }
    taxRate = country.flatMap(TaxRate.usual)
    recompute()
    life.isFree = isFree
  }
}

extension TaxRate {
  /// What most goods are taxed with in a country; nil where the shop is not registered.
  static func usual(in country: String) -> TaxRate? {
    Culture.all.first { $0.country == country }?.taxRate
  }
}
