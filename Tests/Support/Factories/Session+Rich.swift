package import Checkout

/// Sessions with much to show, each in a different situation.
extension Session {
  package static let rich: [Session] = [
    order, subscription, delayed, declined, recoverable, setup, yen, former,
  ]

  /// A paid order from Berlin with something in every group.
  package static let order = make(
    id: "cs_test_order", status: "complete", paymentStatus: "paid", amountTotal: 10_446,
    currency: "eur", email: "jana.dörfler@example.com", name: "Jana Dörfler-Ünlü",
    metadata: ["order_id": "6735", "warehouse": "Köln", "note": "leave at the door"],
    changes: [
      "amount_subtotal": 10_000, "allow_promotion_codes": true, "client_reference_id": "cart-6735",
      "automatic_tax": [
        "enabled": true, "liability": ["type": "self"], "provider": "stripe", "status": "complete",
      ],
      "billing_address_collection": "required",
      "branding_settings": [
        "background_color": "#ffffff", "border_style": "rounded", "button_color": "#0055aa",
        "display_name": "Teehaus", "font_family": "default", "icon": nil, "logo": nil,
      ],
      "collected_information": [
        "business_name": nil, "individual_name": "Jana Dörfler-Ünlü",
        "shipping_details": ["address": berlin, "name": "Jana Dörfler-Ünlü"],
      ],
      "consent": ["promotions": "opt_in", "terms_of_service": "accepted"],
      "consent_collection": [
        "payment_method_reuse_agreement": ["position": "auto"], "promotions": "auto",
        "terms_of_service": "required",
      ],
      "custom_fields": [
        [
          "key": "wrapping", "label": ["custom": "Gift wrapping", "type": "custom"],
          "optional": false, "type": "dropdown",
          "dropdown": [
            "default_value": nil, "value": "red",
            "options": [
              ["label": "Red paper", "value": "red"], ["label": "None", "value": "none"],
            ],
          ],
        ],
        [
          "key": "greeting", "label": ["custom": "Greeting card", "type": "custom"],
          "optional": true, "type": "text",
          "text": [
            "default_value": nil, "maximum_length": 200, "minimum_length": nil,
            "value": "Alles Gute!",
          ],
        ],
      ],
      "custom_text": [
        "after_submit": nil, "shipping_address": nil,
        "submit": ["message": "We ship on the next working day."],
        "terms_of_service_acceptance": nil,
      ],
      "customer": [
        "id": "cus_till0001", "object": "customer", "name": "Jana Dörfler-Ünlü",
        "email": "jana.dörfler@example.com", "phone": "+49 30 1234567", "created": 1_700_000_000,
        "currency": "eur", "balance": -500, "delinquent": false, "description": nil,
        "metadata": [:],
      ],
      "customer_details": [
        "address": berlin, "email": "jana.dörfler@example.com", "name": "Jana Dörfler-Ünlü",
        "phone": "+49 30 1234567", "tax_exempt": "none",
        "tax_ids": [["type": "eu_vat", "value": "DE123456789"]],
      ],
      "discounts": [["coupon": nil, "promotion_code": "promo_till0001"]],
      "integration_identifier": "teehaus-web-3", "locale": "de",
      "payment_intent": [
        "id": "pi_till0001", "object": "payment_intent", "amount": 10_446,
        "amount_received": 10_446, "client_secret": "pi_till0001_secret_never", "currency": "eur",
        "last_payment_error": nil, "status": "succeeded",
        "latest_charge": [
          "id": "ch_till0001", "object": "charge", "amount": 10_446, "amount_refunded": 500,
          "currency": "eur", "disputed": false, "refunded": false, "status": "succeeded",
          "receipt_url": "https://pay.stripe.com/receipts/till0001",
        ],
      ],
      "payment_method_options": ["card": ["request_three_d_secure": "automatic"]],
      "payment_method_types": ["card", "paypal", "sepa_debit"],
      "shipping_address_collection": ["allowed_countries": ["DE", "AT", "CH"]],
      "shipping_cost": [
        "amount_subtotal": 490, "amount_tax": 93, "amount_total": 583,
        "shipping_rate": "shr_till0001",
      ],
      "shipping_options": [["shipping_amount": 490, "shipping_rate": "shr_till0001"]],
      "submit_type": "pay",
      "total_details": [
        "amount_discount": 1_712, "amount_shipping": 490, "amount_tax": 1_668,
        "breakdown": [
          "discounts": [
            ["amount": 1_712, "discount": ["id": "di_till0001", "object": "discount"]]
          ],
          "taxes": [
            [
              "amount": 1_668, "taxability_reason": "standard_rated", "taxable_amount": 8_778,
              "rate": [
                "id": "txr_till0001", "object": "tax_rate", "display_name": "MwSt",
                "inclusive": false, "percentage": .source("19.0"),
              ],
            ]
          ],
        ],
      ],
    ])

  private static let berlin: JSONLiteral = [
    "city": "Berlin", "country": "DE", "line1": "Weserstraße 21", "line2": "Hinterhaus",
    "postal_code": "12045", "state": nil,
  ]

  /// A trial that has begun.
  package static let subscription = make(
    id: "cs_test_subscription", status: "complete", paymentStatus: "no_payment_required",
    mode: "subscription", amountTotal: 0,
    changes: [
      "customer": "cus_till0002", "invoice": "in_till0002",
      "payment_method_collection": "always",
      "subscription": [
        "id": "sub_till0002", "object": "subscription", "status": "trialing",
        "cancel_at_period_end": false, "trial_end": .int(morning + 14 * 86_400), "metadata": [:],
      ],
    ])

  /// A debit that is on its way.
  package static let delayed = make(
    id: "cs_test_delayed", status: "complete", paymentStatus: "unpaid", amountTotal: 45_000,
    currency: "eur",
    changes: [
      "payment_method_types": ["sepa_debit"],
      "payment_intent": [
        "id": "pi_till0003", "object": "payment_intent", "amount": 45_000, "currency": "eur",
        "status": "processing",
      ],
    ])

  /// Open, after a card was refused.
  package static let declined = make(
    id: "cs_test_declined",
    changes: [
      "payment_intent": [
        "id": "pi_till0004", "object": "payment_intent", "amount": 2198, "currency": "usd",
        "status": "requires_payment_method",
        "last_payment_error": [
          "type": "card_error", "code": "card_declined", "decline_code": "insufficient_funds",
          "message": "Your card has insufficient funds.",
        ],
      ]
    ])

  /// An abandoned cart, with a link to come back.
  package static let recoverable = make(
    id: "cs_test_recoverable", created: morning - 90_000, status: "expired",
    changes: [
      "after_expiration": [
        "recovery": [
          "allow_promotion_codes": true, "enabled": true, "expires_at": .int(morning + 2_500_000),
          "url": "https://buy.stripe.com/r/test_till0005",
        ]
      ]
    ])

  /// A card kept for later.
  package static let setup = make(
    id: "cs_test_setup", status: "complete", paymentStatus: "no_payment_required", mode: "setup",
    amountTotal: nil, currency: nil,
    changes: ["customer": "cus_till0006", "setup_intent": "seti_till0006"])

  /// Settled in dollars, presented in yen.
  package static let yen = make(
    id: "cs_test_yen", status: "complete", paymentStatus: "paid", email: "yamada@example.jp",
    name: "山田 太郎",
    changes: [
      "payment_intent": "pi_till0007",
      "presentment_details": ["presentment_amount": 3_300, "presentment_currency": "jpy"],
    ])

  /// As an account with an old version of the API gets it.
  package static let former = make(
    id: "cs_live_former", status: "complete", paymentStatus: "paid",
    changes: [
      "adaptive_pricing": .absent, "collected_information": .absent, "ui_mode": "hosted",
      "shipping_details": [
        "address": berlin, "carrier": nil, "name": "Jana Dörfler", "phone": nil,
        "tracking_number": nil,
      ],
      "payment_intent": "pi_till0008",
    ])
}

extension LineItem {
  /// The items of `Session.order`, with the right sum.
  package static let order: [LineItem] = [
    make(
      id: "li_order1", description: "Darjeeling, first flush — 250 g", quantity: 3,
      unitAmount: 2_500, discount: 1_284, tax: 1_181, currency: "eur",
      changes: ["adjustable_quantity": ["enabled": true, "maximum": 9, "minimum": 1]]),
    make(
      id: "li_order2", description: "茶壺 (tea pot)", quantity: 1, unitAmount: 2_500,
      discount: 428, tax: 394, currency: "eur"),
  ]
}
