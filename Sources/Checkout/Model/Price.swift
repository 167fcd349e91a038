package import JSON
package import Units

/// What a line item costs. Source: https://docs.stripe.com/api/prices/object
package struct Price: Equatable, Sendable, Identifiable {
  package let json: JSON
  /// `price_…`, or `plan_…` for old ones.
  package let id: String

  /// Reads an object as a price; nil unless it has an id.
  package init?(_ json: JSON) {
    guard let id = json["id"]?.string, !id.isEmpty else { return nil }
    self.json = json
    self.id = id
  }
}

extension Price {
  package var isActive: Bool? { json["active"]?.bool }
  package var currency: Currency? { json["currency"]?.string.map(Currency.init) }
  /// In minor units; null for tiers, for custom amounts and for amounts finer than a minor unit.
  package var unitAmount: Int? { json["unit_amount"]?.int }
  /// Minor units with up to twelve decimal places.
  package var unitAmountDecimal: String? { json["unit_amount_decimal"]?.string }
  /// The id behind `product`, whether it was expanded or not.
  package var productID: String? { json["product"]?.string ?? json["product"]?["id"]?.string }
  /// Only if the product was expanded.
  package var productName: String? { json["product"]?["name"]?.string }
  package var recurrence: Recurrence? { json.value("recurring").flatMap(Recurrence.init) }

  /// How often it is charged.
  package struct Recurrence: Hashable, Sendable {
    /// `day`, `week`, `month`, `year`, or a word that Stripe adds later.
    package let interval: String
    package let count: Int
    /// Charged by usage.
    package let isMetered: Bool

    init?(_ json: JSON) {
      guard let interval = json["interval"]?.string else { return nil }
      self.interval = interval
      count = json["interval_count"]?.int ?? 1
      isMetered = json["usage_type"]?.string == "metered"
    }

    /// `every month`, `every 3 months, by usage`.
    package var text: String {
      let every = count == 1 ? "every \(interval)" : "every \(count) \(interval)s"
      return isMetered ? "\(every), by usage" : every
    }

    /// For a column: `/month`, `/3 months`.
    package var shortText: String { count == 1 ? "/\(interval)" : "/\(count) \(interval)s" }
  }
}

// MARK: - In words

extension Price {
  /// The price of one unit: `$10.99`, `$0.00525`, `$12.00 per 10`, `2 tiers, graduated`, or who
  /// decides.
  package var unitText: String? {
    if let custom = json.value("custom_unit_amount") { return customText(custom) }
    if json["billing_scheme"]?.string == "tiered" { return tieredText }
    let amount = amountText(json, "unit_amount")
    guard let transform = json.value("transform_quantity"),
      let packageSize = transform["divide_by"]?.int
    else { return amount }
    let rounding = transform["round"]?.string.map { ", rounded \($0)" } ?? ""
    return amount.map { "\($0) per \(Money.grouped(String(packageSize)))\(rounding)" }
  }

  /// One line per tier: `up to 10: $5.00 each`, `above: $4.00 each + $10.00`.
  package var tierTexts: [String] {
    (json["tiers"].map { Array($0.elements) } ?? []).map { tier in
      let reach = tier["up_to"]?.int.map { "up to \(Money.grouped(String($0)))" } ?? "above"
      let parts = [
        amountText(tier, "unit_amount").map { "\($0) each" }, amountText(tier, "flat_amount"),
      ]
      let cost = parts.compactMap(\.self).joined(separator: " + ")
      return "\(reach): \(cost.isEmpty ? "free" : cost)"
    }
  }

  private var tieredText: String {
    let mode = json["tiers_mode"]?.string.map { ", \($0)" } ?? ""
    let count = json["tiers"]?.count ?? 0
    return count == 0 ? "tiered\(mode)" : "\(count) \(count == 1 ? "tier" : "tiers")\(mode)"
  }

  private func customText(_ custom: JSON) -> String {
    let bounds = [("from", "minimum"), ("to", "maximum"), ("suggested", "preset")]
    let words = bounds.compactMap { word, name in
      amountText(custom, name).map { "\(word) \($0)" }
    }
    return (["the customer decides"] + words).joined(separator: ", ")
  }

  /// A whole amount, otherwise the decimal one next to it.
  private func amountText(_ object: JSON, _ name: String) -> String? {
    guard let currency else { return object[name]?.int.map(String.init) }
    if let amount = object[name]?.int { return Money(amount, currency).text }
    guard let decimal = object["\(name)_decimal"]?.string else { return nil }
    return Money.text(minorDecimal: decimal, currency) ?? decimal
  }
}
