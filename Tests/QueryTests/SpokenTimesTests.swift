import Checkout
import Query
import Testing
import Units

/// Times as people say them, with a field and without. It is Saturday, 14 November 2026, in UTC.
@Suite struct SpokenTimesTests {
  typealias Condition = SessionQuery.Condition

  private static let now = QueryParsingTests.now
  private static let end = 1 << 42

  /// The first second of a day of November 2026.
  private static func day(_ number: Int) -> Int {
    QueryParsingTests.midnight + (number - 14) * 86_400
  }

  /// From the beginning of a day to the end of another one.
  private static func days(_ first: Int, _ last: Int) -> ClosedRange<Int> {
    day(first)...day(last + 1) - 1
  }

  @Test(arguments: [
    ("last week", days(2, 8)), ("this week", days(9, 15)), ("next week", days(16, 22)),
    ("letzte Woche", days(2, 8)), ("last month", days(-30, 0)), ("this month", days(1, 30)),
    ("Thursday", days(12, 12)), ("Saturday", days(14, 14)), ("Sunday", days(8, 8)),
    ("Donnerstag", days(12, 12)), ("last Saturday", days(7, 7)), ("last Thursday", days(12, 12)),
    ("this Thursday", days(12, 12)), ("November", days(1, 30)), ("tomorrow", days(15, 15)),
    ("gestern", days(13, 13)), ("heute", days(14, 14)), ("hier", days(13, 13)),
    ("aujourd’hui", days(14, 14)), ("Thursday 00:00", day(12)...day(12) + 59),
    ("last 7 days", now - 7 * 86_400...now), ("letzte 24 Stunden", now - 86_400...now),
    ("since yesterday", day(13)...end), ("since Monday", day(9)...end),
    ("seit dem 10.11.2026", day(10)...end), ("since last week", day(2)...end),
    ("before 2 Nov", 0...day(2) - 1), ("after 2026-11-10", day(11)...end),
    ("2026-11-10..2026-11-15", days(10, 15)), ("2026-11-10 .. 2026-11-15", days(10, 15)),
    ("2026-11-10 to 2026-11-15", days(10, 15)), ("10.11.2026 - 15.11.2026", days(10, 15)),
    ("10.11.2026–15.11.2026", days(10, 15)), ("from 10 Nov to 15 Nov", days(10, 15)),
    ("10–15 Nov", days(10, 15)), ("30 Oct to 2 Nov", days(-1, 2)), ("10-15 Nov 2026", days(10, 15)),
    ("Nov 10–15, 2026", days(10, 15)),
    ("10. bis 15. November 2026", days(10, 15)), ("10 Nov – 15 Nov 2026", days(10, 15)),
    ("Monday..Thursday", days(9, 12)), ("a week ago", days(7, 7)),
    ("vor 2 Tagen", days(12, 12)), ("vor einer Woche", days(7, 7)), ("hace 2 días", days(12, 12)),
    ("2 giorni fa", days(12, 12)), ("2 dagen geleden", days(12, 12)),
    ("il y a 2 jours", days(12, 12)), ("juin", days(-152, -123)),
    ("Monday to Thursday", days(9, 12)), ("1 Nov to yesterday", days(1, 13)),
  ])
  func `a time is looked for beside the words`(_ words: String, _ range: ClosedRange<Int>) throws {
    let terms = try SessionQuery(parsing: words, now: Self.now).terms
    guard terms.count == 1, case .any(let readings) = terms[0].condition else {
      Issue.record("not one term with several readings: \(terms)")
      return
    }
    #expect(readings.contains(.between(.created, range)))
    let texts = words.split(separator: " ").filter { $0.count > 1 }
      .map { Condition.text(SearchFolding.fold(String($0))) }
    #expect(readings[0] == (texts.count > 1 ? .all(texts) : texts[0]))
    // The same words after a field are nothing but the time.
    #expect(
      try SessionQuery(parsing: "created:\(words) jane", now: Self.now).terms == [
        .init(.between(.created, range)), .init(.text("  jane")),
      ])
  }

  @Test(arguments: [
    ("expires:tomorrow", days(15, 15)), ("expires:Monday", days(16, 16)),
    ("expires:next week", days(16, 22)), ("expires:next 2 days", now...now + 2 * 86_400),
  ])
  func `times to come are named after a field`(_ source: String, _ range: ClosedRange<Int>) throws {
    #expect(
      try SessionQuery(parsing: source, now: Self.now).terms == [.init(.between(.expiresAt, range))]
    )
  }

  /// Names of days and months may be names of people, and words of another language.
  @Test(arguments: [
    "Thursday jane", "hier jane", "November jane", "April", "Avril", "June", "Domenica", "Domingo",
    "Sun", "May", "last name",
    "since jane", "noon to jane", "mark to jane", "a - b",
  ])
  func `words beside others are no time`(_ source: String) throws {
    for term in try SessionQuery(parsing: source, now: Self.now).terms {
      guard case .text = term.condition else {
        Issue.record("\(term)")
        continue
      }
    }
  }

  @Test(arguments: ["status:open Thursday", "on Thursday", "Thursday"])
  func `a day is a time beside fields`(_ source: String) throws {
    let term = try #require(try SessionQuery(parsing: source, now: Self.now).terms.last)
    #expect(
      term.condition == .any([.text("  thursday"), .between(.created, Self.days(12, 12))]))
  }
}
