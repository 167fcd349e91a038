import Testing
import Units

@Suite struct CalendarUnitTests {
  /// A zone whose clock goes forward by an hour at one moment, and back at another.
  private static func zone(_ winter: Int, forward: Int, back: Int) -> ZoneRule {
    ZoneRule(learning: forward - 100_000_000...back + 100_000_000) { moment in
      UTCOffset(seconds: (forward..<back).contains(moment) ? winter + 3_600 : winter)
    }
  }

  /// 2026: 29 March 01:00 UTC and 25 October 01:00 UTC.
  private static let berlin = zone(3_600, forward: 1_774_746_000, back: 1_792_890_000)
  /// 2018 in São Paulo: clocks went from midnight to one o'clock on 4 November, 03:00 UTC.
  private static let saoPaulo = zone(-10_800, forward: 1_541_300_400, back: 1_550_368_800)

  private static func texts(_ unit: CalendarUnit, _ first: Int, _ last: Int, _ zone: ZoneRule)
    -> [String]
  {
    unit.stretches(from: first, through: last, in: zone, most: 50).map {
      "\(Moment($0.lowerBound).text(in: zone).prefix(16)) \($0.count / 60)"
    }
  }

  @Test func `days of spring and autumn have an hour less and more`() {
    #expect(
      Self.texts(.day, 1_774_700_000, 1_774_840_000, Self.berlin) == [
        "2026-03-28 00:00 1440", "2026-03-29 00:00 1380", "2026-03-30 00:00 1440",
      ])
    #expect(
      Self.texts(.day, 1_792_880_000, 1_792_940_000, Self.berlin) == [
        "2026-10-25 00:00 1500"
      ])
  }

  @Test func `a day without a midnight begins at one o'clock`() {
    #expect(
      Self.texts(.day, 1_541_250_000, 1_541_400_000, Self.saoPaulo) == [
        "2018-11-03 00:00 1440", "2018-11-04 01:00 1380", "2018-11-05 00:00 1440",
      ])
  }

  @Test func `weeks begin on Monday and months with their first day`() {
    // Thursday, 26 November 2026, 12:00 UTC.
    let noon = 1_795_694_400
    #expect(
      Self.texts(.week, noon - 7 * 86_400, noon, .utc) == [
        "2026-11-16 00:00 10080", "2026-11-23 00:00 10080",
      ])
    #expect(
      Self.texts(.month, noon - 60 * 86_400, noon, .utc) == [
        "2026-09-01 00:00 43200", "2026-10-01 00:00 44640", "2026-11-01 00:00 43200",
      ])
    #expect(
      Self.texts(.month, noon + 30 * 86_400, noon + 40 * 86_400, .utc) == [
        "2026-12-01 00:00 44640", "2027-01-01 00:00 44640",
      ])
  }

  @Test func `hours begin with the minutes of the place`() {
    let kolkata = ZoneRule(fixed: UTCOffset(seconds: 19_800))
    #expect(
      Self.texts(.hour, 1_795_694_400, 1_795_698_000, kolkata) == [
        "2026-11-26 17:00 60", "2026-11-26 18:00 60",
      ])
  }

  @Test func `the newest stretches are kept where there are too many`() {
    let days = CalendarUnit.day.stretches(from: 0, through: 86_400 * 100, in: .utc, most: 3)
    #expect(days.map(\.lowerBound) == [98, 99, 100].map { $0 * 86_400 })
  }
}
