import JSON
import Testing

@testable import Sandbox

@Suite("Products, prices, customers, coupons")
struct ShelfTests {
  @Test func `all customers are listed once, the newest first`() throws {
    var account = TestAccount(sessions: 60)
    let paying = try account.json(
      "POST", "/v1/checkout/sessions", CreateTests.smallest + "&customer_creation=always"
    ).id
    account.now += 5
    _ = try account.json("POST", "/v1/test_helpers/checkout/sessions/\(paying)/pay")
    let own = try account.session(paying).text("customer")
    account.now += 5
    let made = try account.json("POST", "/v1/customers", "email=jo@example.org").id
    var all: [JSON] = []
    repeat {
      let after = all.last.map { "&starting_after=\($0.id)" } ?? ""
      let page = try account.json("GET", "/v1/customers", "limit=7\(after)")
      all += page["data"]?.elements.map { $0 } ?? []
      if page["has_more"]?.bool != true { break }
    } while true
    #expect(all.prefix(2).map(\.id) == [made, own])
    #expect(Set(all.map(\.id)).count == all.count)
    #expect(
      all.map { $0["created"]?.int ?? 0 } == all.map { $0["created"]?.int ?? 0 }.sorted(by: >))
    let known = try account.everySession().compactMap { $0.text("customer") }
    #expect(
      Set(known).subtracting(all.map(\.id)).allSatisfy { id in
        (try? account.json("GET", "/v1/customers/\(id)")["deleted"]?.bool) == true
      })
    let somebody = try #require(all.last)
    let found = try account.json(
      "GET", "/v1/customers", "email=\(somebody.text("email") ?? "")")
    #expect(found.ids.contains(somebody.id))
    #expect(try account.json("GET", "/v1/customers", "email=nobody@example.org").ids == [])
  }

  @Test func `what a session names can be read`() throws {
    var account = TestAccount(sessions: 150)
    let all = try account.everySession(
      "expand[]=data.line_items&expand[]=data.discounts.promotion_code")
    var read: Set<String> = []
    for session in all {
      for item in session["line_items"]?["data"]?.elements.map({ $0 }) ?? [] {
        guard let price = item["price"], let product = price.text("product") else { continue }
        if read.insert(price.id).inserted {
          #expect(try account.json("GET", "/v1/prices/\(price.id)").id == price.id)
        }
        if read.insert(product).inserted {
          let found = try account.json("GET", "/v1/products/\(product)")
          #expect(found.text("name") != nil && found.id == product)
        }
      }
      for discount in session["discounts"]?.elements.map({ $0 }) ?? [] {
        guard let code = discount["promotion_code"], code.text("code") != nil,
          read.insert(code.id).inserted
        else { continue }
        let found = try account.json("GET", "/v1/promotion_codes/\(code.id)")
        #expect(found.text("code") == code.text("code"))
        let coupon = try #require(found["promotion"]?.text("coupon"))
        #expect(try account.json("GET", "/v1/coupons/\(coupon)").id == coupon)
      }
    }
    #expect(read.contains { $0.hasPrefix("promo_") })
    _ = try account.json("GET", "/v1/products/prod_nothing", status: 404)
  }

  @Test func `what is made can be read, listed, changed and sold`() throws {
    var account = TestAccount(sessions: 0)
    let product = try account.json("POST", "/v1/products", "name=Tea&metadata[a]=b")
    #expect(product.id.hasPrefix("prod_"))
    let price = try account.json(
      "POST", "/v1/prices", "currency=USD&unit_amount=1500&product=\(product.id)")
    #expect(price.text("currency") == "usd")
    #expect(try account.json("GET", "/v1/prices/\(price.id)") == price)
    #expect(try account.json("GET", "/v1/products", "limit=1").ids == [product.id])
    let changed = try account.json(
      "POST", "/v1/products/\(product.id)", "metadata[a]=&metadata[c]=d&description=Green")
    #expect(changed["metadata"]?["a"] == nil)
    #expect(changed["metadata"]?.text("c") == "d")
    let session = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=payment&success_url=https%3A%2F%2Fexample.com&line_items[0][price]=\(price.id)"
        + "&line_items[0][quantity]=2")
    #expect(session["amount_total"]?.int == 3000)
    #expect(account.visit("/c/pay/\(session.id)").text.contains("Tea"))
  }

  @Test func `a price can bring its product along`() throws {
    var account = TestAccount(sessions: 0)
    let price = try account.json(
      "POST", "/v1/prices",
      "currency=eur&unit_amount=900&recurring[interval]=month&product_data[name]=Plan")
    #expect(price.text("type") == "recurring")
    let product = try #require(price.text("product"))
    #expect(try account.json("GET", "/v1/products/\(product)").text("name") == "Plan")
    #expect(product != price.id)
  }

  @Test func `a coupon is taken off, by its id or behind a code`() throws {
    var account = TestAccount(sessions: 0)
    let coupon = try account.json("POST", "/v1/coupons", "percent_off=25&id=QUARTER")
    #expect(coupon.id == "QUARTER")
    let id = try account.open("&discounts[0][coupon]=QUARTER")
    #expect(try account.session(id)["amount_total"]?.int == 1648)
    let amount = try account.json("POST", "/v1/coupons", "amount_off=500&currency=usd")
    let code = try account.json(
      "POST", "/v1/promotion_codes",
      "promotion[type]=coupon&promotion[coupon]=\(amount.id)&code=FIVE")
    let open = try account.open("&allow_promotion_codes=true")
    #expect(account.visit("/c/pay/\(open)", "do=apply&promotion=five").text.contains("$16.98"))
    let session = try account.session(open)
    let discount = session["discounts"]?.elements.map { $0 }.first
    #expect(discount?.text("promotion_code") == code.id)
    #expect(session["total_details"]?["amount_discount"]?.int == 500)
  }

  @Test func `a customer who was made buys, and is gone when deleted`() throws {
    var account = TestAccount(sessions: 0)
    let customer = try account.json("POST", "/v1/customers", "name=Ada&email=ada%40example.com")
    let id = try account.open("&customer=\(customer.id)")
    #expect(try account.session(id)["customer_details"]?.text("email") == "ada@example.com")
    #expect(try account.sessions("customer=\(customer.id)").ids == [id])
    let gone = try account.json("DELETE", "/v1/customers/\(customer.id)")
    #expect(gone["deleted"]?.bool == true)
    _ = try account.json(
      "POST", "/v1/checkout/sessions", CreateTests.smallest + "&customer=\(customer.id)",
      status: 400)
  }

  @Test func `the fixtures of stripe trigger replay`() throws {
    var account = TestAccount(sessions: 0)
    let product = try account.json("POST", "/v1/products", "name=myproduct").id
    let price = try account.json(
      "POST", "/v1/prices", "product=\(product)&unit_amount=1500&currency=usd"
    ).id
    let session = try account.json(
      "POST", "/v1/checkout/sessions",
      "success_url=https%3A%2F%2Fa.example&cancel_url=https%3A%2F%2Fa.example&mode=payment"
        + "&line_items[0][price]=\(price)&line_items[0][quantity]=2"
        + "&payment_intent_data[shipping][name]=J&payment_intent_data[shipping][address][line1]=1"
    ).id
    let page = try account.json("GET", "/v1/payment_pages/\(session)")
    #expect(page.id.hasPrefix("ppage_"))
    #expect(page.text("session_id") == session)
    let method = try account.json(
      "POST", "/v1/payment_methods",
      "type=card&card[token]=tok_visa&billing_details[email]=stripe%40example.com"
    ).id
    _ = try account.json(
      "POST", "/v1/payment_pages/\(session)/confirm", "payment_method=\(method)&expected_amount=1",
      status: 400)
    _ = try account.json(
      "POST", "/v1/payment_pages/\(session)/confirm",
      "payment_method=\(method)&expected_amount=3000")
    #expect(try account.session(session).text("payment_status") == "paid")
  }

  @Test func `a seed file is played, and says which fixture is refused`() throws {
    let file = try JSON(
      parsing: Array(
        """
        {"fixtures": [
          {"name": "tea", "path": "/v1/products", "method": "post", "params": {"name": "Tea"}},
          {"name": "price", "path": "/v1/prices", "params":
            {"product": "${tea:id}", "currency": "usd", "unit_amount": 700}}
        ]}
        """.utf8))
    var account = TestAccount(sessions: 0)
    try account.store.play(SeedFile(file), at: account.now)
    let price = try account.json("GET", "/v1/prices")["data"]?.elements.map { $0 }.first
    #expect(price?["unit_amount"]?.int == 700)
    let wrong = try SeedFile(
      JSON(parsing: Array(#"{"fixtures": [{"name": "x", "path": "/v1/products"}]}"#.utf8)))
    let error = #expect(throws: SandboxError.self) {
      try account.store.play(wrong, at: account.now)
    }
    #expect(error?.description.contains("fixture 1 (x) is refused") == true)
  }
}
