import Checkout
import Query
import Support
import Testing
import Units

/// Amounts, dates, numbers and addresses as people write them. Each is found as text, too.
@Suite struct WrittenWordsTests {
  typealias Condition = SessionQuery.Condition

  private static let now = QueryParsingTests.now

  /// A word, or several, as text.
  private static func text(_ words: String) -> Condition {
    let texts = words.split(separator: " ").map { Condition.text("  \($0)") }
    return texts.count > 1 ? .all(texts) : texts[0]
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

  @Test(arguments: amounts)
  func `what people write is understood`(_ source: String, _ expected: [Condition]) throws {
    let query = try SessionQuery(parsing: source, now: Self.now)
    #expect(query.terms == expected.map { SessionQuery.Term($0) })
  }

  /// What is excluded is what was excluded before: a minus belongs to one word.
  @Test(arguments: [

    ("jane -$5.00", "jane", "-$5.00")
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
