import JSON
import Testing
import Units

@testable import Sandbox

@Suite("What the pay page is paid with")
struct PageMethodTests {
  static let order = CreateTests.smallest.replacing("=usd", with: "=eur")

  /// With one method the page has nothing to choose, so the form does not name the method.
  @Test(arguments: [
    ("&allowed_payment_method_types[0]=sepa_debit", ""), ("", "&method=sepa_debit"),
  ])
  func `the holder of an account is the one who pays`(limit: String, choice: String) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", Self.order + limit).id
    let form =
      "do=pay&expected=2198&email=jo%40example.com&iban=AT611904300234573201&holder=Jo+Doe"
      + "&country=AT"
    #expect(account.visit("/c/pay/\(id)", form + choice).status == 303)
    let session = try account.session(id)
    #expect(session["customer_details"]?.text("name") == "Jo Doe")
    let charge = try account.intent(of: id)["latest_charge"]
    #expect(charge?["billing_details"]?.text("name") == "Jo Doe")
  }

  @Test func `a method that the page does not offer chooses the first one`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", Self.order).id
    let page = account.visit("/c/pay/\(id)", "do=pay&expected=2198&method=cash")
    #expect(page.text.contains("value=\"card\" checked"))
    #expect(page.text.contains("id=\"card-fault\""))
  }

  @Test(arguments: [
    ("02%2F27", CivilDate(year: 2027, month: 3, day: 1)),
    ("02%2F28", CivilDate(year: 2028, month: 3, day: 1)),
    ("12%2F26", CivilDate(year: 2027, month: 1, day: 1)),
    ("11%2F26", CivilDate(year: 2026, month: 12, day: 1)),
  ])
  func `a card is valid until its month is over`(expiry: String, next: CivilDate) throws {
    for (second, status) in [(-1, 303), (0, 422)] {
      var account = TestAccount(sessions: 0)
      account.now = Double(next.daysSinceEpoch * 86_400 + second)
      let id = try account.open()
      let page = account.visit(
        "/c/pay/\(id)", PageTests.card.replacing("12%2F34", with: expiry))
      #expect(page.status == status, "\(second)")
      #expect(page.text.contains("id=\"expiry-fault\"") == (status == 422))
    }
  }

  @Test(arguments: [
    ("card_declined", "lost_card", "Ihre Karte wurde abgelehnt."),
    ("card_declined", "insufficient_funds", "Ihre Karte ist nicht ausreichend gedeckt."),
    ("expired_card", nil, "Ihre Karte ist abgelaufen."),
    // This one is of an account, so it cannot be told with the words of a card.
    ("insufficient_funds", nil, "Told in English."),
    ("card_declined", "test_mode_live_card", "Told in English."),
  ])
  func `a decline is told by its codes, whatever the shop reads`(
    code: String, declineCode: String?, sentence: String
  ) {
    let decline = SessionRecord.Decline(
      code: code, declineCode: declineCode, message: "Told in English.")
    #expect(PageWords.of(locale: "de", accepting: nil).sentence(for: decline) == sentence)
  }
}
