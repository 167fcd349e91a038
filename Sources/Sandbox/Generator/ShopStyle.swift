/// A handful of ways to configure Checkout, as different shops do. They are shared by all sessions
/// that use them, so a session's configuration costs it no memory of its own.
enum ShopStyle {
  static let count = 8

  static func settings(_ number: Int, for record: SessionRecord) -> [String: Node] {
    switch (record.mode, number) {
    case (.setup, _): number % 2 == 0 ? plain : setup
    case (_, 0): branded
    case (_, 1): consenting
    case (.payment, 2): shipped
    case (.payment, 3): invoiced
    case (_, 4): named
    case (.payment, 5): donated
    default: record.taxRate == nil ? plain : taxed
    }
  }

  private static let plain: [String: Node] = ["payment_method_types": ["card", "link"]]

  private static let setup: [String: Node] = [
    "customer_creation": "always",
    "payment_method_types": ["card", "sepa_debit"],
  ]

  private static let branded: [String: Node] = [
    "allow_promotion_codes": true,
    "adaptive_pricing": ["enabled": true],
    "branding_settings": [
      "background_color": "#fff8e7", "border_style": "pill", "button_color": "#0a2540",
      "display_name": "Kaffeerösterei „Zum Löwen“", "font_family": "default",
      "icon": ["type": "url", "url": "https://shop.example.com/icon.png"],
      "logo": nil,
    ],
    "custom_text": [
      "after_submit": ["message": "Danke! Wir rösten **heute** noch."],
      "shipping_address": nil,
      "submit": ["message": "Wir liefern in 2–3 Werktagen."],
      "terms_of_service_acceptance": nil,
    ],
    "payment_method_options": ["card": ["request_three_d_secure": "challenge"]],
    "wallet_options": ["link": ["display": "never"]],
  ]

  private static let consenting: [String: Node] = [
    "billing_address_collection": "required",
    "consent_collection": [
      "payment_method_reuse_agreement": ["position": "hidden"], "promotions": "auto",
      "terms_of_service": "required",
    ],
    "custom_text": [
      "after_submit": nil, "shipping_address": nil, "submit": nil,
      "terms_of_service_acceptance": [
        "message": "I agree to the [terms](https://shop.example.com/terms)."
      ],
    ],
    "integration_identifier": "checkout-widget-3.2",
    "origin_context": "web",
    "phone_number_collection": ["enabled": true],
    "tax_id_collection": ["enabled": true, "required": "if_supported"],
  ]

  private static let shipped: [String: Node] = [
    "billing_address_collection": "auto",
    "customer_creation": "always",
    "payment_method_configuration_details": [
      "id": "pmc_1PgafmB7WZ01zgkWConf0000", "parent": nil,
    ],
    "payment_method_types": ["card", "klarna", "paypal", "sepa_debit"],
    "permissions": ["update_shipping_details": "server_only"],
    "phone_number_collection": ["enabled": true],
    "shipping_address_collection": ["allowed_countries": ["US", "DE", "JP", "FR", "GB", "BR"]],
  ]

  private static let invoiced: [String: Node] = [
    "automatic_tax": automaticTax,
    "invoice_creation": [
      "enabled": true,
      "invoice_data": [
        "account_tax_ids": nil,
        "custom_fields": [["name": "Purchase order", "value": "PO-1234"]],
        "description": "Thank you for your business",
        "footer": "Example Inc. · 1 Main Street",
        "issuer": ["type": "self"],
        "metadata": ["department": "sales"],
        "rendering_options": ["amount_tax_display": "include_inclusive_tax", "template": nil],
      ],
    ],
    "tax_id_collection": ["enabled": true, "required": "never"],
  ]

  private static let named: [String: Node] = [
    "excluded_payment_method_types": ["klarna"],
    "managed_payments": ["enabled": true],
    "name_collection": [
      "business": ["enabled": true, "optional": true],
      "individual": ["enabled": true, "optional": false],
    ],
    "payment_method_collection": "always",
    "saved_payment_method_options": [
      "allow_redisplay_filters": ["always"], "payment_method_remove": "enabled",
      "payment_method_save": nil,
    ],
  ]

  private static let donated: [String: Node] = [
    "allowed_payment_method_types": ["card", "link"],
    "origin_context": "mobile_app",
    "submit_type": "donate",
  ]

  private static let taxed: [String: Node] = [
    "automatic_tax": automaticTax,
    "payment_method_collection": "if_required",
  ]

  private static let automaticTax: Node = [
    "enabled": true, "liability": ["type": "self"], "provider": "stripe", "status": "complete",
  ]
}
