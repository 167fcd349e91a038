/// The parameters of create.
/// Source: https://docs.stripe.com/api/checkout/sessions/create
enum CreateRules {
  static let create: ParameterCheck.Rules = configuration.merging([
    "after_expiration": .object([
      "recovery": .object(["allow_promotion_codes": .boolean, "enabled": .required(.boolean)])
    ]),
    "cancel_url": .url,
    "client_reference_id": .string(maximum: 200),
    "currency": .currency,
    "custom_fields": .list(customField, maximum: 3),
    "customer": .text,
    "customer_account": .text,
    "customer_email": .email,
    "discounts": .clearable(
      .list(
        .object(["coupon": .text, "promotion_code": .text], [.one(["promotion_code", "coupon"])]),
        maximum: 1)),
    "expand": .expand,
    "expires_at": .number,
    "line_items": .list(.object(lineItem, lineItemConditions), maximum: 100),
    "locale": .choice(Codes.locales),
    "metadata": .metadata,
    "mode": .choice(["payment", "setup", "subscription"]),
    "return_url": .url,
    "shipping_options": .list(shippingOption, maximum: 5),
    "success_url": .url,
    // The old values fail in versions that have the new ones, and the other way round.
    "ui_mode": .turning(
      .dahlia,
      before: .turning(
        .basil, before: .choice(["embedded", "hosted"]),
        after: .choice(["custom", "embedded", "hosted"])),
      after: .choice(["elements", "embedded_page", "form", "hosted_page"])),
  ]) { $1 }

  /// Parameters that are sent back as fields of the same name.
  static let configuration: ParameterCheck.Rules = [
    "adaptive_pricing": .object(["enabled": .boolean]),
    "allow_promotion_codes": .boolean,
    "allowed_payment_method_types": .since(
      .endive, .list(.choice(Codes.paymentMethods), maximum: 100)),
    "automatic_tax": .object(["enabled": .required(.boolean), "liability": account]),
    "billing_address_collection": .choice(["auto", "required"]),
    "branding_settings": .object(
      [
        "background_color": .clearable(.color),
        "border_style": .clearable(.choice(["pill", "rectangular", "rounded"])),
        "button_color": .clearable(.color),
        "display_name": .text,
        "font_family": .clearable(.choice(Codes.fonts)),
        "icon": image, "logo": image,
      ], [.atMostOne(["icon", "logo"])]),
    "consent_collection": .object([
      "payment_method_reuse_agreement": .object([
        "position": .required(.choice(["auto", "hidden"]))
      ]),
      "promotions": .choice(["auto", "none"]),
      "terms_of_service": .choice(["none", "required"]),
    ]),
    "custom_text": .object([
      "after_submit": message, "shipping_address": message, "submit": message,
      "terms_of_service_acceptance": message,
    ]),
    "customer_creation": .choice(["always", "if_required"]),
    "customer_update": .object([
      "address": .choice(["auto", "never"]), "name": .choice(["auto", "never"]),
      "shipping": .choice(["auto", "never"]),
    ]),
    "excluded_payment_method_types": .list(.choice(Codes.paymentMethods), maximum: 100),
    "integration_identifier": .string(maximum: 200),
    "invoice_creation": .object([
      "enabled": .required(.boolean),
      "invoice_data": .object([
        "account_tax_ids": .clearable(.list(.text, maximum: 25)),
        "custom_fields": .clearable(.list(invoiceField, maximum: 4)),
        "description": .string(maximum: 1500),
        "footer": .text,
        "issuer": account,
        "metadata": .metadata,
        "rendering_options": .clearable(
          .object([
            "amount_tax_display": .clearable(.choice(["exclude_tax", "include_inclusive_tax"])),
            "template": .text,
          ])),
      ]),
    ]),
    "managed_payments": .object(["enabled": .boolean]),
    "name_collection": .object([
      "business": .object(["enabled": .required(.boolean), "optional": .boolean]),
      "individual": .object(["enabled": .required(.boolean), "optional": .boolean]),
    ]),
    "optional_items": .list(
      .object([
        "adjustable_quantity": adjustable,
        "price": .required(.text),
        "quantity": .required(.integer(1...999_999)),
      ]), maximum: 10),
    "origin_context": .choice(["mobile_app", "web"]),
    "payment_intent_data": paymentIntentData,
    "payment_method_collection": .choice(["always", "if_required"]),
    "payment_method_configuration": .string(maximum: 100),
    "payment_method_data": .object([
      "allow_redisplay": .choice(["always", "limited", "unspecified"])
    ]),
    "payment_method_options": .object(PaymentMethodRules.options),
    "payment_method_types": .until(
      .endive, .list(.choice(Codes.paymentMethods), maximum: 100)),
    "permissions": .object(["update_shipping_details": .choice(["client_only", "server_only"])]),
    "phone_number_collection": .object(["enabled": .required(.boolean)]),
    "redirect_on_completion": .choice(["always", "if_required", "never"]),
    "saved_payment_method_options": .object([
      "allow_redisplay_filters": .list(
        .choice(["always", "limited", "unspecified"]), maximum: 3),
      "payment_method_remove": .choice(["disabled", "enabled"]),
      "payment_method_save": .choice(["disabled", "enabled"]),
    ]),
    "setup_intent_data": .object([
      "description": .string(maximum: 1000), "metadata": .metadata, "on_behalf_of": .text,
    ]),
    "shipping_address_collection": .object([
      "allowed_countries": .required(.list(.choice(Codes.shippingCountries), maximum: 300))
    ]),
    "submit_type": .choice(["auto", "book", "donate", "pay", "subscribe"]),
    "subscription_data": subscriptionData,
    "tax_id_collection": .object([
      "enabled": .required(.boolean), "required": .choice(["if_supported", "never"]),
    ]),
    "wallet_options": .object(["link": .object(["display": .choice(["auto", "never"])])]),
  ]

  /// Parameters that shape other objects and are not sent back.
  static let unanswered: Set = [
    "customer_update", "payment_intent_data", "payment_method_configuration",
    "payment_method_data", "setup_intent_data", "subscription_data",
  ]
}
