/// What sessions take from the shelf.
extension SandboxStore {
  /// The coupon with this id, or behind this promotion code's id.
  func shelvedCoupon(_ id: String) -> SessionRecord.Coupon? {
    guard let object = shelf[id], object["deleted"] == nil else { return nil }
    if object["object"]?.string == "promotion_code" {
      guard let coupon = object["promotion"]?["coupon"]?.string else { return nil }
      var found = shelvedCoupon(coupon) ?? ledger.generator.catalogue.coupon(withID: coupon)
      found?.code = object["code"]?.string
      found?.promotion = id
      return found
    }
    guard object["object"]?.string == "coupon" else { return nil }
    let percent = object["percent_off"]?.text ?? ""
    return SessionRecord.Coupon(
      number: 0, rate: Self.rate(percent) ?? 0, code: nil, id: id,
      amountOff: object["amount_off"]?.int,
      currency: object["currency"]?.string, name: object["name"]?.string)
  }

  /// Whether a session can be created for this customer.
  func isCustomer(_ number: Int) -> Bool {
    if number < ledger.generator.people { return !Person(number: number).isDeleted }
    if let made = shelf.customer(number) { return made["deleted"] == nil }
    return ledger.kept[number - ObjectIDs.ownCustomers] != nil
  }

  /// What is known about a customer who was not there from the start.
  func shelvedContact(_ number: Int) -> Contact? {
    guard let made = shelf.customer(number) else {
      return ledger.kept[number - ObjectIDs.ownCustomers]?.contact
    }
    var contact = Contact()
    contact.email = made["email"]?.string
    contact.name = made["name"]?.string
    contact.phone = made["phone"]?.string
    return contact
  }
}

extension Shelf {
  /// A price that was made by a request.
  func price(_ id: String) -> CataloguePrice? {
    guard let object = self[id], object["object"]?.string == "price" else { return nil }
    let product = object["product"]?.string ?? ""
    let decimal = object["unit_amount_decimal"]?.text
    var price = CataloguePrice(
      id: id, productID: product, productName: self[product]?["name"]?.string ?? "",
      productDescription: self[product]?["description"]?.string,
      nickname: object["nickname"]?.string, lookupKey: object["lookup_key"]?.string,
      currency: object["currency"]?.string ?? "", unit: decimal.flatMap { DecimalAmount($0) })
    price.isActive = object["active"]?.bool ?? true
    price.taxBehavior = object["tax_behavior"]?.string ?? "unspecified"
    if let recurring = object["recurring"], let interval = recurring["interval"]?.string {
      price.recurring = CataloguePrice.Recurring(
        interval: interval, count: recurring["interval_count"]?.int ?? 1,
        usage: recurring["usage_type"]?.string ?? "licensed")
    }
    return price
  }
}
