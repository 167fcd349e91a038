import Testing

@testable import Sandbox
import JSON

@Suite("Paging")
struct PagingTests {
  @Test
  func `Pages are those of a list that is cut by hand, in both directions and under any filter`()
    throws
  {
    var account = TestAccount(sessions: 150)
    let all = try account.everySession()
    #expect(all.count == 150)
    var dice = Dice(seed: 11)
    for _ in 0..<40 {
      let status = dice.pick(["", "open", "complete", "expired"])
      let limit = dice.within(1...100)
      let cursor = dice.below(all.count)
      let kind = dice.below(3)
      let matching = all.enumerated().filter { status == "" || $1.text("status") == status }
      let expected: [String]
      let hasMore: Bool
      switch kind {
      case 0:
        expected = matching.prefix(limit).map(\.element.id)
        hasMore = matching.count > limit
      case 1:
        let older = matching.filter { $0.offset > cursor }
        expected = older.prefix(limit).map(\.element.id)
        hasMore = older.count > limit
      default:
        let newer = matching.filter { $0.offset < cursor }
        expected = newer.suffix(limit).map(\.element.id)
        hasMore = newer.count > limit
      }
      let position = ["", "&starting_after=", "&ending_before="][kind]
      let query =
        "limit=\(limit)" + (kind == 0 ? "" : position + all[cursor].id)
        + (status == "" ? "" : "&status=\(status)")
      let page = try account.sessions(query)
      #expect(page.ids == expected, "\(query)")
      #expect(page["has_more"]?.bool == hasMore, "\(query)")
    }
  }

  @Test func `A page has ten sessions unless it is told otherwise`() throws {
    var account = TestAccount()
    #expect(try account.sessions("").ids.count == 10)
  }

  @Test func `Sessions are listed from the newest to the oldest of the last thirty days`() throws {
    var account = TestAccount(sessions: 250)
    let times = try account.everySession().compactMap { $0["created"]?.int }
    #expect(times.count == 250)
    #expect(times == times.sorted(by: >))
    #expect(times.allSatisfy { $0 >= Int(TestAccount.start) - 31 * 86_400 })
    #expect(Set(times).count < times.count, "sometimes two in a second")
  }

  @Test func `A page next to a cursor stays the same when sessions appear on top`() throws {
    var account = TestAccount { $0.traffic = true }
    let first = try account.sessions("limit=5").ids
    let next = try account.sessions("limit=5&starting_after=\(first[4])").ids
    account.now += 120
    #expect(try account.sessions("limit=5").ids != first)
    #expect(try account.sessions("limit=5&starting_after=\(first[4])").ids == next)
    let newer = try account.sessions("limit=100&ending_before=\(first[0])").ids
    #expect(newer.count >= 10)
    #expect(try account.sessions("limit=1&ending_before=\(first[0])").ids == newer.suffix(1))
  }

  @Test func `What happens within a second is listed above what was listed in it`() throws {
    var account = TestAccount(sessions: 0)
    let sessions = [try account.open(), try account.open(), try account.open()]
    _ = try account.json("POST", "/v1/products", "name=Tea")
    var cursor = try account.json("GET", "/v1/events", "limit=1").ids[0]
    for (id, pause) in zip(sessions.reversed(), [0.0, 2, 0]) {
      try account.perform("pay", id)
      let newer = try account.json("GET", "/v1/events", "ending_before=\(cursor)")
      let types = newer["data"]?.elements.compactMap { $0.text("type") }
      #expect(
        types == [
          "checkout.session.completed", "payment_intent.created", "payment_intent.succeeded",
          "charge.succeeded",
        ])
      // Two seconds later, the charges of both sessions are updated.
      account.now += pause
      cursor = try account.json("GET", "/v1/events", "limit=1").ids[0]
    }
  }

  @Test func `Line items page from the first to the last and back`() throws {
    var account = TestAccount()
    let huge = try #require(
      try account.everySession().first {
        try account.session($0.id, "expand[]=line_items")["line_items"]?["has_more"]?.bool == true
          && $0.text("mode") == "payment"
      })
    let path = "/v1/checkout/sessions/\(huge.id)/line_items"
    let all = try account.json("GET", path, "limit=100")
    #expect(all["has_more"]?.bool == false)
    let ids = all.ids
    #expect(Set(ids).count == ids.count)
    let second = try account.json("GET", path, "limit=4&starting_after=\(ids[3])")
    #expect(second.ids == Array(ids[4..<8]))
    #expect(second["has_more"]?.bool == true)
    let back = try account.json("GET", path, "limit=4&ending_before=\(ids[8])")
    #expect(back.ids == Array(ids[4..<8]))
    #expect(back["has_more"]?.bool == true)
    let first = try account.json("GET", path, "limit=9&ending_before=\(ids[8])")
    #expect(first.ids == Array(ids[0..<8]))
    #expect(first["has_more"]?.bool == false)
  }

  @Test(arguments: [
    ("limit=0", "limit"), ("limit=101", "limit"), ("limit=ten", "limit"),
    ("starting_after=cs_test_a1nothing", "starting_after"),
    ("ending_before=cs_test_a1nothing", "ending_before"),
    ("status=paid", "status"), ("creator=me", "creator"),
    ("customer_details[name]=x", "customer_details[name]"),
    ("created[since]=1", "created[since]"),
  ])
  func `Cursors and limits that make no sense are refused by name`(query: String, param: String)
    throws
  {
    var account = TestAccount(sessions: 3)
    let error = try account.json("GET", "/v1/checkout/sessions", query, status: 400).error
    #expect(error?.text("type") == "invalid_request_error")
    #expect(error?.text("param") == param)
  }

  @Test func `Both cursors at once are refused`() throws {
    var account = TestAccount(sessions: 3)
    let ids = try account.sessions("").ids
    let query = "starting_after=\(ids[0])&ending_before=\(ids[1])"
    let error = try account.json("GET", "/v1/checkout/sessions", query, status: 400).error
    #expect(error?.text("code") == "parameters_exclusive")
  }
}
