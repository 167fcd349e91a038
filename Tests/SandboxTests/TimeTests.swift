import Testing

@testable import Sandbox
import JSON

@Suite("Time, events and determinism")
struct TimeTests {
  @Test func `A made-up subscription is active at first`() throws {
    var account = TestAccount(sessions: 1000)
    let begun = try account.everyEvent("type=customer.subscription.created")
    var later: Set<String?> = []
    for event in begun {
      let new = try #require(event["data"]?["object"])
      #expect(["active", "trialing"].contains(new.text("status")))
      later.insert(try account.json("GET", "/v1/subscriptions/\(new.id)").text("status"))
    }
    #expect(later.isSuperset(of: ["active", "canceled", "past_due", "paused"]))
  }

  @Test func `A made-up subscription has not ended before its end`() throws {
    var account = TestAccount(sessions: 1000)
    let begun = try account.everyEvent("type=customer.subscription.created")
    var ends = 0
    for event in begun {
      let new = try #require(event["data"]?["object"])
      #expect(new["ended_at"]?.isNull == true && new["canceled_at"]?.isNull == true)
      #expect(new.text("status") != "canceled")
      let now = try account.json("GET", "/v1/subscriptions/\(new.id)")
      #expect((now.text("status") == "canceled") == (now["ended_at"]?.int != nil))
      #expect(now["ended_at"]?.int ?? 0 <= Int(account.now))
      if now["ended_at"]?.int != nil { ends += 1 }
    }
    #expect(ends > 0 && ends < begun.count)
  }

  @Test func `The same seed and start give the same bytes, another seed others`() {
    func answer(seed: UInt64) -> [UInt8] {
      var account = TestAccount(seed: seed)
      return account.send("GET", "/v1/checkout/sessions", "limit=100&expand[]=data.line_items").body
    }
    #expect(answer(seed: 3) == answer(seed: 3))
    #expect(answer(seed: 3) != answer(seed: 4))
  }

  @Test func `Without traffic nothing changes, however late it gets`() throws {
    var account = TestAccount()
    let before = try account.everySession()
    account.now += 90_000
    #expect(try account.everySession() == before)
  }

  @Test
  func `With traffic sessions appear, and open ones are paid or expire when their time comes`()
    throws
  {
    var account = TestAccount { $0.traffic = true }
    let open = try account.everySession("status=open")
    account.now += 60
    let appeared = try account.sessions("limit=100&ending_before=\(account.top(of: open))").ids
    #expect((7...30).contains(appeared.count))
    account.now += 86_400
    for session in open {
      let later = try account.session(session.id)
      #expect(["complete", "expired"].contains(later.text("status")))
      #expect(later["url"]?.isNull == true)
    }
  }

  @Test
  func `Events are listed from the newest, page both ways and carry the session of their time`()
    throws
  {
    var account = TestAccount()
    let all = try account.everyEvent()
    let times = all.compactMap { $0["created"]?.int }
    #expect(times == times.sorted(by: >))
    #expect(Set(all.map(\.id)).count == all.count)
    for event in all {
      let session = try #require(event["data"]?["object"])
      switch event.text("type") {
      case "checkout.session.completed": #expect(session.text("status") == "complete")
      case "checkout.session.expired": #expect(session.text("status") == "expired")
      case "checkout.session.async_payment_succeeded":
        #expect(session.text("payment_status") == "paid")
      case "checkout.session.async_payment_failed":
        #expect(session.text("payment_status") == "unpaid")
      case "payment_intent.succeeded": #expect(session.text("status") == "succeeded")
      case "charge.failed": #expect(session.text("status") == "failed")
      default: #expect(session.text("object") != nil, "\(event.text("type"))")
      }
    }
    let back = try account.json("GET", "/v1/events", "limit=5&ending_before=\(all[20].id)")
    #expect(back.ids == all[15..<20].map(\.id))
    let one = try account.json("GET", "/v1/events/\(all[3].id)")
    #expect(one.id == all[3].id)
    #expect(one["data"]?["object"]?.id == all[3]["data"]?["object"]?.id)
  }

  @Test func `Events can be filtered by type, by types and by time`() throws {
    var account = TestAccount()
    let all = try account.everyEvent()
    let expired = all.filter { $0.text("type") == "checkout.session.expired" }.map(\.id)
    #expect(try account.everyEvent("type=checkout.session.expired").map(\.id) == expired)
    let pair = "types[]=checkout.session.expired&types[]=checkout.session.completed"
    #expect(try account.everyEvent(pair).count > expired.count)
    let ofSessions = all.filter { $0.text("type")?.hasPrefix("checkout.session.") == true }
    #expect(
      try account.everyEvent("type=checkout.session.*").map(\.id) == ofSessions.map(\.id))
    #expect(try account.everyEvent("type=treasury.*").isEmpty)
    let time = try #require(all[10]["created"]?.int)
    let since = all.filter { ($0["created"]?.int ?? 0) > time }.map(\.id)
    #expect(try account.everyEvent("created[gt]=\(time)").map(\.id) == since)
  }

  @Test func `What the API does is an event, whether events were asked for before or not`() throws {
    for asksFirst in [true, false] {
      var account = TestAccount()
      if asksFirst { _ = try account.everyEvent() }
      account.now += 10
      let id = try account.sessions("status=open").ids[0]
      _ = try account.json("POST", "/v1/checkout/sessions/\(id)/expire")
      let newest = try account.json("GET", "/v1/events", "limit=1")["data"]?.elements.first { _ in
        true
      }
      #expect(newest?.text("type") == "checkout.session.expired")
      #expect(newest?["data"]?["object"]?.text("id") == id)
    }
  }

  @Test func `Under traffic events follow the clock`() throws {
    var account = TestAccount { $0.traffic = true }
    let newest = try account.json("GET", "/v1/events", "limit=1").ids[0]
    account.now += 7200
    let fresh = try account.everyEvent("").prefix { $0.id != newest }
    #expect(fresh.count > 300)
    #expect(fresh.allSatisfy { ($0["created"]?.int ?? 0) > Int(TestAccount.start) - 1 })
  }

  @Test func `Ids are read backwards, and only those that were given out`() {
    let ids = ObjectIDs(seed: 9, livemode: false)
    for number in [0, 1, 255, 1_000_000, 256_000_000] {
      for kind in [ObjectKind.session, .customer, .lineItem, .event] {
        let id = ids.id(kind, number)
        #expect(ids.number(of: id, kind) == number)
        #expect(ObjectIDs(seed: 10, livemode: false).number(of: id, kind) == nil)
        #expect(ids.number(of: String(id.dropLast()) + "-", kind) == nil)
      }
    }
    #expect(ids.id(.session, 5).utf8.count == 66)
    #expect(ids.id(.session, 5).hasPrefix("cs_test_a1"))
  }

  @Test func `A million sessions start as a column of times`() throws {
    var account = TestAccount(sessions: 1_000_000)
    let page = try account.sessions("limit=1")
    #expect(page["has_more"]?.bool == true)
    #expect(account.store.ledger.kept.isEmpty)
  }
}

extension TestAccount {
  /// The id of the newest session, which must be read before time passes.
  func top(of sessions: [JSON]) -> String {
    store.ids.id(.session, store.options.sessions - 1)
  }

  mutating func everyEvent(_ parameters: String = "") throws -> [JSON] {
    var all: [JSON] = []
    while true {
      let cursor = all.last.map { "&starting_after=\($0.id)" } ?? ""
      let page = try json("GET", "/v1/events", "limit=100&\(parameters)\(cursor)")
      all += page["data"]?.elements.map { $0 } ?? []
      guard page["has_more"]?.bool == true else { return all }
    }
  }
}
