/// Makes a session from nothing but a seed, a serial and a time of creation.
struct SessionGenerator: Sendable {
  let seed: UInt64
  let ids: ObjectIDs
  let catalogue: Catalogue
  /// How many people buy here.
  let people: Int

  init(seed: UInt64, ids: ObjectIDs, sessions: Int) {
    self.seed = seed
    self.ids = ids
    catalogue = Catalogue(ids: ids)
    people = max(40, sessions / 6)
  }

  func facts(_ serial: Int, created: Int) -> Facts {
    Facts(seed: seed, serial: serial, created: created, people: people)
  }

  func person(_ serial: Int) -> Int {
    Facts.person(seed: seed, serial: serial, people: people)
  }

  func record(_ serial: Int, created: Int) -> SessionRecord {
    let facts = facts(serial, created: created)
    var dice = Dice(seed: seed ^ 0x5E55_1095, UInt64(serial))
    var record = SessionRecord(
      serial: serial, mode: facts.mode, life: facts.life, person: facts.person)
    record.customer = facts.hasCustomer ? facts.person : nil
    record.hasAccount = facts.hasAccount
    record.paymentLink = facts.paymentLink
    let culture = Person(number: facts.person).culture
    let home = SandboxCurrency.index(of: culture.currency) ?? 0
    var currency = dice.chance(75) ? home : dice.below(SandboxCurrency.all.count)
    // Delayed payment methods work in one currency only; a payment link has its own currency.
    if facts.life.settlement != nil { currency = home }
    if let link = facts.paymentLink { currency = link % SandboxCurrency.all.count }
    if facts.mode != .setup {
      record.currency = SandboxCurrency.all[currency].code
      fill(&record, in: currency, facts, culture, &dice)
    }
    if facts.isDeclined {
      // Draws the number anyway, so that everything after it stays the same.
      _ = dice.next()
      record.decline = Catalogue.decline(of: serial)
    }
    if facts.life.settlement != nil, let method = culture.delayedMethod { record.method = method }
    if facts.hasEmail { record.customerEmail = Person(number: facts.person).email }
    dress(&record, culture, &dice)
    return record
  }

  // MARK: The order

  private func fill(
    _ record: inout SessionRecord, in currency: Int, _ facts: Facts, _ culture: Culture,
    _ dice: inout Dice
  ) {
    if record.mode == .subscription {
      addPlans(to: &record, in: currency, &dice)
      // Usage alone would cost nothing at first, which is planned for trials only.
      if record.items.allSatisfy({ $0.quantity == nil }) {
        add(catalogue.price(of: Catalogue.oneTime.count, in: currency), to: &record, &dice)
      }
    }
    for _ in 0..<lines(of: record, facts, &dice) { addOneTime(to: &record, in: currency, &dice) }
    if facts.life.isFree {
      if record.mode == .subscription {
        record.hidden["subscription_data"] = ["trial_period_days": .int(Script.trialDays)]
        for index in record.items.indices { record.items[index].subtotal = 0 }
      } else {
        record.coupon = Catalogue.coupons.last
      }
    } else {
      if dice.chance(18) { record.coupon = dice.pick(Array(Catalogue.coupons.dropLast())) }
      if record.mode == .payment, dice.chance(30) {
        let rates = Catalogue.shippingRates(in: currency)
        record.shippingRates = Array(rates.dropFirst(dice.below(rates.count)))
      }
    }
    if dice.chance(40) { record.taxRate = culture.taxRate }
    record.shrink(to: CurrencyTable.largest(record.currency ?? "usd"))
    let home = culture.currency
    if record.mode == .payment, home != record.currency, dice.chance(40) {
      record.presentmentCurrency = home
    }
    if record.mode == .payment, dice.chance(4) {
      record.settings["optional_items"] = [
        [
          "adjustable_quantity": ["enabled": true, "maximum": 10, "minimum": nil],
          "price": .string(catalogue.price(of: 4, in: currency).id), "quantity": 1,
        ]
      ]
    }
  }

  private func lines(of record: SessionRecord, _ facts: Facts, _ dice: inout Dice) -> Int {
    if Facts.isHuge(record.serial) { return 100 }
    if record.mode == .subscription { return dice.chance(12) && !facts.life.isFree ? 1 : 0 }
    switch dice.below(100) {
    case 0..<55: return 1
    case 55..<94: return dice.within(2...4)
    case 94..<99: return dice.within(5...12)
    default: return dice.within(13...60)
    }
  }

  private func addOneTime(to record: inout SessionRecord, in currency: Int, _ dice: inout Dice) {
    // The free sample is never sold alone.
    let bound = Catalogue.oneTime.count - (record.items.isEmpty ? 1 : 0)
    let product = dice.below(bound)
    var item = SessionRecord.Item(
      number: record.serial << 8 | record.items.count,
      price: catalogue.price(of: product, in: currency),
      quantity: dice.chance(70) ? 1 : dice.within(2...9))
    if dice.chance(10) {
      item.adjustable = ["enabled": true, "maximum": 99, "minimum": 0]
    }
    if dice.chance(6) {
      item.metadata = [SessionRecord.Metadata(key: "sku", value: "SKU-\(1000 + product)")]
    }
    if dice.chance(2) { item.price = nil }
    if dice.chance(2) { item.description = dice.pick(HostileText.all) }
    record.items.append(item)
  }

  /// One plan, or several that are charged on the same day.
  private func addPlans(to record: inout SessionRecord, in currency: Int, _ dice: inout Dice) {
    let count = dice.chance(80) ? 1 : dice.within(2...3)
    var plans = Array(Catalogue.recurring.indices)
    for _ in 0..<count where !plans.isEmpty {
      let plan = dice.pick(plans)
      let price = catalogue.price(of: Catalogue.oneTime.count + plan, in: currency)
      plans.removeAll { other in
        let recurring = catalogue.price(of: Catalogue.oneTime.count + other, in: currency).recurring
        return other == plan || recurring?.interval != price.recurring?.interval
          || recurring?.count != price.recurring?.count
      }
      add(price, to: &record, &dice)
    }
  }

  private func add(_ price: CataloguePrice, to record: inout SessionRecord, _ dice: inout Dice) {
    let isMetered = price.recurring?.usage == "metered"
    let quantity = price.tiers == nil ? 1 : dice.within(1...20)
    var item = SessionRecord.Item(
      number: record.serial << 8 | record.items.count, price: price,
      quantity: isMetered ? nil : quantity)
    if isMetered { item.subtotal = 0 }
    record.items.append(item)
  }
}
