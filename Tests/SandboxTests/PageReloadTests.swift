import JSON
import Testing

@testable import Sandbox

@Suite("A page that a form led to can be loaded again")
struct PageReloadTests {
  private static func form(_ card: String) -> String {
    PageTests.card.replacing("4242+4242+4242+4242", with: card)
  }

  /// The forms of an order, and the status of the page that each leads to.
  private static let forms: [(form: String, status: Int, said: String)] = [
    (form("4000000000009995"), 402, "insufficient funds"),
    (form("4242424242424242").replacing("name=Jane", with: "name=&x="), 422, "name-fault"),
    (form("4242424242424242").replacing("=2198", with: "=1"), 409, "Total: $21.98"),
    ("do=update&quantity-0=9999", 200, "quantity-0-fault"),
    ("do=apply&promotion=NOTHING", 200, "promotion-fault"),
    ("fill=4242424242424242", 200, "value=\"4242424242424242\""),
  ]

  @Test(arguments: forms)
  func `a form is answered with the address of a page that changes nothing`(
    form: String, status: Int, said: String
  ) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open(
      "&allow_promotion_codes=true&line_items[0][adjustable_quantity][enabled]=true")
    let path = "/c/pay/\(id)"
    let answer = account.request(path, form)
    #expect(answer.status == 303)
    #expect(answer.body.isEmpty)
    let location = try #require(answer.headers["Location"])
    #expect(location.hasPrefix("\(path)?shown="))
    #expect(Int(location.dropFirst("\(path)?shown=".count)) != nil)
    let query = String(location.dropFirst(path.count + 1))
    let changes = account.store.changes
    let pages = (0..<2).map { _ in account.request(path, query: query) }
    #expect(pages[0] == pages[1])
    #expect(pages[0].status == status)
    #expect(pages[0].text.contains(said))
    #expect(account.request(path, query: query, method: "HEAD").status == status)
    #expect(account.store.changes == changes)
    #expect(account.request(path).status == 200)
  }

  @Test func `an address shows what its own form led to, and nothing that is in it`() throws {
    var account = TestAccount(sessions: 0)
    let (id, other) = (try account.open(), try account.open())
    let declined = account.request("/c/pay/\(id)", Self.form("4000000000009995"))
    let location = try #require(declined.headers["Location"])
    let query = String(location.dropFirst("/c/pay/\(id)?".count))
    #expect(account.request("/c/pay/\(other)", query: query) == account.request("/c/pay/\(other)"))
    let plain = account.request("/c/pay/\(id)")
    for wrong in ["shown=1", "shown=%22%3E%3Cscript%3E", "shown=", "shown=9999999999999999999999"] {
      #expect(account.request("/c/pay/\(id)", query: wrong) == plain)
    }
    #expect(account.visit("/c/pay/\(id)", PageTests.card).status == 303)
    #expect(account.request("/c/pay/\(id)", query: query).text.contains("all done"))
  }

  @Test func `only the latest forms are kept`() throws {
    var account = TestAccount(sessions: 0)
    let path = "/c/pay/\(try account.open())"
    let first = try #require(account.request(path, "do=pay&name=First").headers["Location"])
    let query = String(first.dropFirst(path.count + 1))
    #expect(account.request(path, query: query).text.contains("First"))
    for _ in 0..<40 { _ = account.request(path, "do=pay") }
    #expect(!account.request(path, query: query).text.contains("First"))
    #expect(account.store.formAnswers.count == 32)
  }

  @Test func `a form for an expired session leads to the page that says so`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    _ = try account.json("POST", "/v1/checkout/sessions/\(id)/expire")
    for path in ["/c/pay/\(id)", "/c/pay/\(id)/challenge"] {
      let answer = account.request(path, PageTests.card)
      #expect(answer.status == 303)
      #expect(answer.headers["Location"] == "/c/pay/\(id)")
    }
    #expect(account.visit("/c/pay/\(id)").status == 410)
  }

  @Test func `a bank's question that cannot be answered any more says why`() throws {
    var account = TestAccount(sessions: 0)
    _ = try account.json("POST", "/v1/coupons", "id=HALF&percent_off=50&max_redemptions=1")
    let order = "&discounts[0][coupon]=HALF"
    let (id, other) = (try account.open(order), try account.open(order))
    try account.perform("pay", id, "card=4000002760003184")
    try account.perform("pay", other)
    let page = account.visit("/c/pay/\(id)/challenge", "do=confirm&expected=1099")
    #expect(page.status == 402)
    #expect(page.text.contains("Coupon expired"))
    #expect(page.text.contains("id=\"refuse\""))
  }
}
