import JSON
import Testing
import Units

@testable import Sandbox

@Suite("Periods of a subscription")
struct PeriodTests {
  /// Seconds at noon, UTC.
  private static func noon(_ year: Int, _ month: Int, _ day: Int) -> Int {
    CivilDate(year: year, month: month, day: day).daysSinceEpoch * 86_400 + 43_200
  }

  private static func open(
    _ interval: String, _ count: Int, _ account: inout TestAccount
  ) throws -> String {
    let recurring = "&line_items[0][price_data][recurring]"
    return try account.json(
      "POST", "/v1/checkout/sessions",
      CreateTests.smallest.replacing("mode=payment", with: "mode=subscription")
        + "\(recurring)[interval]=\(interval)\(recurring)[interval_count]=\(count)"
    ).id
  }

  private static func end(_ id: String, _ account: inout TestAccount) throws -> Int? {
    let session = try account.session(id, "expand[]=subscription")
    let item = session["subscription"]?["items"]?["data"]?.elements.first { _ in true }
    return item?["current_period_end"]?.int
  }

  @Test(arguments: [
    ("day", 3, (2027, 1, 31), (2027, 2, 3)), ("week", 2, (2027, 12, 25), (2028, 1, 8)),
    ("month", 1, (2027, 1, 31), (2027, 2, 28)), ("month", 1, (2027, 3, 15), (2027, 4, 15)),
    ("month", 3, (2027, 11, 30), (2028, 2, 29)), ("month", 12, (2027, 12, 31), (2028, 12, 31)),
    ("year", 1, (2028, 2, 29), (2029, 2, 28)), ("year", 2, (2027, 6, 1), (2029, 6, 1)),
  ])
  func `a period ends as the calendar says`(
    interval: String, count: Int, begin: (Int, Int, Int), end: (Int, Int, Int)
  ) throws {
    var account = TestAccount(sessions: 0)
    account.now = Double(Self.noon(begin.0, begin.1, begin.2))
    let id = try Self.open(interval, count, &account)
    try account.perform("pay", id)
    #expect(try Self.end(id, &account) == Self.noon(end.0, end.1, end.2))
  }

  @Test func `a short month does not move the day of the next ones`() throws {
    var account = TestAccount(sessions: 0)
    account.now = Double(Self.noon(2027, 1, 31))
    let id = try Self.open("month", 1, &account)
    try account.perform("pay", id)
    for next in [(2027, 2, 28), (2027, 3, 31), (2027, 4, 30), (2027, 5, 31)] {
      let end = Self.noon(next.0, next.1, next.2)
      #expect(try Self.end(id, &account) == end)
      account.now = Double(end)
      try account.perform("renew", id)
    }
  }

  private static let order =
    TestAccount.plan + "&expires_at="
    + "\(noon(2027, 1, 31) + 3600)&subscription_data"

  @Test func `until its anchor a subscription costs nothing, and has no invoice`() throws {
    var account = TestAccount(sessions: 0)
    account.now = Double(Self.noon(2027, 1, 31))
    let anchor = Self.noon(2027, 2, 15)
    let session = try account.json(
      "POST", "/v1/checkout/sessions",
      Self.order + "[proration_behavior]=none&subscription_data[billing_cycle_anchor]=\(anchor)")
    #expect(session["amount_total"]?.int == 0)
    try account.perform("pay", session.id)
    let begun = try account.session(session.id, "expand[]=subscription")
    #expect(begun.text("payment_status") == "no_payment_required")
    #expect(begun["invoice"]?.isNull == true)
    let subscription = try #require(begun["subscription"])
    #expect(subscription.text("status") == "active")
    #expect(subscription["billing_cycle_anchor"]?.int == anchor)
    #expect(subscription["latest_invoice"]?.isNull == true)
    #expect(subscription["trial_end"]?.isNull == true)
    #expect(try Self.end(session.id, &account) == anchor)
    let types = try account.everyEvent().compactMap { $0.text("type") }
    #expect(types.first == "customer.subscription.created")
    #expect(types.allSatisfy { !$0.hasPrefix("invoice") })
    account.now = Double(anchor)
    let paid = try account.json(
      "GET", "/v1/subscriptions/\(subscription.id)", "expand[]=latest_invoice")
    #expect(paid["latest_invoice"]?["amount_paid"]?.int == 2198)
    #expect(paid["latest_invoice"]?.text("billing_reason") == "subscription_cycle")
    #expect(paid["billing_cycle_anchor"]?.int == anchor)
    #expect(try Self.end(session.id, &account) == Self.noon(2027, 3, 15))
    let update = try account.everyEvent("type=customer.subscription.updated").first?["data"]
    #expect(update?["previous_attributes"]?["latest_invoice"]?.isNull == true)
    #expect(try account.everyEvent("type=customer.subscription.trial_will_end").isEmpty)
  }

  @Test(arguments: [
    "[metadata][a]=b", "[trial_period_days]=20",
    "[proration_behavior]=none&subscription_data[billing_cycle_anchor]=\(noon(2027, 2, 15))",
  ])
  func `a period that begins before the end of the last one moves the anchor`(
    data: String
  ) throws {
    var account = TestAccount(sessions: 0)
    account.now = Double(Self.noon(2027, 1, 31))
    let id = try account.json("POST", "/v1/checkout/sessions", Self.order + data).id
    try account.perform("pay", id)
    func anchor() throws -> Int? {
      let session = try account.session(id, "expand[]=subscription")
      return session["subscription"]?["billing_cycle_anchor"]?.int
    }
    let first = try anchor()
    account.now = Double(Self.noon(2027, 2, 10))
    try account.perform("renew", id)
    #expect(try anchor() == Self.noon(2027, 2, 10))
    #expect(try Self.end(id, &account) == Self.noon(2027, 3, 10))
    let update = try account.everyEvent("type=customer.subscription.updated").first?["data"]
    #expect(update?["previous_attributes"]?["billing_cycle_anchor"]?.int == first)
    account.now = Double(Self.noon(2027, 3, 10))
    try account.perform("renew", id)
    #expect(try anchor() == Self.noon(2027, 2, 10))
    #expect(try Self.end(id, &account) == Self.noon(2027, 4, 10))
  }

  @Test(arguments: [
    ("[billing_cycle_anchor]=A", "[proration_behavior]"),
    (
      "[billing_cycle_anchor]=A&subscription_data[proration_behavior]=create_prorations",
      "[proration_behavior]"
    ),
    ("[billing_cycle_anchor_config][day_of_month]=3", "[billing_cycle_anchor_config]"),
    (
      "[billing_cycle_anchor]=A&subscription_data[proration_behavior]=none"
        + "&subscription_data[trial_period_days]=3", "[billing_cycle_anchor]"
    ),
    (
      "[billing_cycle_anchor]=1&subscription_data[proration_behavior]=none",
      "[billing_cycle_anchor]"
    ),
    (
      "[billing_cycle_anchor]=4294967295&subscription_data[proration_behavior]=none",
      "[billing_cycle_anchor]"
    ),
  ])
  func `an anchor that is not kept is refused`(data: String, param: String) throws {
    var account = TestAccount(sessions: 0)
    account.now = Double(Self.noon(2027, 1, 31))
    let anchor = "\(Self.noon(2027, 2, 15))"
    let error = try account.json(
      "POST", "/v1/checkout/sessions", Self.order + data.replacing("=A", with: "=\(anchor)"),
      status: 400
    ).error
    #expect(error?.text("param") == "subscription_data" + param)
  }
}
