import JSON
import Testing

@testable import Sandbox

@Suite("Refunds and disputes act on the payment that is named")
struct RefundTests {
  /// A subscription that was renewed once, and the charge and the intent of that period.
  private static func renewed(
    _ card: String = "4242424242424242"
  ) throws -> (account: TestAccount, id: String, charge: String, intent: String) {
    var (account, id) = try TestAccount.subscribed()
    account.now += 60
    try account.perform("renew", id, "card=\(card)")
    let told = try account.everyEvent("type=charge.succeeded").first?["data"]?["object"]
    let charge = try #require(told)
    return (account, id, charge.id, try #require(charge.text("payment_intent")))
  }

  @Test(arguments: ["charge", "payment_intent", "verb"])
  func `the payment of a later period is refunded, and the first is not`(way: String) throws {
    var (account, id, charge, intent) = try Self.renewed()
    if way == "verb" {
      try account.perform("refund", charge, "amount=500")
    } else {
      let refund = try account.json(
        "POST", "/v1/refunds", "amount=500&\(way)=\(way == "charge" ? charge : intent)")
      #expect(refund.text("charge") == charge)
      #expect(refund.text("payment_intent") == intent)
    }
    account.now += 2
    let listed = try account.json("GET", "/v1/charges").rows
    #expect(listed.map(\.id).first == charge)
    #expect(listed.map { $0["amount_refunded"]?.int } == [500, 0])
    #expect(Set(listed.compactMap { $0.text("balance_transaction") }).count == 2)
    for name in ["charge=\(charge)", "payment_intent=\(intent)"] {
      let refunds = try account.json("GET", "/v1/refunds", name)
      #expect(refunds.rows.first?.text("charge") == charge)
      let refund = try account.json("GET", "/v1/refunds/\(refunds.ids[0])")
      #expect(refund.text("payment_intent") == intent)
    }
    let told = try account.everyEvent("type=charge.refunded").first?["data"]?["object"]
    #expect(told?.id == charge && told?["amount_refunded"]?.int == 500)
    try account.perform("refund", id)
    let both = try account.json("GET", "/v1/charges").rows
    #expect(both.map { $0["amount_refunded"]?.int } == [500, 2198])
    #expect(Set(try account.json("GET", "/v1/refunds").ids).count == 2)
  }

  @Test(arguments: ["refund", "dispute"])
  func `a trial that is named points to the charge of its later period`(verb: String) throws {
    var (account, id) = try TestAccount.trial(days: 7, card: "4242424242424242")
    let none = try account.perform(verb, id, status: 400).error?.text("message")
    #expect(none?.contains("ch_") == false)
    account.now += 60
    try account.perform("renew", id)
    let charge = try #require(try account.json("GET", "/v1/charges").ids.first)
    let subscription = try #require(try account.session(id).text("subscription"))
    for name in [id, subscription] {
      let error = try account.perform(verb, name, status: 400).error
      #expect(error?.text("message")?.contains(charge) == true)
    }
    try account.perform(verb, charge)
  }

  @Test func `each period has its own balance transaction`() throws {
    var (account, id, _, _) = try Self.renewed()
    for _ in 1..<127 { try account.perform("renew", id) }
    try account.perform("renew", id, status: 400)
    account.now += 2
    let newest = try account.json("GET", "/v1/charges", "limit=100")
    let rest = try account.json(
      "GET", "/v1/charges", "limit=100&starting_after=\(newest.ids.last ?? "")")
    let charges = newest.rows + rest.rows
    #expect(charges.count == 128)
    #expect(Set(charges.compactMap { $0.text("balance_transaction") }).count == 128)
  }

  @Test(arguments: [
    ("charges", "", true), ("charges", "limit=3&customer=cus_1", true),
    ("refunds", "charge=ch_1", false), ("disputes", "payment%5Fintent=pi_1", false),
    ("refunds", "starting_after=charge=", true), ("refunds/re_1", "", false),
    ("customers", "", false), ("events", "", true),
  ])
  func `only a list of the whole account reads the log of events`(
    path: String, query: String, needsLog: Bool
  ) {
    let request = SandboxRequest(path: "/v1/\(path)", query: query)
    #expect(SandboxStore.needsLog(request) == needsLog)
  }

  @Test func `a slow refund of a later period ends by itself`() throws {
    var (account, _, charge, _) = try Self.renewed("4000000000005126")
    let id = try account.json("POST", "/v1/refunds", "charge=\(charge)").id
    #expect(try account.json("GET", "/v1/refunds/\(id)").text("status") == "pending")
    account.now += 11
    #expect(try account.json("GET", "/v1/refunds/\(id)").text("status") == "failed")
    #expect(try account.json("GET", "/v1/charges/\(charge)")["amount_refunded"]?.int == 0)
    let told = try account.everyEvent("type=refund.failed").first?["data"]?["object"]
    #expect(told?.text("charge") == charge)
  }

  @Test func `the payment of a later period is disputed, and the first is not`() throws {
    var (account, _, charge, intent) = try Self.renewed()
    try account.perform("dispute", charge)
    let dispute = try account.json("GET", "/v1/disputes", "payment_intent=\(intent)")
    #expect(dispute.rows.first?.text("charge") == charge)
    let disputed = try account.json("GET", "/v1/charges").rows.map {
      $0["disputed"]?.bool
    }
    #expect(disputed == [true, false])
    try account.perform("settle", dispute.ids[0])
    #expect(try account.json("GET", "/v1/disputes/\(dispute.ids[0])").text("status") == "won")
  }

  @Test func `the refund that is named ends, and no other one`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id, "card=4000000000007726")
    let intent = try account.intent(of: id).id
    var refunds: [String] = []
    for amount in [100, 110] {
      refunds.append(
        try account.json("POST", "/v1/refunds", "payment_intent=\(intent)&amount=\(amount)").id)
    }
    try account.perform("dispute", id)
    let dispute = try account.json("GET", "/v1/disputes").ids[0]
    func states(_ account: inout TestAccount) throws -> [String?] {
      try refunds.map { try account.json("GET", "/v1/refunds/\($0)").text("status") }
        + [account.json("GET", "/v1/disputes/\(dispute)").text("status")]
    }
    try account.perform("fail", refunds[0])
    #expect(try states(&account) == ["failed", "pending", "needs_response"])
    try account.perform("fail", refunds[0], status: 400)
    try account.perform("fail", dispute)
    #expect(try states(&account) == ["failed", "pending", "lost"])
    try account.perform("settle", dispute, status: 400)
    try account.perform("settle", id)
    #expect(try states(&account) == ["failed", "succeeded", "lost"])
  }

  @Test(arguments: ["settle", "fail"])
  func `a charge that failed ends nothing of the next one`(verb: String) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("decline", id)
    let failed = try account.json("GET", "/v1/charges").ids[0]
    try account.perform("pay", id, "card=AT321904300235473204")
    try account.perform(verb, failed, status: 400)
    #expect(try account.session(id).text("payment_status") == "unpaid")
    try account.perform(verb, id)
  }

  @Test func `a session ends what is under way of a later period, too`() throws {
    var (account, id, charge, _) = try Self.renewed("4000000000007726")
    let refund = try account.json("POST", "/v1/refunds", "charge=\(charge)").id
    try account.perform("settle", id)
    #expect(try account.json("GET", "/v1/refunds/\(refund)").text("status") == "succeeded")
    try account.perform("settle", id, status: 400)
  }

  @Test(arguments: [("re_nope", "refund"), ("dp_1", "dispute"), ("x", "checkout.session")])
  func `what does not exist is called what it is`(id: String, noun: String) throws {
    var account = TestAccount(sessions: 0)
    let refused = try account.perform("refund", id, status: 404)
    #expect(refused.error?.text("message") == "No such \(noun): '\(id)'")
  }

  @Test func `a charge that was not paid has nothing to refund or to dispute`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("decline", id)
    try account.perform("pay", id)
    let intent = try account.intent(of: id)
    let charges = try account.json("GET", "/v1/charges", "payment_intent=\(intent.id)").ids
    try #require(charges.count == 2)
    let refused = try account.json("POST", "/v1/refunds", "charge=\(charges[1])", status: 400)
    #expect(refused.error?.text("code") == "charge_not_refundable")
    try account.perform("dispute", charges[1], status: 400)
    #expect(try account.json("GET", "/v1/refunds", "charge=\(charges[1])").ids == [])
    let other = try account.open()
    try account.perform("pay", other)
    _ = try account.json(
      "POST", "/v1/refunds",
      "charge=\(charges[0])&payment_intent=\(try account.intent(of: other).id)", status: 400)
    #expect(try account.json("GET", "/v1/refunds").ids == [])
    _ = try account.json(
      "POST", "/v1/refunds", "charge=\(charges[0])&payment_intent=\(intent.id)")
    #expect(try account.json("GET", "/v1/refunds", "charge=\(charges[0])").ids.count == 1)
  }

  @Test func `a refund keeps its metadata and expands what it belongs to`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id)
    let intent = try account.intent(of: id).id
    let expansion = "expand[]=charge&expand[]=payment_intent"
    let made = try account.json(
      "POST", "/v1/refunds", "payment_intent=\(intent)&amount=300&metadata[t]=7&\(expansion)")
    let read = try account.json("GET", "/v1/refunds/\(made.id)", expansion)
    for refund in [made, read] {
      #expect(refund["metadata"]?.text("t") == "7")
      #expect(refund["charge"]?.text("object") == "charge")
      #expect(refund["payment_intent"]?.id == intent)
    }
    _ = try account.json(
      "POST", "/v1/refunds", "payment_intent=\(intent)&expand[]=nonsense", status: 400)
    let charge = try #require(read["charge"]?.id)
    let expanded = try account.json("GET", "/v1/charges/\(charge)", "expand[]=payment_intent")
    #expect(expanded["payment_intent"]?.id == intent)
    try account.perform("dispute", id)
    let disputes = try account.json("GET", "/v1/disputes", "expand[]=data.charge")
    #expect(disputes.rows.first?["charge"]?.id == charge)
  }

  // MARK: Lists

  @Test func `charges are listed in the order in which they were made`() throws {
    var account = TestAccount(sessions: 0)
    let ids = try (0..<3).map { _ in try account.open() }
    for id in [ids[1], ids[0], ids[2]] {
      account.now += 5
      try account.perform("pay", id)
    }
    for id in [ids[2], ids[0], ids[1]] {
      account.now += 5
      try account.perform("refund", id)
    }
    var charges: [String] = []
    for id in [ids[2], ids[0], ids[1]] {
      charges.append(try #require(try account.intent(of: id)["latest_charge"]?.id))
    }
    #expect(try account.json("GET", "/v1/charges").ids == charges)
    let refunded = try account.json("GET", "/v1/refunds").rows.map {
      $0.text("charge")
    }
    #expect(refunded == [charges[2], charges[1], charges[0]])
    let page = try account.json("GET", "/v1/charges", "limit=1&starting_after=\(charges[0])")
    #expect(page.ids == [charges[1]] && page["has_more"]?.bool == true)
    let newer = try account.json("GET", "/v1/charges", "ending_before=\(charges[1])")
    #expect(newer.ids == [charges[0]])
    let paid = try account.intent(of: ids[1]).id
    let foreign = "payment_intent=\(paid)&starting_after=\(charges[0])"
    _ = try account.json("GET", "/v1/charges", foreign, status: 400)
  }

  @Test func `every charge is listed, however many sessions there are`() throws {
    var account = TestAccount(sessions: 1500)
    for path in ["charges", "refunds", "disputes"] {
      var all: [JSON] = []
      repeat {
        let after = all.last.map { "&starting_after=\($0.id)" } ?? ""
        let page = try account.json("GET", "/v1/\(path)", "limit=100\(after)")
        all += page.rows
        if page["has_more"]?.bool != true { break }
      } while true
      #expect(Set(all.map(\.id)).count == all.count)
      let times = all.map { $0["created"]?.int ?? 0 }
      #expect(times == times.sorted(by: >))
      var expected = 0
      for serial in 0..<1500 {
        let record = account.store.ledger[serial]
        let course = record.course(at: Int(TestAccount.start))
        guard record.mode != .setup else { continue }
        let counts = [
          // Each later period has one.
          "charges": course.attempts.count + course.renewals.count, "refunds": course.refunds.count,
          "disputes": course.dispute == nil ? 0 : 1,
        ]
        expected += counts[path] ?? 0
      }
      #expect(all.count == expected, "\(path)")
      for object in all.prefix(3) + all.suffix(3) {
        let read = try account.json("GET", "/v1/\(path)/\(object.id)")
        #expect(read.compact == object.compact)
      }
    }
  }

  @Test func `lists are filtered by customer and by time`() throws {
    var account = TestAccount(sessions: 300)
    let all = try account.json("GET", "/v1/charges", "limit=100").rows
    let customer = try #require(all.compactMap { $0.text("customer") }.first)
    let own = try account.json("GET", "/v1/charges", "limit=100&customer=\(customer)")
    #expect(
      Array(own.ids.prefix { id in all.contains { $0.id == id } })
        == all.filter { $0.text("customer") == customer }.map(\.id))
    _ = try account.json("GET", "/v1/charges", "customer=cus_nope", status: 400)
    _ = try account.json("GET", "/v1/refunds", "customer=\(customer)", status: 400)
    let time = try #require(all[4]["created"]?.int)
    let older = try account.json("GET", "/v1/charges", "created[lte]=\(time)&limit=1")
    #expect(older.rows.first?["created"]?.int == time)
    for path in ["charges", "refunds", "disputes"] {
      let future = try account.json("GET", "/v1/\(path)", "created[gt]=\(Int(account.now))")
      #expect(future.ids == [] && future["has_more"]?.bool == false)
    }
  }
}

extension JSON {
  /// The objects of a list.
  fileprivate var rows: [JSON] { self["data"]?.elements.map { $0 } ?? [] }
}
