import JSON

/// Objects of the shelf's kinds that no request for them made: the catalogue, its coupons and
/// codes, what sessions made up in their lines, and customers from before or from sessions.
///
/// They are made again each time, until a request changes one. Then the shelf has it.
extension SandboxStore {
  /// The ids of what was there from the start, newest first; customers have a list of their own.
  func originals(_ kind: ShelfKind) -> [String] {
    let numbers: [Int] =
      switch kind.path {
      case "prices": Array(0..<Catalogue.products.count * SandboxCurrency.all.count)
      case "products": Array(Catalogue.products.indices)
      case "coupons": Array(Catalogue.coupons.indices)
      case "promotion_codes":
        Catalogue.coupons.indices.filter { Catalogue.coupons[$0].code != nil }
      default: []
      }
    return numbers.reversed().map { ids.id(kind.kind, $0) }
  }

  /// Such an object as it was before any change, with all fields of its kind.
  func original(_ kind: ShelfKind, _ id: String, at now: Int) -> Node? {
    var renderer = renderer(at: now)
    renderer.version = .standard
    // Fields that are only shown when they are expanded are part of it.
    let all = (try? Expansion(kind.path == "prices" ? ["tiers"] : [], of: .price)) ?? .none
    var writer = JSONWriter(capacity: 1024)
    guard writeOriginal(kind, id, all, renderer, into: &writer),
      let shown = (try? JSON(parsing: writer.bytes)).map({ Node($0) }), shown["deleted"] == nil
    else { return nil }
    var fields = kind.fields
    for member in shown.members where member.name != "object" {
      fields[member.name] = member.value
    }
    if kind.path == "products" { fields["updated"] = fields["created"] }
    // What sessions add to it is counted whenever it is shown.
    if fields["times_redeemed"] != nil { fields["times_redeemed"] = .int(Catalogue.redemptions) }
    return Self.node(fields, kind.object)
  }

  /// Writes an object as it is now; false if none has this id.
  func write(
    _ kind: ShelfKind, _ id: String, _ expansion: Expansion, _ renderer: SessionRenderer,
    into writer: inout JSONWriter
  ) -> Bool {
    guard let object = shelf[id], object["object"]?.string == kind.object else {
      return writeOriginal(kind, id, expansion, renderer, into: &writer)
    }
    writer.object { renderer.shelfFields(object, expansion, into: &$0) }
    return true
  }

  private func writeOriginal(
    _ kind: ShelfKind, _ id: String, _ expansion: Expansion, _ renderer: SessionRenderer,
    into writer: inout JSONWriter
  ) -> Bool {
    let catalogue = ledger.generator.catalogue
    switch kind.path {
    case "prices":
      guard let price = catalogue.price(withID: id) ?? inlinePrice(id) else { return false }
      writer.object { renderer.priceFields(price, expansion, into: &$0) }
    case "products":
      guard let price = catalogue.price(ofProduct: id) ?? inlinePrice(ofProduct: id) else {
        return false
      }
      writer.object { renderer.productFields(of: price, into: &$0) }
    case "coupons":
      guard let coupon = catalogue.coupon(withID: id) else { return false }
      writer.object { renderer.couponFields(coupon, into: &$0) }
    case "customers":
      guard let number = ids.number(of: id, .customer), hasCustomer(number, at: renderer.now) else {
        return false
      }
      writer.object { renderer.customerFields(number, into: &$0) }
    default:
      guard let number = ids.number(of: id, .promotionCode),
        Catalogue.coupons.indices.contains(number), let code = Catalogue.coupons[number].code
      else { return false }
      writer.object {
        renderer.promotionFields(Catalogue.coupons[number], code: code, expansion, into: &$0)
      }
    }
    return true
  }

  private func hasCustomer(_ number: Int, at now: Int) -> Bool {
    number < ledger.generator.people
      || ledger.kept[number - ObjectIDs.ownCustomers]?.customer(at: now) == number
  }
}
