/// Writes sessions and the objects around them as Stripe would at one moment.
///
/// `id` and `object` come first and the other fields follow in alphabetical order, as in Stripe's
/// answers. Source: https://docs.stripe.com/api/checkout/sessions/object
struct SessionRenderer: Sendable {
  let generator: SessionGenerator
  /// Unix seconds.
  var now: Int
  var version = StripeVersion.standard
  /// Where the pay page is, as `http://127.0.0.1:PORT`; nil for Stripe's own.
  var address: String?
  /// What sessions refer to: objects that requests made, and sessions that made a customer at their
  /// end.
  var shelf = Shelf()
  var kept: [Int: SessionRecord] = [:]

  var ids: ObjectIDs { generator.ids }

  func id(of record: SessionRecord) -> String { ids.id(.session, record.serial) }

  func write(
    _ record: SessionRecord, _ expansion: Expansion = .none, into writer: inout JSONWriter
  ) {
    let record = known(record)
    let status = record.life.status(at: now)
    let isPriced = record.mode != .setup
    writer.object { writer in
      func configured(_ name: String) {
        writer.field(name, SessionTemplates.value(of: name, in: record))
      }
      func optional(_ name: String) {
        guard record.settings[name] != nil else { return }
        writer.field(name, SessionTemplates.value(of: name, in: record))
      }
      writer.field("id", id(of: record))
      writer.field("object", "checkout.session")
      configured("adaptive_pricing")
      writeAfterExpiration(of: record, status, into: &writer)
      configured("allow_promotion_codes")
      configured("allowed_payment_method_types")
      writer.field("amount_subtotal", isPriced ? record.amountSubtotal : nil)
      writer.field("amount_total", isPriced ? record.amountTotal : nil)
      writeAutomaticTax(of: record, status, into: &writer)
      configured("billing_address_collection")
      optional("branding_settings")
      writer.field("cancel_url", record.cancelURL)
      writer.field("client_reference_id", record.clientReferenceID)
      writer.field("client_secret", clientSecret(of: record, status))
      writeCollectedInformation(of: record, status, into: &writer)
      writeConsent(of: record, status, into: &writer)
      configured("consent_collection")
      writer.field("created", record.life.created)
      writer.field("currency", record.currency)
      // Only for sessions that were created before 2025-03-31.
      writer.null("currency_conversion")
      writeCustomFields(of: record, status, into: &writer)
      configured("custom_text")
      writeCustomer(record.customer(at: now), expansion["customer"], into: &writer)
      writer.field("customer_account", record.hasAccount ? ids.id(.account, record.person) : nil)
      writer.field("customer_creation", customerCreation(of: record))
      writeCustomerDetails(of: record, status, into: &writer)
      writer.field("customer_email", record.customerEmail)
      writeDiscounts(of: record, expansion["discounts"], into: &writer)
      optional("excluded_payment_method_types")
      writer.field("expires_at", record.life.expiresAt)
      configured("integration_identifier")
      writeInvoice(of: record, expansion["invoice"], into: &writer)
      configured("invoice_creation")
      if let items = expansion["line_items"] {
        writeLineItems(of: record, items["data"] ?? .none, into: &writer)
      }
      writer.field("livemode", ids.livemode)
      writer.field("locale", record.locale)
      configured("managed_payments")
      writer.metadata(record.metadata)
      writer.field("mode", record.mode.rawValue)
      optional("name_collection")
      configured("optional_items")
      configured("origin_context")
      writePaymentIntent(of: record, expansion["payment_intent"], into: &writer)
      writePaymentLink(of: record, expansion["payment_link"], into: &writer)
      writer.field("payment_method_collection", paymentMethodCollection(of: record))
      writer.field("payment_method_configuration_details", methodConfiguration(of: record))
      writer.field(
        "payment_method_options",
        PaymentMethodRules.answer(to: record.settings["payment_method_options"]))
      writer.array("payment_method_types", record.methods) { $0.write($1) }
      writer.field("payment_status", paymentStatus(of: record).rawValue)
      configured("permissions")
      configured("phone_number_collection")
      writePresentment(of: record, status, into: &writer)
      writer.field("recovered_from", record.recoveredFrom.map { ids.id(.session, $0) })
      if record.isEmbedded {
        writer.field(
          "redirect_on_completion", record.settings["redirect_on_completion"] ?? "always")
      }
      if let returnURL = record.returnURL { writer.field("return_url", returnURL) }
      configured("saved_payment_method_options")
      writeSetupIntent(of: record, expansion["setup_intent"], into: &writer)
      configured("shipping_address_collection")
      writeShipping(of: record, expansion, into: &writer)
      writeFormerShipping(of: record, status, into: &writer)
      writer.field("status", status.rawValue)
      configured("submit_type")
      writeSubscription(of: record, expansion["subscription"], into: &writer)
      writer.field("success_url", record.successURL)
      configured("tax_id_collection")
      writeTotals(of: record, expansion["total_details"], into: &writer)
      writer.field("ui_mode", UIWords.word(record.uiMode, for: version))
      writer.field("url", url(of: record, status))
      configured("wallet_options")
    }
  }

  /// The session without what is not known yet: automatic tax needs the customer's address.
  func known(_ record: SessionRecord) -> SessionRecord {
    guard record.taxRate != nil, record.hasAutomaticTax,
      record.life.status(at: now) != .complete
    else { return record }
    var record = record
    record.taxRate = nil
    record.recompute()
    return record
  }

  func paymentStatus(of record: SessionRecord) -> Life.PaymentStatus {
    record.mode == .setup ? .notRequired : record.life.paymentStatus(at: now)
  }

  // MARK: Single fields

  private func url(of record: SessionRecord, _ status: Life.Status) -> String? {
    guard status == .open, record.uiMode == "hosted_page" else { return nil }
    return page(of: record) + "#fidkdWxOYHwnPyd1blpxYHZxWjA0"
      + ids.letters(96, for: record.serial) + "JSUl"
  }

  /// The address of a session's page, whether it is still open or not.
  func page(of record: SessionRecord) -> String {
    (address ?? "https://checkout.stripe.com") + "/c/pay/" + id(of: record)
  }

  private func clientSecret(of record: SessionRecord, _ status: Life.Status) -> String? {
    guard status == .open, record.uiMode != "hosted_page" else { return nil }
    return secret(of: record)
  }

  func secret(of record: SessionRecord) -> String {
    "\(id(of: record))_secret_" + ids.letters(48, for: ~record.serial & 0xFFFF_FFFF)
  }

  private func customerCreation(of record: SessionRecord) -> Node {
    if let creation = record.settings["customer_creation"] { return creation }
    if record.mode == .subscription || record.customer != nil { return nil }
    return "if_required"
  }

  /// The Dashboard's settings, which apply unless the request lists payment methods.
  private func methodConfiguration(of record: SessionRecord) -> Node {
    if let details = record.settings["payment_method_configuration_details"] { return details }
    guard record.settings["payment_method_types"] == nil else { return nil }
    return ["id": .string(ids.id(.configuration, 0)), "parent": nil]
  }

  private func paymentMethodCollection(of record: SessionRecord) -> Node {
    record.settings["payment_method_collection"]
      ?? (record.mode == .payment ? "if_required" : "always")
  }
}
