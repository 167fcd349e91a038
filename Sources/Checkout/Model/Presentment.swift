package import Units
import JSON

/// What the customer sees and what the account is paid, if adaptive pricing makes them differ.
/// Source: https://docs.stripe.com/payments/checkout/adaptive-pricing
package struct Presentment: Equatable, Sendable {
  package let customer: Money
  package let settlement: Money
  /// A decimal number, as Stripe gives it; only for sessions created before 2025-03-31.
  package let rate: String?

  /// Nil when there is only one currency.
  ///
  /// Newer sessions keep their own currency and add the presented one; older ones use the
  /// customer's currency and have the source currency next to it.
  package init?(of session: Session) {
    guard let currency = session.currency, let total = session.amountTotal else { return nil }
    let own = Money(total, currency)
    if let shown = session.json.value("presentment_details"),
      let amount = shown["presentment_amount"]?.int,
      let code = shown["presentment_currency"]?.string
    {
      self.init(customer: Money(amount, Currency(code)), settlement: own, rate: nil)
    } else if let source = session.json.value("currency_conversion"),
      let amount = source["amount_total"]?.int, let code = source["source_currency"]?.string
    {
      self.init(
        customer: own, settlement: Money(amount, Currency(code)), rate: source["fx_rate"]?.string)
    } else {
      return nil
    }
  }

  private init?(customer: Money, settlement: Money, rate: String?) {
    guard customer.currency != settlement.currency else { return nil }
    self.customer = customer
    self.settlement = settlement
    self.rate = rate
  }

  /// `the customer sees ¥4,200 JPY for $27.50 USD`.
  package var text: String {
    "the customer sees \(customer.fullText) for \(settlement.fullText)"
      + (rate.map { " (rate \($0))" } ?? "")
  }
}
