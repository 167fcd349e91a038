import JSON
import Testing

@testable import Sandbox

/// What the objects around a session must agree on, whatever was generated.
struct InvariantTests {
  private static let expansions = [
    "line_items", "payment_intent.latest_charge", "customer", "subscription", "invoice",
  ].map { "expand[]=data.\($0)" }.joined(separator: "&")

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the objects around a session agree`(seed: UInt64) throws {
    var account = TestAccount(sessions: 400, seed: seed)
    for session in try account.everySession(Self.expansions) {
      let faults = amounts(session) + intent(session) + subscription(session) + states(session)
      #expect(faults == [], "\(session.id)")
    }
  }

  private func int(_ object: JSON?, _ name: String) -> Int { object?[name]?.int ?? 0 }

  private func faults(_ checks: KeyValuePairs<String, Bool>) -> [String] {
    checks.filter { !$0.value }.map(\.key)
  }

  private func amounts(_ session: JSON) -> [String] {
    guard session.text("mode") != "setup" else {
      return faults(["no amount": session["amount_total"]?.isNull == true])
    }
    let totals = session["total_details"]
    let items = session["line_items"]?["data"]?.elements.map { $0 } ?? []
    func sum(_ name: String) -> Int { items.reduce(0) { $0 + int($1, name) } }
    let isWhole = session["line_items"]?["has_more"]?.bool == false
    return faults([
      "total": int(session, "amount_subtotal") - int(totals, "amount_discount")
        + int(totals, "amount_shipping") + int(totals, "amount_tax")
        == int(session, "amount_total"),
      "subtotal of the items": !isWhole
        || sum("amount_subtotal") == int(session, "amount_subtotal"),
      "discount of the items": !isWhole || sum("amount_discount") == int(totals, "amount_discount"),
      "tax of the items": !isWhole || sum("amount_tax") == int(totals, "amount_tax"),
      "currency of the items": items.allSatisfy {
        $0.text("currency") == session.text("currency")
          && [nil, session.text("currency")].contains($0["price"]?.text("currency"))
      },
    ])
  }

  private func intent(_ session: JSON) -> [String] {
    guard let intent = session["payment_intent"], !intent.isNull else {
      return faults([
        "paid by something": session.text("payment_status") != "paid"
          || session.text("mode") == "subscription"
      ])
    }
    let charge = intent["latest_charge"]
    let hasCharge = charge?.isNull == false
    return faults([
      "mode of an intent": session.text("mode") == "payment",
      "amount of the intent": int(intent, "amount") == int(session, "amount_total"),
      "currency of the intent": intent.text("currency") == session.text("currency"),
      "time of the intent": int(intent, "created") >= int(session, "created"),
      "customer of the intent": intent.text("customer") == session["customer"]?.text("id"),
      "charge of the intent": !hasCharge || charge?.text("payment_intent") == intent.id,
      "amount of the charge": !hasCharge || int(charge, "amount") == int(intent, "amount"),
      "what was received": (intent.text("status") == "succeeded")
        == (int(intent, "amount_received") > 0),
    ])
  }

  private func subscription(_ session: JSON) -> [String] {
    let isDone = session.text("status") == "complete"
    let isSubscribed = session.text("mode") == "subscription"
    let customer = session["customer"]?.text("id")
    let (subscription, invoice) = (session["subscription"], session["invoice"])
    let hasInvoice = invoice?.isNull == false
    return faults([
      "a subscription": (subscription?.isNull == false) == (isSubscribed && isDone),
      "its invoice": !(isSubscribed && isDone) || hasInvoice,
      "its customer": subscription?.isNull != false || subscription?.text("customer") == customer,
      "customer of the invoice": !hasInvoice || invoice?.text("customer") == customer,
      "total of the invoice": !hasInvoice
        || int(invoice, "total") == int(session, "amount_total"),
      "state of the invoice": !hasInvoice
        || (invoice?.text("status") == "paid") == (session.text("payment_status") != "unpaid"),
    ])
  }

  private func states(_ session: JSON) -> [String] {
    let status = session.text("status")
    let paid = session.text("payment_status")
    let intent = session["payment_intent"]?.text("status")
    let span = int(session, "expires_at") - int(session, "created")
    return faults([
      "url": (session.text("url") != nil)
        == (status == "open" && session.text("ui_mode") == "hosted_page"),
      "when it expires": (1800...86_400).contains(span),
      "an e-mail address": status != "complete"
        || session["customer_details"]?.text("email") != nil,
      "intent of a paid session": paid != "paid" || intent == nil || intent == "succeeded",
      "intent of an expired session": status != "expired" || intent == nil || intent == "canceled",
      "intent of an open session": status != "open" || intent == nil
        || ["requires_payment_method", "requires_action"].contains(intent),
      "an expired session is not paid": status != "expired" || paid != "paid",
    ])
  }
}
