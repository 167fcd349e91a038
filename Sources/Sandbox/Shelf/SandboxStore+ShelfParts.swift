/// What is special about prices, coupons and promotion codes when they are made.
extension SandboxStore {
  mutating func price(
    _ fields: inout [String: Node], _ parameters: Node, at now: Int
  ) throws(APIError) {
    let currency = parameters["currency"]?.string?.lowercased() ?? ""
    fields["currency"] = .string(currency)
    let amount = parameters["unit_amount"]?.int
    let decimal = parameters["unit_amount_decimal"]?.string
    let sent = parameters["custom_unit_amount"]
    let custom: Node? = sent?["enabled"]?.bool == true ? sent : .none
    let ways =
      (custom == nil ? [] : ["custom_unit_amount"])
      + ["unit_amount", "unit_amount_decimal"].filter { parameters[$0] != nil }
    guard let way = ways.first else { throw .required("unit_amount") }
    guard ways.count == 1 else { throw .exclusive(ways, param: way) }
    if let custom {
      guard parameters["recurring"] == nil else {
        throw .exclusive(["custom_unit_amount", "recurring"], param: "custom_unit_amount")
      }
      try Self.checkChoice(custom, in: currency)
      fields["custom_unit_amount"] =
        (["maximum": nil, "minimum": nil, "preset": nil] as Node).filled(from: custom)
    } else {
      let unit = decimal.flatMap { DecimalAmount($0) }
      try CurrencyTable.checkCharge(amount ?? unit?.roundedUp, in: currency, way)
      fields["custom_unit_amount"] = .null
    }
    fields["unit_amount"] = (amount ?? decimal.flatMap { Int($0) }).map { .int($0) } ?? .null
    fields["unit_amount_decimal"] = Node(decimal ?? amount.map { String($0) })
    // Last, because a price that is refused makes no product.
    if let id = parameters["product"]?.string {
      _ = try product(id, param: "product")
      // The shelf names the products of its prices, so it has to know this one, too.
      if shelf[id] == nil, inlinePrice(ofProduct: id) != nil,
        let product = original(.product, id, at: now)
      {
        shelf.replace(id, by: product)
      }
    } else if let data = parameters["product_data"] {
      guard data["name"] != nil else { throw .required("product_data[name]") }
      let product = try object(.product, data, at: now)
      add(product, event: .productCreated, at: now)
      fields["product"] = product["id"]
      fields["id"] = .string(ids.id(.price, ObjectIDs.shelf + shelf.count))
    } else {
      throw .required("product")
    }
    guard let recurring = parameters["recurring"] else { return }
    let shape: Node = [
      "interval": nil, "interval_count": 1, "meter": nil, "trial_period_days": nil,
      "usage_type": "licensed",
    ]
    fields["recurring"] = shape.filled(from: recurring)
    fields["type"] = "recurring"
  }

  /// The customer can keep the preset, so it has to be an amount that can be chosen.
  /// Source: https://docs.stripe.com/api/prices/create#create_price-custom_unit_amount
  private static func checkChoice(_ custom: Node, in currency: String) throws(APIError) {
    func refusal(_ name: String, _ message: String) -> APIError {
      .invalid(message, param: "custom_unit_amount[\(name)]")
    }
    for name in ["minimum", "maximum", "preset"] {
      try CurrencyTable.checkCharge(custom[name]?.int, in: currency, "custom_unit_amount[\(name)]")
    }
    let smallest = max(CurrencyTable.minimum(currency) ?? 1, 1)
    let minimum = custom["minimum"]?.int ?? smallest
    guard minimum >= smallest else {
      throw refusal("minimum", "The minimum must be at least the smallest charge, \(smallest).")
    }
    let maximum = custom["maximum"]?.int
    if let maximum, maximum < minimum {
      throw refusal("maximum", "The maximum must not be less than the minimum, \(minimum).")
    }
    guard let preset = custom["preset"]?.int else { return }
    guard preset >= minimum else {
      throw refusal("preset", "The preset must not be less than the minimum, \(minimum).")
    }
    if let maximum, preset > maximum {
      throw refusal("preset", "The preset must not be greater than the maximum, \(maximum).")
    }
  }

  func coupon(
    _ fields: inout [String: Node], _ parameters: Node
  ) throws(APIError) {
    let percent = parameters["percent_off"]?.string
    guard (percent == nil) != (parameters["amount_off"] == nil) else {
      throw .invalid(
        "You must pass either `percent_off` or `amount_off`, and not both.", param: "percent_off")
    }
    if let percent {
      guard let rate = Self.rate(percent) else {
        throw .invalid("Invalid decimal: \(percent)", param: "percent_off")
      }
      fields["percent_off"] = rate % 100 == 0 ? .int(rate / 100) : .number(percent)
    } else if parameters["currency"] == nil {
      throw .required("currency")
    }
    try checkParts(of: parameters)
    if let options = parameters["currency_options"] {
      fields["currency_options"] = .object(
        options.members.map { Node.Member(name: $0.name.lowercased(), value: $0.value) })
    }
    if parameters["id"] == nil {
      fields["id"] = .string(ids.letters(8, for: ObjectIDs.shelf + shelf.count))
    }
  }

  /// What the rules for single values of a coupon leave open.
  private func checkParts(of coupon: Node) throws(APIError) {
    try ParameterRule.Condition.belongs(
      to: "duration", being: "repeating", "duration_in_months"
    ).check(coupon, "")
    let currency = coupon["currency"]?.string ?? ""
    try CurrencyTable.checkCharge(coupon["amount_off"]?.int, in: currency, "amount_off")
    for (name, option) in (coupon["currency_options"]?.members ?? []).map({ ($0.name, $0.value) }) {
      try CurrencyTable.checkCharge(
        option["amount_off"]?.int, in: name.lowercased(), "currency_options[\(name)][amount_off]")
    }
    let products = coupon["applies_to"]?["products"]?.elements.compactMap(\.string) ?? []
    for (index, id) in products.enumerated() {
      _ = try product(id, param: "applies_to[products][\(index)]")
    }
  }

  /// `12.5` in hundredths of a percent; nil if it is not a percentage.
  static func rate(_ percent: String) -> Int? {
    let halves = percent.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = halves.first.flatMap({ Int($0) }), halves.count <= 2 else { return nil }
    let fraction = halves.count == 2 ? String((halves[1] + "00").prefix(2)) : "0"
    guard let hundredths = Int(fraction) else { return nil }
    let rate = whole * 100 + (halves.count == 2 ? hundredths : 0)
    return (1...10_000).contains(rate) ? rate : nil
  }

  func promotion(
    _ fields: inout [String: Node], _ parameters: Node, at now: Int
  ) throws(APIError) {
    let id = parameters["promotion"]?["coupon"]?.string ?? parameters["coupon"]?.string
    guard let id else { throw .required(version < .clover ? "coupon" : "promotion[coupon]") }
    guard let coupon = shelvedCoupon(id) ?? ledger.generator.catalogue.coupon(withID: id),
      coupon.promotion == nil
    else { throw .missing(.coupon, id, param: "promotion[coupon]") }
    fields["promotion"] = ["coupon": .string(id), "type": "coupon"]
    if let customer = parameters["customer"]?.string {
      guard let number = ids.number(of: customer, .customer), isCustomer(number) else {
        throw .missing(.customer, customer, param: "customer")
      }
    }
    if parameters["code"] == nil {
      let letters = ids.letters(8, for: ObjectIDs.shelf + shelf.count)
      fields["code"] = .string(letters.uppercased())
    }
    try checkTerms(of: parameters, under: shelf[id])
    guard fields["active"]?.bool == true else { return }
    try checkCode(Self.node(fields, "promotion_code"), at: now)
  }

  /// Source: https://docs.stripe.com/api/promotion_codes/create
  private func checkTerms(of code: Node, under coupon: Node?) throws(APIError) {
    for (name, limit) in [("expires_at", "redeem_by"), ("max_redemptions", "max_redemptions")] {
      guard let value = code[name]?.int, let most = coupon?[limit]?.int, value > most else {
        continue
      }
      throw .invalid(
        "`\(name)` must not be greater than `\(limit)` of the coupon, which is \(most).",
        param: name)
    }
  }

  /// A customer cannot have two active codes that differ in their case alone.
  /// Source: https://docs.stripe.com/api/promotion_codes/create#create_promotion_code-code
  func checkCode(_ code: Node, at now: Int) throws(APIError) {
    let word = code["code"]?.string ?? ""
    let renderer = renderer(at: now)
    let made = shelf.all("promotion_code").map(renderer.current)
    let before = Catalogue.coupons.filter { $0.code != nil }.compactMap { coupon in
      original(.promotionCode, renderer.promotionID(coupon), at: now).map {
        renderer.current(shelf[renderer.promotionID(coupon)] ?? $0)
      }
    }
    let isTaken = (made + before).contains { other in
      other["id"] != code["id"] && other["active"]?.bool == true
        && other["customer"] == code["customer"]
        && other["code"]?.string?.lowercased() == word.lowercased()
    }
    guard isTaken else { return }
    throw .invalid("An active promotion code with `code: \(word)` already exists.", param: "code")
  }

  // MARK: Lookup keys

  /// The prices that have the lookup key that a request wants for the price `id`.
  ///
  /// - Throws: 400 if there are some, and the request does not take the key from them.
  /// Source: https://docs.stripe.com/api/prices/create#create_price-transfer_lookup_key
  func holders(ofKeyIn parameters: Node, for id: String?) throws(APIError) -> [String] {
    guard let key = parameters["lookup_key"]?.string else { return [] }
    let catalogue = ledger.generator.catalogue
    let known = shelf.all("price") + shelf.changed.values
    let made = known.filter { $0["object"]?.string == "price" && $0["lookup_key"]?.string == key }
      .compactMap { $0["id"]?.string }
    let before = originals(.price).filter {
      shelf[$0] == nil && catalogue.price(withID: $0)?.lookupKey == key
    }
    let holders = (made.sorted() + before).filter { $0 != id }
    if let holder = holders.first, parameters["transfer_lookup_key"]?.bool != true {
      throw .invalid("A price (`\(holder)`) already uses that lookup key.", param: "lookup_key")
    }
    return holders
  }

  mutating func takeKey(from holders: [String], at now: Int) {
    for id in holders {
      guard let price = shelf[id] ?? original(.price, id, at: now) else { continue }
      var changed = price
      changed.set("lookup_key", nil)
      replace(price, by: changed, .price, at: now)
    }
  }
}

extension Node {
  /// An object of the shelf without the fields that are only shown when they are expanded.
  var unexpanded: Node {
    .object(members.filter { !["applies_to", "currency_options", "tiers"].contains($0.name) })
  }
}
