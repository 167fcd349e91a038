/// What coupons and promotion codes demand of an order.
/// Source: https://docs.stripe.com/api/promotion_codes/object
extension SandboxStore {
  /// - Throws: 400 with the reason why an order cannot have this coupon.
  func checkCoupon(
    _ coupon: SessionRecord.Coupon, for record: SessionRecord, at now: Int
  ) throws(APIError) {
    if coupon.amountOff != nil, coupon.amountOff(in: record.currency) == nil {
      throw .invalid(
        "The coupon is in `\(coupon.currency ?? "")`, but the session is in "
          + "`\(record.currency ?? "")`.", param: "discounts[0]")
    }
    let renderer = renderer(at: now)
    let id = renderer.couponID(coupon)
    if let made = shelf[id], renderer.current(made)["valid"]?.bool != true {
      throw .invalid("Coupon expired: \(id)", code: "coupon_expired", param: "discounts[0]")
    }
    guard let code = coupon.promotion.flatMap({ shelf[$0] }) else { return }
    guard renderer.current(code)["active"]?.bool == true else {
      throw .notRedeemable("it is inactive or expired")
    }
    if let id = code["customer"]?.string, ids.number(of: id, .customer) != record.customer {
      throw .notRedeemable("it belongs to another customer")
    }
    if code["restrictions"]?["first_time_transaction"]?.bool == true {
      // It is not known whether a guest has paid before.
      // Source: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-customer_creation
      guard record.customer != nil || record.createsCustomer else {
        throw .notRedeemable("it is for first-time customers, and guests are no customers")
      }
      if let customer = record.customer, hasPaid(customer, at: now) {
        throw .notRedeemable("the associated customer has prior transactions")
      }
    }
    try checkMinimum(of: record, with: coupon)
  }

  /// An order has to be worth what its promotion code demands, also after its lines have changed.
  func checkMinimum(
    of record: SessionRecord, with coupon: SessionRecord.Coupon?
  ) throws(APIError) {
    guard let code = coupon?.promotion.flatMap({ shelf[$0] }),
      let restrictions = code["restrictions"], let first = restrictions["minimum_amount"]?.int
    else { return }
    let currency = record.currency ?? ""
    let isFirst = restrictions["minimum_amount_currency"]?.string == currency
    let other = restrictions["currency_options"]?[currency]?["minimum_amount"]?.int
    // What a trial makes free for now counts all the same.
    let worth = record.items.reduce(0) { $0 + $1.worth }
    guard let minimum = isFirst ? first : other, worth >= minimum else {
      throw .notRedeemable("the order does not have its minimum amount")
    }
  }

  private func hasPaid(_ customer: Int, at now: Int) -> Bool {
    (0..<ledger.count).contains { serial in
      // Other sessions can be made by their customer's number alone.
      guard ledger.kept[serial] != nil || ledger.generator.person(serial) == customer else {
        return false
      }
      let record = ledger[serial]
      let moment = ledger.moment(serial, now)
      return record.customer(at: moment) == customer
        && record.life.paymentStatus(at: moment) == .paid
    }
  }
}

extension APIError {
  fileprivate static func notRedeemable(_ reason: String) -> APIError {
    .invalid(
      "This promotion code cannot be redeemed because \(reason).", param: "discounts[0]")
  }
}
