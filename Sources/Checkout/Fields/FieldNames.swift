package import JSON

/// What the names of Stripe's fields say about their values, at every depth.
///
/// Stripe uses the same names everywhere: a name that ends in `_at` is a time, one that begins with
/// `amount_` is money. A value of a different type than its name suggests is shown as it was sent.
enum FieldNames {
  // MARK: - Labels

  /// `payment_method_types` → `Payment method types`.
  static func label(_ name: String) -> String {
    let words = name.split(separator: "_").map { acronyms[String($0)] ?? String($0) }
    guard let first = words.first else { return name }
    let rest = words.dropFirst().map { " \($0)" }.joined()
    return first.prefix(1).uppercased() + first.dropFirst() + rest
  }

  private static let acronyms = [
    "id": "ID", "ids": "IDs", "url": "URL", "ui": "UI", "fx": "FX", "pdf": "PDF", "eu": "EU",
    "us": "US", "acss": "ACSS", "au": "AU", "becs": "BECS", "sepa": "SEPA", "oxxo": "OXXO",
    "eps": "EPS", "fpx": "FPX", "upi": "UPI", "kr": "KR", "p24": "P24", "line1": "line 1",
    "line2": "line 2",
  ]

  // MARK: - Secrets

  static func isSecret(_ name: String) -> Bool { name == "client_secret" }

  static let secretText = "(hidden)"

  // MARK: - Times

  static func isTime(_ name: String) -> Bool {
    name.hasSuffix("_at") || times.contains(name)
  }

  private static let times: Set = [
    "created", "start", "end", "start_date", "end_date", "due_date", "trial_start", "trial_end",
    "current_period_start", "current_period_end", "period_start", "period_end",
    "billing_cycle_anchor", "next_payment_attempt", "webhooks_delivered_at", "available_on",
  ]

  // MARK: - Amounts

  /// In order of precedence.
  static let currencyNames = ["currency", "presentment_currency", "source_currency"]

  static func isAmount(_ path: JSONPath) -> Bool {
    guard let name = path.lastName else { return false }
    if limits.contains(name) {
      return path.steps.contains(.name("custom_unit_amount"))
    }
    return name.hasPrefix("amount_") || amounts.contains(name)
  }

  private static let limits: Set = ["maximum", "minimum", "preset"]

  private static let amounts: Set = [
    "amount", "unit_amount", "flat_amount", "shipping_amount", "presentment_amount",
    "taxable_amount", "application_fee_amount", "subtotal", "total", "tax", "balance",
    "starting_balance", "ending_balance", "subtotal_excluding_tax", "total_excluding_tax",
    "discount_amount", "net", "fee",
  ]

  static func isPercentage(_ name: String) -> Bool {
    name == "percentage" || name == "percent_off" || name.hasSuffix("_percentage")
      || name.hasSuffix("_percent")
  }
}

extension JSONPath {
  /// Whether the value there is money by its name. What the user named is not Stripe's.
  package var isAmount: Bool {
    steps.first != .name("metadata") && FieldNames.isAmount(self)
  }
}
