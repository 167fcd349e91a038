import JSON

extension CreateForm {
  /// "Another like this one": the shape of a session, for a new one.
  ///
  /// What belongs to one purchase stays behind: who paid and how, the expiry, discounts and
  /// consents. Inline prices are inactive as soon as they are made, so these are written out again.
  package init(similarTo session: Session, items: [LineItem]) {
    let json = session.json
    self.init(mode: session.mode ?? .payment)
    self.items = items.compactMap(Item.init(similarTo:))
    currency = mode == .setup ? session.currency : nil
    customer = session.id(of: "customer")
    customerEmail = customer == nil ? json["customer_email"]?.string : nil
    clientReferenceID = session.clientReferenceID
    uiMode = session.uiMode?.name
    successURL = json["success_url"]?.string
    cancelURL = json["cancel_url"]?.string
    returnURL = json["return_url"]?.string
    allowPromotionCodes = json["allow_promotion_codes"]?.bool
    locale = json["locale"]?.string
    // Chosen by the Dashboard's settings, the methods are the result and no wish of the request.
    let isDynamic = json.value("payment_method_configuration_details") != nil
    paymentMethodTypes =
      isDynamic ? [] : json["payment_method_types"]?.elements.compactMap(\.string) ?? []
    metadata =
      json["metadata"]?.members.compactMap { member in
        member.value.string.map { FormParameter(member.name, $0) }
      } ?? []
    var copied = Self.copied
    if mode == .subscription { copied.append("payment_method_collection") }
    if mode == .payment, customer == nil { copied.append("customer_creation") }
    others = copied.flatMap { Self.parameters($0, json[$0]) }
  }

  /// Settings that mean the same when they are sent back.
  private static let copied = [
    "automatic_tax", "billing_address_collection", "phone_number_collection",
    "redirect_on_completion", "shipping_address_collection", "submit_type", "tax_id_collection",
  ]

  /// What Stripe adds to an answer inside of these and does not take in a request.
  private static let answersOnly: Set = ["liability", "provider", "status"]

  private static func parameters(_ name: String, _ value: JSON?) -> [FormParameter] {
    guard let value, !value.isNull else { return [] }
    switch value.kind {
    case .object:
      return value.members.flatMap { member in
        answersOnly.contains(member.name)
          ? [] : parameters("\(name)[\(member.name)]", member.value)
      }
    case .array:
      return value.elements.enumerated().flatMap { parameters("\(name)[\($0)]", $1) }
    default: return [FormParameter(name, value.string ?? value.source)]
    }
  }
}

extension CreateForm.Item {
  /// Nil for an item without a price: there is nothing to order it by.
  fileprivate init?(similarTo item: LineItem) {
    guard let price = item.price else { return nil }
    let quantity = price.recurrence?.isMetered == true ? nil : item.quantity ?? 1
    guard price.isActive == false, let currency = price.currency,
      let amount = price.unitAmount.map(String.init) ?? price.unitAmountDecimal
    else {
      self.init(.price(price.id), quantity: quantity)
      return
    }
    let product: CreateForm.InlinePrice.Product =
      item.description.map { .name($0) } ?? price.productID.map { .id($0) } ?? .name(item.id)
    let inline = CreateForm.InlinePrice(
      product, unitAmount: amount, currency, every: price.recurrence?.interval,
      count: price.recurrence?.count)
    self.init(.inline(inline), quantity: quantity)
  }
}
