/// What Stripe answers for configuration that nobody set, and the shape that a set one is sent in.
enum SessionTemplates {
  /// The field's value: the template, with what was configured in its places.
  static func value(of field: String, _ configured: Node?) -> Node {
    guard let configured else { return defaults[field] ?? .null }
    guard let shape = shapes[field] ?? defaults[field] else { return configured }
    return shape.filled(from: configured)
  }

  private static let defaults: [String: Node] = [
    "adaptive_pricing": ["enabled": false],
    "automatic_tax": ["enabled": false, "liability": nil, "provider": nil, "status": nil],
    "custom_text": [
      "after_submit": nil, "shipping_address": nil, "submit": nil,
      "terms_of_service_acceptance": nil,
    ],
    "invoice_creation": [
      "enabled": false,
      "invoice_data": [
        "account_tax_ids": nil, "custom_fields": nil, "description": nil, "footer": nil,
        "issuer": nil, "metadata": [:], "rendering_options": nil,
      ],
    ],
    "managed_payments": ["enabled": false],
    "payment_method_options": ["card": ["request_three_d_secure": "automatic"]],
    "phone_number_collection": ["enabled": false],
    "tax_id_collection": ["enabled": false, "required": "never"],
  ]

  /// Fields that are null until they are configured.
  private static let shapes: [String: Node] = [
    "consent_collection": [
      "payment_method_reuse_agreement": nil, "promotions": nil, "terms_of_service": nil,
    ],
    "permissions": ["update_shipping_details": nil],
    "saved_payment_method_options": [
      "allow_redisplay_filters": nil, "payment_method_remove": nil, "payment_method_save": nil,
    ],
    "shipping_address_collection": ["allowed_countries": []],
  ]
}
