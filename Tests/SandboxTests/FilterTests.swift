import Testing

@testable import Sandbox
import JSON

@Suite("Filters")
struct FilterTests {
  @Test(arguments: [
    "customer", "customer_account", "payment_intent", "payment_link", "subscription", "status",
  ])
  func `A filter by an object finds exactly the sessions that show it`(field: String) throws {
    var account = TestAccount(sessions: 150)
    let all = try account.everySession()
    let values = Set(all.compactMap { $0.text(field) }).sorted().prefix(4)
    #expect(!values.isEmpty)
    for value in values {
      let expected = all.filter { $0.text(field) == value }.map(\.id)
      #expect(try account.everySession("\(field)=\(value)").map(\.id) == expected, "\(value)")
    }
  }

  @Test func `A filter by e-mail finds everybody with this address and nobody else`() throws {
    var account = TestAccount(sessions: 1500)
    let all = try account.everySession()
    func email(_ session: JSON) -> String? { session["customer_details"]?.text("email") }
    for value in Set(all.compactMap(email)).sorted().prefix(40) {
      let expected = all.filter { email($0) == value }.map(\.id)
      let found = try account.everySession("customer_details[email]=\(value)").map(\.id)
      #expect(found == expected, "\(value)")
    }
    #expect(try account.everySession("customer_details[email]=nobody%40example.com").isEmpty)
  }

  @Test func `Bounds of the time of creation mean what they say`() throws {
    var account = TestAccount(sessions: 200)
    let all = try account.everySession()
    let time = try #require(all[80]["created"]?.int)
    for (name, holds) in [
      ("gt", { $0 > time }), ("gte", { $0 >= time }), ("lt", { $0 < time }),
      ("lte", { $0 <= time }),
    ] as [(String, (Int) -> Bool)] {
      let expected = all.filter { holds($0["created"]?.int ?? 0) }.map(\.id)
      #expect(try account.everySession("created[\(name)]=\(time)").map(\.id) == expected)
    }
    let same = all.filter { $0["created"]?.int == time }.map(\.id)
    #expect(try account.everySession("created=\(time)").map(\.id) == same)
    #expect(try account.everySession("created[gt]=\(time)&created[lt]=\(time)").isEmpty)
  }

  @Test func `A filter by an object that does not exist is refused`() throws {
    var account = TestAccount(sessions: 3)
    let error = try account.json(
      "GET", "/v1/checkout/sessions", "customer=cus_nobody", status: 400
    ).error
    #expect(error?.text("code") == "resource_missing")
    #expect(error?.text("param") == "customer")
  }

  @Test func `An expired session changes lists at once`() throws {
    var account = TestAccount(sessions: 200)
    let open = try account.everySession("status=open").map(\.id)
    let id = try #require(open.first)
    _ = try account.json("POST", "/v1/checkout/sessions/\(id)/expire")
    #expect(try account.everySession("status=open").map(\.id) == Array(open.dropFirst()))
    #expect(try account.everySession("status=expired").map(\.id).contains(id))
  }
}
