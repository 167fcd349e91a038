import Checkout
import Query
import Support
import Testing
import Units

/// Amounts, dates, numbers and addresses as people write them. Each is found as text, too.
@Suite struct WrittenWordsTests {
  typealias Condition = SessionQuery.Condition

  private static let (midnight, day) = (QueryParsingTests.midnight, QueryParsingTests.day)
  private static let now = QueryParsingTests.now
  /// 24 November 2025, the last one before now.
  private static let last24 = midnight - 355 * day

  /// A word, or several, as text.
  private static func text(_ words: String) -> Condition {
    let texts = words.split(separator: " ").map { Condition.text("  \($0)") }
    return texts.count > 1 ? .all(texts) : texts[0]
  }

  private static func dayIn(_ start: Int) -> Condition {
    .between(.created, start...start + day - 1)
  }

  private static func amount(_ words: String, _ thousandths: Int, _ code: String? = nil)
    -> Condition
  {
    .any([text(words), QueryParsingTests.amount(.equal, thousandths, code)])
  }

  private static let amounts: [(String, [Condition])] = [
    ("US$1,927.38", [amount("us$1,927.38", 1_927_380, "usd")]),
    ("\"$1,927.38\"", [amount("$1,927.38", 1_927_380)]),
    ("\"$21.98\"", [text("$21.98")]),
    ("19,50 Euro", [amount("19,50 euro", 19_500, "eur")]),
    ("1,927.38 dollars", [amount("1,927.38 dollars", 1_927_380)]),
    ("3.50 pounds", [amount("3.50 pounds", 3_500)]),
    (
      "50 Yen",
      [
        .any([
          .all([QueryParsingTests.number("50", 50_000), text("yen")]),
          QueryParsingTests.amount(.equal, 50_000, "jpy"),
        ])
      ]
    ),
    ("￥123456789", [amount("￥123456789", 123_456_789_000)]),
    ("123,456,789円", [amount("123,456,789円", 123_456_789_000, "jpy")]),
    ("Fr. 10'000.00", [amount("fr. 10'000.00", 10_000_000)]),
    ("CHF 10'000.–", [amount("chf 10'000.–", 10_000_000, "chf")]),
    ("33,- €", [amount("33,- €", 33_000, "eur")]),
    ("1.234,-", [amount("1.234,-", 1_234_000)]),
    (
      "≥50", [.any([text("≥50"), QueryParsingTests.amount(.greaterOrEqual, 50_000)])]
    ),
    ("amount≤50", [QueryParsingTests.amount(.lessOrEqual, 50_000)]),
    ("50..60", [.any([text("50..60"), QueryParsingTests.range(50_000, 60_000)])]),
    ("-$5.00", [amount("-$5.00", -5_000)]),
    ("-5,00 €", [amount("-5,00 €", -5_000, "eur")]),
    // No amounts.
    ("60..50", [text("60..50")]),
    (
      "50..",
      [.any([text("50.."), text("50."), text("50"), QueryParsingTests.amount(.equal, 50_000)])]
    ),
    ("..60", [text("..60")]),
    ("Euro Shop GmbH", [text("euro"), text("shop"), text("gmbh")]),
    ("Mark Pound", [text("mark"), text("pound")]),
    ("Fr. Dollar", [.any([text("fr."), text("fr")]), text("dollar")]),
    ("FR7630006000", [text("fr7630006000")]),
  ]

  private static let dates: [(String, [Condition])] = [
    (
      "24.11.",
      [
        .any([
          text("24.11."), dayIn(last24), text("24.11"), QueryParsingTests.amount(.equal, 24_110),
        ])
      ]
    ),
    ("24.11", [amount("24.11", 24_110)]),
    ("24/11", [.any([text("24/11"), dayIn(last24)])]),
    ("3/4", [text("3/4")]),
    (
      "26.11.2026.",
      [.any([text("26.11.2026."), dayIn(QueryParsingTests.day26), text("26.11.2026")])]
    ),
    ("Di., 26.11.2026", [.any([text("di., 26.11.2026"), dayIn(QueryParsingTests.day26)])]),
    ("am 26.11.2026", [.any([text("26.11.2026"), dayIn(QueryParsingTests.day26)])]),
    ("Date: 26 Nov 2026", [.any([text("26 nov 2026"), dayIn(QueryParsingTests.day26)])]),
    (
      "26.11.2026, 10:15 Uhr",
      [
        .any([
          text("26.11.2026, 10:15 uhr"),
          .between(.created, QueryParsingTests.morning...QueryParsingTests.morning + 59),
        ])
      ]
    ),
    (
      "Nov 26, 2026, 11:44 PM",
      [
        .any([
          text("nov 26, 2026, 11:44 pm"),
          .between(
            .created, QueryParsingTests.day26 + 85_440...QueryParsingTests.day26 + 85_499),
        ])
      ]
    ),
    (
      "created:26 Nov 2026 12:05 a.m.",
      [.between(.created, QueryParsingTests.day26 + 300...QueryParsingTests.day26 + 359)]
    ),
    (
      "created:26.11.2026 9:05",
      [.between(.created, QueryParsingTests.day26 + 32_700...QueryParsingTests.day26 + 32_759)]
    ),
    (
      "2026-11",
      [.any([text("2026-11"), .between(.created, midnight - 13 * day...midnight + 17 * day - 1)])]
    ),
    (
      "20261126",
      [
        .any([
          text("20261126"), QueryParsingTests.amount(.equal, 20_261_126_000),
          dayIn(QueryParsingTests.day26),
        ])
      ]
    ),
    ("order 20261126", [text("20261126")]),
    ("4 days ago", [.any([text("days ago"), dayIn(midnight - 4 * day)])]),
    ("created:>=2 weeks ago", [.between(.created, midnight - 14 * day...1 << 42)]),
    ("created:a week ago", [dayIn(midnight - 7 * day)]),
    // No dates.
    ("Mar Di", [text("mar"), text("di")]),
    ("am Markt", [text("am"), text("markt")]),
    ("1042-11", [text("1042-11")]), ("2026-13", [text("2026-13")]),
  ]

  @Test(arguments: amounts + dates)
  func `what people write is understood`(_ source: String, _ expected: [Condition]) throws {
    let query = try SessionQuery(parsing: source, now: Self.now)
    #expect(query.terms == expected.map { SessionQuery.Term($0) })
  }

  /// What is excluded is what was excluded before: a minus belongs to one word.
  @Test(arguments: [

    ("jane -$5.00", "jane", "-$5.00"), ("-am 26.11.2026", "-am", "26.11.2026"),
  ])
  func `a minus before a word excludes that word`(
    _ source: String, _ first: String, _ second: String
  ) throws {
    let terms = try [first, second].flatMap { word in
      // Alone, an amount with a minus is one below zero.
      try SessionQuery(parsing: "x \(word)", now: Self.now).terms.dropFirst()
    }
    #expect(try SessionQuery(parsing: source, now: Self.now).terms == terms)
  }
}
