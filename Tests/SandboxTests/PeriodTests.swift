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
}
