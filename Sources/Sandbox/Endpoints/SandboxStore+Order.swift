/// Line items, discounts and shipping of a request.
extension SandboxStore {
  func setOrder(_ parameters: Node, of record: inout SessionRecord) throws(APIError) {
    let lines = parameters["line_items"]?.elements ?? []
    guard !lines.isEmpty else { throw .required("line_items") }
    record.items = try items(lines, of: record)
    try checkPrices(of: record)
    record.currency = record.items.first?.price?.currency
    record.coupon = try coupon(parameters)
    record.shippingRates = try shippingRates(parameters, of: record)
    record.recompute()
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
        items.append(try newItem(line, number: number, path))
        next += 1
      }
    }
    return items
  }

  private func newItem(
    _ line: Node, number: Int, _ path: String
  ) throws(APIError) -> SessionRecord.Item {
    let price = try price(line, number: number, path)
    let isMetered = price.recurring?.usage == "metered"
    guard line["quantity"] != nil || isMetered else {
      throw .invalid(
        "Quantity is required. Add `quantity` to `\(path)`", code: "parameter_missing",
        param: "\(path)[quantity]")
    }
    var item = SessionRecord.Item(
      number: number, price: price, quantity: isMetered ? nil : line["quantity"]?.int)
    if isMetered { item.subtotal = 0 }
    item.adjustable = Self.adjustable(line["adjustable_quantity"])
    item.metadata = updated([], with: line["metadata"])
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
      item.subtotal = item.price?.amount(of: quantity) ?? item.subtotal
    }
    if let change = line["adjustable_quantity"] { item.adjustable = Self.adjustable(change) }
    item.metadata = updated(item.metadata, with: line["metadata"])
    return item
  }

  private static func adjustable(_ sent: Node?) -> Node {
    guard let sent else { return nil }
    return (["enabled": false, "maximum": nil, "minimum": nil] as Node).filled(from: sent)
  }

  private func price(
    _ line: Node, number: Int, _ path: String
  ) throws(APIError) -> Price {
    if let id = line["price"]?.string {
      guard let price = ledger.generator.catalogue.price(withID: id) else {
        throw .missing(.price, id, param: "\(path)[price]")
      }
      return price
    }
    let path = "\(path)[price_data]"
    guard let data = line["price_data"] else { throw .required(path) }
    guard let currency = data["currency"]?.string?.lowercased() else {
      throw .required("\(path)[currency]")
    }
    guard currency.utf8.count == 3, currency.allSatisfy(\.isLetter) else {
      throw .invalid("Invalid currency: \(currency)", param: "\(path)[currency]")
    }
    let decimal = data["unit_amount_decimal"]?.string
    guard let amount = data["unit_amount"]?.int ?? decimal.flatMap(Self.whole) else {
      throw .required("\(path)[unit_amount]")
    }
    let name = data["product_data"]?["name"]?.string
    guard let name = name ?? data["product"]?.string else {
      throw .required("\(path)[product_data][name]")
    }
    var price = Price(
      id: ids.id(.price, Self.inlinePrices + number),
      productID: data["product"]?.string ?? ids.id(.product, Self.inlinePrices + number),
      productName: name, productDescription: data["product_data"]?["description"]?.string,
      currency: currency, unitAmount: amount)
    price.unitAmountDecimal = decimal
    if let behavior = data["tax_behavior"]?.string { price.taxBehavior = behavior }
    if let recurring = data["recurring"] {
      guard let interval = recurring["interval"]?.string else {
        throw .required("\(path)[recurring][interval]")
      }
      price.recurring = Price.Recurring(
        interval: interval, count: recurring["interval_count"]?.int ?? 1)
    }
    return price
  }

  /// A decimal amount in whole minor units; nil for what is no amount.
  private static func whole(_ decimal: String) -> Int? {
    guard let amount = Double(decimal), (0..<100_000_000).contains(amount) else { return nil }
    return Int(amount.rounded())
  }

  /// Numbers of prices that were made up in a request begin here, above those of the catalogue.
  private static let inlinePrices = 1 << 20

  func checkPrices(of record: SessionRecord) throws(APIError) {
    let prices = record.items.compactMap(\.price)
    guard Set(prices.map(\.currency)).count <= 1 else {
      throw .invalid(
        "All prices on a Checkout session must have the same currency.", param: "line_items")
    }
    let recurring = prices.filter { $0.recurring != nil }.count
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
    default: break
    }
  }

  private func coupon(_ parameters: Node) throws(APIError) -> SessionRecord.Coupon? {
    guard let discount = parameters["discounts"]?.elements.first else { return nil }
    for (name, kind) in [("coupon", ObjectKind.coupon), ("promotion_code", .promotionCode)] {
      guard let id = discount[name]?.string else { continue }
      guard let number = ids.number(of: id, kind), number < Catalogue.coupons.count else {
        throw .missing(kind, id, param: "discounts[0][\(name)]")
      }
      return Catalogue.coupons[number]
    }
    throw .required("discounts[0][coupon]")
  }

  func shippingRates(
    _ parameters: Node, of record: SessionRecord
  ) throws(APIError) -> [SessionRecord.ShippingRate] {
    var rates: [SessionRecord.ShippingRate] = []
    for (index, option) in (parameters["shipping_options"]?.elements ?? []).enumerated() {
      let path = "shipping_options[\(index)]"
      if let id = option["shipping_rate"]?.string {
        rates.append(try shippingRate(id, path))
        continue
      }
      guard let data = option["shipping_rate_data"] else {
        throw .required("\(path)[shipping_rate]")
      }
      guard let name = data["display_name"]?.string else {
        throw .required("\(path)[shipping_rate_data][display_name]")
      }
      guard let amount = data["fixed_amount"]?["amount"]?.int else {
        throw .required("\(path)[shipping_rate_data][fixed_amount]")
      }
      rates.append(
        SessionRecord.ShippingRate(
          number: Self.inlinePrices + record.serial << 8 | index, name: name, amount: amount))
    }
    return rates
  }

  private func shippingRate(
    _ id: String, _ path: String
  ) throws(APIError) -> SessionRecord.ShippingRate {
    let currencies = SandboxCurrency.all.count
    guard let number = ids.number(of: id, .shippingRate), number < 3 * currencies else {
      throw .missing(.shippingRate, id, param: "\(path)[shipping_rate]")
    }
    return Catalogue.shippingRates(in: number % currencies)[number / currencies]
  }
}
