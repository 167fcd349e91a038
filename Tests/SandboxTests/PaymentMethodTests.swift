import JSON
import Testing

@testable import Sandbox

/// A new row has to hold what the rest of the sandbox takes from it.
@Suite("The table of payment methods")
struct PaymentMethodTests {
  private static let typed = PaymentMethod.typed.map(\.type)

  @Test func `every method is one of Stripe's, in currencies that it has`() {
    for method in PaymentMethod.all {
      #expect(Codes.paymentMethods.contains(method.type))
      for currency in method.currencies ?? [] {
        #expect(CurrencyTable.codes.contains(currency), "\(method.type)")
      }
    }
  }

  @Test func `a field and a kind of number belong to one method`() {
    let forms = PaymentMethod.typed.map(\.form)
    let names = forms.flatMap { $0.fields.joined().map(\.name) }
    #expect(Set(names).count == names.count)
    #expect(Set(forms.map(\.numbering)).count == forms.count)
    for form in forms {
      #expect(form.fields.joined().first?.asks == .number)
      #expect(form.holder != nil)
    }
  }

  @Test(arguments: typed)
  func `what the page suggests can be paid with`(type: String) throws {
    let form = try #require(PaymentMethod[type]?.form)
    for (number, _) in form.suggestions {
      #expect(form.values.contains { $0.number == number && $0.means.type == type }, "\(number)")
      var account = TestAccount(sessions: 0)
      let id = try open(type, in: &account)
      let fields = form.filled(with: number).map { "&\($0)=\(FormBody.escaped($1))" }
      let page = account.visit(
        "/c/pay/\(id)", "do=pay&expected=2198&email=jo%40example.com" + fields.joined())
      // A number that is meant to be declined is.
      #expect([303, 402].contains(page.status), "\(number)")
      #expect(try account.session(id)["payment_intent"]?.isNull == false)
    }
  }

  @Test(arguments: typed)
  func `a charge, a payment method and a session tell of what was typed`(type: String) throws {
    let form = try #require(PaymentMethod[type]?.form)
    let number = try #require(form.values.first?.number)
    var account = TestAccount(sessions: 0)
    let id = try open(type, in: &account)
    let fields = form.filled(with: number).map { "&\($0)=\(FormBody.escaped($1))" }
    _ = account.visit(
      "/c/pay/\(id)", "do=pay&expected=2198&email=jo%40example.com" + fields.joined())
    #expect(try account.session(id)["customer_details"]?.text("name") == "Jenny Rosen")
    let charge = try account.intent(of: id)["latest_charge"]
    let last4 = String(number.suffix(4))
    #expect(charge?["payment_method_details"]?[type]?.text("last4") == last4)
    let method = try account.json(
      "POST", "/v1/payment_methods", "type=\(type)&\(type)[\(form.parameter)]=\(number)")
    #expect(method[type]?.text("last4") == last4)
    #expect(method.text("type") == type)
  }

  private func open(_ type: String, in account: inout TestAccount) throws -> String {
    let currency = PaymentMethod[type]?.currencies?.min() ?? "usd"
    return try account.json(
      "POST", "/v1/checkout/sessions",
      CreateTests.smallest.replacing("=usd", with: "=\(currency)")
        + "&allowed_payment_method_types[0]=\(type)"
    ).id
  }
}
