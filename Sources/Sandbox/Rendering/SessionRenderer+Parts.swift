/// The parts of a session that follow from its state.
extension SessionRenderer {
  func writeAfterExpiration(
    of record: SessionRecord, _ status: Life.Status, into writer: inout JSONWriter
  ) {
    guard let recovery = record.settings["after_expiration"]?["recovery"] else {
      return writer.null("after_expiration")
    }
    let isEnabled = recovery["enabled"]?.bool ?? false
    let canRecover = isEnabled && status == .expired
    writer.object("after_expiration") { writer in
      writer.object("recovery") { writer in
        writer.field("allow_promotion_codes", recovery["allow_promotion_codes"]?.bool ?? false)
        writer.field("enabled", isEnabled)
        writer.field("expires_at", canRecover ? record.life.recoveryEndsAt : nil)
        writer.field(
          "url",
          canRecover
            ? recoveryPage(of: record) : nil)
      }
    }
  }

  /// Where an expired session can be opened again.
  private func recoveryPage(of record: SessionRecord) -> String {
    guard let address else {
      return "https://buy.stripe.com/r/\(ids.letters(40, for: record.serial))"
    }
    return "\(address)/c/recover/\(id(of: record))"
  }

  /// The e-mail address in the customer's details: known from the start, or typed in at the end.
  func email(of record: SessionRecord) -> String? {
    if let email = record.customerEmail { return email }
    if record.life.status(at: now) == .complete { return record.contact.email }
    return record.customer == nil ? nil : (record.buyer ?? record.known ?? record.contact).email
  }

  func writeCustomerDetails(
    of record: SessionRecord, _ status: Life.Status, into writer: inout JSONWriter
  ) {
    let person = record.contact
    guard let email = email(of: record) else { return writer.null("customer_details") }
    let isFilledIn = status == .complete
    let names = record.settings["name_collection"]
    let taxIDs = record.asks("tax_id_collection") ? person.taxID.map { [$0] } ?? [] : []
    writer.object("customer_details") { writer in
      // Setup asks for no address.
      if isFilledIn, record.mode != .setup {
        writer.address(person.address)
      } else {
        writer.null("address")
      }
      writer.field("business_name", isFilledIn ? record.businessName : nil)
      writer.field("email", email)
      writer.field("individual_name", isFilledIn ? individual(person, names) : nil)
      writer.field("name", isFilledIn ? person.name : nil)
      writer.field(
        "phone", isFilledIn && record.asks("phone_number_collection") ? person.phone : nil)
      writer.field("tax_exempt", record.taxExempt)
      guard isFilledIn else { return writer.null("tax_ids") }
      writer.array("tax_ids", taxIDs) { writer, taxID in
        writer.object {
          $0.field("type", taxID.type)
          $0.field("value", taxID.value)
        }
      }
    }
  }

  private func individual(_ person: Contact, _ names: Node?) -> String? {
    names?["individual"]?["enabled"]?.bool == true ? person.individual : nil
  }

  func writeCollectedInformation(
    of record: SessionRecord, _ status: Life.Status, into writer: inout JSONWriter
  ) {
    guard version >= .basil else { return }
    let person = record.contact
    let names = record.settings["name_collection"]
    let isFilledIn = status == .complete
    guard isFilledIn || record.shippingDetails != nil else {
      return writer.null("collected_information")
    }
    writer.object("collected_information") { writer in
      writer.field("business_name", isFilledIn ? record.businessName : nil)
      writer.field("individual_name", isFilledIn ? individual(person, names) : nil)
      writer.field("shipping_details", shippingDetails(of: record, status))
    }
  }

  /// Where the shipping address was before 2025-03-31.basil.
  func writeFormerShipping(
    of record: SessionRecord, _ status: Life.Status, into writer: inout JSONWriter
  ) {
    guard version < .basil else { return }
    let details = shippingDetails(of: record, status)
    guard details != .null else { return writer.null("shipping_details") }
    writer.object("shipping_details") {
      $0.field("address", details["address"])
      $0.null("carrier")
      $0.field("name", details["name"])
      $0.null("phone")
      $0.null("tracking_number")
    }
  }

  private func shippingDetails(of record: SessionRecord, _ status: Life.Status) -> Node {
    status == .complete ? record.delivery : record.shippingDetails ?? .null
  }

  func writeAutomaticTax(
    of record: SessionRecord, _ status: Life.Status, into writer: inout JSONWriter
  ) {
    let asked = record.settings["automatic_tax"]
    let isOn = asked?["enabled"]?.bool == true
    writer.object("automatic_tax") {
      $0.field("enabled", isOn)
      $0.field("liability", isOn ? asked?["liability"] ?? ["type": "self"] : nil)
      $0.field("provider", isOn ? "stripe" : nil)
      $0.field(
        "status", !isOn ? nil : status == .complete ? "complete" : "requires_location_inputs")
    }
  }

  func writeConsent(
    of record: SessionRecord, _ status: Life.Status, into writer: inout JSONWriter
  ) {
    guard let asked = record.settings["consent_collection"], status == .complete else {
      return writer.null("consent")
    }
    writer.object("consent") { writer in
      let wantsNews = record.buyer?.wantsPromotions ?? (record.serial % 3 == 0)
      let offers = asked["promotions"]?.string == "auto"
      writer.field("promotions", offers ? (wantsNews ? "opt_in" : "opt_out") : nil)
      let agrees = asked["terms_of_service"]?.string == "required"
      writer.field("terms_of_service", agrees ? "accepted" : nil)
    }
  }

  func writeCustomFields(
    of record: SessionRecord, _ status: Life.Status, into writer: inout JSONWriter
  ) {
    writer.array("custom_fields", record.customFields) { writer, field in
      let answer = status == .complete ? field.answer : nil
      writer.object { writer in
        writer.field("key", field.key)
        writer.object("label") {
          $0.field("custom", field.label)
          $0.field("type", "custom")
        }
        writer.field("optional", field.isOptional)
        writer.object(field.type) { writer in
          writer.field("default_value", field.defaultValue)
          if field.type == "dropdown" {
            writer.array("options", field.options) { writer, option in
              writer.object {
                $0.field("label", option.key)
                $0.field("value", option.value)
              }
            }
          } else {
            writer.field("maximum_length", field.maximumLength)
            writer.field("minimum_length", field.minimumLength)
          }
          writer.field("value", answer)
        }
        writer.field("type", field.type)
      }
    }
  }

  /// What the customer saw and paid, if Adaptive Pricing converted the price into their currency.
  func writePresentment(
    of record: SessionRecord, _ status: Life.Status, into writer: inout JSONWriter
  ) {
    guard version >= .basil, status == .complete, let exchange = Exchange(record) else { return }
    writer.object("presentment_details") {
      $0.field("presentment_amount", exchange.convert(record.amountTotal))
      $0.field("presentment_currency", exchange.shown.code)
    }
  }
}

/// From the currency of a session to the one that its customer saw.
private struct Exchange {
  let settled: SandboxCurrency
  let shown: SandboxCurrency

  init?(_ record: SessionRecord) {
    guard record.settings["adaptive_pricing"]?["enabled"]?.bool == true,
      let code = record.presentmentCurrency, let shown = SandboxCurrency.with(code: code),
      let settled = record.currency.flatMap(SandboxCurrency.with)
    else { return nil }
    self.shown = shown
    self.settled = settled
  }

  func convert(_ amount: Int) -> Int { shown.amount(ofCents: amount * 100 / settled.scale) }
}

extension JSONWriter {
  mutating func metadata(_ pairs: [SessionRecord.Metadata]) {
    object("metadata") { writer in
      for pair in pairs { writer.field(pair.key, pair.value) }
    }
  }

  mutating func address(of person: Person) {
    let culture = person.culture
    object("address") { writer in
      writer.field("city", culture.city)
      writer.field("country", culture.country)
      writer.field("line1", person.street)
      writer.field("line2", person.unit)
      writer.field("postal_code", culture.postalCode)
      writer.field("state", culture.state)
    }
  }
}
