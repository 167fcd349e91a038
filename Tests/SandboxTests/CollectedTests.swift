import JSON
import Testing

@testable import Sandbox

@Suite("What the page collects")
struct CollectedTests {
  // MARK: Cards

  @Test func `a charge says of the security code what its decline says`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id, "card=4000000000000127", status: 402)
    let intent = try account.intent(of: id)
    let charge = intent["latest_charge"]?["payment_method_details"]?["card"]?["checks"]
    #expect(charge?.text("cvc_check") == "fail")
    let method = intent["last_payment_error"]?["payment_method"]?["card"]?["checks"]
    #expect(method?.text("cvc_check") == "fail")
    try account.perform("pay", id)
    let paid = try account.intent(of: id)["latest_charge"]?["payment_method_details"]
    #expect(paid?["card"]?["checks"]?.text("cvc_check") == "pass")
  }

  @Test(arguments: ["", "97205"], [nil, "1 Main St"])
  func `an address is checked as far as there is one`(code: String, line: String?) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open(line == nil ? "" : "&billing_address_collection=required")
    let form = PageTests.card.replacing("postal=97205", with: "postal=\(code)")
    let address = line.map { "&line1=\($0)&city=Portland" } ?? ""
    #expect(account.visit("/c/pay/\(id)", form + address).status == 303)
    let details = try account.intent(of: id)["latest_charge"]?["payment_method_details"]
    let checks = try #require(details?["card"]?["checks"])
    #expect(checks["address_postal_code_check"]?.string == (code.isEmpty ? nil : "pass"))
    #expect(checks["address_line1_check"]?.string == line.map { _ in "pass" })
  }
}
