extension FieldOutline {
  /// Source: https://docs.stripe.com/api/payment_intents/object
  static let paymentIntent = FieldOutline(
    rows(
      .summary,
      [
        "status": .plain, "amount": .plain, "amount_received": .plain, "currency": .plain,
        "last_payment_error": .label("Last failure"), "next_action": .plain, "created": .plain,
        "canceled_at": .plain, "cancellation_reason": .plain, "description": .plain,
        "livemode": .label("Live mode"),
      ])
      + rows(.customer, ["customer": .plain, "receipt_email": .label("Receipt to")])
      + rows(
        .payment,
        [
          "latest_charge": .plain, "payment_method": .plain,
          "payment_method_types": .label("Payment methods"), "invoice": .plain,
          "capture_method": .plain, "amount_capturable": .plain, "setup_future_usage": .plain,
          "payment_method_options": .plain,
        ])
      + rows(.shipping, ["shipping": .plain])
      + common)

  /// Source: https://docs.stripe.com/api/charges/object
  static let charge = FieldOutline(
    rows(
      .summary,
      [
        "status": .plain, "amount": .plain, "currency": .plain, "outcome": .plain,
        "failure_message": .plain, "failure_code": .plain, "refunded": .plain,
        "amount_refunded": .plain, "disputed": .plain, "paid": .plain, "captured": .plain,
        "created": .plain, "description": .plain, "livemode": .label("Live mode"),
      ])
      + rows(
        .customer, ["billing_details": .plain, "customer": .plain, "receipt_email": .plain])
      + rows(
        .payment,
        [
          "payment_intent": .plain, "payment_method": .plain, "payment_method_details": .plain,
          "invoice": .plain, "balance_transaction": .plain,
        ])
      + rows(.shipping, ["shipping": .plain])
      + rows(.urls, ["receipt_url": .label("Receipt")])
      + common)

  /// A deleted customer has only an id and `deleted`.
  /// Source: https://docs.stripe.com/api/customers/object
  static let customer = FieldOutline(
    rows(
      .summary,
      [
        "deleted": .former("Deleted"), "name": .plain, "email": .plain, "phone": .plain,
        "description": .plain, "created": .plain, "delinquent": .plain, "balance": .plain,
        "currency": .plain, "livemode": .label("Live mode"),
      ])
      + rows(.customer, ["address": .plain, "preferred_locales": .plain, "tax_exempt": .plain])
      + rows(.shipping, ["shipping": .plain])
      + common)

  /// Source: https://docs.stripe.com/api/subscriptions/object
  static let subscription = FieldOutline(
    rows(
      .summary,
      [
        "status": .plain, "cancel_at_period_end": .plain, "cancel_at": .plain,
        "canceled_at": .plain, "ended_at": .plain, "trial_end": .plain, "start_date": .plain,
        "created": .plain, "currency": .plain, "description": .plain,
        "livemode": .label("Live mode"),
      ])
      + rows(.customer, ["customer": .plain])
      + rows(
        .payment,
        [
          "latest_invoice": .plain, "default_payment_method": .plain,
          "collection_method": .plain, "pending_setup_intent": .plain,
        ])
      + rows(.amounts, ["items": .plain, "discounts": .plain, "automatic_tax": .plain])
      + common)

  /// Source: https://docs.stripe.com/api/invoices/object
  static let invoice = FieldOutline(
    rows(
      .summary,
      [
        "number": .plain, "status": .plain, "amount_due": .plain, "amount_paid": .plain,
        "amount_remaining": .plain, "currency": .plain, "due_date": .label("Due"),
        "created": .plain, "billing_reason": .plain, "attempt_count": .plain,
        "next_payment_attempt": .plain, "description": .plain, "livemode": .label("Live mode"),
      ])
      + rows(
        .customer,
        [
          "customer": .plain, "customer_name": .label("Name"),
          "customer_email": .label("Email"), "customer_phone": .label("Phone"),
          "customer_address": .label("Address"),
        ])
      + rows(.payment, ["payment_intent": .former("Payment intent"), "payments": .plain])
      + rows(
        .amounts,
        ["subtotal": .plain, "total": .plain, "lines": .plain, "discounts": .plain])
      + rows(
        .urls,
        ["hosted_invoice_url": .label("Invoice page"), "invoice_pdf": .label("PDF")])
      + common)

  /// Source: https://docs.stripe.com/api/payment-link/object
  static let paymentLink = FieldOutline(
    rows(
      .summary,
      [
        "active": .plain, "currency": .plain, "inactive_message": .plain,
        "livemode": .label("Live mode"),
      ])
      + rows(.payment, ["payment_method_types": .label("Payment methods")])
      + rows(.customFields, ["custom_fields": .customFields])
      + rows(.urls, ["url": .label("Payment page"), "after_completion": .plain])
      + common)

  /// For objects that till does not know.
  static let unknown = FieldOutline(common)

  private static let common =
    rows(.metadata, ["metadata": .flattened])
    + rows(
      .identifiers,
      ["id": .label("ID"), "client_secret": .former("Client secret"), "object": .plain])
}
