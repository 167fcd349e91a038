import Units

/// What a customer changes before paying: quantities, amounts, extras, shipping, a code.
extension SandboxStore {
  /// The session with the changes in the form. A wrong code is reported in the form, and a wrong
  /// quantity or amount: until it is corrected, the order stays as it was.
  ///
  /// - Throws: 400 for an order that a request could not make either.
  func change(
    _ old: SessionRecord, _ page: PayPage, _ form: inout PageForm
  ) throws(APIError) -> SessionRecord {
    var record = old
    let dropped = form.contains("drop") ? form["drop"] : nil
    func isDropped(_ item: SessionRecord.Item) -> Bool {
      item.isExtra && dropped != nil && item.price?.id == dropped
    }
    for (index, item) in record.items.enumerated() where item.isAdjustable && !isDropped(item) {
      let name = "quantity-\(index)"
      guard form.contains(name) else { continue }
      let range = record.quantities(of: item)
      guard let quantity = Int(form[name]), range.contains(quantity) else {
        form.complain(name, "\(range.lowerBound)–\(range.upperBound)")
        continue
      }
      record.items[index].quantity = quantity
      record.items[index].subtotal = record.due(for: record.items[index])
    }
    for (index, item) in record.items.enumerated() where !isDropped(item) {
      let name = "amount-\(index)"
      guard let range = item.price?.customAmounts, form.contains(name) else { continue }
      guard let amount = PageForm.amount(form[name], page.currency),
        range.contains(amount)
      else {
        form.complain(name, "\(page.money(range.lowerBound))–\(page.money(range.upperBound))")
        continue
      }
      record.items[index].chosenAmount = amount
      record.items[index].subtotal = record.due(for: record.items[index])
    }
    guard form.faults.isEmpty else { return old }
    if form.contains("add") { add(form["add"], to: &record) }
    record.items.removeAll { isDropped($0) || $0.isExtra && $0.quantity == 0 }
    if let rate = Int(form["shipping"]), record.shippingRates.indices.contains(rate) {
      record.chosenRate = rate
    }
    promote(&record, from: old, page, &form)
    let typed = form[record.asksForShipping ? "shipping-country" : "country"].nonEmpty
    record.locate(in: record.shippingDetails == nil ? typed : record.taxCountry)
    record.recompute()
    record.life.isFree = record.isFree
    if record != old { try checkOrder(of: record, wasFree: old.amountTotal == 0) }
    return record
  }

  private func checkOrder(of record: SessionRecord, wasFree: Bool) throws(APIError) {
    guard record.mode != .setup else { return }
    guard record.items.contains(where: { $0.quantity != 0 }) else {
      throw .invalid("The last item of an order cannot be removed.", param: "line_items")
    }
    try checkMinimum(of: record, with: record.coupon)
    // No call of the API does this, so the version is that of the account. A session that was made free
    // by a later one may stay free.
    let version = wasFree ? max(options.apiVersion, .freeOrders) : options.apiVersion
    try OrderTotal(record: record, version: version).check()
  }

  private func add(_ id: String, to record: inout SessionRecord) {
    let offered = record.settings["optional_items"]?.elements ?? []
    guard let offer = offered.first(where: { $0["price"]?.string == id }),
      !record.items.contains(where: { $0.price?.id == id }), let price = price(withID: id)
    else { return }
    let number = record.serial << 8 | ((record.items.map { $0.number & 0xFF }.max() ?? 0) + 1)
    var item = SessionRecord.Item(
      number: number, price: price, quantity: offer["quantity"]?.int ?? 1)
    item.adjustable = offer["adjustable_quantity"] ?? nil
    item.isExtra = true
    item.subtotal = record.due(for: item)
    record.items.append(item)
  }

  /// A code that cannot be redeemed any more is taken off the order, whose new total has then to be
  /// seen before it is paid. `old` is the order before this form, because a form that makes it too
  /// small for its code is refused.
  private func promote(
    _ record: inout SessionRecord, from old: SessionRecord, _ page: PayPage,
    _ form: inout PageForm
  ) {
    guard record.settings["allow_promotion_codes"]?.bool == true else { return }
    if form["do"] == "remove" { record.coupon = nil }
    if let coupon = record.coupon, !isRedeemable(coupon, for: old, at: page.renderer.now) {
      record.coupon = nil
      form.complain("promotion", page.words[.wrongCoupon])
    }
    let code = form["promotion"]
    guard !code.isEmpty, record.coupon == nil else { return }
    do throws(APIError) {
      record.coupon = try coupon(withCode: code, for: record, at: page.renderer.now)
    } catch {
      return form.complain("promotion", page.words[.wrongCoupon])
    }
    form = form.setting(["promotion": ""])
  }

  private func isRedeemable(
    _ coupon: SessionRecord.Coupon, for record: SessionRecord, at now: Int
  ) -> Bool {
    do throws(APIError) {
      try checkCoupon(coupon, for: record, at: now)
      return true
    } catch {
      return false
    }
  }

  func price(withID id: String) -> CataloguePrice? {
    shelf.price(id, ledger.generator.catalogue)
  }

  /// - Throws: the reason why the code cannot be used. Of several codes with the same letters, one
  ///   that can be used counts.
  private func coupon(
    withCode code: String, for record: SessionRecord, at now: Int
  ) throws(APIError) -> SessionRecord.Coupon {
    var reason = APIError.missing(.promotionCode, code, param: "promotion")
    func isMeant(_ text: String?) -> Bool { text?.lowercased() == code.lowercased() }
    let made = shelf.all("promotion_code").filter { isMeant($0["code"]?.string) }
    let coupons = made.compactMap { $0["id"]?.string }.compactMap { shelvedCoupon($0) }
    let old = Catalogue.coupons.filter { isMeant($0.code) }.map {
      shelvedCoupon(ids.id(.promotionCode, $0.number)) ?? $0
    }
    for coupon in coupons + old {
      do throws(APIError) {
        try checkCoupon(coupon, for: record, at: now)
        return coupon
      } catch {
        reason = error
      }
    }
    throw reason
  }
}

extension SessionRenderer {
  func price(_ id: String) -> CataloguePrice? {
    shelf.price(id, generator.catalogue)
  }
}
