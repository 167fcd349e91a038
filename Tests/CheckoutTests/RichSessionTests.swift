import Support
import Testing

@testable import Checkout

@Suite struct RichSessionTests {
  @Test(arguments: Session.rich)
  func `a rich session is shown with nothing lost`(session: Session) {
    #expect(Rendering(of: session.json).lost(in: session.json) == [])
    #expect(!SessionText(of: session, at: Session.morning).lines.joined().contains("never"))
  }

  @Test func `each story has its verdict`() {
    #expect(
      Session.rich.map { Verdict(of: $0, at: Session.morning).sentence } == [
        "Complete and paid, then €5.00 EUR was refunded",
        "Complete, nothing was due at checkout: payment is put off to later;"
          + " the subscription is trialing",
        "Processing: SEPA direct debit takes up to 14 business days; do not ship yet",
        "Open; the last attempt failed: not enough money; expires tomorrow at 09:38 UTC (in 1 d)",
        "Expired, not completed; its recovery link is valid until 2026-12-13 (in 28 d)",
        "Complete, nothing to pay (setup)",
        "Complete and paid",
        "Complete and paid",
      ])
  }

  @Test func `the order adds up`() {
    let totals = LineItemTotals(of: .order, items: LineItem.order, isComplete: true)
    #expect(totals.check == .addsUp)
    #expect(totals.rows.map(\.label) == ["Subtotal", "Discount", "Shipping", "Tax", "Total"])
    #expect(totals.includedTax == nil)
  }

  @Test func `the order has something in every group but recovery and the future`() {
    let blank = FieldGroup.groups(of: .order).filter(\.isBlank).map(\.kind)
    #expect(blank == [.recovery])
  }

  @Test func `shipping details of old stand under shipping`() throws {
    let group = try #require(FieldGroup.groups(of: .former).first { $0.kind == .shipping })
    let details = try #require(group.fields.first { $0.label == "Shipping details" })
    #expect(details.text == "Jana Dörfler" && details.personal == .name)
  }
}
