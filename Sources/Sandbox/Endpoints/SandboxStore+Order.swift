/// Line items, discounts and shipping of a request.
extension SandboxStore {
  func setOrder(_ parameters: Node, of record: inout SessionRecord, at now: Int) throws(APIError) {
    let lines = parameters["line_items"]?.elements ?? []
    guard !lines.isEmpty else { throw .required("line_items") }
    record.items = try items(lines, of: record)
    record.currency = record.items.first?.price?.currency
    try checkPrices(of: record)
    if let currency = parameters["currency"]?.string, currency != record.currency {
      throw .invalid(
        "The `currency` of the session is `\(currency)`, but its prices are in "
          + "`\(record.currency ?? "")`.", param: "currency")
    }
    try checkOptionalItems(parameters, of: record)
    record.taxRate = try taxRate(
      parameters["subscription_data"]?["default_tax_rates"],
      "subscription_data[default_tax_rates]")
    record.coupon = try coupon(parameters)
    if let coupon = record.coupon { try checkCoupon(coupon, for: record, at: now) }
    record.shippingRates = try shippingRates(parameters, of: record)
    try checkTrial(of: record, at: now)
    try checkAnchor(of: record, at: now)
    let sent = record.hidden["payment_intent_data"]
    for (amount, name) in [
      (sent?["application_fee_amount"], "[application_fee_amount]"),
      (sent?["transfer_data"]?["amount"], "[transfer_data][amount]"),
    ] {
      try CurrencyTable.checkCharge(
        amount?.int, in: record.currency ?? "", "payment_intent_data\(name)")
    }
    record.recompute()
    try OrderTotal(record: record, version: version).check()
  }

  /// The items of a request, in its order. Items of `record` can be kept by their id.
  func items(_ lines: [Node], of record: SessionRecord) throws(APIError) -> [SessionRecord.Item] {
    var items: [SessionRecord.Item] = []
    var next = (record.items.map { $0.number & 0xFF }.max() ?? -1) + 1
    for (index, line) in lines.enumerated() {
      let path = "line_items[\(index)]"
      if let id = line["id"]?.string {
        items.append(try keptItem(id, line, of: record, path))
      } else {
        let number = record.serial << 8 | next & 0xFF
        items.append(try newItem(line, number: number, of: record, path))
        next += 1
      }
    }
    return items
  }

  private func newItem(
    _ line: Node, number: Int, of record: SessionRecord, _ path: String
  ) throws(APIError) -> SessionRecord.Item {
    let price = try price(line, number: number, path)
    let isMetered = price.recurring?.usage == "metered"
    guard line["quantity"] != nil || isMetered else {
      throw .invalid(
        "Quantity is required. Add `quantity` to `\(path)`", code: "parameter_missing",
        param: "\(path)[quantity]")
    }
    guard line["quantity"] == nil || !isMetered else {
      throw .invalid(
        "Quantity should not be specified where usage_type is `metered`. Remove `quantity` from "
          + "`\(path)`", param: "\(path)[quantity]")
    }
    var item = SessionRecord.Item(
      number: number, price: price, quantity: isMetered ? nil : line["quantity"]?.int)
    item.subtotal = record.due(for: item)
    item.adjustable = try adjustable(line["adjustable_quantity"], of: item, path)
    item.metadata = updated([], with: line["metadata"])
    item.taxRate = try taxRate(line["tax_rates"], "\(path)[tax_rates]")
    return item
  }

  private func keptItem(
    _ id: String, _ line: Node, of record: SessionRecord, _ path: String
  ) throws(APIError) -> SessionRecord.Item {
    let number = ids.number(of: id, .lineItem)
    guard var item = record.items.first(where: { $0.number == number }) else {
      throw .missing(.lineItem, id, param: "\(path)[id]")
    }
    if let quantity = line["quantity"]?.int {
      item.quantity = quantity
      item.subtotal = record.due(for: item)
    }
    if let change = line["adjustable_quantity"] {
      item.adjustable = try adjustable(change, of: item, path)
    }
    if let rates = line["tax_rates"] {
      item.taxRate = try taxRate(rates, "\(path)[tax_rates]")
    }
    item.metadata = updated(item.metadata, with: line["metadata"])
    return item
  }

  /// What is sent back as `adjustable_quantity`.
  private func adjustable(
    _ sent: Node?, of item: SessionRecord.Item, _ path: String
  ) throws(APIError) -> Node {
    guard let sent else { return nil }
    let path = "\(path)[adjustable_quantity]"
    let least = sent["minimum"]?.int ?? 0
    // Stripe's own limit, unless the request sets one.
    let most = sent["maximum"]?.int ?? max(99, item.quantity ?? 0)
    guard least <= most else {
      throw .invalid("The minimum must not be greater than the maximum.", param: "\(path)[minimum]")
    }
    if sent["enabled"]?.bool == true, let quantity = item.quantity,
      !(least...most).contains(quantity)
    {
      throw .invalid(
        "The quantity \(quantity) must be between the minimum, \(least), and the maximum, \(most).",
        param: path)
    }
    return (["enabled": false, "maximum": nil, "minimum": nil] as Node).filled(from: sent)
  }

  // MARK: Prices

  private func price(
    _ line: Node, number: Int, _ path: String
  ) throws(APIError) -> CataloguePrice {
    if let id = line["price"]?.string { return try price(id, param: "\(path)[price]") }
    let path = "\(path)[price_data]"
    let data = line["price_data"] ?? nil
    let decimal = data["unit_amount_decimal"]?.string.flatMap { DecimalAmount($0) }
    guard let currency = data["currency"]?.string,
      let unit = data["unit_amount"]?.int.map(DecimalAmount.init(whole:)) ?? decimal
    else { throw .required(path) }
    let name = data["unit_amount"] == nil ? "unit_amount_decimal" : "unit_amount"
    try CurrencyTable.checkCharge(unit.roundedUp, in: currency, "\(path)[\(name)]")
    var price = CataloguePrice(
      id: ids.id(.price, Self.inlinePrices + number),
      productID: ids.id(.product, Self.inlinePrices + number),
      productName: "", currency: currency, unit: unit)
    price.isActive = false
    if let id = data["product"]?.string {
      price.productID = id
      price.name(try product(id, param: "\(path)[product]"))
    } else if let made = data["product_data"] {
      price.name(ProductFacts(made))
    }
    if let behavior = data["tax_behavior"]?.string { price.taxBehavior = behavior }
    if let recurring = data["recurring"] {
      price.recurring = try Self.recurring(recurring, "\(path)[recurring]")
    }
    return price
  }

  /// At most three years.
  /// Source: https://docs.stripe.com/api/prices/create#create_price-recurring-interval_count
  static func recurring(_ sent: Node, _ path: String) throws(APIError) -> CataloguePrice.Recurring {
    let interval = sent["interval"]?.string ?? "month"
    let count = sent["interval_count"]?.int ?? 1
    let most = ["day": 1095, "week": 156, "month": 36, "year": 3][interval] ?? 1
    guard count <= most else {
      throw .invalid(
        "The interval may be at most three years: \(most) for `\(interval)`.",
        param: "\(path)[interval_count]")
    }
    return CataloguePrice.Recurring(
      interval: interval, count: count, usage: sent["usage_type"]?.string ?? "licensed")
  }

  /// A price that can be bought.
  func price(_ id: String, param: String) throws(APIError) -> CataloguePrice {
    guard let price = price(withID: id) ?? inlinePrice(id) else {
      throw .missing(.price, id, param: param)
    }
    guard price.isActive else {
      throw .invalid(
        "The price specified is inactive. This field only accepts active prices.", param: param)
    }
    return price
  }

  func product(
    _ id: String, param: String
  ) throws(APIError) -> ProductFacts {
    if let product = shelf.product(id, ledger.generator.catalogue) { return product }
    guard shelf[id] == nil, let price = inlinePrice(ofProduct: id) else {
      throw .missing(.product, id, param: param)
    }
    return ProductFacts(
      name: price.productName, description: price.productDescription, images: price.productImages)
  }

  /// A price that a request made up for a line of a session.
  func inlinePrice(_ id: String) -> CataloguePrice? {
    inlinePrice(ids.number(of: id, .price)) { $0.id == id }
  }

  /// The price whose product a request made up with it.
  func inlinePrice(ofProduct id: String) -> CataloguePrice? {
    inlinePrice(ids.number(of: id, .product)) { $0.productID == id }
  }

  private func inlinePrice(
    _ number: Int?, where isSought: (CataloguePrice) -> Bool
  ) -> CataloguePrice? {
    guard let number, number >= Self.inlinePrices else { return nil }
    let line = number - Self.inlinePrices
    return ledger.kept[line >> 8]?.items.first { $0.number == line }?.price
      .flatMap { isSought($0) ? $0 : nil }
  }

  /// Prices that a request makes up are numbered from here, above those of the catalogue.
  static let inlinePrices = 1 << 20

  func checkPrices(of record: SessionRecord) throws(APIError) {
    let prices = record.items.compactMap(\.price)
    guard prices.allSatisfy({ $0.currency == record.currency }) else {
      throw .invalid(
        "All prices on a Checkout session must have the same currency.", param: "line_items")
    }
    let recurring = prices.filter { $0.recurring != nil }.count
    let intervals = Set(prices.compactMap(\.recurring).map { "\($0.count) \($0.interval)" })
    switch record.mode {
    case .payment where recurring > 0:
      throw .invalid(
        "You specified `payment` mode but passed a recurring price. Either switch to "
          + "`subscription` mode or use only one-time prices.", param: "mode")
    case .subscription where recurring == 0:
      throw .invalid(
        "You must provide at least one recurring price in `subscription` mode when using prices.",
        param: "line_items")
    case .subscription where recurring > 20 || prices.count - recurring > 20:
      throw .invalid(
        "Subscription mode takes at most 20 line items with recurring prices and 20 with one-time "
          + "prices.", param: "line_items")
    case .subscription where intervals.count > 1:
      throw .invalid(
        "Checkout does not support multiple prices with different billing intervals.",
        param: "line_items")
    default: break
    }
  }

  private func checkOptionalItems(
    _ parameters: Node, of record: SessionRecord
  ) throws(APIError) {
    for (index, item) in (parameters["optional_items"]?.elements ?? []).enumerated() {
      let param = "optional_items[\(index)][price]"
      let price = try price(item["price"]?.string ?? "", param: param)
      guard price.currency == record.currency else {
        throw .invalid(
          "All prices on a Checkout session must have the same currency.", param: param)
      }
      guard price.recurring == nil || record.mode == .subscription else {
        throw .invalid("A recurring price needs `subscription` mode.", param: param)
      }
    }
  }

  /// Source: https://docs.stripe.com/payments/checkout/free-trials
  private func checkTrial(of record: SessionRecord, at now: Int) throws(APIError) {
    guard let end = record.hidden["subscription_data"]?["trial_end"]?.int else { return }
    guard end >= now + 48 * 3600 else {
      throw .invalid(
        "The `trial_end` date has to be at least 2 days in the future.",
        param: "subscription_data[trial_end]")
    }
    guard end <= now + 730 * 86_400 else {
      throw .invalid(
        "The `trial_end` date cannot be more than two years in the future.",
        param: "subscription_data[trial_end]")
    }
  }

  /// Without prorations, the days until the anchor are free. Their price is not calculated here.
  /// Source: https://docs.stripe.com/payments/checkout/billing-cycle
  private func checkAnchor(of record: SessionRecord, at now: Int) throws(APIError) {
    let data = record.hidden["subscription_data"]
    guard data?["billing_cycle_anchor_config"] == nil else {
      throw .invalid(
        "The till sandbox does not take `billing_cycle_anchor_config`. Pass `billing_cycle_anchor`.",
        param: "subscription_data[billing_cycle_anchor_config]")
    }
    guard let anchor = data?["billing_cycle_anchor"]?.int else { return }
    let param = "subscription_data[billing_cycle_anchor]"
    guard data?["proration_behavior"]?.string == "none" else {
      throw .invalid(
        "The till sandbox does not calculate prorations. Pass `proration_behavior` as `none` along "
          + "with `billing_cycle_anchor`.", param: "subscription_data[proration_behavior]")
    }
    guard record.trialEnd(from: now) == nil else {
      throw .invalid(
        "The till sandbox does not take `billing_cycle_anchor` along with a trial.", param: param)
    }
    guard anchor > record.life.expiresAt else {
      throw .invalid(
        "The till sandbox takes a `billing_cycle_anchor` that is after the end of the Checkout "
          + "Session.", param: param)
    }
    guard anchor <= record.periodEnd(from: now, anchor: now) else {
      throw .invalid(
        "The `billing_cycle_anchor` must be before the next natural billing date of the "
          + "subscription.", param: param)
    }
  }

  /// The first of some tax rates. Only the rates of the shop's countries exist.
  private func taxRate(_ sent: Node?, _ path: String) throws(APIError) -> TaxRate? {
    var first: TaxRate?
    for (index, id) in (sent?.elements ?? []).compactMap(\.string).enumerated() {
      let number = ids.number(of: id, .taxRate)
      let rate = Culture.all.lazy.compactMap(\.taxRate).first { $0.percentage == number }
      guard let rate else { throw .missing(.taxRate, id, param: "\(path)[\(index)]") }
      first = first ?? rate
    }
    return first
  }

  // MARK: Discounts and shipping

  private func coupon(_ parameters: Node) throws(APIError) -> SessionRecord.Coupon? {
    guard let discount = parameters["discounts"]?.elements.first else { return nil }
    for (name, kind) in [("coupon", ObjectKind.coupon), ("promotion_code", .promotionCode)] {
      guard let id = discount[name]?.string else { continue }
      if let coupon = shelvedCoupon(id) { return coupon }
      guard shelf[id] == nil, let number = ids.number(of: id, kind),
        number < Catalogue.coupons.count
      else {
        throw .missing(kind, id, param: "discounts[0][\(name)]")
      }
      return Catalogue.coupons[number]
    }
    return nil
  }

  func shippingRates(
    _ parameters: Node, of record: SessionRecord
  ) throws(APIError) -> [SessionRecord.ShippingRate] {
    var rates: [SessionRecord.ShippingRate] = []
    for (index, option) in (parameters["shipping_options"]?.elements ?? []).enumerated() {
      let path = "shipping_options[\(index)]"
      let rate = try shippingRate(
        option, number: Self.inlinePrices + record.serial << 8 | index, path)
      guard rate.currency == record.currency else {
        throw .invalid(
          "The shipping rate is in `\(rate.currency)`, but the session is in "
            + "`\(record.currency ?? "")`.", param: path)
      }
      rates.append(rate)
    }
    return rates
  }

  private func shippingRate(
    _ option: Node, number: Int, _ path: String
  ) throws(APIError) -> SessionRecord.ShippingRate {
    if let id = option["shipping_rate"]?.string {
      let currencies = SandboxCurrency.all.count
      guard let number = ids.number(of: id, .shippingRate), number < 3 * currencies else {
        throw .missing(.shippingRate, id, param: "\(path)[shipping_rate]")
      }
      return Catalogue.shippingRates(in: number % currencies)[number / currencies]
    }
    let data = option["shipping_rate_data"] ?? nil
    let cost = data["fixed_amount"] ?? nil
    try CurrencyTable.checkCharge(
      cost["amount"]?.int, in: cost["currency"]?.string ?? "",
      "\(path)[shipping_rate_data][fixed_amount][amount]")
    return SessionRecord.ShippingRate(
      number: number, name: data["display_name"]?.string ?? "", amount: cost["amount"]?.int ?? 0,
      currency: cost["currency"]?.string ?? "", details: data)
  }
}
