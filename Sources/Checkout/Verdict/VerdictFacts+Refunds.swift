import JSON
import Units

extension VerdictFacts {
  /// Whether everything went back to the customer, or is on the way.
  var isRefunded: Bool {
    guard let charge else { return latest?["refunded"]?.bool == true }
    return charge.isRefundedInFull && uncounted.isEmpty
  }

  /// What was refunded, if it is less than everything.
  var partialRefund: String? { isRefunded ? nil : refunded?.fullText }

  /// What was refunded, with what is on the way.
  private var refunded: Money? {
    guard let charge else { return refundedOfLatest }
    guard let counted = charge.refunded else { return nil }
    let amount = uncounted.reduce(counted.minorUnits) {
      $0.subtractingSaturating($1["amount"]?.int ?? 0)
    }
    return amount > 0 ? Money(amount, counted.currency) : nil
  }

  private var refundedOfLatest: Money? {
    guard let amount = latest?["amount_refunded"]?.int, amount > 0,
      let currency = latest?["currency"]?.string
    else { return nil }
    return Money(amount, Currency(currency))
  }

  /// Oldest first; empty if they were not read.
  private var refunds: [JSON] { charge?.refunds ?? [] }

  /// Refunds that failed, newest first, as far as events tell it: those after the last event of
  /// certain types about the charge.
  private func failures(after isNewer: (StoryEvent) -> Bool) -> [JSON] {
    events.reversed().prefix { !($0.objectID == charge?.id && isNewer($0)) }
      .filter { $0.type == "refund.failed" }.map(\.object)
      .filter { $0["charge"]?.string.map { $0 == charge?.id } ?? true }
  }

  /// Refunds that have failed since an event showed the charge: its amount still has them. A charge
  /// that was read has not.
  private var uncounted: [JSON] {
    guard let charge, !sources.hasRead(charge) else { return [] }
    return failures { $0.type.hasPrefix("charge.") }
  }

  /// ` of $5.00 USD (lost or stolen card)`, as far as it is known; nil unless the latest refund
  /// has failed.
  var failedRefund: String? {
    guard !isRefunded else { return nil }
    let latest = refunds.isEmpty ? failures { $0.type == "charge.refunded" }.first : refunds.last
    guard let refund = latest, refund["status"]?.string == "failed" else { return nil }
    let reason = refund.value("failure_reason")?.string
    return (money(refund["amount"]?.int, refund).map { " of \($0)" } ?? "")
      + (reason.map { " (\($0.replacing("_", with: " ")))" } ?? "")
  }

  /// What is said of refunds that have not arrived: `; a refund in full is under way`; nil if there
  /// are none. The amount that the charge calls refunded includes them.
  var pendingRefund: String? {
    let pending = refunds.filter { ["pending", "requires_action"].contains($0["status"]?.string) }
    guard let first = pending.first else { return nil }
    let sum = pending.reduce(0) { $0.addingSaturating($1["amount"]?.int ?? 0) }
    guard let amount = money(sum, first), let refunded, sum < refunded.minorUnits else {
      let amount = isRefunded ? " in full" : money(sum, first).map { " of \($0)" } ?? ""
      return "; a refund\(amount) is under way"
    }
    let part = isRefunded ? "refunded in full" : "\(refunded.fullText) was refunded"
    return ", then \(part), of which \(amount) is still under way"
  }

  /// `, then $5.00 USD was refunded`: what went back, or is on the way; empty if nothing did.
  var moneyBack: String {
    if let pendingRefund { return pendingRefund }
    if isRefunded { return ", then refunded in full" }
    return partialRefund.map { ", then \($0) was refunded" } ?? ""
  }

  private func money(_ amount: Int?, _ object: JSON) -> String? {
    guard let amount, let currency = object["currency"]?.string else { return nil }
    return Money(amount, Currency(currency)).fullText
  }
}
