/// Which fields of an object can be expanded, and what they expand to.
/// Source: https://docs.stripe.com/expand
struct Expandable: Sendable {
  let fields: [String: Expandable]
  /// The versions that have the field.
  private var first = StripeVersion.oldest
  private var end: StripeVersion?

  init(_ fields: [String: Expandable] = [:]) { self.fields = fields }

  func allows(_ names: ArraySlice<String>, _ version: StripeVersion) -> Bool {
    guard let name = names.first else { return true }
    guard let field = fields[name], field.first <= version, field.end.map({ version < $0 }) ?? true
    else { return false }
    return field.allows(names.dropFirst(), version)
  }

  /// The same, for a field that a version added.
  func since(_ version: StripeVersion) -> Expandable {
    var field = self
    field.first = version
    return field
  }

  /// The same, for a field that a version removed.
  func until(_ version: StripeVersion) -> Expandable {
    var field = self
    field.end = version
    return field
  }

  /// Some ids.
  private static func ids(_ names: String...) -> [String: Expandable] {
    Dictionary(uniqueKeysWithValues: names.map { ($0, leaf) })
  }

  private static func at(_ name: String, _ fields: [String: Expandable]) -> [String: Expandable] {
    [name: Expandable(fields)]
  }

  static func list(of object: Expandable) -> Expandable { Expandable(["data": object]) }

  // MARK: Objects

  static let leaf = Expandable()
  static let coupon = Expandable(ids("applies_to", "currency_options"))
  static let promotionCode = Expandable([
    "coupon": coupon.until(.clover), "customer": leaf,
    "promotion": Expandable(["coupon": coupon]).since(.clover),
    "restrictions": Expandable(ids("currency_options")),
  ])
  static let discount = Expandable([
    "coupon": coupon.until(.clover), "customer": leaf, "promotion_code": promotionCode,
    "source": Expandable(["coupon": coupon]).since(.clover),
  ])
  static let product = Expandable(ids("default_price", "tax_code"))
  static let price = Expandable(
    ids("currency_options", "tiers").merging(["product": product]) { $1 })
  static let item = Expandable([
    "discounts": Expandable(["discount": discount]), "price": price,
    "taxes": Expandable(ids("rate")),
  ])
  static let paymentMethod = Expandable(ids("customer"))
  static let balanceTransaction = Expandable(ids("source"))
  static let customer = Expandable(
    ids(
      "cash_balance", "default_source", "sources", "subscriptions", "tax", "tax_ids", "test_clock"
    )
    .merging(at("invoice_settings", ["default_payment_method": paymentMethod])) { $1 }
    .merging(["discount": discount]) { $1 })
  static let refund = Expandable(
    ids("charge", "failure_balance_transaction", "payment_intent", "transfer_reversal")
      .merging(["balance_transaction": balanceTransaction]) { $1 })
  static let dispute = Expandable(ids("charge", "payment_intent"))
  static let charge = Expandable(
    ids(
      "application", "application_fee", "dispute", "failure_balance_transaction", "on_behalf_of",
      "payment_intent", "review", "source_transfer", "transfer"
    ).merging([
      "balance_transaction": balanceTransaction, "customer": customer,
      "invoice": leaf.until(.basil),
      "refunds": list(of: refund),
      "transfer_data": Expandable(ids("destination")),
    ]) { $1 })
  static let paymentIntent = Expandable(
    ids("application", "on_behalf_of", "review", "source").merging([
      "charges": list(of: charge).until(.latestCharge), "customer": customer,
      "invoice": leaf.until(.basil), "latest_charge": charge,
      "payment_method": paymentMethod, "transfer_data": Expandable(ids("destination")),
    ]) { $1 })
  static let invoicePayment = Expandable(
    ["invoice": leaf, "payment": Expandable(["charge": charge, "payment_intent": paymentIntent])])
  static let invoice = Expandable(
    ids(
      "account_tax_ids", "application", "confirmation_secret", "default_source", "on_behalf_of",
      "test_clock"
    ).merging([
      "charge": charge.until(.basil), "customer": customer,
      "default_payment_method": paymentMethod,
      "discounts": discount,
      "from_invoice": Expandable(ids("invoice")),
      "issuer": Expandable(ids("account")),
      "lines": list(of: Expandable(["discounts": discount, "price": price.until(.basil)])),
      "parent": Expandable(["subscription_details": Expandable(ids("subscription"))])
        .since(.basil),
      "payment_intent": paymentIntent.until(.basil),
      "payments": list(of: invoicePayment).since(.basil),
      "subscription": leaf.until(.basil),
      "total_discount_amounts": Expandable(["discount": discount]),
    ]) { $1 })
  static let setupIntent = Expandable(
    ids(
      "application", "latest_attempt", "mandate", "on_behalf_of", "single_use_mandate"
    ).merging(["customer": customer, "payment_method": paymentMethod]) { $1 })
  static let subscription = Expandable(
    ids(
      "application", "default_source", "default_tax_rates", "on_behalf_of", "schedule",
      "test_clock"
    ).merging([
      "automatic_tax": Expandable(at("liability", ids("account"))),
      "customer": customer, "default_payment_method": paymentMethod,
      "discounts": discount,
      "items": list(of: Expandable(["discounts": discount, "price": price, "tax_rates": leaf])),
      "latest_invoice": invoice, "pending_setup_intent": setupIntent,
      "transfer_data": Expandable(ids("destination")),
    ]) { $1 })
  static let paymentLink = Expandable(
    ids("application", "line_items", "on_behalf_of").merging(
      at("transfer_data", ids("destination"))
    ) { $1 })

  static let session = Expandable([
    "automatic_tax": Expandable(at("liability", ids("account"))),
    "customer": customer,
    "discounts": Expandable(["coupon": coupon, "promotion_code": promotionCode]),
    "invoice": invoice,
    "invoice_creation": Expandable(
      at(
        "invoice_data", ids("account_tax_ids").merging(at("issuer", ids("account"))) { $1 })),
    "line_items": list(of: item),
    "payment_intent": paymentIntent,
    "payment_link": paymentLink,
    "setup_intent": setupIntent,
    "shipping_cost": Expandable(["shipping_rate": shippingRate, "taxes": Expandable(ids("rate"))]),
    "shipping_options": Expandable(["shipping_rate": shippingRate]),
    "subscription": subscription,
    "total_details": Expandable([
      "breakdown": Expandable([
        "discounts": Expandable(["discount": discount]), "taxes": Expandable(ids("rate")),
      ])
    ]),
  ])

  static let shippingRate = Expandable(
    at("fixed_amount", ids("currency_options")).merging(ids("tax_code")) { $1 })
}
