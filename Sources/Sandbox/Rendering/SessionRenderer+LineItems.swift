extension SessionRenderer {
  /// Stripe's default page size.
  static let embeddedPage = 10

  func lineItemsURL(of record: SessionRecord) -> String {
    "/v1/checkout/sessions/\(id(of: record))/line_items"
  }

  /// The first page of a session's line items, as `expand[]=line_items` includes it.
  func writeLineItems(
    of record: SessionRecord, _ expansion: Expansion, into writer: inout JSONWriter
  ) {
    writer.object("line_items") { writer in
      writer.field("object", "list")
      writer.array("data", record.items.prefix(Self.embeddedPage)) {
        write($1, of: record, expansion, into: &$0)
      }
      writer.field("has_more", record.items.count > Self.embeddedPage)
      writer.field("url", lineItemsURL(of: record))
    }
  }

  func write(
    _ item: SessionRecord.Item, of record: SessionRecord, _ expansion: Expansion,
    into writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.field("id", ids.id(.lineItem, item.number))
      writer.field("object", "item")
      writer.field("adjustable_quantity", item.adjustable)
      writer.field("amount_discount", item.discount)
      writer.field("amount_subtotal", item.subtotal)
      writer.field("amount_tax", item.tax)
      writer.field("amount_total", item.total)
      writer.field("currency", record.currency)
      writer.field("description", item.description)
      if expansion.includes("discounts") {
        writeDiscountAmounts(
          item.discount, of: record, isGiven: record.coupon?.covers(item) == true, into: &writer)
      }
      writer.metadata(item.metadata)
      if let price = item.price {
        write(price, expansion["price"] ?? .none, into: &writer)
      } else {
        writer.null("price")
      }
      writer.field("quantity", item.quantity)
      if expansion.includes("taxes") {
        writeTaxAmounts(
          item.tax, on: item.subtotal - item.discount, isIncluded: item.isTaxIncluded, of: record,
          into: &writer)
      }
    }
  }

  func write(_ price: CataloguePrice, _ expansion: Expansion, into writer: inout JSONWriter) {
    writer.object("price") { priceFields(price, expansion, into: &$0) }
  }

  func priceFields(
    _ price: CataloguePrice, _ expansion: Expansion = .none, into writer: inout JSONWriter
  ) {
    if let made = price.object { return shelfFields(made, expansion, into: &writer) }
    writer.field("id", price.id)
    writer.field("object", "price")
    writer.field("active", price.isActive)
    writer.field("billing_scheme", price.tiers == nil ? "per_unit" : "tiered")
    writer.field("created", 1_683_237_782)
    writer.field("currency", price.currency)
    if let custom = price.customAmount {
      writer.object("custom_unit_amount") {
        $0.field("maximum", custom.maximum)
        $0.field("minimum", custom.minimum)
        $0.field("preset", custom.preset)
      }
    } else {
      writer.null("custom_unit_amount")
    }
    writer.field("livemode", ids.livemode)
    writer.field("lookup_key", price.lookupKey)
    writer.field("metadata", [:] as Node)
    writer.field("nickname", price.nickname)
    if expansion.includes("product") {
      writeProduct(price.productID, of: price, into: &writer)
    } else {
      writer.field("product", price.productID)
    }
    if let recurring = price.recurring {
      writer.object("recurring") {
        $0.field("interval", recurring.interval)
        $0.field("interval_count", recurring.count)
        $0.null("meter")
        $0.field("usage_type", recurring.usage)
      }
    } else {
      writer.null("recurring")
    }
    writer.field("tax_behavior", price.taxBehavior)
    if let tiers = price.tiers, expansion.includes("tiers") { writeTiers(tiers, into: &writer) }
    writer.field("tiers_mode", price.tiers == nil ? nil : "volume")
    writer.null("transform_quantity")
    writer.field("type", price.recurring == nil ? "one_time" : "recurring")
    writer.field("unit_amount", price.unitAmount)
    writer.field("unit_amount_decimal", price.unitAmountDecimal)
  }

  private func writeTiers(_ tiers: [CataloguePrice.Tier], into writer: inout JSONWriter) {
    writer.array("tiers", tiers) { writer, tier in
      writer.object {
        $0.field("flat_amount", tier.flat)
        $0.field("flat_amount_decimal", tier.flat.map { String($0) })
        $0.field("unit_amount", tier.unit)
        $0.field("unit_amount_decimal", String(tier.unit))
        $0.field("up_to", tier.limit)
      }
    }
  }

  /// The product with this id. One that a request made up for a price is known by the price alone.
  func writeProduct(
    _ id: String, of price: CataloguePrice? = nil, into writer: inout JSONWriter
  ) {
    if let made = shelf[id] { return writer.field("product", made) }
    guard let price = price ?? generator.catalogue.price(ofProduct: id) else {
      return writer.field("product", id)
    }
    writer.object("product") { productFields(of: price, into: &$0) }
  }

  func productFields(of price: CataloguePrice, into writer: inout JSONWriter) {
    writer.field("id", price.productID)
    writer.field("object", "product")
    writer.field("active", true)
    writer.field("created", 1_683_237_700)
    writer.field("description", price.productDescription)
    writer.array("images", price.productImages) { $0.write($1) }
    writer.field("livemode", ids.livemode)
    writer.field("metadata", [:] as Node)
    writer.field("name", price.productName)
    writer.field("type", "service")
  }
}
