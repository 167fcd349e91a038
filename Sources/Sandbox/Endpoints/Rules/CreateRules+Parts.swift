/// What the parameters of create and update are made of.
extension CreateRules {
  static let message = ParameterRule.clearable(
    .object(["message": .required(.string(maximum: 1200))]))

  /// Minor units; how many digits Stripe allows depends on the currency: `checkCharge`.
  static let amount = ParameterRule.integer(0...CurrencyTable.largestOfAll)
  static let decimalAmount = ParameterRule.decimal(
    places: DecimalAmount.places, maximum: CurrencyTable.largestOfAll)

  static let account = ParameterRule.object(
    ["account": .text, "type": .required(.choice(["account", "self"]))],
    [.belongs(to: "type", being: "account", "account")])

  static let taxBehavior = ParameterRule.choice(["exclusive", "inclusive", "unspecified"])

  static let image = ParameterRule.object(
    ["file": .text, "type": .required(.choice(["file", "url"])), "url": .url],
    [.belongs(to: "type", being: "file", "file"), .belongs(to: "type", being: "url", "url")])

  static let invoiceField = ParameterRule.object([
    "name": .required(.string(maximum: 40)), "value": .required(.string(maximum: 140)),
  ])

  static let adjustable = ParameterRule.object([
    "enabled": .required(.boolean), "maximum": .integer(1...999_999),
    "minimum": .integer(0...999_999),
  ])

  // MARK: Line items

  static let lineItem: ParameterCheck.Rules = [
    "adjustable_quantity": adjustable,
    "dynamic_tax_rates": .until(.fixedTaxes, .list(.text, maximum: 100)),
    "metadata": .metadata,
    "price": .text,
    "price_data": priceData,
    "quantity": .integer(1...999_999),
    "tax_rates": .clearable(.list(.text, maximum: 10)),
  ]

  static let lineItemConditions: [ParameterRule.Condition] = [
    .one(["price", "price_data"]), .atMostOne(["tax_rates", "dynamic_tax_rates"]),
  ]

  static let recurring: ParameterCheck.Rules = [
    "interval": .required(.choice(["day", "month", "week", "year"])),
    "interval_count": .integer(1...1095),
  ]

  static let productData: ParameterCheck.Rules = [
    "description": .string(maximum: 40_000), "images": .list(.string(maximum: 2048), maximum: 8),
    "metadata": .metadata, "name": .required(.text), "tax_code": .text,
    "tax_details": .object(["performance_location": .text, "tax_code": .clearable(.text)]),
    "unit_label": .string(maximum: 12),
  ]

  private static let priceData = ParameterRule.object(
    [
      "currency": .required(.currency),
      "product": .text,
      "product_data": .object(productData),
      "recurring": .object(recurring),
      "tax_behavior": taxBehavior,
      "unit_amount": amount,
      "unit_amount_decimal": decimalAmount,
    ], [.one(["product", "product_data"]), .one(["unit_amount_decimal", "unit_amount"])])

  // MARK: Questions

  static let customField = ParameterRule.object(
    [
      "dropdown": .object([
        "default_value": .string(maximum: 100),
        "options": .required(
          .list(
            .object([
              "label": .required(.string(maximum: 100)),
              "value": .required(.string(maximum: 100)),
            ]), maximum: 200)),
      ]),
      "key": .required(.string(maximum: 200)),
      "label": .required(
        .object([
          "custom": .required(.string(maximum: 100)), "type": .required(.choice(["custom"])),
        ])),
      "numeric": writtenAnswer,
      "optional": .boolean,
      "text": writtenAnswer,
      "type": .required(.choice(["dropdown", "numeric", "text"])),
    ], [.belongs(to: "type", being: "dropdown", "dropdown")])

  private static let writtenAnswer = ParameterRule.object([
    "default_value": .string(maximum: 255), "maximum_length": .integer(1...255),
    "minimum_length": .integer(1...255),
  ])

  // MARK: Shipping

  static let shippingOption = ParameterRule.object(
    ["shipping_rate": .text, "shipping_rate_data": .object(shippingRate)],
    [.one(["shipping_rate_data", "shipping_rate"])])

  static let shippingRate: ParameterCheck.Rules = [
    "delivery_estimate": .object(["maximum": estimate, "minimum": estimate]),
    "display_name": .required(.string(maximum: 100)),
    "fixed_amount": .required(
      .object([
        "amount": .required(amount), "currency": .required(.currency),
        "currency_options": .perCurrency(
          .object(["amount": .required(amount), "tax_behavior": taxBehavior])),
      ])),
    "metadata": .metadata,
    "tax_behavior": taxBehavior,
    "tax_code": .text,
    "type": .choice(["fixed_amount"]),
  ]

  private static let estimate = ParameterRule.object([
    "unit": .required(.choice(["business_day", "day", "hour", "month", "week"])),
    "value": .required(.integer(1...Int(Int32.max))),
  ])

  static let address: ParameterCheck.Rules = [
    "city": .text, "country": .text, "line1": .required(.text), "line2": .text,
    "postal_code": .text, "state": .text,
  ]

  // MARK: Objects that a session makes

  static let paymentIntentData = ParameterRule.object([
    "application_fee_amount": amount,
    "capture_method": .choice(["automatic", "automatic_async", "manual"]),
    "description": .string(maximum: 1000),
    "metadata": .metadata,
    "on_behalf_of": .text,
    "receipt_email": .email,
    "setup_future_usage": .choice(["off_session", "on_session"]),
    "shipping": .object([
      "address": .required(.object(address)), "carrier": .text, "name": .required(.text),
      "phone": .text, "tracking_number": .text,
    ]),
    "statement_descriptor": .string(maximum: 22),
    "statement_descriptor_suffix": .string(maximum: 22),
    "transfer_data": .object(["amount": amount, "destination": .required(.text)]),
    "transfer_group": .text,
  ])

  static let subscriptionData = ParameterRule.object(
    [
      "application_fee_percent": .percentage,
      "billing_cycle_anchor": .time,
      "billing_cycle_anchor_config": .object([
        "day_of_month": .required(.integer(1...31)), "hour": .integer(0...23),
        "minute": .integer(0...59), "month": .integer(1...12), "second": .integer(0...59),
      ]),
      "billing_mode": .object([
        "flexible": .object(["proration_discounts": .choice(["included", "itemized"])]),
        "type": .required(.choice(["classic", "flexible"])),
      ]),
      "default_tax_rates": .list(.text, maximum: 10),
      "description": .string(maximum: 500),
      "invoice_settings": .object([
        "account_tax_ids": .clearable(.list(.text, maximum: 25)),
        "custom_fields": .clearable(.list(invoiceField, maximum: 4)),
        "description": .string(maximum: 1500), "footer": .text, "issuer": account,
      ]),
      "metadata": .metadata,
      "on_behalf_of": .text,
      "pending_invoice_item_interval": .object([
        "interval": .required(.choice(["day", "month", "week", "year"])),
        "interval_count": .integer(1...365),
      ]),
      "proration_behavior": .choice(["create_prorations", "none"]),
      "transfer_data": .object(["amount_percent": .percentage, "destination": .required(.text)]),
      "trial_end": .time,
      "trial_period_days": .integer(1...730),
      "trial_settings": .object([
        "end_behavior": .required(
          .object([
            "missing_payment_method": .required(.choice(["cancel", "create_invoice", "pause"]))
          ]))
      ]),
    ],
    [
      .atMostOne(["trial_end", "trial_period_days"]),
      .atMostOne(["billing_cycle_anchor", "billing_cycle_anchor_config"]),
      .needs("proration_behavior", "billing_cycle_anchor"),
    ])
}
