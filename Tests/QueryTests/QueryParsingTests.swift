import Checkout
import Query
import Support
import Testing
import Units

@Suite struct QueryParsingTests {
  @Test(
    arguments: [
      (.status, "open", .open), (.status, "complete", .complete), (.status, "expired", .expired),
      (.paymentStatus, "paid", .paid), (.paymentStatus, "unpaid", .unpaid),
      (.paymentStatus, "no_payment_required", .noPaymentRequired),
    ] as [(FieldName, String, FieldValue)])
  func `the name of a value is that of its word`(name: FieldName, word: String, value: FieldValue) {
    #expect(Session.fields[name]?.value(word: word) == value)
  }

  /// 2026-11-14 09:38:55 UTC.
  static let now = 1_794_649_135
  static let midnight = 1_794_614_400
  static let day = 86_400

  static let day26 = midnight + 12 * day

  /// 26 November, 10:15 UTC.
  static let morning = day26 + 36_900

  typealias Condition = SessionQuery.Condition

  /// A date, or the words themselves.
  static func dated(_ words: String, _ range: ClosedRange<Int>) -> Condition {
    let texts = words.split(separator: " ").map { Condition.text("  \($0)") }
    return .any([texts.count > 1 ? .all(texts) : texts[0], .between(.created, range)])
  }

  /// An amount is compared with what was charged and with what the customer saw.
  static func amount(
    _ comparison: SessionQuery.Comparison, _ thousandths: Int, _ code: String? = nil,
    withoutThousandths: Int? = nil
  ) -> Condition {
    let pairs: [(FieldName, FieldName)] = [
      (.amount, .currency), (.presentmentAmount, .presentmentCurrency),
    ]
    return .any(
      pairs.map { name, currency in
        let amount = Condition.amount(
          name, comparison,
          .init(thousandths: thousandths, withoutThousandths: withoutThousandths))
        return code.map { .all([amount, .equals(currency, .text($0))]) } ?? amount
      })
  }

  /// A number that may be an amount, or the end of a card number.
  static func number(_ word: String, _ thousandths: Int) -> Condition {
    let card: [Condition] = word.count == 4 ? [.begins(.card, word)] : []
    return .any([.text("  " + word)] + card + [amount(.equal, thousandths)])
  }

  /// A word that is in a field, or in a text.
  static func word(_ word: String, _ conditions: Condition...) -> Condition {
    .any([.text("  " + word)] + conditions)
  }

  static func range(_ from: Int, _ to: Int) -> Condition {
    .any(
      [FieldName.amount, .presentmentAmount].map { name in
        .all([
          .amount(name, .greaterOrEqual, .init(thousandths: from)),
          .amount(name, .lessOrEqual, .init(thousandths: to)),
        ])
      })
  }

  static let meanings: [(String, [Condition])] = [
    ("", []),
    ("Smith", [.text("  smith")]),
    ("  jane   DOE ", [.text("  jane"), .text("  doe")]),
    (#""Jane  Doe""#, [.text("  jane  doe")]),
    ("Müller Ångström", [.text("  muller"), .text("  angstrom")]),
    ("山田", [.text("  山田")]),
    ("status:open", [.equals(.status, .int(0))]),
    ("STATUS:Open", [.equals(.status, .int(0))]),
    ("status:open,expired", [.any([.equals(.status, .int(0)), .equals(.status, .int(2))])]),
    ("is:unpaid", [.equals(.paymentStatus, .int(1))]),
    ("is:test is:live", [.equals(.livemode, .int(0)), .equals(.livemode, .int(1))]),
    ("mode:subscription", [.equals(.mode, .int(2))]),
    (
      "currency:EUR",
      [.any([.equals(.currency, .text("eur")), .equals(.presentmentCurrency, .text("eur"))])]
    ),
    ("has:subscription", [.has(.subscription)]),
    ("has:meta.order_id", [.hasEntry(.metadata, key: "order_id")]),
    ("meta.order_id:6735", [.entry(.metadata, key: "order_id", value: "  6735")]),
    (#"meta."order no":77"#, [.entry(.metadata, key: "order no", value: "  77")]),
    (#"metadata."a:b"="c d""#, [.entry(.metadata, key: "a:b", value: "  c  d")]),
    (#"has:"meta.order no""#, [.hasEntry(.metadata, key: "order no")]),
    (#"meta.note:"two Words""#, [.entry(.metadata, key: "note", value: "  two  words")]),
    ("amount>=50", [amount(.greaterOrEqual, 50_000)]),
    ("amount:49.99", [amount(.equal, 49_990)]),
    ("amount:49,99", [amount(.equal, 49_990)]),
    ("amount>=50,00", [amount(.greaterOrEqual, 50_000)]),
    ("amount:1.927,38", [amount(.equal, 1_927_380)]),
    ("amount:$1,927.38", [amount(.equal, 1_927_380)]),
    ("amount:1,234", [amount(.equal, 1_234_000)]),
    ("amount:1'927", [amount(.equal, 1_927_000)]),
    ("amount:>1.234", [amount(.greater, 1_234, withoutThousandths: 1_234_000)]),
    ("amount>=-1.000", [amount(.greaterOrEqual, -1_000, withoutThousandths: -1_000_000)]),
    ("amount:>1.234 BHD", [amount(.greater, 1_234, "bhd")]),
    ("amount:>1.234 EUR", [amount(.greater, 1_234_000, "eur")]),
    ("amount:$1.234", [amount(.equal, 1_234_000)]),
    ("amount:0.500", [amount(.equal, 500)]),
    ("amount:13.408,660 BHD", [amount(.equal, 13_408_660, "bhd")]),
    (
      "111.660 CLP",
      [.any([.all([.text("  111.660"), .text("  clp")]), amount(.equal, 111_660_000, "clp")])]
    ),
    (
      "1.485 ¥",
      [.any([.all([.text("  1.485"), .text("  ¥")]), amount(.equal, 1_485_000)])]
    ),
    ("amount:€5", [amount(.equal, 5_000, "eur")]),
    ("amount:5..10", [range(5_000, 10_000)]),
    (
      "amount:999..1.000",
      [
        .any(
          [FieldName.amount, .presentmentAmount].map { name in
            .all([
              .amount(name, .greaterOrEqual, .init(thousandths: 999_000)),
              .amount(
                name, .lessOrEqual, .init(thousandths: 1_000, withoutThousandths: 1_000_000)),
            ])
          })
      ]
    ),
    ("amount:10000..", [amount(.greaterOrEqual, 10_000_000)]),
    ("amount:..10", [amount(.lessOrEqual, 10_000)]),
    ("amount:50.1230", [amount(.equal, 50_123)]),
    ("amount>=0.0005", [amount(.greater, 0)]),
    ("amount<1.2345", [amount(.lessOrEqual, 1_234)]),
    ("amount<=-1.2345", [amount(.lessOrEqual, -1_235)]),
    ("amount:1.2345", [.any([.any([]), .any([])])]),
    ("amount >50", [amount(.greater, 50_000)]),
    ("amount >= 50", [amount(.greaterOrEqual, 50_000)]),
    ("Total > 50 jane", [amount(.greater, 50_000), .text("  jane")]),
    ("amount<= 1 927,38 €", [amount(.lessOrEqual, 1_927_380, "eur")]),
    ("amount: 50 10000", [amount(.equal, 50_000), number("10000", 10_000_000)]),
    ("created > 7d", [.between(.created, now - 7 * day + 1...1 << 42)]),
    ("status >open", [.text("  status"), .text("  >open")]),
    (">=50", [.any([.text("  >=50"), amount(.greaterOrEqual, 50_000)])]),
    ("<€50 jane", [.any([.text("  <€50"), amount(.less, 50_000, "eur")]), .text("  jane")]),
    (
      ">= 5000",
      [.any([.all([.text("  >="), .text("  5000")]), amount(.greaterOrEqual, 5_000_000)])]
    ),
    (
      "> 1 927,38 €",
      [
        .any([
          .all([.text("  >"), .text("  1"), .text("  927,38"), .text("  €")]),
          amount(.greater, 1_927_380, "eur"),
        ])
      ]
    ),
    (">= jane <a@b.c>", [.text("  >="), .text("  jane"), .text("  <a@b.c>")]),
    ("19,50", [.any([.text("  19,50"), amount(.equal, 19_500)])]),
    ("$21.98", [.any([.text("  $21.98"), amount(.equal, 21_980)])]),
    (
      "1.927,38 €",
      [.any([.all([.text("  1.927,38"), .text("  €")]), amount(.equal, 1_927_380, "eur")])]
    ),
    (
      "1 927,38",
      [.any([.all([.text("  1"), .text("  927,38")]), amount(.equal, 1_927_380)])]
    ),
    (
      "1 234 567 kr",
      [
        .any([
          .all([.text("  1"), .text("  234"), .text("  567"), .text("  kr")]),
          amount(.equal, 1_234_567_000),
        ])
      ]
    ),
    ("amount>1\u{202F}927,38", [amount(.greater, 1_927_380)]),
    ("1 927", [.text("  1"), number("927", 927_000)]),
    ("490", [number("490", 490_000)]),
    ("0,500", [.any([.text("  0,500"), amount(.equal, 500)])]),
    (
      "<=0,310 KWD",
      [
        .any([.all([.text("  <=0,310"), .text("  kwd")]), amount(.lessOrEqual, 310, "kwd")])
      ]
    ),
    (
      ">=5 000",
      [.any([.all([.text("  >=5"), .text("  000")]), amount(.greaterOrEqual, 5_000_000)])]
    ),
    ("amount>=5 000", [amount(.greaterOrEqual, 5_000_000)]),
    ("paid,", [.any([.text("  paid,"), .text("  paid"), .equals(.paymentStatus, .int(0))])]),
    ("33.", [.any([.text("  33."), .text("  33"), amount(.equal, 33_000)])]),
    ("(€33,00)", [.any([.text("  (€33,00)"), amount(.equal, 33_000, "eur")])]),
    (
      "10398 eur",
      [
        .any([
          .all([
            number("10398", 10_398_000),
            word(
              "eur", .equals(.currency, .text("eur")),
              .equals(.presentmentCurrency, .text("eur"))),
          ]), amount(.equal, 10_398_000, "eur"),
        ])
      ]
    ),
    (
      "cs_test_a1sq…vxqQKk",
      [.all([.begins(.id, "cs_test_a1sq"), .ends(.id, "vxqQKk")])]
    ),
    ("01067", [.text("  01067")]), ("0042", [.any([.text("  0042"), .begins(.card, "0042")])]),
    ("0.5", [.any([.text("  0.5"), amount(.equal, 500)])]),
    ("1485 jane", [number("1485", 1_485_000), .text("  jane")]),
    ("19.5", [.any([.text("  19.5"), amount(.equal, 19_500)])]),
    (
      "1.485",
      [.any([.text("  1.485"), amount(.equal, 1_485, withoutThousandths: 1_485_000)])]
    ),
    ("5", [.text("  5")]),
    ("\"490\"", [.text("  490")]),
    ("paid", [word("paid", .equals(.paymentStatus, .int(0)))]),
    ("jane Open", [.text("  jane"), word("open", .equals(.status, .int(0)))]),
    ("free", [word("free", .equals(.paymentStatus, .int(2)))]),
    ("setup", [word("setup", .equals(.mode, .int(1)))]),
    (
      "EUR",
      [
        word(
          "eur", .equals(.currency, .text("eur")), .equals(.presentmentCurrency, .text("eur")))
      ]
    ),
    ("test live", [.text("  test"), .text("  live")]),
    ("\"paid\" pai", [.text("  paid"), .text("  pai")]),
    (
      "21.98 chf",
      [.any([.all([.text("  21.98"), .text("  chf")]), amount(.equal, 21_980, "chf")])]
    ),
    (
      "(555) 010-2030",
      [.any([.all([.text("  (555)"), .text("  010-2030")]), .text("  5550102030")])]
    ),
    ("0151-12345678", [.any([.text("  0151-12345678"), .text("  15112345678")])]),
    (
      "020 7946 0958",
      [
        .any([.all([.text("  020"), .text("  7946"), .text("  0958")]), .text("  2079460958")])
      ]
    ),
    ("tel:+49-151-12345678", [.any([.text("  +49-151-12345678"), .text("  4915112345678")])]),
    ("Doe, Jane", [.any([.text("  doe,"), .text("  doe")]), .text("  jane")]),
    ("J. Doe", [.any([.text("  j."), .text("  j")]), .text("  doe")]),
    ("phone:\"+49 (0) 151 1234\"", [.digits(.phone, "491511234")]),
    ("phone:(555) 010-2030", [.digits(.phone, "5550102030")]),
    ("phone:020 7946 0958", [.digits(.phone, "2079460958")]),
    ("#1001", [.any([.text("  #1001"), .text("  1001")])]),
    ("order 30166", [.text("  30166")]),
    ("order no. 30166 jane", [.text("  30166"), .text("  jane")]),
    ("order:6735", [.text("  6735")]),
    ("order:#6735", [.any([.text("  #6735"), .text("  6735")])]),
    ("order: 30166", [.text("  30166")]),
    ("Order number: 30166 jane", [.text("  30166"), .text("  jane")]),
    ("Order No.: #30166", [.any([.text("  #30166"), .text("  30166")])]),
    ("Bestellnummer: 30166", [.text("  30166")]),
    (
      "Reference: ORD-2026-x",
      [.any([.contains(.reference, "  ord-2026-x"), .text("  ord-2026-x")])]
    ),
    ("created: >7d", [.between(.created, now - 7 * day + 1...1 << 42)]),
    ("status: open, jane", [.equals(.status, .int(0)), .text("  jane")]),
    ("country: DE", [.contains(.country, "  de")]),
    ("Customer: Jane Doe", [.text("  jane"), .text("  doe")]),
    (
      "Name: Jane Doe\nemail: jane@example.com",
      [
        .any([.contains(.name, "  jane"), .text("  jane")]), .text("  doe"),
        .any([.contains(.email, "  jane@example.com"), .text("  jane@example.com")]),
      ]
    ),
    ("meta.order_id: \"A 7\"", [.entry(.metadata, key: "order_id", value: "  a  7")]),
    ("jane order:", [.text("  jane"), .any([.text("  order:"), .text("  order")])]),
    ("selfhosted:jane@example.com", [.text("  selfhosted:jane@example.com")]),
    ("4242", [number("4242", 4_242_000)]),
    ("card:4242", [.begins(.card, "4242")]),
    ("card:Visa", [.contains(.card, "  visa")]),
    ("“Jane Doe”", [.text("  jane  doe")]),
    ("„Jane Doe“ «a b»", [.text("  jane  doe"), .text("  a  b")]),
    ("26.11.2026", [.any([.text("  26.11.2026"), .between(.created, day26...day26 + day - 1)])]),
    (
      "14 Nov",
      [
        .any([
          .all([.text("  14"), .text("  nov")]), .between(.created, midnight...midnight + day - 1),
        ])
      ]
    ),
    (
      "yesterday",
      [.any([.text("  yesterday"), .between(.created, midnight - day...midnight - 1)])]
    ),
    ("created:26.11.2026 10:15", [.between(.created, morning...morning + 59)]),
    ("created:2026-11-26 10:15:00 jane", [.between(.created, morning...morning), .text("  jane")]),
    ("created:2026-11-26 10:15 UTC", [.between(.created, morning...morning + 59)]),
    ("created:2026-11-26T10:15:00.250Z", [.between(.created, morning...morning)]),
    ("created:2026-11-26T11:15:00+01:00", [.between(.created, morning...morning)]),
    ("created:Thu, 26 Nov 2026 10:15:00 +0000", [.between(.created, morning...morning)]),
    ("created:Thu, 26 Nov 2026 05:15:00 -0500", [.between(.created, morning...morning)]),
    ("created>=26 Nov 2026 at 10:15 UTC", [.between(.created, morning...1 << 42)]),
    ("created:\"2026-11-26 10:15\"", [.between(.created, morning...morning + 59)]),
    (
      "created:2026-11-26 10:15..2026-11-26 10:20",
      [.between(.created, morning...morning + 359)]
    ),
    ("created:today 09:30", [.between(.created, midnight + 34_200...midnight + 34_259)]),
    ("created:2026/11/26", [.between(.created, day26...day26 + day - 1)]),
    ("created:26-Nov-2026", [.between(.created, day26...day26 + day - 1)]),
    ("created:Donnerstag, 26.11.2026", [.between(.created, day26...day26 + day - 1)]),
    ("Thu, 26 Nov 2026", [dated("thu, 26 nov 2026", day26...day26 + day - 1)]),
    ("Thursday, Nov 26, 2026", [dated("thursday, nov 26, 2026", day26...day26 + day - 1)]),
    (
      "26 Nov 2026 05:15 -0500",
      [dated("26 nov 2026 05:15 -0500", morning...morning + 59)]
    ),
    ("26-Nov-2026", [dated("26-nov-2026", day26...day26 + day - 1)]),
    ("2026/11/26", [dated("2026/11/26", day26...day26 + day - 1)]),
    ("2026-11-26 10:15", [dated("2026-11-26 10:15", morning...morning + 59)]),
    ("2026-11-26T10:15:00Z", [dated("2026-11-26t10:15:00z", morning...morning)]),
    (
      "on 26 Nov 2026 at 10:15 UTC jane",
      [dated("on 26 nov 2026 at 10:15 utc", morning...morning + 59), .text("  jane")]
    ),
    ("Sun May", [.text("  sun"), .text("  may")]),
    ("26-11", [.text("  26-11")]),
    ("created:14.11.2026", [.between(.created, midnight...midnight + day - 1)]),
    ("created:14/11/2026", [.between(.created, midnight...midnight + day - 1)]),
    ("created:14. November 2026", [.between(.created, midnight...midnight + day - 1)]),
    (
      "created:Nov 14 smith", [.between(.created, midnight...midnight + day - 1), .text("  smith")]
    ),
    ("created:2026-11-14", [.between(.created, midnight...midnight + day - 1)]),
    ("created:2026-11-14..", [.between(.created, midnight...1 << 42)]),
    ("created:..2026-11-13", [.between(.created, 0...midnight - 1)]),
    ("created:2026-11-13..2026-11-14", [.between(.created, midnight - day...midnight + day - 1)]),
    ("created:today", [.between(.created, midnight...midnight + day - 1)]),
    ("created:yesterday", [.between(.created, midnight - day...midnight - 1)]),
    ("created:>7d", [.between(.created, now - 7 * day + 1...1 << 42)]),
    ("created:<7d", [.between(.created, 0...now - 7 * day - 1)]),
    ("created:2h", [.between(.created, now - 7200...now)]),
    ("created<=2026-11-13", [.between(.created, 0...midnight - 1)]),
    ("created:2026-11-14T09:30:07", [.between(.created, midnight + 34_207...midnight + 34_207)]),
    ("created:>2026-11-14T09:30:07Z", [.between(.created, midnight + 34_208...1 << 42)]),
    ("expires<=2026-11-14T09:30Z", [.between(.expiresAt, 0...midnight + 34_259)]),
    (
      "created:2026-11-14T09:00:00Z..2026-11-14T09:30:00Z",
      [.between(.created, midnight + 32_400...midnight + 34_200)]
    ),
    ("created>=1794649000", [.between(.created, 1_794_649_000...1 << 42)]),
    ("created:2026-11-14T09:30", [.between(.created, midnight + 34_200...midnight + 34_259)]),
    ("expires:<2h", [.between(.expiresAt, 0...now + 7199)]),
    ("cs_test_a1", [.begins(.id, "cs_test_a1")]),
    ("pi_3Mtw", [.begins(.paymentIntent, "pi_3Mtw")]),
    ("customer:cus_N", [.begins(.customer, "cus_N")]),
    ("cus_", [.has(.customer)]),
    ("plink_", [.has(.paymentLink)]),
    ("pi_", [.has(.paymentIntent)]),
    ("cs_", [.begins(.id, "cs_")]),
    ("cus_q", [.any([.begins(.customer, "cus_q"), .text("  cus_q")])]),
    ("in_stock", [.any([.begins(.invoice, "in_stock"), .text("  in_stock")])]),
    (#""pi_3Mtw""#, [.text("  pi_3mtw")]),
    ("https://shop.example", [.text("  https://shop.example")]),
    ("name:Doe", [.contains(.name, "  doe")]),
    ("-", [.text("  -")]),
  ]

  @Test(arguments: meanings) func `a query is understood`(_ source: String, _ expected: [Condition])
    throws
  {
    let query = try SessionQuery(parsing: source, now: Self.now)
    #expect(query.terms == expected.map { SessionQuery.Term($0) })
    #expect(query.source == source)
  }

  @Test func `a minus turns a term round`() throws {
    let query = try SessionQuery(parsing: #"-smith -status:open -"a b""#, now: 0)
    #expect(query.terms.map(\.isNegated) == [true, true, true])
    #expect(
      query.terms.map(\.condition) == [
        .text("  smith"), .equals(.status, .int(0)), .text("  a  b"),
      ])
  }

  @Test func `a status is excluded by its word`() throws {
    let query = try SessionQuery(parsing: "jane -paid", now: 0)
    let paid = Self.word("paid", .equals(.paymentStatus, .int(0)))
    #expect(query.terms == [.init(.text("  jane")), .init(paid, isNegated: true)])
  }

  @Test(arguments: ["-amount > 50", "-amount>50", "-amount> 50"])
  func `a minus turns a comparison round`(_ source: String) throws {
    let query = try SessionQuery(parsing: source, now: 0)
    #expect(query.terms == [.init(Self.amount(.greater, 50_000), isNegated: true)])
  }

  @Test func `days begin in the zone that is asked for`() throws {
    let zone = ZoneRule(fixed: UTCOffset(seconds: 3600))
    let query = try SessionQuery(parsing: "created:2026-11-14", now: 0, zone: zone)
    let start = Self.midnight - 3600
    #expect(query.terms.map(\.condition) == [.between(.created, start...start + Self.day - 1)])
  }

  /// Clocks go forward by an hour at a moment.
  static func zone(from offset: Int, at jump: Int) -> ZoneRule {
    ZoneRule(learning: jump - 100_000_000...jump + 100_000_000) { moment in
      UTCOffset(seconds: moment < jump ? offset : offset + 3_600)
    }
  }

  /// Santiago 2026: from midnight to one o'clock on 6 September, 04:00 UTC. East of Greenwich, Beirut:
  /// the same on 29 March, 28 March 22:00 UTC.
  @Test(arguments: [
    (zone(from: -14_400, at: 1_788_667_200), 1_788_667_200, "2026-09-05", "2026-09-06"),
    (zone(from: 7_200, at: 1_774_735_200), 1_774_735_200, "2026-03-28", "2026-03-29"),
  ])
  func `a day without a midnight begins where the day before ends`(
    _ zone: ZoneRule, _ jump: Int, _ before: String, _ after: String
  ) throws {
    for (source, range) in [
      (before, jump - Self.day...jump - 1), (after, jump...jump + 23 * 3_600 - 1),
      (after + "T00:00", jump...jump + 59), (after + "T01:00", jump...jump + 59),
      (before + "T23:30", jump - 1_800...jump - 1_741),
    ] {
      let query = try SessionQuery(parsing: "created:\(source)", now: 0, zone: zone)
      #expect(query.terms == [.init(.between(.created, range))], "\(source)")
    }
  }

  /// When the clock goes back in Berlin: 25 October 2026, three to two o'clock.
  private static let back = 1_792_890_000
  private static let berlin = ZoneRule(learning: back - 9_000_000...back + 9_000_000) { moment in
    moment < back
      ? UTCOffset(seconds: 7_200, abbreviation: "CEST")
      : UTCOffset(seconds: 3_600, abbreviation: "CET")
  }

  @Test(arguments: [
    ("created:2026-10-25T02:00..2026-10-25T02:59", [back - 3_600...back + 3_599]),
    ("created:..2026-10-25T02:30", [0...back + 1_859]),
    ("created:2026-10-25T02:30..", [back - 1_800...1 << 42]),
    ("created<2026-10-25T02:00", [0...back - 3_601]),
    ("created<=2026-10-25T02:30", [0...back + 1_859]),
    ("created>2026-10-25T02:59", [back + 3_600...1 << 42]),
    ("created>=2026-10-25T02:00", [back - 3_600...1 << 42]),
    ("created:2026-10-25T02:30", [back - 1_800...back - 1_741, back + 1_800...back + 1_859]),
    ("created:2026-10-25T02:30:07", [back - 1_793...back - 1_793, back + 1_807...back + 1_807]),
    // Times before and after are shown once.
    ("created:2026-10-25T01:59", [back - 3_660...back - 3_601]),
    ("created:2026-10-25T03:00", [back + 3_600...back + 3_659]),
  ])
  func `an hour that the clock repeats is both hours`(
    _ source: String, _ ranges: [ClosedRange<Int>]
  ) throws {
    let query = try SessionQuery(parsing: source, now: 0, zone: Self.berlin)
    let spans = ranges.map { Condition.between(.created, $0) }
    #expect(query.terms == [.init(spans.count > 1 ? .any(spans) : spans[0])])
  }

  /// Both hours from two to three of 25 October 2026.
  @Test func `the name of the zone tells two hours apart`() throws {
    let (back, berlin) = (Self.back, Self.berlin)
    for (name, start) in [("CEST", back - 1_800), ("cet", back + 1_800)] {
      let query = try SessionQuery(
        parsing: "created:2026-10-25 02:30 \(name)", now: 0, zone: berlin)
      #expect(query.terms == [.init(.between(.created, start...start + 59))])
    }
  }

  static let mistakes: [(String, String, Range<Int>)] = [
    ("status:opne", "status: open, complete, expired", 7..<11),
    ("jane status:open,opne", "status: open, complete, expired", 17..<21),
    ("status:", "status: open, complete, expired", 7..<7),
    ("status: opne", "status: open, complete, expired", 8..<12),
    ("status>open", "status cannot be compared with >", 0..<11),
    ("mode:x", "mode: payment, setup, subscription", 5..<6),
    ("currency:euro", "currency: a code of three letters, such as usd", 9..<13),
    (
      "amount>=x", "amount: an amount in major units, such as 49.99, 49,99, €50, >=50 or 50..100",
      8..<9
    ),
    (
      "amount:1.2.3",
      "amount: an amount in major units, such as 49.99, 49,99, €50, >=50 or 50..100", 7..<12
    ),
    (
      "amount:..", "amount: an amount in major units, such as 49.99, 49,99, €50, >=50 or 50..100",
      7..<9
    ),
    (
      "amount:2.000..1", "amount: this range runs backwards; forwards it is 1..2.000", 7..<15
    ),
    ("amount:10..5", "amount: this range runs backwards; forwards it is 5..10", 7..<12),
    (
      "a created:2026-11-14..2026-11-01",
      "created: this range runs backwards; forwards it is 2026-11-01..2026-11-14", 10..<32
    ),
    (
      "meta.\"a b\">7", "metadata cannot be compared with >", 0..<12
    ),
    (#"jane "doe"#, #"the phrase that begins here lacks its closing ""#, 5..<9),
    ("id:pi_3", "id: an id, or the beginning of one: cs_…", 3..<7),
    ("meta.a:", "meta.a: the whole value; has:meta.a finds any", 7..<7),
  ]

  @Test(arguments: mistakes)
  func `mistakes point at the characters`(_ source: String, _ message: String, _ range: Range<Int>)
  {
    #expect(throws: QueryError(message, range)) { try SessionQuery(parsing: source, now: 0) }
  }

  @Test(arguments: [
    "created:2026-13", "created:2026-02-30", "created:x", "created:2026-11-2..x",
    "created:2026-11-14T25:00:00Z", "created:2026-11-14T09:3", "created:2026-11-14TZ",
    "created:2026-11-1409:30", "created:20261126",
    "created:2026-11-14T09:30+99:00", "created:2026-11T09:30", "created:T09:30",
  ])
  func `a time that is none says what is allowed`(_ source: String) {
    let error = #expect(throws: QueryError.self) { try SessionQuery(parsing: source, now: 0) }
    #expect(error?.message.hasPrefix("created: 2026-11-01, ") == true)
    #expect(error?.range == 8..<source.count)
  }

  @Test(arguments: [("w ", 200..<201), ("-w ", 300..<302), ("is:open,live,test,paid ", 575..<597)])
  func `a query has an end`(_ piece: String, _ range: Range<Int>) throws {
    let most = SessionQuery.mostConditions
    let whole = String(repeating: piece, count: 1010)
    #expect(
      throws: QueryError(
        "a query has at most \(most) words and conditions; this is one too many", range)
    ) { try SessionQuery(parsing: whole, now: 0) }
  }

  @Test func `a field that may have been meant is offered, and the text, too`() {
    let error = #expect(throws: QueryError.self) {
      try SessionQuery(parsing: "jane -curency:eur", now: 0)
    }
    #expect(error?.range == 6..<13)
    #expect(error?.message.contains("did you mean currency:eur?") == true)
    #expect(error?.message.contains("\"curency:eur\"") == true)
  }

  /// Parts of queries, in any order: nothing may trap, and errors stay inside the text.
  @Test func `no text traps the parser`() {
    let pieces = [
      "status", ":", "open", "\"", "-", " ", ">", "=", "<", "..", "2026-11-01", "7d", "meta.",
      "é", "山", "🇩🇪", "\u{301}", "amount", "created", "9999999999999999999", ",", "cs_", "\u{0}",
      "T24:00", "0000", "-0", ".", "expires", "1000000y", "has", "'", "%", "*", "€", "$",
      "1.927,38",
      "Nov", "26", "Thu, ", "10:15", "T10:15", " at ", " CET", "+01:00", "order", "#", ">= ", " <",
      "(", ")", "+49", "“", "»", "card", "phone", "/",
      "4242", "today", "‘", "’", "≥", "–", "xxxx-", "invoice ", "Uhr", "PM", " ago", "a", "№",
      "\":",
    ]
    var generator = SplitMix(seed: 7)
    for _ in 0..<20_000 {
      let length = Int.random(in: 0..<8, using: &generator)
      let source = (0..<length).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      do throws(QueryError) {
        let query = try SessionQuery(parsing: source, now: Self.now)
        _ = query.highlights(in: source)
      } catch {
        #expect(error.range.lowerBound >= 0 && error.range.upperBound <= source.count)
        #expect(!error.message.isEmpty)
      }
    }
  }
}
