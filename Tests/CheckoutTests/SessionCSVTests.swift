import Checkout
import Support
import Testing

@Suite struct SessionCSVTests {
  @Test(arguments: [
    ("+4915112345678", "+4915112345678"), ("-5.00", "-5.00"),
    ("+1 555 010 2030", "+1 555 010 2030"),
    ("=1+1", "'=1+1"), ("+1+cmd", "'+1+cmd"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"),
    ("-1.2.3", "'-1.2.3"), ("- 5", "'- 5"), ("+", "'+"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
  ])
  func `only a cell that a spreadsheet would run is escaped`(cell: String, written: String) {
    let session = Session.make(name: cell)
    #expect(SessionCSV(["name"]).row(session) == written)
  }

  @Test func `what the customer saw in another currency has columns of its own`() {
    let session = Session.make(
      amountTotal: 2198, currency: "usd",
      changes: [
        "presentment_details": ["presentment_amount": 1950, "presentment_currency": "eur"]
      ])
    #expect(
      SessionCSV(["amount", "currency", "presentment_amount", "presentment_currency"]).row(session)
        == "21.98,usd,19.50,eur")
  }

  @Test func `a key of metadata may hold dots, and objects come as JSON`() {
    let session = Session.make(metadata: ["a.b": "1", "c": "2"])
    #expect(
      SessionCSV(["metadata.a.b", "metadata"]).row(session) == #"1,"{""a.b"":""1"",""c"":""2""}""#)
    let keyed = SessionCSV(["metadata.*"], metadataKeys: ["a.b", "c"])
    #expect(keyed.header == "metadata.a.b,metadata.c")
    #expect(keyed.row(session) == "1,2")
  }
}
