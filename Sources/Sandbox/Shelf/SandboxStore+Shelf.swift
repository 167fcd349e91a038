/// Products, prices, customers, coupons and promotion codes.
extension SandboxStore {
  /// Answers a request for the shelf; false if the request is for something else.
  mutating func answerShelf(
    _ method: String, _ path: [String], _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) -> Bool {
    guard let kind = ShelfKind.all.first(where: { $0.path == path.first }) else { return false }
    switch (method, path.count) {
    case ("POST", 1): try make(kind, sent, at: now, into: &writer)
    case ("GET", 1) where kind.path == "customers":
      try listCustomers(sent, at: now, into: &writer)
    case ("GET", 1): try list(kind, sent, at: now, into: &writer)
    case ("GET", 2): try retrieve(kind, path[1], sent, at: now, into: &writer)
    case ("POST", 2): try change(kind, path[1], sent, at: now, into: &writer)
    case ("DELETE", 2) where kind.canBeDeleted: try remove(kind, path[1], at: now, into: &writer)
    default: return false
    }
    return true
  }

  // MARK: Making

  private mutating func make(
    _ kind: ShelfKind, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let rules = kind.rules.merging(["expand": .expand]) { $1 }
    let parameters = try check(sent, rules)
    let expansion = try expansion(parameters, of: kind.expandable)
    for name in kind.required where parameters[name] == nil { throw .required(name) }
    let object = try object(kind, parameters, at: now)
    add(object, event: kind.event, at: now)
    let renderer = renderer(at: now)
    writer.object { renderer.shelfFields(object, expansion, into: &$0) }
  }

  private mutating func add(_ object: Node, event: EventType?, at now: Int) {
    shelf.add(object)
    changes += 1
    guard let event else { return }
    tell(ShelfEvent(type: event, time: now, object: object, cause: cause, turn: changes))
  }

  private mutating func tell(_ event: ShelfEvent) {
    shelfEvents.append(event)
    let entry = event.entry(shelfEvents.count - 1)
    events?.insert(entry)
  }

  /// Changes an object. Of a customer this is told, whoever has changed it.
  mutating func replace(_ before: Node, by object: Node, at now: Int) {
    guard let id = object["id"]?.string else { return }
    shelf.replace(id, by: object)
    changes += 1
    guard object["object"]?.string == "customer", object["deleted"] == nil, object != before else {
      return
    }
    tell(
      ShelfEvent(
        type: .customerUpdated, time: now, object: object, previous: before.changes(to: object),
        cause: cause, turn: changes))
  }

  private mutating func object(
    _ kind: ShelfKind, _ parameters: Node, at now: Int
  ) throws(APIError) -> Node {
    let number = ObjectIDs.shelf + shelf.count
    let asked = ["coupons", "products"].contains(kind.path) ? parameters["id"]?.string : nil
    if let asked, shelf[asked] != nil || original(kind, asked, at: now) != nil {
      throw .invalid(
        "\(kind.kind.noun) already exists: \(asked).", code: "resource_already_exists", param: "id")
    }
    var fields = kind.fields
    for member in parameters.members where fields[member.name] != nil {
      fields[member.name] = filled(fields[member.name] ?? nil, member)
    }
    fields["id"] = .string(asked ?? ids.id(kind.kind, number))
    fields["created"] = .int(now)
    fields["livemode"] = .bool(ids.livemode)
    switch kind.path {
    case "products": fields["updated"] = .int(now)
    case "prices": try price(&fields, parameters, at: now)
    case "customers":
      fields["invoice_prefix"] =
        parameters["invoice_prefix"]
        ?? .string(ids.letters(8, for: shelf.count).uppercased())
    case "coupons": try coupon(&fields, parameters)
    default: try promotion(&fields, parameters)
    }
    return Self.node(fields, kind.object)
  }

  private func filled(_ template: Node, _ member: Node.Member) -> Node {
    if member.name == "metadata" {
      let kept = member.value.members.filter { $0.value.string != "" }
      return .object(kept)
    }
    if member.name == "restrictions" { return Self.restricted(template, by: member.value) }
    return template.filled(from: member.value)
  }

  /// Currencies are names that the template of the restrictions cannot have.
  private static func restricted(_ old: Node, by sent: Node) -> Node {
    var restrictions = old.filled(from: sent)
    guard let changes = sent["currency_options"] else { return restrictions }
    var options = old["currency_options"] ?? [:]
    for member in changes.members { options.set(member.name.lowercased(), member.value) }
    restrictions.set("currency_options", options)
    return restrictions
  }

  /// `id` and `object` first, the rest sorted by name.
  static func node(_ fields: [String: Node], _ object: String) -> Node {
    let rest = fields.filter { $0.key != "id" }.sorted { $0.key < $1.key }
    return .object(
      [
        Node.Member(name: "id", value: fields["id"] ?? nil),
        Node.Member(name: "object", value: .string(object)),
      ] + rest.map { Node.Member(name: $0.key, value: $0.value) })
  }

  private mutating func price(
    _ fields: inout [String: Node], _ parameters: Node, at now: Int
  ) throws(APIError) {
    fields["currency"] = parameters["currency"]?.string.map { .string($0.lowercased()) }
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
      try Self.checkLimits(of: custom, in: parameters["currency"]?.string ?? "")
      fields["custom_unit_amount"] =
        (["maximum": nil, "minimum": nil, "preset": nil] as Node).filled(from: custom)
    } else {
      fields["custom_unit_amount"] = .null
    }
    fields["unit_amount"] = (amount ?? decimal.flatMap { Int($0) }).map { .int($0) } ?? .null
    fields["unit_amount_decimal"] = Node(decimal ?? amount.map { String($0) })
    // Last, because a price that is refused makes no product.
    if let id = parameters["product"]?.string {
      _ = try product(id, param: "product")
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
  private static func checkLimits(of custom: Node, in currency: String) throws(APIError) {
    func refusal(_ name: String, _ message: String) -> APIError {
      .invalid(message, param: "custom_unit_amount[\(name)]")
    }
    let smallest = max(CurrencyTable.minimum(currency.lowercased()) ?? 1, 1)
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

  private func coupon(
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
    if parameters["id"] == nil {
      fields["id"] = .string(ids.letters(8, for: ObjectIDs.shelf + shelf.count))
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

  private func promotion(
    _ fields: inout [String: Node], _ parameters: Node
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
  }

  // MARK: Reading and changing

  private func list(
    _ kind: ShelfKind, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.pagingRules.merging(kind.filters) { $1 })
    let expansion = try expansion(parameters, of: .list(of: kind.expandable))["data"] ?? .none
    let renderer = renderer(at: now)
    let listed = shelf.all(kind.object).compactMap { $0["id"]?.string } + originals(kind)
    let cursor = try cursor(parameters, kind.kind) { listed.firstIndex(of: $0) }
    let span = interval(parameters)
    let page = ListPage(cursor, limit: limit(parameters), in: listed.indices) { offset in
      let id = listed[offset]
      guard let span, let object = shelf[id].map(renderer.current) ?? original(kind, id, at: now)
      else { return false }
      return object["deleted"] == nil && span.contains(object["created"]?.int ?? 0)
        && kind.admits(object, parameters)
    }
    writer.object { writer in
      writer.field("object", "list")
      writer.array("data", page.offsets) { writer, offset in
        _ = write(kind, listed[offset], expansion, renderer, into: &writer)
      }
      writer.field("has_more", page.hasMore)
      writer.field("url", "/v1/\(kind.path)")
    }
  }

  private func retrieve(
    _ kind: ShelfKind, _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.retrieveRules)
    let expansion = try expansion(parameters, of: kind.expandable)
    guard write(kind, id, expansion, renderer(at: now), into: &writer) else {
      throw .notFound(kind.kind, id, param: kind.path == "customers" ? "id" : kind.kind.noun)
    }
  }

  /// An object that can be changed.
  private func existing(
    _ kind: ShelfKind, _ id: String, at now: Int
  ) throws(APIError) -> Node {
    guard let object = shelf[id] ?? original(kind, id, at: now),
      object["object"]?.string == kind.object, object["deleted"] == nil
    else { throw .notFound(kind.kind, id, param: "id") }
    return object
  }

  private mutating func change(
    _ kind: ShelfKind, _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let rules = kind.rules.filter { kind.changeable.contains($0.key) }
    let parameters = try check(sent, rules.merging(["expand": .expand]) { $1 })
    let expansion = try expansion(parameters, of: kind.expandable)
    let object = try existing(kind, id, at: now)
    let members = object.members.map { member -> Node.Member in
      guard let change = parameters[member.name] else { return member }
      let value =
        switch member.name {
        case "metadata": Self.merged(member.value, with: change)
        case "restrictions": Self.restricted(member.value, by: change)
        default: member.value.filled(from: change)
        }
      return Node.Member(name: member.name, value: value)
    }
    var changed = Node.object(members)
    if changed["updated"] != nil { changed.set("updated", .int(now)) }
    replace(object, by: changed, at: now)
    let renderer = renderer(at: now)
    writer.object { renderer.shelfFields(changed, expansion, into: &$0) }
  }

  private static func merged(_ metadata: Node, with changes: Node) -> Node {
    guard case .object(let changed) = changes else { return [:] }
    let kept = metadata.members.filter { old in !changed.contains { $0.name == old.name } }
    return .object(kept + changed.filter { $0.value.string != "" })
  }

  private mutating func remove(
    _ kind: ShelfKind, _ id: String, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let object = try existing(kind, id, at: now)
    let gone: Node = ["id": .string(id), "object": .string(kind.object), "deleted": true]
    replace(object, by: gone, at: now)
    writer.write(gone)
  }
}
