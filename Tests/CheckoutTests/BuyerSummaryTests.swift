import Support
import Testing

@testable import Checkout

@Suite struct BuyerSummaryTests {
  private func paid(
    _ id: String, at seconds: Int, amount: Int = 13_524, reference: String? = nil
  ) -> SessionSummary {
    .make(
      id: id, created: Session.morning + seconds, status: "complete", paymentStatus: "paid",
      amountTotal: amount, currency: "eur", clientReferenceID: reference)
  }

  @Test func `sessions are counted by what became of them`() {
    let sessions: [SessionSummary] = [
      paid("cs_1", at: 0, amount: 100), paid("cs_2", at: 29 * 86_400), .make(id: "cs_3"),
      .make(id: "cs_4", status: "expired"), .make(id: "cs_5", status: "complete"),
      .make(id: "cs_6", status: "complete", paymentStatus: "no_payment_required"),
      .make(id: "cs_7", status: "of_tomorrow"),
    ]
    #expect(
      BuyerSummary(sessions).sentence
        == "7 sessions in 30 days, 2 paid, 1 open, 1 unpaid, 1 free, 1 expired, 1 other")
    #expect(BuyerSummary([.make()]).sentence == "1 session, 1 open")
    #expect(BuyerSummary([]).sentence == "no sessions")
  }

  @Test func `two payments that look alike are pointed out with the rule`() {
    let summary = BuyerSummary([paid("cs_2", at: 540), paid("cs_1", at: 0)])
    #expect(
      summary.sentence
        == "2 sessions in a day, 2 paid; two payments of €135.24 within 9 minutes"
        + " (same amount within an hour: not always a double charge)")
    #expect(summary.pairs.first?.first == "cs_1" && summary.pairs.first?.second == "cs_2")
  }

  @Test func `a common reference is the best sign`() {
    let summary = BuyerSummary([
      paid("cs_1", at: 0, reference: "o-7"), paid("cs_2", at: 60, reference: "o-7"),
      paid("cs_3", at: 600, reference: "o-8"),
    ])
    #expect(
      summary.warning
        == "two payments of €135.24 within 1 minute, and 2 more such pairs"
        + " (same amount and reference o-7 within an hour: not always a double charge)")
  }

  @Test func `times that no session has are counted without a trap`() {
    let day = 86_400
    let sessions = [Int.min, .max - day].map { seconds in
      SessionSummary.make(
        id: "cs_\(seconds)", created: seconds, expiresIn: day, status: "complete",
        paymentStatus: "paid", amountTotal: 100, currency: "eur")
    }
    #expect(BuyerSummary(sessions).sentence.hasSuffix(" days, 2 paid"))
  }

  @Test(arguments: [(3_601, 13_524), (60, 13_525)])
  func `what is far apart, or of another amount, is none`(seconds: Int, amount: Int) {
    let other = paid("cs_2", at: seconds, amount: amount)
    #expect(BuyerSummary([paid("cs_1", at: 0), other]).warning == nil)
    #expect(
      BuyerSummary([paid("cs_1", at: 0), .make(id: "cs_2", amountTotal: 13_524, currency: "eur")])
        .warning == nil, "an open session is no payment")
  }
}
