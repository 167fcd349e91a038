/// A kind of object that requests make: its parameters and its fields.
///
/// Sources: https://docs.stripe.com/api/products, /prices, /customers, /coupons, /promotion_codes
struct ShelfKind: Sendable {
  /// In the path, such as `products`.
  let path: String
  let kind: ObjectKind
  /// The `object` field of what is sent back.
  let object: String
  let expandable: Expandable
  /// The parameters, and the fields to send back without them. A field with no default is required.
  let rules: [String: ParameterRule]
  let fields: [String: Node]
  let required: [String]
  /// The parameters that a list has besides those for pages.
  let filters: [String: ParameterRule]
  /// Fields that can be changed later.
  let changeable: Set<String>
  /// Those of them that an empty value unsets.
  var clearable: Set<String> = []
  /// The full shape of fields that are null by default.
  var shapes: [String: Node] = [:]
  var canBeDeleted = false
  let events: Events

  struct Events: Sendable {
    var created: EventType
    var updated: EventType
    var deleted: EventType?
  }

  static let all = [product, price, customer, coupon, promotionCode]

  static let product = ShelfKind(
    path: "products", kind: .product, object: "product", expandable: .product,
    rules: [
      "active": .boolean, "description": .string(maximum: 40_000), "id": .text,
      "images": .list(.text, maximum: 8),
      "marketing_features": .list(.object(["name": .required(.string(maximum: 80))]), maximum: 15),
      "metadata": .metadata, "name": .text, "package_dimensions": dimensions, "shippable": .boolean,
      "statement_descriptor": .string(maximum: 22), "tax_code": .clearable(.text),
      "unit_label": .string(maximum: 12), "url": .text,
    ],
    fields: [
      "active": true, "default_price": nil, "description": nil, "images": [],
      "marketing_features": [], "metadata": [:], "name": nil, "package_dimensions": nil,
      "shippable": nil, "statement_descriptor": nil, "tax_code": nil, "type": "service",
      "unit_label": nil, "url": nil,
    ], required: ["name"],
    filters: [
      "active": .boolean, "created": .interval, "ids": .list(.text, maximum: 100),
      "shippable": .boolean, "url": .text,
    ],
    changeable: [
      "active", "description", "images", "marketing_features", "metadata", "name",
      "package_dimensions", "shippable", "statement_descriptor", "tax_code", "unit_label", "url",
    ],
    clearable: [
      "description", "images", "marketing_features", "package_dimensions", "unit_label", "url",
    ], canBeDeleted: true,
    events: Events(created: .productCreated, updated: .productUpdated, deleted: .productDeleted))

  static let price = ShelfKind(
    path: "prices", kind: .price, object: "price", expandable: .price,
    rules: [
      "active": .boolean, "currency": .currency,
      "custom_unit_amount": .object([
        "enabled": .required(.boolean), "maximum": .integer(1...CurrencyTable.largestOfAll),
        "minimum": .integer(1...CurrencyTable.largestOfAll),
        "preset": .integer(0...CurrencyTable.largestOfAll),
      ]),
      "lookup_key": .string(maximum: 200), "metadata": .metadata, "nickname": .text,
      "product": .text,
      "product_data": .object([
        "active": .boolean, "id": .text, "metadata": .metadata, "name": .text,
        "statement_descriptor": .string(maximum: 22), "tax_code": .text,
        "unit_label": .string(maximum: 12),
      ]),
      "recurring": .object([
        "interval": .choice(["day", "month", "week", "year"]), "interval_count": .integer(1...1095),
        "meter": .text, "trial_period_days": .integer(0...730),
        "usage_type": .choice(["licensed", "metered"]),
      ]),
      "tax_behavior": .choice(["exclusive", "inclusive", "unspecified"]),
      "transfer_lookup_key": .boolean, "unit_amount": .integer(0...CurrencyTable.largestOfAll),
      "unit_amount_decimal": .decimal(
        places: DecimalAmount.places, maximum: CurrencyTable.largestOfAll),
    ],
    fields: [
      "active": true, "billing_scheme": "per_unit", "currency": nil, "custom_unit_amount": nil,
      "lookup_key": nil, "metadata": [:], "nickname": nil, "product": nil, "recurring": nil,
      "tax_behavior": "unspecified", "tiers_mode": nil, "transform_quantity": nil,
      "type": "one_time", "unit_amount": nil, "unit_amount_decimal": nil,
    ], required: ["currency"],
    filters: [
      "active": .boolean, "created": .interval, "currency": .currency,
      "lookup_keys": .list(.text, maximum: 10), "product": .text,
      "recurring": .object([
        "interval": .choice(["day", "month", "week", "year"]), "meter": .text,
        "usage_type": .choice(["licensed", "metered"]),
      ]), "type": .choice(["one_time", "recurring"]),
    ],
    changeable: [
      "active", "lookup_key", "metadata", "nickname", "tax_behavior", "transfer_lookup_key",
    ],
    events: Events(created: .priceCreated, updated: .priceUpdated))

  static let customer = ShelfKind(
    path: "customers", kind: .customer, object: "customer", expandable: .customer,
    rules: [
      "address": .clearable(addressRule), "balance": .number, "business_name": .text,
      "description": .text,
      "email": .email, "individual_name": .text, "invoice_prefix": .text,
      "invoice_settings": invoiceSettings, "metadata": .metadata, "name": .string(maximum: 256),
      "next_invoice_sequence": .number, "payment_method": .text, "phone": .string(maximum: 20),
      "preferred_locales": .list(.text, maximum: 20),
      "shipping": .clearable(
        .object([
          "address": .required(addressRule), "name": .required(.text), "phone": .clearable(.text),
        ])), "source": .text, "tax": .anything,
      "tax_exempt": .clearable(.choice(["exempt", "none", "reverse"])), "test_clock": .text,
    ],
    fields: [
      "address": nil, "balance": 0, "currency": nil, "default_source": nil, "delinquent": false,
      "description": nil, "discount": nil, "email": nil, "invoice_prefix": nil,
      "invoice_settings": [
        "custom_fields": nil, "default_payment_method": nil, "footer": nil,
        "rendering_options": nil,
      ], "metadata": [:], "name": nil, "next_invoice_sequence": 1, "phone": nil,
      "preferred_locales": [], "shipping": nil, "tax_exempt": "none", "test_clock": nil,
    ], required: [],
    filters: ["created": .interval, "email": .text, "test_clock": .text],
    changeable: [
      "address", "balance", "description", "email", "metadata", "name", "phone",
      "preferred_locales", "shipping", "tax_exempt",
    ],
    shapes: ["address": address, "shipping": ["address": address, "name": nil, "phone": nil]],
    canBeDeleted: true,
    events: Events(
      created: .customerCreated, updated: .customerUpdated, deleted: .customerDeleted))

  static let coupon = ShelfKind(
    path: "coupons", kind: .coupon, object: "coupon", expandable: .coupon,
    rules: [
      "amount_off": .integer(1...CurrencyTable.largestOfAll),
      "applies_to": .object(["products": .list(.text, maximum: 100)]), "currency": .currency,
      "currency_options": .perCurrency(
        .object(["amount_off": .required(.integer(1...CurrencyTable.largestOfAll))])),
      "duration": .choice(["forever", "once", "repeating"]),
      "duration_in_months": .integer(1...120),
      "id": .string(maximum: 200), "max_redemptions": .integer(1...1_000_000_000),
      "metadata": .metadata, "name": .string(maximum: 40), "percent_off": .percentage,
      "redeem_by": .number,
    ],
    fields: [
      "amount_off": nil, "applies_to": nil, "currency": nil, "currency_options": nil,
      "duration": "once", "duration_in_months": nil, "max_redemptions": nil, "metadata": [:],
      "name": nil, "percent_off": nil, "redeem_by": nil, "times_redeemed": 0, "valid": true,
    ], required: [], filters: ["created": .interval], changeable: ["metadata", "name"],
    canBeDeleted: true,
    events: Events(created: .couponCreated, updated: .couponUpdated, deleted: .couponDeleted))

  static let promotionCode = ShelfKind(
    path: "promotion_codes", kind: .promotionCode, object: "promotion_code",
    expandable: .promotionCode,
    rules: [
      "active": .boolean, "code": .string(maximum: 500), "coupon": .until(.clover, .text),
      "customer": .text,
      "expires_at": .number, "max_redemptions": .integer(1...1_000_000_000),
      "metadata": .metadata,
      "promotion": .since(
        .clover,
        .object(["coupon": .required(.text), "type": .required(.choice(["coupon"]))])),
      "restrictions": .object(
        [
          "currency_options": .perCurrency(
            .object(["minimum_amount": .integer(1...CurrencyTable.largestOfAll)])),
          "first_time_transaction": .boolean,
          "minimum_amount": .integer(1...CurrencyTable.largestOfAll),
          "minimum_amount_currency": .currency,
        ], [.needs("minimum_amount", "minimum_amount_currency")]),
    ],
    fields: [
      "active": true, "code": nil, "customer": nil, "expires_at": nil, "max_redemptions": nil,
      "metadata": [:], "promotion": ["coupon": nil, "type": "coupon"],
      "restrictions": [
        "first_time_transaction": false, "minimum_amount": nil, "minimum_amount_currency": nil,
      ], "times_redeemed": 0,
    ], required: [],
    filters: [
      "active": .boolean, "code": .text, "coupon": .text, "created": .interval, "customer": .text,
    ],
    changeable: ["active", "metadata", "restrictions"],
    events: Events(created: .promotionCodeCreated, updated: .promotionCodeUpdated))

  private static let address: Node = [
    "city": nil, "country": nil, "line1": nil, "line2": nil, "postal_code": nil, "state": nil,
  ]

  private static let dimensions = ParameterRule.object([
    "height": .required(.anything), "length": .required(.anything),
    "weight": .required(.anything), "width": .required(.anything),
  ])

  private static let invoiceSettings = ParameterRule.object([
    "custom_fields": .clearable(.list(CreateRules.invoiceField, maximum: 4)),
    "default_payment_method": .text, "footer": .text,
    "rendering_options": .clearable(
      .object([
        "amount_tax_display": .clearable(.choice(["exclude_tax", "include_inclusive_tax"])),
        "template": .text,
      ])),
  ])

  private static let addressRule = ParameterRule.object([
    "city": .clearable(.text), "country": .clearable(.text), "line1": .clearable(.text),
    "line2": .clearable(.text), "postal_code": .clearable(.text), "state": .clearable(.text),
  ])
}
