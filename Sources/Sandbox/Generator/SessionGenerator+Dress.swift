/// How an integration set its session up: addresses to return to, references, metadata, questions.
extension SessionGenerator {
  func dress(_ record: inout SessionRecord, _ culture: Culture, _ dice: inout Dice) {
    let style = ShopStyle.settings(dice.below(ShopStyle.count), for: record)
    record.settings.merge(style) { $1 }
    record.locale = dice.chance(50) ? culture.locale : dice.chance(50) ? "auto" : nil
    setAddresses(&record, &dice)
    setReferences(&record, &dice)
    if record.mode == .payment, dice.chance(12) { ask(&record, &dice) }
    if record.life.completesAt == nil || record.serial % 40 == 3 {
      if record.serial > 20, dice.chance(6) {
        record.recoveredFrom = record.serial - dice.within(1...20)
      }
      if dice.chance(25) {
        record.settings["after_expiration"] = [
          "recovery": ["allow_promotion_codes": true, "enabled": true]
        ]
      }
    }
  }

  private func setAddresses(_ record: inout SessionRecord, _ dice: inout Dice) {
    let host = "https://shop.example.com"
    switch dice.below(100) {
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
    if dice.chance(25) { record.addMetadata("plan", dice.pick(["free", "pro", "équipe", ""])) }
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
        answer: dice.chance(80) ? String(answer.prefix(255)) : nil),
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
  mutating func addMetadata(_ key: String, _ value: String) {
    metadata.append(Metadata(key: key, value: value))
  }
}
