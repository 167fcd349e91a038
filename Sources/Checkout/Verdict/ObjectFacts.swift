import JSON
import Units

/// The facts for a verdict on an object around a session.
struct ObjectFacts {
  let object: JSON
  let times: VerdictTimes

  init(_ object: JSON, _ times: VerdictTimes) {
    self.object = object
    self.times = times
  }

  var status: String? { object["status"]?.string }
  func int(_ name: String) -> Int? { object[name]?.int }

  /// ` today at 12:32`, with a space in front; empty if there is no time.
  func time(_ name: String, in parent: String? = nil) -> String {
    let holder = parent.map { object[$0] } ?? object
    return holder?[name]?.int.map { " \(times.past($0))" } ?? ""
  }

  /// ` (requested by customer)`.
  func reason(_ name: String) -> String {
    object.value(name)?.string.map { " (\($0.replacing("_", with: " ")))" } ?? ""
  }
}

// MARK: - Payment intents

extension ObjectFacts {
  var charge: Charge? { Charge(object["latest_charge"]) }
  var decline: Decline? { Decline(object["last_payment_error"]) }

  /// `Paid with Visa ending 4242 today at 12:32`, as far as it is known.
  var paid: String {
    guard let charge, charge.outcome == .succeeded else { return "Paid" }
    let method = charge.methodWords.map { " with \($0)" } ?? ""
    let time = times.past(charge.created)
    return charge.isDelayed ? "Paid\(method), begun \(time)" : "Paid\(method) \(time)"
  }

  /// `, then $5.00 USD was refunded`; empty if nothing was.
  var moneyBack: String {
    if charge?.isRefundedInFull == true { return ", then refunded in full" }
    return charge?.refunded.map { ", then \($0.fullText) was refunded" } ?? ""
  }

  var processing: String {
    let types = object["payment_method_types"]?.elements.compactMap(\.string) ?? []
    guard let type = charge?.methodType ?? (types.count == 1 ? types.first : nil),
      PaymentMethodWords.isDelayed(type)
    else { return "the money is not there yet" }
    let words = PaymentMethodWords.method(type)
    return PaymentMethodWords.term(type).map { "\(words) takes up to \($0)" }
      ?? "the money by \(words) is not there yet"
  }

  var nextAction: String { NextActionWords.words(object["next_action"]) }

  /// `: $21.98 USD can be captured`.
  var capturable: String {
    guard let amount = int("amount_capturable"), amount > 0,
      let currency = object["currency"]?.string
    else { return "" }
    return ": \(Money(amount, Currency(currency)).fullText) can be captured"
  }
}

/// What the customer has to do next, in words.
/// Source: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-next_action
enum NextActionWords {
  static func words(_ action: JSON?) -> String {
    action?["type"]?.string.flatMap { table[$0] } ?? other
  }

  /// 3-D Secure, and similar checks.
  static let other = "confirm the payment"

  private static let table = [
    "oxxo_display_details": "pay with the OXXO voucher",
    "boleto_display_details": "pay the boleto",
    "konbini_display_details": "pay at a konbini",
    "multibanco_display_details": "pay the Multibanco voucher",
    "pix_display_qr_code": "pay with the Pix code",
    "display_bank_transfer_instructions": "send the money by bank transfer",
    "verify_with_microdeposits": "verify the bank account",
    "wechat_pay_display_qr_code": "pay with the WeChat code",
    "promptpay_display_qr_code": "pay with the PromptPay code",
    "paynow_display_qr_code": "pay with the PayNow code",
  ]
}

// MARK: - Subscriptions

extension ObjectFacts {
  private var items: [JSON] { object["items"]?["data"].map { Array($0.elements) } ?? [] }

  /// The earliest end of a period: since 2025-03-31, items can have different ones.
  private var periodEnd: Int? {
    items.compactMap { $0["current_period_end"]?.int }.min() ?? int("current_period_end")
  }

  /// When it ends by its current settings; nil if it continues.
  var endsAt: String? {
    if let end = int("cancel_at") { return times.future(end) }
    guard object["cancel_at_period_end"]?.bool == true else { return nil }
    return periodEnd.map { times.future($0) } ?? "with its period"
  }

  /// ` until 28 Nov at 09:38 (in 13 d)`.
  var trialEnd: String { int("trial_end").map { " until \(times.until($0))" } ?? "" }

  /// `; the period ends on 28 Nov at 09:38 (in 13 d)`.
  var renewal: String { periodEnd.map { "; the period ends \(times.future($0))" } ?? "" }

  /// `: too expensive`.
  var cancellation: String {
    let details = object.value("cancellation_details")
    let reason = details?["feedback"]?.string ?? details?["reason"]?.string
    return reason.map { " (\($0.replacing("_", with: " ")))" } ?? ""
  }
}

// MARK: - Invoices

extension ObjectFacts {
  /// `: $21.98 USD is due`.
  var due: String {
    guard let amount = int("amount_remaining") ?? int("amount_due"),
      let currency = object["currency"]?.string
    else { return "" }
    let day = int("due_date").map { " \(times.future($0))" } ?? ""
    return ": \(Money(amount, Currency(currency)).fullText) is due\(day)"
  }

  /// `; next try tomorrow at 09:38 (in 1 d)`.
  var nextAttempt: String {
    int("next_payment_attempt").map { "; next try \(times.future($0))" } ?? ""
  }
}
