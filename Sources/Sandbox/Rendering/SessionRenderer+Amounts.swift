/// Discounts, shipping and totals. Amounts are in minor units of the session's currency.
extension SessionRenderer {
  func writeDiscounts(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard record.mode != .setup else { return writer.null("discounts") }
    writer.array("discounts", record.coupon.map { [$0] } ?? []) { writer, coupon in
      writer.object { writer in
        if let expansion = expansion?["coupon"] {
          writeCoupon(couponID(coupon), expansion, into: &writer)
        } else {
          writer.field("coupon", couponID(coupon))
        }
        guard let code = coupon.code else { return writer.null("promotion_code") }
        let id = promotionID(coupon)
        guard let expansion = expansion?["promotion_code"] else {
          return writer.field("promotion_code", id)
        }
        writer.object("promotion_code") {
          promotionFields(coupon, code: code, expansion, into: &$0)
        }
      }
    }
  }

  func promotionFields(
    _ coupon: SessionRecord.Coupon, code: String, _ expansion: Expansion,
    into writer: inout JSONWriter
  ) {
    if let made = shelf[promotionID(coupon)] { return shelfFields(made, expansion, into: &writer) }
    writer.field("id", promotionID(coupon))
    writer.field("object", "promotion_code")
    writer.field("active", true)
    writer.field("code", code)
    if version < .clover { writePromotion(of: couponID(coupon), expansion, into: &writer) }
    writer.field("created", 1_683_237_782)
    writer.null("customer")
    writer.null("expires_at")
    writer.field("livemode", ids.livemode)
    writer.null("max_redemptions")
    writer.field("metadata", [:] as Node)
    if version >= .clover { writePromotion(of: couponID(coupon), expansion, into: &writer) }
    writer.field(
      "restrictions",
      ["first_time_transaction": false, "minimum_amount": nil, "minimum_amount_currency": nil])
    writer.field("times_redeemed", Catalogue.redemptions + redemptions(of: promotionID(coupon)))
  }

  /// What a promotion code refers to. Before clover that was the whole coupon.
  func writePromotion(
    of coupon: String, _ expansion: Expansion, into writer: inout JSONWriter
  ) {
    guard version >= .clover else {
      return writeCoupon(coupon, expansion["coupon"] ?? .none, into: &writer)
    }
    writer.object("promotion") { writer in
      if let expansion = expansion["promotion"]?["coupon"] {
        writeCoupon(coupon, expansion, into: &writer)
      } else {
        writer.field("coupon", coupon)
      }
      writer.field("type", "coupon")
    }
  }

  private func writeCoupon(
    _ id: String, _ expansion: Expansion, into writer: inout JSONWriter
  ) {
    writer.object("coupon") { writer in
      if let made = shelf[id] {
        shelfFields(made, expansion, into: &writer)
      } else if let coupon = generator.catalogue.coupon(withID: id) {
        couponFields(coupon, into: &writer)
      }
    }
  }

  func couponFields(_ coupon: SessionRecord.Coupon, into writer: inout JSONWriter) {
    writer.field("id", couponID(coupon))
    writer.field("object", "coupon")
    writer.field("amount_off", coupon.amountOff)
    writer.field("created", 1_683_237_782)
    writer.field("currency", coupon.amountOff == nil ? nil : coupon.currency)
    writer.field("duration", "once")
    writer.null("duration_in_months")
    writer.field("livemode", ids.livemode)
    writer.null("max_redemptions")
    writer.field("metadata", [:] as Node)
    writer.field("name", coupon.name ?? coupon.code)
    if coupon.amountOff == nil {
      writer.number("percent_off", Self.percentage(coupon.rate))
    } else {
      writer.null("percent_off")
    }
    writer.null("redeem_by")
    writer.field("times_redeemed", Catalogue.redemptions + redemptions(of: couponID(coupon)))
    writer.field("valid", true)
  }

  func couponID(_ coupon: SessionRecord.Coupon) -> String {
    coupon.id ?? ids.id(.coupon, coupon.number)
  }

  func promotionID(_ coupon: SessionRecord.Coupon) -> String {
    coupon.promotion ?? ids.id(.promotionCode, coupon.number)
  }

  static func percentage(_ rate: Int) -> String {
    TaxRate(name: "", country: "", percentage: rate, type: "").digits
  }

  func writeShipping(
    of record: SessionRecord, _ expansion: Expansion, into writer: inout JSONWriter
  ) {
    let expanded = expansion["shipping_cost"]
    if let rate = record.shippingRate {
      writer.object("shipping_cost") { writer in
        writer.field("amount_subtotal", rate.amount)
        writer.field("amount_tax", 0)
        writer.field("amount_total", rate.amount)
        writeShippingRate(
          rate, of: record, expanded: expanded?.includes("shipping_rate") == true, into: &writer)
        if expanded?.includes("taxes") == true { writer.field("taxes", [] as Node) }
      }
    } else {
      writer.null("shipping_cost")
    }
    let isExpanded = expansion["shipping_options"]?.includes("shipping_rate") == true
    writer.array("shipping_options", record.shippingRates) { writer, rate in
      writer.object {
        $0.field("shipping_amount", rate.amount)
        writeShippingRate(rate, of: record, expanded: isExpanded, into: &$0)
      }
    }
  }

  private func writeShippingRate(
    _ rate: SessionRecord.ShippingRate, of record: SessionRecord, expanded: Bool,
    into writer: inout JSONWriter
  ) {
    let id = ids.id(.shippingRate, rate.number)
    guard expanded else { return writer.field("shipping_rate", id) }
    writer.object("shipping_rate") { writer in
      let details = rate.details
      let estimate = details["delivery_estimate"]
      writer.field("id", id)
      writer.field("object", "shipping_rate")
      writer.field("active", true)
      writer.field("created", record.life.created)
      writer.field(
        "delivery_estimate",
        estimate.map { (["maximum": nil, "minimum": nil] as Node).filled(from: $0) })
      writer.field("display_name", rate.name)
      writer.object("fixed_amount") {
        $0.field("amount", rate.amount)
        $0.field("currency", rate.currency)
        if let options = details["fixed_amount"]?["currency_options"] {
          $0.field("currency_options", options)
        }
      }
      writer.field("livemode", ids.livemode)
      writer.field("metadata", details["metadata"] ?? [:])
      writer.field("tax_behavior", details["tax_behavior"] ?? "unspecified")
      writer.field("tax_code", details["tax_code"])
      writer.field("type", "fixed_amount")
    }
  }

  func writeTotals(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard record.mode != .setup else { return writer.null("total_details") }
    writer.object("total_details") { writer in
      writer.field("amount_discount", record.amountDiscount)
      writer.field("amount_shipping", record.amountShipping)
      writer.field("amount_tax", record.amountTax)
      guard expansion?.includes("breakdown") == true else { return }
      writer.object("breakdown") { writer in
        writeDiscountAmounts(record.amountDiscount, of: record, into: &writer)
        writeTaxAmounts(
          record.amountTax, on: record.amountSubtotal - record.amountDiscount,
          isIncluded: record.items.allSatisfy(\.isTaxIncluded), of: record, into: &writer)
      }
    }
  }

  func writeDiscountAmounts(
    _ amount: Int, of record: SessionRecord, isGiven: Bool = true, into writer: inout JSONWriter
  ) {
    let given = isGiven ? record.coupon : nil
    writer.array("discounts", given.map { [$0] } ?? []) { writer, coupon in
      writer.object { writer in
        writer.field("amount", amount)
        writer.object("discount") { writer in
          writer.field("id", ids.id(.discount, record.serial))
          writer.field("object", "discount")
          writer.field("checkout_session", id(of: record))
          writer.field("customer", record.customer(at: now).map { ids.id(.customer, $0) })
          writer.null("customer_account")
          writer.null("end")
          writer.null("invoice")
          writer.null("invoice_item")
          writer.field(
            "promotion_code", coupon.code.map { _ in promotionID(coupon) })
          if version >= .clover {
            writer.object("source") {
              $0.field("coupon", couponID(coupon))
              $0.field("type", "coupon")
            }
          } else {
            writeCoupon(couponID(coupon), .none, into: &writer)
          }
          writer.field("start", record.life.created)
          writer.null("subscription")
          writer.null("subscription_item")
        }
      }
    }
  }

  func writeTaxAmounts(
    _ amount: Int, on taxable: Int, isIncluded: Bool = false, of record: SessionRecord,
    into writer: inout JSONWriter
  ) {
    writer.array("taxes", record.taxRate.map { [$0] } ?? []) { writer, rate in
      writer.object { writer in
        writer.field("amount", amount)
        writer.object("rate") { writer in
          writer.field("id", ids.id(.taxRate, rate.percentage))
          writer.field("object", "tax_rate")
          writer.field("active", true)
          writer.field("country", rate.country)
          writer.field("created", 1_679_431_181)
          writer.null("description")
          writer.field("display_name", rate.name)
          writer.number("effective_percentage", rate.digits)
          writer.null("flat_amount")
          writer.field("inclusive", isIncluded)
          writer.null("jurisdiction")
          writer.field("jurisdiction_level", "country")
          writer.field("livemode", ids.livemode)
          writer.field("metadata", [:] as Node)
          writer.number("percentage", rate.digits)
          writer.field("rate_type", "percentage")
          writer.null("state")
          writer.field("tax_type", rate.type)
        }
        writer.field("taxability_reason", "standard_rated")
        writer.field("taxable_amount", isIncluded ? taxable - amount : taxable)
      }
    }
  }
}
