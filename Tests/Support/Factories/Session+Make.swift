package import Checkout
import JSON
import Units

extension Session {
  /// 2026-11-14 09:38:55 UTC: the creation time of sessions unless a test sets another.
  package static let morning = 1_794_649_135

  /// An open session of $21.98, created at `morning`, as the API would send it.
  ///
  /// The members of `changes` replace those of the other parameters, or are added to them; a member
  /// that is `.absent` is removed.
  package static func make(
    id: String = "cs_test_till0001", created: Int = morning, expiresIn: Int = 86_400,
    status: String? = "open", paymentStatus: String? = "unpaid", mode: String = "payment",
    amountTotal: Int? = 2198, currency: String? = "usd", email: String? = "jane@example.com",
    name: String? = "Jane Doe", metadata: JSONLiteral = [:], changes: JSONLiteral = [:]
  ) -> Session {
    let isOpen = status == "open"
    let object: JSONLiteral = [
      "id": .string(id), "object": "checkout.session", "adaptive_pricing": ["enabled": true],
      "after_expiration": nil, "allow_promotion_codes": false,
      "amount_subtotal": .init(amountTotal),
      "amount_total": .init(amountTotal),
      "automatic_tax": ["enabled": false, "liability": nil, "provider": nil, "status": nil],
      "billing_address_collection": nil, "cancel_url": "https://shop.example/cart",
      "client_reference_id": nil, "client_secret": nil, "collected_information": nil,
      "consent": nil, "consent_collection": nil, "created": .int(created),
      "currency": .init(currency), "currency_conversion": nil, "custom_fields": [],
      "custom_text": [
        "after_submit": nil, "shipping_address": nil, "submit": nil,
        "terms_of_service_acceptance": nil,
      ],
      "customer": nil, "customer_creation": "if_required",
      "customer_details": [
        "address": nil, "email": .init(email), "name": .init(name), "phone": nil,
        "tax_exempt": "none", "tax_ids": [],
      ],
      "customer_email": nil, "discounts": [], "expires_at": .int(created + expiresIn),
      "invoice": nil, "invoice_creation": nil, "livemode": .bool(id.hasPrefix("cs_live_")),
      "locale": nil, "metadata": metadata, "mode": .string(mode), "origin_context": nil,
      "payment_intent": nil, "payment_link": nil, "payment_method_collection": nil,
      "payment_method_options": [:], "payment_method_types": ["card"],
      "payment_status": .init(paymentStatus), "permissions": nil,
      "phone_number_collection": ["enabled": false], "recovered_from": nil,
      "saved_payment_method_options": nil, "setup_intent": nil,
      "shipping_address_collection": nil, "shipping_cost": nil, "shipping_options": [],
      "status": .init(status), "submit_type": nil, "subscription": nil,
      "success_url": "https://shop.example/thanks",
      "total_details": ["amount_discount": 0, "amount_shipping": 0, "amount_tax": 0],
      "ui_mode": "hosted_page",
      "url": isOpen ? "https://checkout.stripe.com/c/pay/\(id)#fid" : nil, "wallet_options": nil,
    ]
    return session(from: object.merging(changes))
  }

  /// Tests write these literals, so an invalid one is a mistake of the test.
  package static func session(from literal: JSONLiteral) -> Session {
    guard let session = Session(JSON.make(literal)) else {
      preconditionFailure("not a session: \(literal.source)")
    }
    return session
  }
}

extension SessionSummary {
  /// The list's summary of `Session.make`.
  package static func make(
    id: String = "cs_test_till0001", position: Int64 = 1, created: Int = Session.morning,
    expiresIn: Int? = 86_400, status: String? = "open", paymentStatus: String? = "unpaid",
    mode: String? = "payment", amountTotal: Int? = 2198, currency: String? = "usd",
    email: String? = "jane@example.com", customerName: String? = "Jane Doe",
    customer: String? = nil, paymentIntent: String? = nil, subscription: String? = nil,
    invoice: String? = nil, paymentLink: String? = nil, clientReferenceID: String? = nil,
    hasURL: Bool? = nil, fetchedAt: Int = Session.morning
  ) -> SessionSummary {
    SessionSummary(
      .make(
        id: id, created: created, status: status, paymentStatus: paymentStatus,
        amountTotal: amountTotal, currency: currency, email: email, name: customerName,
        changes: [
          "mode": .init(mode), "expires_at": .init(expiresIn.map { created + $0 }),
          "customer": .init(customer), "payment_intent": .init(paymentIntent),
          "subscription": .init(subscription), "invoice": .init(invoice),
          "payment_link": .init(paymentLink), "client_reference_id": .init(clientReferenceID),
          "url": hasURL ?? (status == "open") ? "https://checkout.stripe.com/c/pay/x" : nil,
        ]),
      position: position, fetchedAt: fetchedAt)
  }
}
