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

  /// Words in a row.
  private static func phrase(_ words: String) -> Condition { .text(SearchFolding.fold(words)) }

  private static func dayIn(_ start: Int) -> Condition {
    .between(.created, start...start + day - 1)
  }

  private static func amount(_ words: String, _ thousandths: Int, _ code: String? = nil)
    -> Condition
  {
    .any([text(words), QueryParsingTests.amount(.equal, thousandths, code)])
  }

  /// A number after words that may be in the data.
  private static func labelled(_ label: String, _ number: String, _ thousandths: Int) -> Condition {
    let labels = label.split(separator: " ").map { Condition.text("  \($0)") }
    let reading: Condition =
      number.count == 4 ? .any([text(number), .begins(.card, number)]) : text(number)
    return .any([.all(labels + [QueryParsingTests.number(number, thousandths)]), reading])
  }

  /// A word that is also the code of a currency, before an amount.
  private static func word(
    _ code: String, beside amount: String, _ thousandths: Int
  ) -> Condition {
    .any([
      .all([text(code), Self.amount(amount, thousandths)]),
      QueryParsingTests.amount(.equal, thousandths, code),
    ])
  }

  private static let amounts: [(String, [Condition])] = [
    ("US$1,927.38", [amount("us$1,927.38", 1_927_380, "usd")]),
    ("\"$1,927.38\"", [amount("$1,927.38", 1_927_380)]),
    ("\"$21.98\"", [text("$21.98")]),
    ("19,50 Euro", [amount("19,50 euro", 19_500, "eur")]),
    ("5,678.00 RUB", [amount("5,678.00 rub", 5_678_000, "rub")]),
    ("TZS 5,678.00", [amount("tzs 5,678.00", 5_678_000, "tzs")]),
    ("Top 29.90", [word("top", beside: "29.90", 29_900)]),
    ("Gel 12,50", [word("gel", beside: "12,50", 12_500)]),
    ("ALL 19.50", [amount("all 19.50", 19_500, "all")]),
    ("jane - 19.50 EUR", [text("jane"), amount("19.50 eur", 19_500, "eur")]),
    ("1,50 TL", [amount("1,50 tl", 1_500, "try")]), ("TL Miller", [text("tl"), text("miller")]),
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
    ("₹24,53,514.18", [amount("₹24,53,514.18", 2_453_514_180, "inr")]),
    ("INR 1,00,000", [amount("inr 1,00,000", 100_000_000, "inr")]),
    ("２１６０円", [amount("2160円", 2_160_000, "jpy")]),
    ("＄１５４０８．５６", [amount("$15408.56", 15_408_560)]),
    ("+15.408,56 €", [amount("+15.408,56 €", 15_408_560, "eur")]),
    ("15.408,56+", [amount("15.408,56+", 15_408_560)]),
    ("+ 1 927,38 €", [amount("+ 1 927,38 €", 1_927_380, "eur")]),
    ("25,000원", [amount("25,000원", 25_000_000, "krw")]),
    ("Rs. 2453514.18", [amount("rs. 2453514.18", 2_453_514_180)]),
    ("Rs 2,453,514", [amount("rs 2,453,514", 2_453_514_000)]),
    ("KD 86.940", [amount("kd 86.940", 86_940, "kwd")]),
    ("JP¥2,160", [amount("jp¥2,160", 2_160_000, "jpy")]),
    ("9.742.500đ", [amount("9.742.500d", 9_742_500_000, "vnd")]),
    // No amounts.
    ("RS35260005601", [text("rs35260005601")]), ("18+", [text("18+")]),
    ("1,2,345", [text("1,2,345")]), ("1.00.000", [text("1.00.000")]),
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
    (
      "11/10/2026",
      [.any([text("11/10/2026"), dayIn(midnight - 34 * day), dayIn(midnight - 4 * day)])]
    ),
    (
      "Tue 10/11/26,",
      [
        .any([
          text("tue 10/11/26,"), dayIn(midnight - 4 * day), dayIn(midnight - 34 * day),
          text("tue 10/11/26"),
        ])
      ]
    ),
    (
      "10/11/2026, 9:05 AM",
      [
        .any([
          text("10/11/2026, 9:05 am"),
          .between(.created, midnight - 4 * day + 32_700...midnight - 4 * day + 32_759),
          .between(.created, midnight - 34 * day + 32_700...midnight - 34 * day + 32_759),
        ])
      ]
    ),
    ("11/11/2026", [.any([text("11/11/2026"), dayIn(midnight - 3 * day)])]),
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
      "２０２６－１１－２６",
      [.any([text("2026-11-26"), dayIn(QueryParsingTests.day26)])]
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
    ("11-26-2026", [.any([text("11-26-2026"), dayIn(QueryParsingTests.day26)])]),
    ("11-26", [text("11-26")]),
    ("order 20261126", [text("20261126")]),
    ("4 days ago", [.any([text("days ago"), dayIn(midnight - 4 * day)])]),
    ("created:>=2 weeks ago", [.between(.created, midnight - 14 * day...1 << 42)]),
    ("created:a week ago", [dayIn(midnight - 7 * day)]),
    // No dates.
    ("Mar Di", [text("mar"), text("di")]),
    ("am Markt", [text("am"), text("markt")]),
    ("1042-11", [text("1042-11")]), ("2026-13", [text("2026-13")]),
  ]

  private static let numbers: [(String, [Condition])] = [
    ("invoice 10427", [labelled("invoice", "10427", 10_427_000)]),
    ("ref 1042", [labelled("ref", "1042", 1_042_000)]),
    ("reference ORD-2026-00017", [text("ord-2026-00017")]),
    ("Receipt: 10427 jane", [labelled("receipt:", "10427", 10_427_000), text("jane")]),
    ("Order #1042.", [.any([text("#1042."), text("#1042"), text("1042")])]),
    ("order (10427)", [.any([text("(10427)"), text("(10427"), text("10427")])]),
    ("＃1042", [.any([text("#1042"), text("1042")])]),
    ("№1042", [.any([text("№1042"), text("1042")])]),
    ("N°1042", [.any([text("n°1042"), text("1042")])]),
    ("Nr.1042", [.any([text("nr.1042"), text("1042")])]),
    ("Pedido nº 10427", [text("10427")]),
    ("order_id 67357", [text("67357")]), ("order-6735", [text("order-6735")]),
    (
      "Bestellnr. 6735", [.any([text("6735"), .begins(.card, "6735")])]
    ),
    ("order_id=6735", [text("6735")]),
    ("order_id:6735", [text("6735")]),
    (#""order_id": "6735","#, [text("6735")]),
    (#""order_id":"6735""#, [text("6735")]),
    (
      #""shop": "Ada", "order": 67357,"#,
      [
        text("ada"),
        .any([text("67357,"), text("67357"), QueryParsingTests.amount(.equal, 67_357_000)]),
      ]
    ),
    (#""Jane Doe": "a""#, [phrase("jane doe"), text(":"), text("a")]),
    // Words that keep their meaning.
    ("Ref Invoice Ltd", [text("ref"), text("invoice"), text("ltd")]),
    ("ticket 5", [text("ticket"), text("5")]),
    ("ticket €33,00", [text("ticket"), amount("€33,00", 33_000, "eur")]),
    ("No. Doubt", [.any([text("no."), text("no")]), text("doubt")]),
    ("N°", [text("n°")]),
    ("#", [text("#")]),
  ]

  /// A phone of two groups, which are numbers by themselves, too.
  private static func number(_ start: String, _ rest: Int) -> Condition {
    .all([
      .any([text(start), .begins(.card, start)]),
      QueryParsingTests.number("\(rest)", rest * 1000),
    ])
  }

  private static let phones: [(String, [Condition])] = [
    ("555.010.2030", [.any([text("555.010.2030"), text("5550102030")])]),
    ("6.12.34.56.78", [.any([text("6.12.34.56.78"), text("612345678")])]),
    (
      "555\u{2011}010\u{2011}2030",
      [.any([text("555\u{2011}010\u{2011}2030"), text("5550102030")])]
    ),
    ("phone:555\u{2013}010\u{2013}2030", [.digits(.phone, "5550102030")]),
    ("Mobil: 0151 123 45678", [.any([text("0151 123 45678"), text("15112345678")])]),
    ("Telefon: 06 12 34 56 78", [.any([text("06 12 34 56 78"), text("612345678")])]),
    ("phone 555-010-2030", [.any([text("555-010-2030"), text("5550102030")])]),
    ("mobile:+49-151-12345678", [.any([text("+49-151-12345678"), text("4915112345678")])]),
    (
      "Tel. +49 89 55501001, Mo-Fr",
      [.any([text("+49 89 55501001"), text("498955501001")]), text("mo-fr")]
    ),
    (
      "0151 / 12 34 56 78",
      [.any([text("0151 12 34 56 78"), text("15112345678")])]
    ),
    ("020 - 7946 0958", [.any([text("020 7946 0958"), text("2079460958")])]),
    (
      "Tel.: 0151 – 12 34 56 78, jane",
      [.any([text("0151 12 34 56 78"), text("15112345678")]), text("jane")]
    ),
    (
      "+49 171 1234567 - 10591",
      [
        .any([text("+49 171 1234567"), text("491711234567")]),
        QueryParsingTests.number("10591", 10_591_000),
      ]
    ),
    (
      "0171 1234567 - 26.11.2026",
      [
        .any([number("0171", 1_234_567), text("1711234567")]),
        .any([text("26.11.2026"), dayIn(QueryParsingTests.day26)]),
      ]
    ),
    (
      "0151 12345678 / 10591",
      [
        .any([number("0151", 12_345_678), text("15112345678")]),
        QueryParsingTests.number("10591", 10_591_000),
      ]
    ),
    (
      "0171 1234567 - 19.50 EUR",
      [
        .any([number("0171", 1_234_567), text("1711234567")]), amount("19.50 eur", 19_500, "eur"),
      ]
    ),
    ("+44 20 / 7946 0958", [.any([text("+44 20 7946 0958"), text("442079460958")])]),
    ("📞 0151 123 45678", [.any([text("0151 123 45678"), text("15112345678")])]),
    ("☎️ +1 555 010 2030", [.any([text("+1 555 010 2030"), text("15550102030")])]),
    ("📱+49151123456", [.any([text("+49151123456"), text("49151123456")])]),
    (
      "+49 151 12345678 (mobile) jane",
      [.any([text("+49 151 12345678"), text("4915112345678")]), text("jane")]
    ),
    (
      "+1 555 010 2030 (Jane)",
      [
        .any([text("+1 555 010 2030"), text("15550102030")]),
        .any([text("(jane)"), text("(jane"), text("jane")]),
      ]
    ),
    ("📞 Jane", [text("📞"), text("jane")]), ("01511 / jane", [text("01511"), text("jane")]),
    ("503-555-1000,", [.any([text("503-555-1000"), text("5035551000")])]),
    ("503-555-1000; jane", [.any([text("503-555-1000"), text("5035551000")]), text("jane")]),
    ("phone:+498955501001,", [.digits(.phone, "498955501001")]),
    (
      "phone:+49 89 55501001, 12",
      [.digits(.phone, "498955501001"), QueryParsingTests.number("12", 12_000)]
    ),
    ("card:4242,", [.begins(.card, "4242")]),
    ("amount:50, jane", [QueryParsingTests.amount(.equal, 50_000), text("jane")]),
    ("Phone Shop", [text("phone"), text("shop")]),
    ("Mobile 4G", [text("mobile"), text("4g")]),
  ]

  private static func card(_ word: String, behind labels: String) -> Condition {
    let labels = labels.split(separator: " ").map { Condition.text("  \($0)") }
    return .any([
      .all(labels + [QueryParsingTests.number(word, 4_242_000)]),
      .any([text(word), .begins(.card, word)]),
    ])
  }

  /// The end of a card with its brand, and both as words.
  private static func visa(_ words: String, _ brand: String = "visa", _ end: String = "5556")
    -> Condition
  {
    let number = QueryParsingTests.number(end, (Int(end) ?? 0) * 1000)
    let texts = words.split(separator: " ").map { Condition.text("  \($0)") }
    return .any([
      .all(texts + [number]), .all([.begins(.card, end), .contains(.card, "  \(brand)")]),
    ])
  }

  private static func inOneWord(_ word: String, _ brand: String) -> Condition {
    .any([text(word), .all([.begins(.card, "5556"), .contains(.card, "  \(brand)")])])
  }

  private static let cards: [(String, [Condition])] = [
    ("Visa 5556", [visa("visa")]), ("Visa ending 5556", [visa("visa ending")]),
    ("jane Visa •••• 5556", [text("jane"), visa("visa ••••")]),
    ("with Visa ending in 5556", [visa("with visa ending in")]),
    ("card mastercard 4444", [visa("card mastercard", "mastercard", "4444")]),
    ("American Express ending 8431", [visa("american express ending", "amex", "8431")]),
    ("Visa debit 5556", [visa("visa debit")]), ("Visa – 5556", [visa("visa")]),
    ("credit card Visa 5556", [visa("credit card visa")]),
    ("Amex, 8431", [visa("amex", "amex", "8431")]),
    ("MC 4444", [visa("mc", "mastercard", "4444")]),
    ("VISA*5556", [inOneWord("visa*5556", "visa")]),
    ("amex-5556", [inOneWord("amex-5556", "amex")]),
    ("shop-5556", [text("shop-5556")]), ("Visa-55567", [text("visa-55567")]),
    ("“Visa 5556”", [phrase("visa 5556")]),
    ("Visa 55567", [text("visa"), QueryParsingTests.number("55567", 55_567_000)]),
    ("a card", [text("a"), text("card")]),
    (
      "a card ending 5556",
      [
        text("a"),
        .any([
          .all([text("card"), text("ending"), QueryParsingTests.number("5556", 5_556_000)]),
          .any([text("5556"), .begins(.card, "5556")]),
        ]),
      ]
    ),
    ("unknown 5556", [text("unknown"), QueryParsingTests.number("5556", 5_556_000)]),
    ("with jane", [text("with"), text("jane")]),
    ("\"5556\"", [text("5556")]),
  ]

  private static let names: [(String, [Condition])] = [
    ("‘Jane Doe’ x", [phrase("jane doe"), text("x")]),
    ("‚Jane Doe‘", [phrase("jane doe")]),
    ("‘Jane O’Neill’,", [phrase("jane o'neill")]),
    ("‘t Hof O’Neill", [text("'t"), text("hof"), text("o'neill")]),
    ("Rock ‘n’ Roll", [text("rock"), text("'n'"), text("roll")]),
    ("\"Jane Doe\".", [phrase("jane doe")]),
    ("3511AB", [.any([text("3511ab"), phrase("3511 ab")])]),
    (
      "3511 AB",
      [.any([.all([QueryParsingTests.number("3511", 3_511_000), text("ab")]), text("3511ab")])]
    ),
    ("SW1A1AA", [.any([text("sw1a1aa"), phrase("sw1a 1aa")])]),
    ("D-50667", [.any([text("d-50667"), text("50667")])]),
    ("A-1010", [text("a-1010")]),
    // As statements of banks write umlauts.
    ("Muenchen", [.any([text("muenchen"), text("munchen")])]),
    ("KOELN,", [.any([text("koeln,"), text("koeln"), text("koln")])]),
    (
      "Mueller-Luedenscheidt", [.any([text("mueller-luedenscheidt"), text("muller-ludenscheidt")])]
    ),
    ("name:Juergen", [.contains(.name, "  juergen")]),
    (
      "Bauer Michael Samuel Manuela guest shoes Queens Zoe neue value@due.example",
      "bauer michael samuel manuela guest shoes queens zoe neue value@due.example"
        .split(separator: " ").map { text(String($0)) }
    ),
    (
      "Bahnhofstraße 12 a",
      [text("bahnhofstrasse"), QueryParsingTests.number("12", 12_000), text("a")]
    ),
    // A house number is too short: it would be found inside “112 Ash Road”.
    ("12a", [text("12a")]), ("2h", [text("2h")]),
    ("card 4242", [card("4242", behind: "card")]),
    ("ending in 4242", [card("4242", behind: "ending in")]),
    ("•••• 4242", [card("4242", behind: "••••")]),
    ("**** 4242", [card("4242", behind: "****")]),
    ("xxxx-4242", [.any([text("xxxx-4242"), .begins(.card, "4242")])]),
    ("••••4242", [.any([text("••••4242"), .begins(.card, "4242")])]),
    // Names that look like notations.
    ("Mr. Card", [.any([text("mr."), text("mr")]), text("card")]),
    ("Ann in 4242", [text("ann"), text("in"), QueryParsingTests.number("4242", 4_242_000)]),
    ("A-4242", [text("a-4242")]),
  ]

  @Test(arguments: [amounts, dates, numbers, phones, cards, names].flatMap(\.self))
  func `what people write is understood`(_ source: String, _ expected: [Condition]) throws {
    let query = try SessionQuery(parsing: source, now: Self.now)
    #expect(query.terms == expected.map { SessionQuery.Term($0) })
  }

  @Test(arguments: [
    ("jane 11/10/2026", "11/10/2026 as 2026-10-11 and as 2026-11-10"),
    ("Thu, 3/4/26 9:05", "3/4/26 as 2026-04-03 and as 2026-03-04"),
    ("11/13/2026", nil), ("11/11/2026", nil), ("\"11/10/2026\"", nil), ("3/4", nil),
  ])
  func `a date with two readings is named`(_ source: String, _ dates: String?) throws {
    let query = try SessionQuery(parsing: source, now: Self.now)
    #expect(query.datesReadTwice == dates)
    #expect(query.caution() == dates.map { "looked for \($0)" })
    // Words that are only text are no date.
    #expect(SessionQuery(words: source).datesReadTwice == nil)
  }

  @Test(arguments: [
    ("amount>=$100", "$"), ("$100", "$"), (">= $100", "$"), ("100 kr", "kr"), ("¥500 jane", "¥"),
    ("amount:$5..$10", "$"), ("amount>=US$100", nil), ("amount>=€100", nil), ("R$100", nil),
    ("amount>=$100 currency:cad", nil), ("$100 usd", nil), ("amount>=100", nil), ("jane", nil),
    ("\"$100\"", nil), ("meta.price:$5 amount>10", nil), ("amount:100..$2000", "$"),
    ("total:100..$2000", "$"),
  ])
  func `a sign of several currencies is told`(_ source: String, _ sign: String?) throws {
    let caution = try SessionQuery(parsing: source, now: 0).caution()
    #expect(
      caution
        == sign.map {
          "several currencies have “\($0)”, so amounts of all currencies were compared; "
            + "currency:CODE or a code beside the amount names one"
        })
  }

  @Test(arguments: [
    "created:11/10/2026", "created>=11/10/2026", "Created: 11/10/2026..11/13/2026",
    "created:11-10-2026",
  ])
  func `a field takes no date with two readings, and says why`(_ source: String) throws {
    let error = #expect(throws: QueryError.self) {
      try SessionQuery(parsing: source, now: Self.now)
    }
    #expect(
      error?.message
        == "created: “11\(source.contains("-") ? "-10-" : "/10/")2026” is read in two ways: write 2026-10-11 or 2026-11-10"
    )
  }

  /// What is excluded is what was excluded before: a minus belongs to one word.
  @Test(arguments: [
    ("-invoice 10427", "-invoice", "10427"), ("-12 a", "-12", "a"),
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

  @Test(arguments: [
    (
      "shop_ref:6735", "“shop_ref” is no field; a key of the metadata is written meta.shop_ref:6735"
    ),
    ("jo", "“jo”: one or two letters match the beginning of a word only"),
    ("jane status:open", nil), ("-shop_ref:6735", nil),
  ])
  func `a query without a match may get advice`(_ source: String, _ advice: String?) throws {
    #expect(try SessionQuery(parsing: source, now: Self.now).advice == advice)
  }
}
