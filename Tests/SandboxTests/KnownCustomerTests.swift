import JSON
import Testing

@testable import Sandbox

@Suite("What is known about a customer")
struct KnownCustomerTests {
  /// A session for a customer with these parameters, which was paid without the page.
  private static func paid(
    _ customer: String, _ more: String, _ account: inout TestAccount
  ) throws -> JSON {
    let made = try account.json("POST", "/v1/customers", customer).id
    let id = try account.open("&customer=\(made)\(more)")
    try account.perform("pay", id)
    return try account.session(id, "expand[]=payment_intent.latest_charge")
  }

  private static let demanding =
    "&shipping_address_collection[allowed_countries][0]=DE&billing_address_collection=required"
    + "&automatic_tax[enabled]=true&phone_number_collection[enabled]=true"

  @Test func `a session is paid with all that its page demands`() throws {
    var account = TestAccount(sessions: 0)
    let session = try Self.paid("address[country]=DE", Self.demanding, &account)
    let details = try #require(session["customer_details"])
    for name in ["email", "name", "phone"] { #expect(details.text(name) != nil, "\(name)") }
    let shipping = session["collected_information"]?["shipping_details"]
    for address in [details["address"], shipping?["address"]] {
      #expect(address?.text("country") == "DE")
      #expect(address?.text("line1") != nil)
      #expect(address?.text("city") != nil)
    }
    #expect(shipping?.text("name") == details.text("name"))
    #expect(session["total_details"]?["amount_tax"]?.int == 418)
    let billing = session["payment_intent"]?["latest_charge"]?["billing_details"]
    #expect(billing?["address"]?.compact == details["address"]?.compact)
  }

  @Test func `what the customer's object says is not asked again`() throws {
    var account = TestAccount(sessions: 0)
    let customer =
      "email=jo%40example.org&name=Jo&phone=123456&address[country]=FR&address[line1]=1+rue"
      + "&address[city]=Lyon&shipping[name]=Al&shipping[address][line1]=Weg+2"
      + "&shipping[address][country]=DE"
    let session = try Self.paid(customer, Self.demanding, &account)
    let details = session["customer_details"]
    #expect(details?.text("email") == "jo@example.org")
    #expect(details?.text("name") == "Jo")
    #expect(details?.text("phone") == "123456")
    #expect(details?["address"]?.text("city") == "Lyon")
    let shipping = session["collected_information"]?["shipping_details"]
    #expect(shipping?.text("name") == "Al")
    #expect(shipping?["address"]?.text("line1") == "Weg 2")
    #expect(session["total_details"]?["amount_tax"]?.int == 418)
  }

  @Test(arguments: [true, false])
  func `an order goes where its customer lives now`(isFromStart: Bool) throws {
    var account = TestAccount(sessions: 40)
    let customer: String
    if isFromStart {
      let customers = try account.json("GET", "/v1/customers", "limit=100")["data"]?.elements
      let person = try #require(
        customers?.first { $0["deleted"] == nil && $0.id.hasPrefix("cus_") })
      customer = person.id
    } else {
      let id = try account.open(Self.demanding + "&customer_creation=always")
      try account.perform("pay", id)
      customer = try #require(try account.session(id).text("customer"))
    }
    _ = try account.json(
      "POST", "/v1/customers/\(customer)",
      "name=Al&address[country]=DE&address[line1]=Weg+2&address[city]=Ulm&address[state]="
        + "&address[postal_code]=89073&address[line2]=")
    let id = try account.open(
      "&customer=\(customer)&name_collection[individual][enabled]=true\(Self.demanding)")
    try account.perform("pay", id)
    let session = try account.session(id)
    let shipping = session["collected_information"]?["shipping_details"]
    #expect(shipping?.text("name") == "Al")
    #expect(shipping?["address"]?.text("line1") == "Weg 2")
    #expect(session["collected_information"]?.text("individual_name") == "Al")
  }

  @Test func `nobody knows before the end what is not known about a customer`() throws {
    var account = TestAccount(sessions: 0)
    let made = try account.json("POST", "/v1/customers", "name=Jo").id
    let id = try account.open("&customer=\(made)")
    #expect(try account.session(id)["customer_details"]?.isNull == true)
    try account.perform("pay", id)
    #expect(try account.session(id)["customer_details"]?.text("email") != nil)
  }
}
