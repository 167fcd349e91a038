import JSON
package import Units

/// Whether the line items of a session add up to its total.
///
/// Taxes may be inside the prices or on top of them, and an item does not always say which, but its
/// total always includes them. So this adds up the totals of the items and of the shipping.
package struct LineItemTotals: Equatable, Sendable {
  /// One line of the footer, labelled as on Stripe's receipts.
  package struct Row: Equatable, Sendable {
    package var label: String
    package var money: Money
  }

  /// What the comparison with the session's total came to.
  package enum Check: Equatable, Sendable {
    case addsUp
    /// The items and the shipping do not add up to the session's total.
    case mismatch(items: Money, session: Money)
    /// It is not known; the reason is a sentence.
    case unknown(String)
  }

  /// Subtotal, discount, shipping, tax, total, as the session states them; zeros are left out.
  package let rows: [Row]
  package let check: Check
  /// The part of the tax that is inside the prices and does not add to the total.
  package let includedTax: Money?

  /// Adds up the known items of a session.
  package init(of session: Session, items: [LineItem], isComplete: Bool) {
    let amounts = SessionAmounts(session)
    rows = amounts.rows
    check = Self.check(session, amounts, items, isComplete: isComplete)
    includedTax = check == .addsUp ? amounts.includedTax : nil
  }

  /// The footer's warning; nil while everything is fine.
  package var warning: String? {
    switch check {
    case .addsUp: nil
    case .mismatch(let items, let session):
      "items and shipping come to \(items.fullText), the session says \(session.fullText)"
    case .unknown(let reason): reason
    }
  }

  private static func check(
    _ session: Session, _ amounts: SessionAmounts, _ items: [LineItem], isComplete: Bool
  ) -> Check {
    guard let total = amounts.total else {
      return .unknown(
        session.mode == .setup ? "nothing is sold in setup mode" : "the session has no total")
    }
    guard isComplete else {
      return .unknown(
        "not checked: there are more items than the \(items.count) that are loaded")
    }
    var sum = Money(0, total.currency)
    for item in items {
      guard let amount = item.total else { return .unknown("\(item.id) has no total") }
      guard amount.currency == total.currency else {
        return .unknown("\(item.id) is in another currency")
      }
      guard let next = sum.adding(amount) else { return .unknown("the sum is too large") }
      sum = next
    }
    guard let all = sum.adding(amounts.shippingWithTax ?? Money(0, total.currency)) else {
      return .unknown("the sum is too large")
    }
    return all == total ? .addsUp : .mismatch(items: all, session: total)
  }
}

/// The amounts in a session.
private struct SessionAmounts {
  let total: Money?
  private let subtotal: Money?
  private let discount: Money?
  private let shipping: Money?
  private let tax: Money?
  let shippingWithTax: Money?

  init(_ session: Session) {
    let currency = session.currency
    func money(_ value: JSON?) -> Money? {
      guard let amount = value?.int, let currency else { return nil }
      return Money(amount, currency)
    }
    let details = session.json["total_details"]
    let cost = session.json["shipping_cost"]
    total = money(session.json["amount_total"])
    subtotal = money(session.json["amount_subtotal"])
    discount = money(details?["amount_discount"])
    tax = money(details?["amount_tax"])
    shipping = money(details?["amount_shipping"]) ?? money(cost?["amount_subtotal"])
    shippingWithTax = money(cost?["amount_total"]) ?? money(details?["amount_shipping"])
  }

  var rows: [LineItemTotals.Row] {
    let negative = discount.map { Money(0.subtractingSaturating($0.minorUnits), $0.currency) }
    let middle = [("Discount", negative), ("Shipping", shipping), ("Tax", tax)]
      .filter { $0.1?.minorUnits != 0 }
    return ([("Subtotal", subtotal)] + middle + [("Total", total)]).compactMap { label, money in
      money.map { LineItemTotals.Row(label: label, money: $0) }
    }
  }

  /// By how much the stated amounts exceed the total, if tax can explain it.
  var includedTax: Money? {
    guard let total, let subtotal, let tax, tax.minorUnits > 0 else { return nil }
    let parts = [subtotal.minorUnits, shipping?.minorUnits ?? 0, tax.minorUnits]
    let sum = parts.reduce(0) { $0.addingSaturating($1) }
      .subtractingSaturating(discount?.minorUnits ?? 0)
    let excess = sum.subtractingSaturating(total.minorUnits)
    return (1...tax.minorUnits).contains(excess) ? Money(excess, total.currency) : nil
  }
}
