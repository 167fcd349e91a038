/// What Stripe answers for configuration that was not set, and the shape of one that was.
enum SessionTemplates {
  /// The field's value: the template, filled in with what was configured.
  static func value(of field: String, in record: SessionRecord) -> Node {
    if field == "invoice_creation", record.mode != .payment { return nil }
    guard let configured = record.settings[field] else { return defaults[field] ?? .null }
    switch field {
    case "name_collection":
      return .object(
        configured.members.map {
          Node.Member(name: $0.name, value: question.filled(from: $0.value))
        })
    case "optional_items": return .array(configured.elements.map(optionalItem.filled))
    case "payment_method_options": return configured
    default: break
    }
    guard let shape = shapes[field] ?? defaults[field] else { return configured }
    return shape.filled(from: configured)
  }

  private static let defaults: [String: Node] = [
    "adaptive_pricing": ["enabled": false],
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
    "phone_number_collection": ["enabled": false],
    "tax_id_collection": ["enabled": false, "required": "never"],
  ]

  /// Fields that are null, or missing, until they are configured.
  private static let shapes: [String: Node] = [
    "branding_settings": [
      "background_color": "#ffffff", "border_style": "rounded", "button_color": "#0074d4",
      "display_name": .string(Shop.name), "font_family": "default", "icon": nil, "logo": nil,
    ],
    "consent_collection": [
      "payment_method_reuse_agreement": nil, "promotions": nil, "terms_of_service": nil,
    ],
    "permissions": ["update_shipping_details": nil],
    "saved_payment_method_options": [
      "allow_redisplay_filters": nil, "payment_method_remove": nil, "payment_method_save": nil,
    ],
    "shipping_address_collection": ["allowed_countries": []],
  ]

  private static let question: Node = ["enabled": false, "optional": false]

  private static let optionalItem: Node = [
    "adjustable_quantity": nil, "price": nil, "quantity": 1,
  ]
}
