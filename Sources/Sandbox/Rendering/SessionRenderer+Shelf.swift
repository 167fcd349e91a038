/// What requests made, as it is at this moment.
extension SessionRenderer {
  func shelfFields(_ object: Node, _ expansion: Expansion, into writer: inout JSONWriter) {
    for member in current(object).members {
      switch (member.name, member.value.string) {
      case ("product", let id?) where expansion.includes("product"):
        writeProduct(id, into: &writer)
      case ("tiers", _) where !expansion.includes("tiers"): continue
      case ("applies_to", _), ("currency_options", _):
        guard expansion.includes(member.name), member.value != .null else { continue }
        writer.field(member.name, member.value)
      case ("restrictions", _):
        let isWhole = expansion["restrictions"]?.includes("currency_options") == true
        let shown = member.value.members.filter { isWhole || $0.name != "currency_options" }
        writer.field(member.name, .object(shown))
      case ("customer", let id?):
        writeCustomer(ids.number(of: id, .customer), expansion["customer"], into: &writer)
      case ("promotion", _):
        guard let id = member.value["coupon"]?.string else { continue }
        writePromotion(of: id, expansion, into: &writer)
      default: writer.field(member.name, member.value)
      }
    }
  }

  /// An object with the fields that follow from the sessions and from the time: whether a coupon or
  /// a promotion code can still be redeemed, and how often it was.
  func current(_ object: Node) -> Node {
    guard let id = object["id"]?.string, let before = object["times_redeemed"]?.int else {
      return object
    }
    var object = object
    let count = before + redemptions(of: id)
    object.set("times_redeemed", .int(count))
    let isSpent = object["max_redemptions"]?.int.map { $0 <= count } ?? false
    guard let coupon = object["promotion"]?["coupon"]?.string else {
      let isOver = object["redeem_by"]?.int.map { $0 < now } ?? false
      object.set("valid", .bool(!isSpent && !isOver))
      return object
    }
    let isOver = object["expires_at"]?.int.map { $0 <= now } ?? false
    let isOn = object["active"]?.bool == true
    object.set("active", .bool(isOn && !isSpent && !isOver && isValid(coupon: coupon)))
    return object
  }

  private func isValid(coupon id: String) -> Bool {
    guard let made = shelf[id] else { return generator.catalogue.coupon(withID: id) != nil }
    return current(made)["valid"]?.bool == true
  }

  /// How many sessions were completed with a coupon or a promotion code, besides generated ones.
  func redemptions(of id: String) -> Int {
    kept.values.reduce(0) { count, record in
      guard let coupon = record.coupon, record.life.status(at: now) == .complete,
        record.isMade || coupon.id != nil || coupon.promotion != nil
      else { return count }
      let isUsed = couponID(coupon) == id || coupon.code != nil && promotionID(coupon) == id
      return isUsed ? count + 1 : count
    }
  }
}
