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
    let ended = record.life.expiredAt ?? record.life.expiresAt
    writer.object("after_expiration") { writer in
      writer.object("recovery") { writer in
        writer.field("allow_promotion_codes", recovery["allow_promotion_codes"]?.bool ?? false)
        writer.field("enabled", isEnabled)
        writer.field("expires_at", canRecover ? ended + 30 * 86_400 : nil)
        writer.field(
          "url",
          canRecover
            ? "https://buy.stripe.com/r/\(ids.letters(40, for: record.serial))" : nil)
      }
    }
  }

  /// The e-mail address in the customer's details: known from the start, or typed in at the end.
  func email(of record: SessionRecord) -> String? {
    if let email = record.customerEmail { return email }
    let isKnown = record.customer != nil || record.life.status(at: now) == .complete
    return isKnown ? Person(number: record.person).email : nil
  }

  func writeCustomerDetails(
    of record: SessionRecord, _ status: Life.Status, into writer: inout JSONWriter
  ) {
    let person = Person(number: record.person)
    guard let email = email(of: record) else { return writer.null("customer_details") }
    let isFilledIn = status == .complete
    let asked = record.settings["name_collection"] != nil
    writer.object("customer_details") { writer in
      if isFilledIn {
        writer.address(of: person)
      } else {
        writer.null("address")
      }
      writer.field("business_name", isFilledIn && asked ? person.business : nil)
      writer.field("email", email)
      writer.field("individual_name", isFilledIn && asked ? person.name : nil)
      writer.field("name", isFilledIn ? person.name : nil)
      writer.field("phone", isFilledIn ? person.phone : nil)
      writer.field("tax_exempt", person.business == nil ? "none" : "reverse")
      guard isFilledIn else { return writer.null("tax_ids") }
      writer.array("tax_ids", person.taxID.map { [$0] } ?? []) { writer, taxID in
        writer.object {
          $0.field("type", taxID.type)
          $0.field("value", taxID.value)
        }
      }
    }
  }

  func writeCollectedInformation(
    of record: SessionRecord, _ status: Life.Status, into writer: inout JSONWriter
  ) {
    let person = Person(number: record.person)
    let isShipped =
      record.settings["shipping_address_collection"] != nil || !record.shippingRates.isEmpty
    let isFilledIn = status == .complete
    guard isFilledIn || record.shippingDetails != nil else {
      return writer.null("collected_information")
    }
    writer.object("collected_information") { writer in
      writer.field("business_name", isFilledIn ? person.business : nil)
      writer.null("individual_name")
      if let details = record.shippingDetails {
        writer.field("shipping_details", details)
      } else if isShipped {
        writer.object("shipping_details") {
          $0.address(of: person)
          $0.field("name", person.name)
        }
      } else {
        writer.null("shipping_details")
      }
    }
  }

  func writeConsent(
    of record: SessionRecord, _ status: Life.Status, into writer: inout JSONWriter
  ) {
    guard let asked = record.settings["consent_collection"], status == .complete else {
      return writer.null("consent")
    }
    writer.object("consent") { writer in
      let wantsNews = record.serial % 3 == 0
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
          writer.null("default_value")
          if field.type == "dropdown" {
            writer.array("options", field.options) { writer, option in
              writer.object {
                $0.field("label", option.key)
                $0.field("value", option.value)
              }
            }
          } else {
            writer.null("maximum_length")
            writer.null("minimum_length")
          }
          writer.field("value", answer)
        }
        writer.field("type", field.type)
      }
    }
  }

  func writePresentment(
    of record: SessionRecord, _ status: Life.Status, into writer: inout JSONWriter
  ) {
    guard status == .complete, !record.isConverted, let exchange = Exchange(record) else { return }
    writer.object("presentment_details") {
      $0.field("presentment_amount", exchange.convert(record.amountTotal))
      $0.field("presentment_currency", exchange.shown.code)
    }
  }

  func writeConversion(of record: SessionRecord, into writer: inout JSONWriter) {
    guard record.isConverted, let exchange = Exchange(record) else {
      return writer.null("currency_conversion")
    }
    writer.object("currency_conversion") {
      $0.field("amount_subtotal", exchange.convert(record.amountSubtotal))
      $0.field("amount_total", exchange.convert(record.amountTotal))
      $0.field("fx_rate", exchange.rate)
      $0.field("source_currency", exchange.settled.code)
    }
  }
}

/// From the currency of a session to the one that its customer saw.
private struct Exchange {
  let settled: SandboxCurrency
  let shown: SandboxCurrency

  init?(_ record: SessionRecord) {
    guard let code = record.presentmentCurrency, let shown = SandboxCurrency.with(code: code),
      let settled = record.currency.flatMap(SandboxCurrency.with)
    else { return nil }
    self.shown = shown
    self.settled = settled
  }

  func convert(_ amount: Int) -> Int { shown.amount(ofCents: amount * 100 / settled.scale) }

  /// Six decimal places.
  var rate: String {
    let millionths = shown.scale * 1_000_000 / settled.scale
    let fraction = String(1_000_000 + millionths % 1_000_000).dropFirst()
    return "\(millionths / 1_000_000).\(fraction)"
  }
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
