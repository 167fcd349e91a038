import JSON
import Testing

@testable import Sandbox

@Suite("Where an order goes")
struct DeliveryTests {
  private static let collected = "&shipping_address_collection[allowed_countries][0]="

  /// The country of every place that names where the order goes.
  private static func countries(_ session: JSON) -> [String?] {
    [
      session["collected_information"]?["shipping_details"]?["address"]?.text("country"),
      session["payment_intent"]?["shipping"]?["address"]?.text("country"),
    ]
  }

  @Test(arguments: [("AT", 0), ("DE", 418), ("GR", 528), ("FR", 440)])
  func `the session, its payment and its tax agree about the country`(
    country: String, tax: Int
  ) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open(Self.collected + country + "&automatic_tax[enabled]=true")
    try account.perform("pay", id)
    let session = try account.session(id, "expand[]=payment_intent")
    #expect(Self.countries(session) == [country, country])
    #expect(session["total_details"]?["amount_tax"]?.int == tax)
    #expect(
      session["payment_intent"]?["shipping"]?.compact
        == session["collected_information"]?["shipping_details"]?.compact)
  }

  @Test func `an address that a server wrote counts everywhere`() throws {
    var account = TestAccount(sessions: 0)
    let order = CreateTests.smallest.replacing(
      "success_url=", with: "ui_mode=elements&return_url=")
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      order + Self.collected + "US&permissions[update_shipping_details]=server_only"
        + "&automatic_tax[enabled]=true"
    ).id
    let details = "collected_information[shipping_details]"
    _ = try account.json(
      "POST", "/v1/checkout/sessions/\(id)",
      "\(details)[name]=Jo&\(details)[address][country]=DE&\(details)[address][line1]=Weg+1")
    try account.perform("pay", id)
    let session = try account.session(id, "expand[]=payment_intent")
    #expect(Self.countries(session) == ["DE", "DE"])
    #expect(session["payment_intent"]?["shipping"]?.text("name") == "Jo")
    #expect(session["total_details"]?["amount_tax"]?.int == 418)
  }

  @Test func `a customer gets the address that the session has`() throws {
    var account = TestAccount(sessions: 0)
    let customer = try account.json("POST", "/v1/customers", "email=a%40example.com").id
    let id = try account.open(
      Self.collected + "AT&customer=\(customer)&customer_update[shipping]=auto")
    try account.perform("pay", id)
    let session = try account.session(id, "expand[]=customer")
    #expect(session["customer"]?["shipping"]?["address"]?.text("country") == "AT")
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `a made-up session and its payment agree`(seed: UInt64) throws {
    var account = TestAccount(sessions: 300, seed: seed)
    var count = 0
    for session in try account.everySession("status=complete&expand[]=data.payment_intent") {
      guard session["payment_intent"]?.isNull == false else { continue }
      let details = session["collected_information"]?["shipping_details"]
      #expect(session["payment_intent"]?["shipping"]?.compact == details?.compact)
      if details?.isNull == false { count += 1 }
    }
    #expect(count > 0)
  }
}
