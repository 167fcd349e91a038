extension FieldOutline {
  /// All 69 fields of 2026-10-28.endive, and their earlier names.
  /// Source: https://docs.stripe.com/api/checkout/sessions/object
  static let session = FieldOutline(
    rows(
      .summary,
      [
        "status": .plain, "payment_status": .plain, "mode": .plain,
        "amount_total": .label("Total"), "currency": .plain, "created": .plain,
        "expires_at": .label("Expires"),
      ])
      + rows(
        .customer,
        [
          "customer_details": .flattened, "customer_email": .label("E-mail at creation"),
          "customer": .plain, "customer_account": .plain,
        ])
      + rows(
        .payment,
        [
          "payment_intent": .plain, "setup_intent": .plain, "subscription": .plain,
          "invoice": .plain, "payment_link": .plain,
          "payment_method_types": .label("Payment methods"),
          "allowed_payment_method_types": .label("Allowed payment methods"),
          "excluded_payment_method_types": .label("Excluded payment methods"),
          "payment_method_collection": .plain,
          "payment_method_configuration_details": .label("Payment method configuration"),
          "saved_payment_method_options": .label("Saved payment methods"),
          "invoice_creation": .plain,
        ])
      + rows(
        .amounts,
        [
          "amount_subtotal": .label("Subtotal"), "total_details": .flattened,
          "discounts": .plain, "line_items": .plain, "optional_items": .plain,
          "automatic_tax": .plain, "tax_id_collection": .plain,
          "presentment_details": .label("What the customer sees"), "adaptive_pricing": .plain,
          "currency_conversion": .plain,
        ])
      + rows(
        .shipping,
        [
          "shipping_cost": .plain, "shipping_options": .plain,
          "shipping_address_collection": .plain,
          "shipping_details": .former("Shipping details"), "shipping": .former("Shipping"),
          "shipping_rate": .former("Shipping rate"),
        ])
      + rows(.collected, ["collected_information": .flattened])
      + rows(.customFields, ["custom_fields": .customFields])
      + rows(.consent, ["consent": .flattened, "consent_collection": .plain])
      + rows(
        .urls,
        [
          "url": .label("Checkout page"), "success_url": .label("After success"),
          "cancel_url": .label("After cancelling"), "return_url": .label("Return"),
          "redirect_on_completion": .plain,
        ])
      + rows(
        .behaviour,
        [
          "ui_mode": .label("UI mode"), "locale": .plain, "submit_type": .plain,
          "allow_promotion_codes": .plain, "billing_address_collection": .plain,
          "phone_number_collection": .plain, "name_collection": .plain, "custom_text": .plain,
          "branding_settings": .label("Branding"), "wallet_options": .plain,
          "permissions": .plain, "origin_context": .plain,
        ])
      + rows(.recovery, ["after_expiration": .flattened, "recovered_from": .plain])
      + rows(.metadata, ["metadata": .flattened])
      + rows(
        .identifiers,
        [
          "id": .plain, "client_reference_id": .label("Client reference"),
          "integration_identifier": .plain, "client_secret": .plain, "object": .plain,
        ])
      + rows(
        .rest,
        [
          "livemode": .label("Live mode"), "customer_creation": .plain,
          "managed_payments": .plain, "payment_method_options": .plain,
        ]))
}
