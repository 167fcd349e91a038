import Support
import Testing

@testable import Checkout
import Units

@Suite struct LineItemTotalsTests {
  private func totals(
    _ items: [LineItem], isComplete: Bool = true, total: Int? = 2198, mode: String = "payment",
    currency: String? = "usd", changes: JSONLiteral = [:]
  ) -> LineItemTotals {
    let session = Session.make(
      mode: mode, amountTotal: total, currency: currency, changes: changes)
    return LineItemTotals(of: session, items: items, isComplete: isComplete)
  }

  @Test func `items that come to the total add up`() {
    let totals = totals([.make(quantity: 1), .make(quantity: 1)])
    #expect(totals.check == .addsUp)
    #expect(totals.warning == nil)
    #expect(totals.rows.map(\.label) == ["Subtotal", "Total"])
  }

  @Test func `discount, shipping and tax are told and counted`() {
    let totals = totals(
      [.make(discount: 198, tax: 200)], total: 2700,
      changes: [
        "amount_subtotal": 2198,
        "total_details": ["amount_discount": 198, "amount_shipping": 400, "amount_tax": 300],
        "shipping_cost": ["amount_subtotal": 400, "amount_tax": 100, "amount_total": 500],
      ])
    #expect(totals.check == .addsUp)
    #expect(
      totals.rows.map { "\($0.label) \($0.money.text)" } == [
        "Subtotal $21.98", "Discount -$1.98", "Shipping $4.00", "Tax $3.00", "Total $27.00",
      ])
    #expect(totals.includedTax == nil)
  }

  @Test func `tax inside the prices is told apart`() {
    let totals = totals(
      [.make(tax: 351, total: 2198)],
      changes: ["total_details": ["amount_discount": 0, "amount_shipping": 0, "amount_tax": 351]])
    #expect(totals.check == .addsUp)
    #expect(totals.includedTax == Money(351, Currency("usd")))
  }

  @Test func `a mismatch is flagged with both amounts`() {
    let totals = totals([.make()], total: 2199)
    #expect(
      totals.warning == "items and shipping come to $21.98 USD, the session says $21.99 USD")
  }

  @Test func `without all items nothing is claimed`() {
    let totals = totals([.make()], isComplete: false, total: 9999)
    #expect(
      totals.check == .unknown("not checked: there are more items than the 1 that are loaded"))
  }

  @Test func `what cannot be added is said`() {
    #expect(totals([], total: nil).warning == "the session has no total")
    #expect(totals([], total: nil, mode: "setup").warning == "nothing is sold in setup mode")
    #expect(totals([.make(currency: "eur")]).warning == "li_till0001 is in another currency")
    #expect(
      totals([.make(changes: ["amount_total": nil])]).warning == "li_till0001 has no total")
    let huge = [LineItem.make(total: .max), .make(total: 1)]
    #expect(totals(huge).warning == "the sum is too large")
  }

  @Test func `amounts at the edge of what fits do not trap`() {
    let totals = totals(
      [.make(total: .max)], total: .max,
      changes: [
        "total_details": [
          "amount_discount": .int(.min), "amount_shipping": .int(.max), "amount_tax": .int(.max),
        ]
      ])
    #expect(totals.warning == "the sum is too large")
    #expect(totals.rows.count == 5)
  }

  @Test func `what the customer sees stands beside what is settled`() {
    let now = Session.make(changes: [
      "presentment_details": ["presentment_amount": 3300, "presentment_currency": "jpy"]
    ])
    #expect(Presentment(of: now)?.text == "the customer sees ¥3,300 JPY for $21.98 USD")
    let before = Session.make(
      amountTotal: 3300, currency: "jpy",
      changes: [
        "currency_conversion": [
          "amount_subtotal": 2198, "amount_total": 2198, "fx_rate": "150.1",
          "source_currency": "usd",
        ]
      ])
    #expect(
      Presentment(of: before)?.text
        == "the customer sees ¥3,300 JPY for $21.98 USD (rate 150.1)")
    let same = Session.make(changes: [
      "presentment_details": ["presentment_amount": 2198, "presentment_currency": "usd"]
    ])
    #expect(Presentment(of: same) == nil && Presentment(of: .make()) == nil)
  }
}
