import JSON
import Testing

@testable import Sandbox

@Suite("Changing products, prices, customers and coupons")
struct ShelfChangeTests {
  @Test func `what a session makes up can be read, named and changed`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    let session = try account.session(id, "expand[]=line_items.data.price.product")
    let price = try #require(session["line_items"]?["data"]?.elements.map { $0 }.first?["price"])
    let product = try #require(price["product"])
    let read = try account.json("GET", "/v1/prices/\(price.id)", "expand[]=product")
    #expect(read.compact == price.compact)
    #expect(try account.json("GET", "/v1/products/\(product.id)").compact == product.compact)
    let line =
      "mode=payment&success_url=https%3A%2F%2Fe.com&line_items[0][quantity]=1&line_items[0]"
    let named = try account.json(
      "POST", "/v1/checkout/sessions",
      line + "[price_data][product]=\(product.id)&line_items[0][price_data][currency]=usd"
        + "&line_items[0][price_data][unit_amount]=500&expand[]=line_items")
    let item = named["line_items"]?["data"]?.elements.map { $0 }.first
    #expect(item?.text("description") == product.text("name"))
    let inactive = try account.json(
      "POST", "/v1/checkout/sessions", line + "[price]=\(price.id)", status: 400)
    #expect(inactive.error?.text("message")?.contains("inactive") == true)
    let other = try account.json(
      "POST", "/v1/prices", "currency=usd&unit_amount=700&product=\(product.id)")
    let sold = try account.json(
      "POST", "/v1/checkout/sessions", line + "[price]=\(other.id)&expand[]=line_items")
    let name = sold["line_items"]?["data"]?.elements.map { $0 }.first?.text("description")
    #expect(name == product.text("name"))
    let changed = try account.json("POST", "/v1/prices/\(price.id)", "metadata[a]=b")
    #expect(changed["metadata"]?.text("a") == "b")
  }

  @Test func `a lookup key belongs to one price`() throws {
    var account = TestAccount(sessions: 0)
    let price = "currency=usd&unit_amount=900&product_data[name]=Tea&lookup_key=gold"
    let first = try account.json("POST", "/v1/prices", price).id
    let before = try account.json("GET", "/v1/products").ids.count
    let refused = try account.json("POST", "/v1/prices", price, status: 400)
    #expect(refused.error?.text("param") == "lookup_key")
    #expect(try account.json("GET", "/v1/products").ids.count == before)
    let second = try account.json("POST", "/v1/prices", price + "&transfer_lookup_key=true").id
    #expect(try account.json("GET", "/v1/prices", "lookup_keys[]=gold").ids == [second])
    #expect(try account.json("GET", "/v1/prices/\(first)")["lookup_key"]?.isNull == true)
    _ = try account.json("POST", "/v1/prices/\(first)", "lookup_key=gold", status: 400)
    _ = try account.json("POST", "/v1/prices/\(second)", "lookup_key=gold")
    _ = try account.json(
      "POST", "/v1/prices/\(first)", "lookup_key=gold&transfer_lookup_key=true")
    #expect(try account.json("GET", "/v1/prices", "lookup_keys[]=gold").ids == [first])
  }

  @Test func `an address is whole, and can be unset`() throws {
    var account = TestAccount(sessions: 0)
    let made = try account.json(
      "POST", "/v1/customers",
      "address[country]=DE&shipping[name]=Jo&shipping[address][city]=Bonn&tax_exempt=")
    #expect(
      made["address"]?.members.map(\.name)
        == ["city", "country", "line1", "line2", "postal_code", "state"])
    #expect(made["address"]?["line1"]?.isNull == true)
    #expect(made["shipping"]?["phone"]?.isNull == true)
    #expect(made["shipping"]?["address"]?["country"]?.isNull == true)
    #expect(made.text("tax_exempt") == "none")
    let changed = try account.json("POST", "/v1/customers/\(made.id)", "address[line1]=Weg+1")
    #expect(changed["address"]?.text("line1") == "Weg 1")
    #expect(changed["address"]?.text("country") == "DE")
    let cleared = try account.json("POST", "/v1/customers/\(made.id)", "address=&shipping=")
    #expect(cleared["address"]?.isNull == true && cleared["shipping"]?.isNull == true)
    for wrong in [
      "address=hello", "address[foo]=bar", "shipping[name]=Jo", "shipping=x",
      "invoice_settings=hello", "invoice_settings[foo]=bar",
    ] {
      _ = try account.json("POST", "/v1/customers", wrong, status: 400)
    }
    let settings = try account.json("POST", "/v1/customers", "invoice_settings[footer]=Thanks")
    #expect(settings["invoice_settings"]?.text("footer") == "Thanks")
    #expect(settings["invoice_settings"]?["custom_fields"]?.isNull == true)
    _ = try account.json("POST", "/v1/products", "name=Tea&package_dimensions=x", status: 400)
    let product = try account.json("POST", "/v1/products", "name=Tea&description=Green").id
    let plain = try account.json("POST", "/v1/products/\(product)", "description=")
    #expect(plain["description"]?.isNull == true)
  }

  // MARK: Events

  @Test(arguments: [
    ("products", "name=Tea", "name=Tee", "product"),
    ("prices", "currency=usd&unit_amount=9&product_data[name]=Tea", "nickname=n", "price"),
    ("customers", "name=Jo", "name=Jane", "customer"),
    ("coupons", "percent_off=5&name=A", "name=B", "coupon"),
  ])
  func `changes are told, with what was there before`(
    path: String, made: String, change: String, type: String
  ) throws {
    var account = TestAccount(sessions: 0)
    let object = try account.json("POST", "/v1/\(path)", made)
    let changed = try account.json("POST", "/v1/\(path)/\(object.id)", change)
    _ = try account.json("POST", "/v1/\(path)/\(object.id)", change)
    let updates = try account.everyEvent("type=\(type).updated")
    #expect(updates.count == 1)
    let name = String(change.prefix { $0 != "=" })
    let data = updates.first?["data"]
    #expect(data?["object"]?.compact == changed.compact)
    #expect(data?["previous_attributes"]?.members.map(\.name) == [name])
    #expect(data?["previous_attributes"]?[name] == object[name])
  }

  /// Prices cannot be deleted.
  @Test(arguments: [
    ("products", "name=Tea", "product"), ("customers", "name=Jo", "customer"),
    ("coupons", "percent_off=5&name=A", "coupon"),
  ])
  func `a deletion is told, with all of what was there`(
    path: String, made: String, type: String
  ) throws {
    var account = TestAccount(sessions: 0)
    let object = try account.json("POST", "/v1/\(path)", made)
    _ = try account.json("DELETE", "/v1/\(path)/\(object.id)")
    let gone = try account.everyEvent("type=\(type).deleted").first?["data"]?["object"]
    #expect(gone?.id == object.id && gone?["deleted"] == nil && gone?.text("name") != nil)
  }

  @Test func `an event about a customer who was deleted later shows all of it`() throws {
    var account = TestAccount(sessions: 400, seed: 1)
    let events = try account.everyEvent("type=customer.updated")
    #expect(events.allSatisfy { $0["data"]?["object"]?["deleted"] == nil })
    #expect(events.allSatisfy { $0["data"]?["object"]?["currency"] != nil })
  }
}
