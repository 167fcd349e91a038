/// What sessions take from the shelf, and what they write back.
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
    let others = (object["currency_options"]?.members ?? []).compactMap { member in
      member.value["amount_off"]?.int.map { (member.name, $0) }
    }
    return SessionRecord.Coupon(
      number: 0, rate: Self.rate(percent) ?? 0, code: nil, id: id,
      amountOff: object["amount_off"]?.int,
      currency: object["currency"]?.string,
      otherAmounts: Dictionary(others) { first, _ in first },
      products: object["applies_to"]?["products"]?.elements.compactMap(\.string),
      name: object["name"]?.string)
  }

  /// Whether a session can be created for this customer.
  func isCustomer(_ number: Int) -> Bool {
    if let made = shelf.customer(ids.id(.customer, number)) { return made["deleted"] == nil }
    if number < ledger.generator.people { return !Person(number: number).isDeleted }
    return ledger.kept[number - ObjectIDs.ownCustomers] != nil
  }

  /// What is known about a customer, apart from what was known at the start.
  func shelvedContact(_ number: Int) -> Contact? {
    let before = ledger.kept[number - ObjectIDs.ownCustomers]?.contact
    guard let made = shelf.customer(ids.id(.customer, number)) else { return before }
    var contact = before ?? Contact()
    // What was the same as something else is not kept, because that may have changed.
    if contact.shipping == contact.address { contact.shipping = nil }
    if contact.recipient == contact.name { contact.recipient = nil }
    if contact.individual == Contact.kept(contact.name) { contact.individual = nil }
    contact.email = made["email"]?.string
    contact.name = made["name"]?.string
    contact.phone = made["phone"]?.string
    contact.address = made["address"].flatMap { $0 == .null ? nil : Contact.Address($0) }
    if let shipping = made["shipping"], shipping != .null {
      contact.shipping = Contact.Address(shipping["address"])
      contact.recipient = shipping["name"]?.string
    }
    return contact
  }

  /// Writes to the customer the currency of its first subscription, and what the page has
  /// collected, as far as the request asked for that.
  /// Source: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-customer_update
  mutating func updateCustomer(of record: SessionRecord, at now: Int) {
    guard let number = record.customer else { return }
    let id = ids.id(.customer, number)
    guard let before = shelf[id] ?? original(.customer, id, at: now), before["deleted"] == nil
    else { return }
    var customer = before
    if record.mode == .subscription, before["currency"] == .null {
      customer.set("currency", Node(record.currency))
    }
    let update = record.hidden["customer_update"]
    func isAsked(_ name: String) -> Bool { update?[name]?.string == "auto" }
    if isAsked("name"), let name = record.customerName { customer.set("name", .string(name)) }
    if isAsked("address"), let address = record.contact.address {
      customer.set("address", address.node)
    }
    if isAsked("shipping"), record.delivery != .null {
      var shipping = record.delivery
      shipping.set("phone", Node(record.contact.phone))
      customer.set("shipping", shipping)
    }
    guard customer != before else { return }
    replace(before, by: customer, .customer, at: now)
  }
}

extension Shelf {
  /// A price of the catalogue or of a request.
  func price(_ id: String, _ catalogue: Catalogue) -> CataloguePrice? {
    let object = self[id].flatMap { $0["object"]?.string == "price" ? $0 : nil }
    guard var price = catalogue.price(withID: id) ?? object.map({ Self.price(id, $0) }) else {
      return nil
    }
    if let object {
      price.object = object
      price.nickname = object["nickname"]?.string
      price.lookupKey = object["lookup_key"]?.string
      price.isActive = object["active"]?.bool ?? true
      price.taxBehavior = object["tax_behavior"]?.string ?? "unspecified"
    }
    if let product = product(price.productID, catalogue) {
      price.name(product)
    }
    return price
  }

  /// A product of the catalogue or of a request; nil if it does not exist any more, either.
  func product(
    _ id: String, _ catalogue: Catalogue
  ) -> ProductFacts? {
    if let made = self[id] {
      guard made["object"]?.string == "product", made["deleted"] == nil else { return nil }
      return ProductFacts(made)
    }
    return catalogue.price(ofProduct: id).map {
      ProductFacts(name: $0.productName, description: $0.productDescription)
    }
  }

  private static func price(_ id: String, _ object: Node) -> CataloguePrice {
    let decimal = object["unit_amount_decimal"]?.text
    var price = CataloguePrice(
      id: id, productID: object["product"]?.string ?? "", productName: "",
      currency: object["currency"]?.string ?? "", unit: decimal.flatMap { DecimalAmount($0) })
    if let custom = object["custom_unit_amount"], custom != .null {
      price.customAmount = CataloguePrice.CustomAmount(
        minimum: custom["minimum"]?.int, maximum: custom["maximum"]?.int,
        preset: custom["preset"]?.int)
    }
    if let recurring = object["recurring"], let interval = recurring["interval"]?.string {
      price.recurring = CataloguePrice.Recurring(
        interval: interval, count: recurring["interval_count"]?.int ?? 1,
        usage: recurring["usage_type"]?.string ?? "licensed")
    }
    return price
  }
}
