package import JSON
package import Units

/// One attempt to pay, as Stripe sent it: each is its own charge, including failed ones.
///
/// Of a card, only what may be shown is read: brand, last four digits, wallet.
/// Source: https://docs.stripe.com/api/charges/object
package struct Charge: Equatable, Sendable, Identifiable {
  /// How the try to pay ended, if it has ended.
  package enum Outcome: Sendable {
    case succeeded, pending, failed
  }

  package let json: JSON
  /// `ch_…`, or `py_…` for payments without a card.
  package let id: String
  /// When it was attempted, in Unix seconds.
  package let created: Int

  /// Nil unless the object says that it is a charge, with an id and a time.
  package init?(_ json: JSON?) {
    guard let json, json["object"]?.string == "charge", let id = json["id"]?.string,
      let created = json["created"]?.int
    else { return nil }
    self.json = json
    self.id = id
    self.created = created
  }
}

extension Charge {
  /// Nil for a status that till does not know.
  package var outcome: Outcome? {
    switch json["status"]?.string {
    case "succeeded": .succeeded
    case "pending": .pending
    case "failed": .failed
    default: nil
    }
  }

  package var amount: Money? { money("amount") }
  /// Nil when nothing was refunded.
  package var refunded: Money? { money("amount_refunded").flatMap { $0.minorUnits > 0 ? $0 : nil } }
  package var isRefundedInFull: Bool { json["refunded"]?.bool == true }
  package var isDisputed: Bool { json["disputed"]?.bool == true }
  /// Whether the money is only reserved.
  package var isUncaptured: Bool { outcome == .succeeded && json["captured"]?.bool == false }
  /// Whether the bank asked the customer to confirm, and the customer did.
  package var isAuthenticated: Bool {
    details?["three_d_secure"]?["result"]?.string == "authenticated"
  }

  /// The refunds that came with the charge, oldest first; empty if they were not asked for.
  package var refunds: [JSON] {
    // Stripe lists the newest first, which decides among those of one second.
    let refunds = json["refunds"]?["data"].map { $0.elements.reversed() } ?? []
    return refunds.sorted { ($0["created"]?.int ?? 0) < ($1["created"]?.int ?? 0) }
  }

  /// Why it failed; nil if it did not.
  package var decline: Decline? { outcome == .failed ? Decline(charge: json) : nil }

  private func money(_ name: String) -> Money? {
    guard let amount = json[name]?.int, let currency = json["currency"]?.string else { return nil }
    return Money(amount, Currency(currency))
  }
}

// MARK: - How it was paid

extension Charge {
  /// `card`, `sepa_debit`.
  package var methodType: String? { json["payment_method_details"]?["type"]?.string }

  package var isDelayed: Bool { methodType.map(PaymentMethodWords.isDelayed) ?? false }

  private var details: JSON? {
    methodType.flatMap { json["payment_method_details"]?.value($0) }
  }

  /// `Visa ending 4242`, `Apple Pay (Visa ending 4242)`, `SEPA direct debit (account ending 3201)`;
  /// nil when the charge does not say.
  package var methodWords: String? {
    guard let methodType else { return nil }
    let last4 = details?["last4"]?.string
    guard methodType == "card" else {
      let words = PaymentMethodWords.method(methodType)
      return last4.map { "\(words) (account ending \($0))" } ?? words
    }
    let brand = details?["brand"]?.string ?? details?["network"]?.string
    let name = brand.map(PaymentMethodWords.brand) ?? PaymentMethodWords.method(methodType)
    let card = last4.map { "\(name) ending \($0)" } ?? name
    guard let wallet = details?.value("wallet")?["type"]?.string else { return card }
    return "\(PaymentMethodWords.wallet(wallet)) (\(card))"
  }
}

extension Charge {
  /// Charges in the order of the attempts, each once: the first one given counts. Stripe lists the
  /// newest first, which decides among those of one second.
  package static func sorted(newestFirst charges: [Charge]) -> [Charge] {
    var seen: Set<String> = []
    return charges.filter { seen.insert($0.id).inserted }.reversed()
      .sorted { $0.created < $1.created }
  }
}
