/// The parameters of create and update.
/// Source: https://docs.stripe.com/api/checkout/sessions/create
enum CreateRules {
  static let create: [String: ParameterRule] = configuration.merging([
    "after_expiration": .object([
      "recovery": .object(["allow_promotion_codes": .boolean, "enabled": .boolean])
    ]),
    "cancel_url": .text,
    "client_reference_id": .string(maximum: 200),
    "currency": .string(maximum: 3),
    "custom_fields": .list(customField, maximum: 3),
    "customer": .text,
    "customer_account": .text,
    "customer_email": .string(maximum: 512),
    "discounts": .list(
      .object(["coupon": .text, "promotion_code": .text]), maximum: 1),
    "expand": .expand,
    "expires_at": .number,
    "line_items": .list(.object(lineItem), maximum: 100),
    "locale": .choice(locales),
    "metadata": .metadata,
    "mode": .choice(["payment", "setup", "subscription"]),
    "return_url": .text,
    "shipping_options": shippingOptions,
    "success_url": .text,
    "ui_mode": .choice([
      "custom", "elements", "embedded", "embedded_page", "form", "hosted", "hosted_page",
    ]),
  ]) { $1 }

  static let update: [String: ParameterRule] = [
    "collected_information": .object([
      "shipping_details": .object([
        "address": .object(address), "name": .string(maximum: 255),
      ])
    ]),
    "expand": .expand,
    "line_items": .list(.object(lineItem.merging(["id": .text]) { $1 }), maximum: 100),
    "metadata": .metadata,
    "shipping_options": shippingOptions,
  ]

  /// Parameters that come back as fields of the same name.
  static let configuration: [String: ParameterRule] = [
    "adaptive_pricing": .object(["enabled": .boolean]),
    "allow_promotion_codes": .boolean,
    "allowed_payment_method_types": .list(.text, maximum: 100),
    "automatic_tax": .object(["enabled": .boolean, "liability": .anything]),
    "billing_address_collection": .choice(["auto", "required"]),
    "branding_settings": .anything,
    "consent_collection": .object([
      "payment_method_reuse_agreement": .object(["position": .choice(["auto", "hidden"])]),
      "promotions": .choice(["auto", "none"]),
      "terms_of_service": .choice(["none", "required"]),
    ]),
    "custom_text": .object([
      "after_submit": message, "shipping_address": message, "submit": message,
      "terms_of_service_acceptance": message,
    ]),
    "customer_creation": .choice(["always", "if_required"]),
    "customer_update": .anything,
    "excluded_payment_method_types": .list(.text, maximum: 100),
    "integration_identifier": .string(maximum: 200),
    "invoice_creation": .object(["enabled": .boolean, "invoice_data": .anything]),
    "managed_payments": .object(["enabled": .boolean]),
    "name_collection": .anything,
    "optional_items": .list(.anything, maximum: 10),
    "origin_context": .choice(["mobile_app", "web"]),
    "payment_intent_data": .anything,
    "payment_method_collection": .choice(["always", "if_required"]),
    "payment_method_configuration": .string(maximum: 100),
    "payment_method_data": .anything,
    "payment_method_options": .anything,
    "payment_method_types": .list(.text, maximum: 100),
    "permissions": .object(["update_shipping_details": .choice(["client_only", "server_only"])]),
    "phone_number_collection": .object(["enabled": .boolean]),
    "redirect_on_completion": .choice(["always", "if_required", "never"]),
    "saved_payment_method_options": .anything,
    "setup_intent_data": .anything,
    "shipping_address_collection": .object([
      "allowed_countries": .list(.string(maximum: 2), maximum: 300)
    ]),
    "submit_type": .choice(["auto", "book", "donate", "pay", "subscribe"]),
    "subscription_data": .anything,
    "tax_id_collection": .object([
      "enabled": .boolean, "required": .choice(["if_supported", "never"]),
    ]),
    "wallet_options": .object(["link": .object(["display": .choice(["auto", "never"])])]),
  ]

  /// Parameters that shape other objects and do not come back.
  static let unanswered: Set = [
    "customer_update", "payment_intent_data", "payment_method_configuration",
    "payment_method_data", "setup_intent_data", "subscription_data",
  ]

  // MARK: Parts

  private static let message = ParameterRule.object(["message": .string(maximum: 1200)])

  private static let amount = ParameterRule.integer(0...99_999_999)

  private static let lineItem: [String: ParameterRule] = [
    "adjustable_quantity": .object([
      "enabled": .boolean, "maximum": .number, "minimum": .number,
    ]),
    "dynamic_tax_rates": .list(.text, maximum: 100),
    "metadata": .metadata,
    "price": .text,
    "price_data": .object([
      "currency": .string(maximum: 3),
      "product": .text,
      "product_data": .object([
        "description": .string(maximum: 40_000), "images": .list(.text, maximum: 8),
        "metadata": .metadata, "name": .text, "tax_code": .text, "unit_label": .string(maximum: 12),
      ]),
      "recurring": .object([
        "interval": .choice(["day", "month", "week", "year"]), "interval_count": .integer(1...1095),
      ]),
      "tax_behavior": .choice(["exclusive", "inclusive", "unspecified"]),
      "unit_amount": amount,
      "unit_amount_decimal": .string(maximum: 30),
    ]),
    "quantity": .integer(0...999_999),
    "tax_rates": .list(.text, maximum: 100),
  ]

  private static let customField = ParameterRule.object([
    "dropdown": .object([
      "default_value": .string(maximum: 100),
      "options": .list(
        .object(["label": .string(maximum: 100), "value": .string(maximum: 100)]), maximum: 200),
    ]),
    "key": .string(maximum: 200),
    "label": .object(["custom": .string(maximum: 50), "type": .choice(["custom"])]),
    "numeric": .anything,
    "optional": .boolean,
    "text": .anything,
    "type": .choice(["dropdown", "numeric", "text"]),
  ])

  private static let shippingOptions = ParameterRule.list(
    .object([
      "shipping_rate": .text,
      "shipping_rate_data": .object([
        "delivery_estimate": .anything,
        "display_name": .string(maximum: 100),
        "fixed_amount": .object([
          "amount": amount, "currency": .string(maximum: 3), "currency_options": .anything,
        ]),
        "metadata": .metadata,
        "tax_behavior": .choice(["exclusive", "inclusive", "unspecified"]),
        "tax_code": .text,
        "type": .choice(["fixed_amount"]),
      ]),
    ]), maximum: 5)

  private static let address: [String: ParameterRule] = [
    "city": .text, "country": .text, "line1": .text, "line2": .text, "postal_code": .text,
    "state": .text,
  ]

  private static let locales = [
    "auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr",
    "fr-CA", "hi-IN", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl",
    "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
  ]
}
