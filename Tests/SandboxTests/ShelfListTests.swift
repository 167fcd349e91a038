import JSON
import Testing

@testable import Sandbox

@Suite("Lists and changes of products, prices, customers, coupons")
struct ShelfListTests {
  /// The ids of a whole list.
  private static func all(
    _ account: inout TestAccount, _ path: String, _ filter: String = ""
  ) throws -> [String] {
    var ids: [String] = []
    while true {
      let after = ids.last.map { "&starting_after=\($0)" } ?? ""
      let page = try account.json("GET", path, "limit=100&\(filter)\(after)")
      ids += page.ids
      guard page["has_more"]?.bool == true else { return ids }
    }
  }

  @Test func `every filter of a list is applied`() throws {
    var account = TestAccount(sessions: 0)
    let product = try account.json(
      "POST", "/v1/products", "name=Tea&url=https%3A%2F%2Fexample.com&shippable=true"
    ).id
    _ = try account.json("POST", "/v1/products", "name=Salt")
    let price = try account.json(
      "POST", "/v1/prices",
      "currency=usd&unit_amount=900&product=\(product)&lookup_key=tea&recurring[interval]=week"
    ).id
    let ada = try account.json("POST", "/v1/customers", "email=ada%40example.com").id
    let coupon = try account.json("POST", "/v1/coupons", "percent_off=50").id
    let code = try account.json(
      "POST", "/v1/promotion_codes",
      "promotion[type]=coupon&promotion[coupon]=\(coupon)&customer=\(ada)&code=Tea"
    ).id
    for (path, filter, wanted) in [
      ("prices", "lookup_keys[]=zzz", []), ("prices", "lookup_keys[]=tea", [price]),
      ("prices", "product=\(product)", [price]),
      ("prices", "recurring[interval]=week&currency=usd&created[gte]=1700000000", [price]),
      ("products", "ids[]=\(product)&ids[]=prod_none", [product]),
      ("products", "url=https%3A%2F%2Fexample.com", [product]),
      ("products", "shippable=true", [product]),
      ("promotion_codes", "coupon=\(coupon)", [code]), ("promotion_codes", "coupon=none", []),
      ("promotion_codes", "customer=\(ada)", [code]), ("promotion_codes", "code=TEA", [code]),
      ("customers", "test_clock=clock_none", []),
    ] {
      #expect(try account.json("GET", "/v1/\(path)", filter).ids == wanted, "\(path) \(filter)")
    }
    for (path, filter) in [
      ("prices", "ids[]=x"), ("products", "lookup_keys[]=x"), ("coupons", "active=true"),
      ("promotion_codes", "email=x"),
    ] {
      let refused = try account.json("GET", "/v1/\(path)", filter, status: 400)
      #expect(refused.error?.text("code") == "parameter_unknown", "\(path) \(filter)")
    }
  }

  @Test(arguments: ["products", "prices", "customers", "coupons", "promotion_codes"])
  func `only what is an object can be expanded`(path: String) throws {
    var account = TestAccount(sessions: 5)
    let id = try #require(account.json("GET", "/v1/\(path)").ids.first)
    for (method, path, parameters) in [
      ("GET", "/v1/\(path)", "expand[]=data.nonsense"),
      ("GET", "/v1/\(path)/\(id)", "expand[]=nonsense"),
      ("POST", "/v1/\(path)/\(id)", "expand[]=nonsense"),
    ] {
      let refused = try account.json(method, path, parameters, status: 400)
      #expect(
        refused.error?.text("message")?.hasPrefix("This property cannot be expanded") == true)
    }
  }

  @Test(arguments: ["account", "refunds", "disputes", "charges"])
  func `other objects have the same rule`(path: String) throws {
    var account = TestAccount(sessions: 5)
    let name = path == "account" ? "nonsense" : "data.nonsense"
    _ = try account.json("GET", "/v1/\(path)", "expand[]=\(name)", status: 400)
  }

  @Test func `a price shows its product when asked`() throws {
    var account = TestAccount(sessions: 0)
    let price = try account.json(
      "POST", "/v1/prices", "currency=usd&unit_amount=900&product_data[name]=Tea")
    let list = try account.json("GET", "/v1/prices", "limit=2&expand[]=data.product")
    #expect(list["data"]?.elements.allSatisfy { $0["product"]?.text("name") != nil } == true)
    let one = try account.json("GET", "/v1/prices/\(price.id)", "expand[]=product")
    #expect(one["product"]?.text("name") == "Tea")
    let last = try #require(list.ids.last)
    let old = try account.json("GET", "/v1/prices/\(last)", "expand[]=product")
    #expect(old["product"]?.text("name") != nil)
  }

  @Test(arguments: ["products", "prices", "coupons", "promotion_codes"])
  func `what was there from the start is listed and can be changed`(path: String) throws {
    var account = TestAccount(sessions: 0)
    let ids = try Self.all(&account, "/v1/\(path)")
    #expect(!ids.isEmpty && Set(ids).count == ids.count)
    let id = try #require(ids.last)
    let before = try account.json("GET", "/v1/\(path)/\(id)")
    let changed = try account.json("POST", "/v1/\(path)/\(id)", "metadata[a]=b")
    #expect(changed["metadata"]?.text("a") == "b")
    #expect(try account.json("GET", "/v1/\(path)/\(id)") == changed)
    for member in before.members where member.name != "metadata" && member.name != "updated" {
      #expect(changed[member.name] == member.value, "\(member.name)")
    }
    #expect(try Self.all(&account, "/v1/\(path)") == ids)
  }

  @Test func `a product from the start is sold as it was changed`() throws {
    var account = TestAccount(sessions: 0)
    let id = try #require(Self.all(&account, "/v1/products").last)
    _ = try account.json("POST", "/v1/products/\(id)", "name=Tee&unit_label=cup")
    let prices = try Self.all(&account, "/v1/prices", "product=\(id)&currency=usd")
    let price = try #require(prices.first)
    let order =
      "mode=payment&success_url=https%3A%2F%2Fexample.com&line_items[0][price]=\(price)"
      + "&line_items[0][quantity]=1"
    let session = try account.json(
      "POST", "/v1/checkout/sessions", order + "&expand[]=line_items.data.price.product")
    let item = try #require(session["line_items"]?["data"]?.elements.map { $0 }.first)
    #expect(item.text("description") == "Tee")
    #expect(item["price"]?["product"]?.text("unit_label") == "cup")
    _ = try account.json("POST", "/v1/prices/\(price)", "active=false")
    _ = try account.json("POST", "/v1/checkout/sessions", order, status: 400)
    let gone = try account.json("DELETE", "/v1/products/\(id)")
    #expect(gone["deleted"]?.bool == true)
    #expect(!(try Self.all(&account, "/v1/products")).contains(id))
    _ = try account.json("POST", "/v1/products", "name=x&id=\(id)", status: 400)
  }

  @Test func `a price that was made shows on a line what it shows alone`() throws {
    var account = TestAccount(sessions: 0)
    let price = try account.json(
      "POST", "/v1/prices",
      "currency=usd&unit_amount=900&product_data[name]=Tea&metadata[a]=b&nickname=n")
    let session = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=payment&success_url=https%3A%2F%2Fexample.com&line_items[0][price]=\(price.id)"
        + "&line_items[0][quantity]=1&expand[]=line_items")
    let line = session["line_items"]?["data"]?.elements.map { $0 }.first
    #expect(line?["price"]?.compact == price.compact)
  }

  @Test func `an event shows a customer as it was`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open("&customer_creation=always")
    _ = try account.json("POST", "/v1/test_helpers/checkout/sessions/\(id)/pay")
    let customer = try #require(try account.session(id).text("customer"))
    let before = try account.json("GET", "/v1/events", "type=customer.created")
    #expect(before.ids.count == 1)
    _ = try account.json("POST", "/v1/customers/\(customer)", "email=new%40example.org")
    #expect(try account.json("GET", "/v1/events", "type=customer.created") == before)
  }

  @Test func `customers of every origin can be changed and deleted`() throws {
    var account = TestAccount(sessions: 40)
    let paying = try account.open("&customer_creation=always")
    account.now += 5
    _ = try account.json("POST", "/v1/test_helpers/checkout/sessions/\(paying)/pay")
    let own = try #require(try account.session(paying).text("customer"))
    let made = try account.json("POST", "/v1/customers", "email=jo@example.org").id
    let ids = try Self.all(&account, "/v1/customers")
    let generated = try #require(ids.last)
    for id in [own, made, generated] {
      let before = try account.json("GET", "/v1/customers/\(id)")
      let changed = try account.json(
        "POST", "/v1/customers/\(id)", "email=new%40example.org&metadata[a]=b")
      #expect(changed.text("email") == "new@example.org")
      #expect(changed.text("name") == before.text("name"))
      #expect(try account.json("GET", "/v1/customers/\(id)") == changed)
    }
    #expect(try Self.all(&account, "/v1/customers") == ids)
    let found = try Self.all(&account, "/v1/customers", "email=new%40example.org")
    #expect(Set(found) == [own, made, generated])
    let session = try account.open("&customer=\(generated)")
    #expect(
      try account.session(session)["customer_details"]?.text("email") == "new@example.org")
    let shown = try account.session(paying, "expand[]=customer")
    #expect(shown["customer"]?.text("email") == "new@example.org")
    for id in [own, made, generated] {
      #expect(try account.json("DELETE", "/v1/customers/\(id)")["deleted"]?.bool == true)
      #expect(try account.json("GET", "/v1/customers/\(id)")["deleted"]?.bool == true)
      _ = try account.json("POST", "/v1/customers/\(id)", "name=x", status: 404)
      _ = try account.json(
        "POST", "/v1/checkout/sessions", CreateTests.smallest + "&customer=\(id)", status: 400)
    }
    #expect(
      try Self.all(&account, "/v1/customers")
        == ids.filter { ![own, made, generated].contains($0) })
  }
}
