import Support
import Testing

@testable import Checkout
import Units

@Suite struct SessionTextTests {
  @Test func `a session is told in labelled lines`() {
    let session = Session.make(
      metadata: ["order": "6735"],
      changes: [
        "customer_details": ["email": "jane@example.com", "name": nil],
        "shipping_cost": ["amount_total": 500, "shipping_rate": nil],
      ])
    let items = StoredLineItems(items: [.make()], isComplete: true, fetchedAt: Session.morning)
    let lines = SessionText(of: session, items: items, at: Session.morning + 120).lines
    #expect(
      lines.prefix(12) == [
        "Checkout Session cs_test_till0001",
        "Open, nobody has tried to pay; expires tomorrow at 09:38 UTC (in 23 h).",
        "",
        "Summary",
        "  Status: open",
        "  Payment status: unpaid",
        "  Mode: payment",
        "  Total: $21.98 USD",
        "  Currency: usd",
        "  Created: 2026-11-14 09:38:55 UTC (2 minutes ago)",
        "  Expires: 2026-11-15 09:38:55 UTC (in 23 hours)",
        "",
      ])
    #expect(lines.contains("  Shipping cost: $5.00"))
    #expect(lines.contains("    Amount total: $5.00 USD"))
    #expect(lines.contains("  order: 6735"))
    #expect(lines.contains("  1. 2 × T-shirt, $10.99 each: $21.98 USD"))
    #expect(
      lines.contains(
        "  Note: items and shipping come to $26.98 USD, the session says $21.98 USD"))
    #expect(lines.last?.hasPrefix("Empty: customer_details.name, customer_email, ") == true)
  }

  @Test func `a card for a ticket says what happened and where to look`() {
    let session = Session.make(
      status: "complete", paymentStatus: "paid", name: "Jane *Doe*",
      changes: ["payment_intent": "pi_1", "client_reference_id": "order_7\n# Pwned"])
    let items = StoredLineItems(
      items: [.make(description: "T-shirt [red](x)")], isComplete: false, fetchedAt: 0)
    let zone = ZoneRule(fixed: UTCOffset(seconds: 3_600, abbreviation: "CET"))
    let card = CaseCard(
      of: session, items: items, fetchedAt: Session.morning + 60, zone: zone, requestID: "req_1",
      account: StripeID("acct_1"))
    #expect(
      card.markdown(at: Session.morning) == #"""
        **Complete and paid** (test, as of 2026-11-14 10:39:55 CET)

        - Amount: $21.98 USD
        - Customer: J… \*…, j…@e….com
        - Reference: order\_7 # Pwned
        - Created: 2026-11-14 10:38:55 CET (2026-11-14 09:38:55 UTC)
        - Expires: 2026-11-15 10:38:55 CET (2026-11-15 09:38:55 UTC)
        - Session: `cs_test_till0001`
        - Payment intent: `pi_1`
        - Dashboard: https://dashboard.stripe.com/acct_1/test/payments/pi_1
        - Request: `req_1`
        - Items (the first 1):
          - 2 × T-shirt \[red\](x), $10.99 each: $21.98 USD

        """#)
    var open = card
    open.showsPersonalData = true
    #expect(open.markdown(at: Session.morning).contains("jane@example.com"))
  }
}
