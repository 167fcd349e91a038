/// How an integration set its session up: addresses to return to, references, metadata, questions.
extension SessionGenerator {
  func dress(_ record: inout SessionRecord, _ culture: Culture, _ dice: inout Dice) {
    let style = ShopStyle.settings(dice.below(ShopStyle.count), for: record)
    record.settings.merge(style) { $1 }
    record.locale = dice.chance(50) ? culture.locale : dice.chance(50) ? "auto" : nil
    setAddresses(&record, &dice)
    setReferences(&record, &dice)
    if record.mode == .payment, dice.chance(12) { ask(&record, &dice) }
    if record.life.completesAt == nil || record.serial % 40 == 3, dice.chance(25) {
      record.settings["after_expiration"] = [
        "recovery": ["allow_promotion_codes": true, "enabled": true]
      ]
    }
    makePossible(&record)
  }

  /// Removes combinations that Stripe would have refused.
  private func makePossible(_ record: inout SessionRecord) {
    let (mode, uiMode) = (record.mode, record.uiMode)
    record.settings = record.settings.filter { CreateConstraints.allows($0.key, mode, uiMode) }
    if !CreateConstraints.allows("custom_fields", mode, uiMode) { record.customFields = [] }
    if record.customer != nil { record.settings["customer_creation"] = nil }
    if uiMode == "elements", record.settings["tax_id_collection"] != nil {
      record.settings["tax_id_collection"] = ["enabled": true]
    }
    // Where codes can be entered, a discount comes from a code.
    if record.settings["allow_promotion_codes"]?.bool == true, record.coupon?.code == nil {
      record.settings["allow_promotion_codes"] = record.coupon == nil ? true : nil
    }
    if record.settings["adaptive_pricing"]?["enabled"]?.bool != true {
      record.presentmentCurrency = nil
    }
  }

  private func setAddresses(_ record: inout SessionRecord, _ dice: inout Dice) {
    let host = "https://shop.example.com"
    switch record.paymentLink == nil ? dice.below(100) : 100 {
    case 0..<12:
      record.uiMode = "embedded_page"
      record.returnURL = "\(host)/return?session_id={CHECKOUT_SESSION_ID}"
    case 12..<18:
      record.uiMode = "elements"
      record.returnURL = "\(host)/return"
    case 18..<20:
      record.uiMode = "form"
      record.returnURL = "\(host)/return"
    default:
      record.successURL = "\(host)/success?session_id={CHECKOUT_SESSION_ID}"
      record.cancelURL = dice.chance(60) ? "\(host)/cart?from=checkout&lang=en#basket" : nil
    }
  }

  private func setReferences(_ record: inout SessionRecord, _ dice: inout Dice) {
    let order = 10_000 + record.serial
    if dice.chance(55) {
      record.clientReferenceID = dice.chance(80) ? "order_\(order)" : "cart-\(dice.below(1 << 30))"
    }
    if dice.chance(60) { record.addMetadata("order_id", String(order)) }
    if dice.chance(25) { record.addMetadata("plan", dice.pick(["free", "pro", "équipe"])) }
    if dice.chance(12) { record.addMetadata("utm_source", dice.pick(["newsletter", "qr", "友達"])) }
    if dice.chance(5) { record.addMetadata("notes", dice.pick(HostileText.all)) }
    if dice.chance(1) {
      for number in 0..<30 { record.addMetadata("attribute_\(number)", "value \(number)") }
      record.addMetadata("long", String(repeating: "0123456789", count: 50))
    }
  }

  private func ask(_ record: inout SessionRecord, _ dice: inout Dice) {
    let answer = dice.chance(15) ? dice.pick(HostileText.all) : "Happy birthday, \(order(record))!"
    record.customFields = [
      SessionRecord.CustomField(
        key: "engraving", label: "Engraving", type: "text", isOptional: true,
        answer: dice.chance(80) && !answer.isEmpty ? String(answer.prefix(255)) : nil),
      SessionRecord.CustomField(
        key: "size", label: "Größe", type: "dropdown",
        options: [
          SessionRecord.Metadata(key: "Small", value: "s"),
          SessionRecord.Metadata(key: "Large", value: "l"),
        ], answer: dice.pick(["s", "l"])),
      SessionRecord.CustomField(
        key: "invoicenumber", label: "Invoice number", type: "numeric",
        answer: String(dice.below(1_000_000))),
    ]
    record.customFields.removeLast(dice.below(3))
  }

  private func order(_ record: SessionRecord) -> String {
    String(Person(number: record.person).name.prefix(24))
  }
}

extension SessionRecord {
  /// An empty value would remove the entry.
  mutating func addMetadata(_ key: String, _ value: String) {
    guard !value.isEmpty else { return }
    metadata.append(Metadata(key: key, value: value))
  }
}
