import Checkout
import Testing
@testable import Units

@Suite struct MomentTests {
  @Test(arguments: [
    (0, "1970-01-01 00:00:00 UTC"), (1_794_649_135, "2026-11-14 09:38:55 UTC"),
    (951_782_399, "2000-02-28 23:59:59 UTC"), (951_782_400, "2000-02-29 00:00:00 UTC"),
    (2_147_483_648, "2038-01-19 03:14:08 UTC"), (-1, "1969-12-31 23:59:59 UTC"),
    (4_107_542_400, "2100-03-01 00:00:00 UTC"), (-62_135_596_800, "0001-01-01 00:00:00 UTC"),
    (-62_167_219_201, "-0001-12-31 23:59:59 UTC"),
  ])
  func `a moment is written in UTC`(seconds: Int, text: String) {
    #expect(Moment(seconds).utcText == text)
  }

  @Test func `machines get ISO 8601`() {
    #expect(Moment(1_794_649_135).iso8601 == "2026-11-14T09:38:55Z")
  }

  @Test(arguments: [Int.max, Int.min])
  func `the ends of time do not trap`(seconds: Int) {
    #expect(Moment(seconds).utcText.hasSuffix("UTC"))
    let far = ZoneRule(fixed: UTCOffset(seconds: seconds < 0 ? -3600 : 3600))
    #expect(!Moment(seconds).text(in: far).isEmpty)
    #expect(Moment(seconds).relative(to: seconds < 0 ? .max : .min).contains(" y"))
  }

  @Test(arguments: [
    (0, "now", "just now"), (1, "1 s", "1 second ago"), (59, "59 s", "59 seconds ago"),
    (60, "1 min", "1 minute ago"), (150, "2 min", "2 minutes ago"), (3600, "1 h", "1 hour ago"),
    (86_399, "23 h", "23 hours ago"), (3 * 86_400, "3 d", "3 days ago"),
    (365 * 86_400, "1 y", "1 year ago"), (-2_460, "in 41 min", "in 41 minutes"),
    (-1, "in 1 s", "in 1 second"),
  ])
  func `age is told in one unit`(age: Int, short: String, long: String) {
    let now = 1_794_649_135
    #expect(Moment(now - age).relative(to: now) == short)
    #expect(Moment(now - age).relative(to: now, .long) == long)
  }

  @Test func `local time follows its zone`() {
    let summer = UTCOffset(seconds: 7_200, abbreviation: "CEST")
    let winter = UTCOffset(seconds: 3_600, abbreviation: "CET")
    let change = 1_792_890_000  // 2026-10-25 01:00:00 UTC
    let berlin = ZoneRule(learning: 1_780_000_000...1_800_000_000) { $0 < change ? summer : winter }
    #expect(Moment(change - 1).text(in: berlin) == "2026-10-25 02:59:59 CEST")
    #expect(Moment(change).text(in: berlin) == "2026-10-25 02:00:00 CET")
    #expect(Moment(0).text(in: berlin) == "1970-01-01 02:00:00 CEST")
    #expect(Moment(1_794_649_135).text(in: berlin) == "2026-11-14 10:38:55 CET")
    #expect(berlin.names(before: 1_794_649_135) == "CEST/CET")
    #expect(berlin.names(before: change - 1) == "CEST")
    #expect(ZoneRule.utc.names(before: change) == "UTC")
  }

  @Test func `a zone without a name is told by its offset`() {
    let india = ZoneRule(fixed: UTCOffset(seconds: 19_800))
    #expect(Moment(0).text(in: india) == "1970-01-01 05:30:00 +05:30")
    let west = ZoneRule(fixed: UTCOffset(seconds: -12_600))
    #expect(Moment(0).text(in: west) == "1969-12-31 20:30:00 -03:30")
    #expect(Moment(0).dateText(in: west) == "1969-12-31")
  }

  @Test func `days and dates are each other's inverse`() {
    for days in stride(from: -800_000, through: 800_000, by: 97) {
      let date = CivilDate(daysSinceEpoch: days)
      #expect(date.daysSinceEpoch == days)
      #expect(date.isValid)
    }
  }

  @Test func `days that the calendar lacks are not valid`() {
    #expect(CivilDate(year: 2028, month: 2, day: 29).isValid)
    #expect(!CivilDate(year: 2027, month: 2, day: 29).isValid)
    #expect(!CivilDate(year: 2027, month: 13, day: 1).isValid)
    #expect(!CivilDate(year: 2027, month: 4, day: 31).isValid)
    #expect(!CivilDate(year: .max, month: 1, day: .max).isValid)
  }
}
