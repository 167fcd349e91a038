/// The total of an order, checked against what can be charged.
/// Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
struct OrderTotal {
  let record: SessionRecord
  let version: StripeVersion

  func check() throws(APIError) {
    let total = record.amountTotal
    guard let currency = record.currency, !isLater else { return }
    try checkMaximum()
    if total == 0, record.mode == .subscription || version >= .freeOrders { return }
    try checkMinimum(total, currency)
    guard total % CurrencyTable.grain(currency) == 0 else {
      throw .invalid(
        "The total amount in `\(currency)` must be a multiple of "
          + "\(CurrencyTable.grain(currency)), but it is \(total).",
        code: "parameter_invalid_integer",
        param: "line_items")
    }
  }

  /// A line that costs too much is not exact, whatever a discount makes of the total.
  func checkMaximum() throws(APIError) {
    guard let currency = record.currency else { return }
    let largest = CurrencyTable.largest(currency)
    let isExact = record.items.allSatisfy { $0.subtotal < CataloguePrice.tooMuch }
    guard isExact, record.amountTotal <= largest else {
      throw .invalid(
        "The Checkout Session's total amount due must be no more than "
          + "\(written(largest, currency)).", code: "amount_too_large", param: nil)
    }
  }

  /// Whether everything is paid later, by usage or after a trial.
  private var isLater: Bool {
    record.mode == .subscription && record.items.allSatisfy { $0.subtotal == 0 }
  }

  /// A currency that the account is paid out in has its own minimum. In any other currency the
  /// amount has to be worth at least 50 cents.
  private func checkMinimum(_ total: Int, _ currency: String) throws(APIError) {
    if let minimum = CurrencyTable.minimum(currency) {
      guard total < minimum else { return }
      throw .invalid(
        "The Checkout Session's total amount due must add up to at least "
          + "\(written(minimum, currency)) \(currency)", code: "amount_too_small", param: nil)
    }
    let cents = CurrencyTable.cents(total, of: currency)
    guard cents < 50 else { return }
    throw .invalid(
      "The Checkout Session's total amount must convert to at least 50 cents. "
        + "\(written(total, currency)) converts to approximately \(written(cents, "usd")).",
      code: "amount_too_small", param: nil)
  }

  private func written(_ amount: Int, _ currency: String) -> String {
    CurrencyTable.symbol(currency) + CurrencyTable.digits(amount, of: currency)
  }
}
