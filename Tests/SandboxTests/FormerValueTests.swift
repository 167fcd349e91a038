import JSON
import Testing

@testable import Sandbox

@Suite("Former values in events")
struct FormerValueTests {
  /// The latest event of a type: the former values, and the object.
  private static func told(
    _ type: String, _ account: inout TestAccount
  ) throws -> (previous: JSON, object: JSON) {
    let data = try account.everyEvent("type=\(type)").first?["data"]
    return (try #require(data?["previous_attributes"]), try #require(data?["object"]))
  }

  @Test(arguments: ["2024-06-20", "2026-10-28.endive"])
  func `a renewal tells each value that it has changed`(version: String) throws {
    var account = TestAccount(sessions: 0) {
      $0.apiVersion = StripeVersion(version) ?? .standard
    }
    let id = try account.json("POST", "/v1/checkout/sessions", TestAccount.plan).id
    try account.perform("pay", id)
    let before = try #require(try account.session(id, "expand[]=subscription")["subscription"])
    account.now += 60
    try account.perform("renew", id)
    let (previous, after) = try Self.told("customer.subscription.updated", &account)
    let names = before.members.map(\.name).filter { before[$0]?.compact != after[$0]?.compact }
    #expect(names.contains("items") || names.contains("current_period_start"))
    #expect(previous.members.map(\.name) == names)
    for name in names where name != "items" {
      #expect(previous[name]?.compact == before[name]?.compact, "\(name)")
    }
    // Of an object, what has changed in it; an array whole.
    #expect(
      previous["items"]?["data"]?.compact
        == (version > "2025" ? before["items"]?["data"]?.compact : nil))
  }

  @Test(arguments: [("4000000000007726", "available"), ("4000000000005126", "pending")])
  func `the end of a refund tells each value that it has changed`(
    card: String, reference: String
  ) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id, "card=\(card)")
    account.now += 5
    try account.perform("refund", id)
    let before = try #require(try account.everyEvent("type=refund.created").first)
    account.now += 20
    for type in ["refund.updated", "charge.refund.updated"] {
      let (previous, after) = try Self.told(type, &account)
      #expect(previous.text("status") == "pending")
      let old = before["data"]?["object"]
      for name in Set((old?.members.map(\.name) ?? []) + after.members.map(\.name)) {
        let isSame = old?[name]?.compact == after[name]?.compact
        #expect((previous[name] == nil) == isSame, "\(name)")
      }
      let card = previous["destination_details"]?["card"]
      #expect(card?.text("reference_status") == (reference == "available" ? "pending" : nil))
    }
  }

  @Test(arguments: [
    ("4000000000000259", "needs_response"), ("4000000000001976", "warning_needs_response"),
  ])
  func `the end of a dispute tells the status that it had`(card: String, status: String) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    try account.perform("pay", id, "card=\(card)")
    account.now += 5
    try account.perform("settle", id)
    let previous = try Self.told("charge.dispute.updated", &account).previous
    #expect(previous.text("status") == status)
    #expect((previous["balance_transactions"] != nil) == (status == "needs_response"))
  }

  @Test func `a new customer has no currency before its subscription`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json("POST", "/v1/checkout/sessions", TestAccount.plan).id
    try account.perform("pay", id)
    let created = try account.everyEvent("type=customer.created").first?["data"]?["object"]
    #expect(created?["currency"]?.isNull == true)
    let (previous, updated) = try Self.told("customer.updated", &account)
    #expect(previous.compact == #"{"currency":null}"#)
    #expect(updated.text("currency") == "usd")
  }

  @Test func `events of one object follow from each other`() throws {
    var account = TestAccount(sessions: 300)
    var last: [String: JSON] = [:]
    for event in try account.everyEvent().reversed() {
      guard let object = event["data"]?["object"] else { continue }
      defer { last[object.id] = object }
      guard let previous = event["data"]?["previous_attributes"], let old = last[object.id] else {
        continue
      }
      let type = event.text("type") ?? ""
      #expect(previous.compact != "{}", "\(type)")
      guard type == "charge.updated" || type == "customer.updated" else { continue }
      for member in previous.members {
        #expect(old[member.name]?.compact == member.value.compact, "\(type) \(member.name)")
      }
    }
  }
}
