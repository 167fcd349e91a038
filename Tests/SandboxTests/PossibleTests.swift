import JSON
import Testing

@testable import Sandbox

@Suite("What the generator makes")
struct PossibleTests {
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `every session could have been made and ended so at Stripe`(seed: UInt64) throws {
    let account = TestAccount(sessions: 1500, seed: seed)
    let ledger = account.store.ledger
    var (recovered, prefixes) = (0, Set<Substring>())
    for serial in 0..<ledger.count {
      let record = ledger[serial]
      prefixes.insert(account.store.ids.id(.session, serial).dropFirst(8).prefix(2))
      for name in record.settings.keys {
        #expect(CreateConstraints.allows(name, record.mode, record.uiMode), "\(name) of \(serial)")
      }
      #expect(record.metadata.allSatisfy { !$0.value.isEmpty })
      #expect(record.life.isFree == (record.mode == .setup || record.amountTotal == 0))
      if record.mode != .setup {
        try OrderTotal(record: record, version: .standard).check()
        try account.store.checkPrices(of: record)
      }
      guard let old = record.recoveredFrom else { continue }
      recovered += 1
      let life = ledger[old].life
      #expect(life.status(at: record.life.created) == .expired)
      #expect(ledger[old].settings["after_expiration"] != nil)
      #expect(record.amountSubtotal == ledger[old].amountSubtotal)
    }
    #expect(recovered > 0)
    #expect(prefixes == ["a1", "b1"])
  }

  @Test func `only what was asked for is known of a customer`() throws {
    var account = TestAccount(sessions: 800)
    for session in try account.everySession("status=complete") {
      let details = session["customer_details"]
      let asks = session["phone_number_collection"]?["enabled"]?.bool == true
      #expect((details?.text("phone") != nil) == asks)
      if session["tax_id_collection"]?["enabled"]?.bool != true {
        #expect(details?["tax_ids"]?.count ?? 0 == 0)
      }
      if session.text("mode") == "setup" { #expect(details?["address"]?.isNull == true) }
      let allowed = session["shipping_address_collection"]?["allowed_countries"]?.elements
        .compactMap(\.string)
      let shipped = session["collected_information"]?["shipping_details"]
      #expect((shipped?.text("name") != nil) == (allowed != nil))
      if let country = shipped?["address"]?.text("country") {
        #expect(allowed?.contains(country) == true)
      }
      if session["automatic_tax"]?["enabled"]?.bool == true {
        #expect(session["automatic_tax"]?.text("status") == "complete")
      }
      let isFree = session["amount_total"]?.int == 0 || session.text("mode") == "setup"
      #expect((session.text("payment_status") == "no_payment_required") == isFree)
      if isFree, session.text("mode") == "payment" {
        #expect(session["payment_intent"]?.isNull == true)
        #expect(session.text("customer") != nil)
      }
      if session.text("customer_creation") == "always" { #expect(session.text("customer") != nil) }
    }
  }
}
