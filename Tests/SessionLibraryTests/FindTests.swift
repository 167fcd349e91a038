import Checkout
import Query
import RecordCache
import SessionLibrary
import Support
import Testing
import Units

@Suite struct FindTests {
  static let stripe = FakeStripe([
    .make(id: "cs_test_abcde1", created: 300, changes: ["payment_intent": "pi_3abcde"]),
    .make(id: "cs_test_abcde2", created: 200, changes: ["subscription": "sub_1abcde"]),
    .make(id: "cs_test_abcde3", created: 100, email: "other@example.com", name: "José Ortiz"),
  ])

  @Test func `Stripe is asked for what is not cached`() async throws {
    let stripe = Self.stripe
    let library = try PagingTests.library(stripe)
    var found = try await library.find(.session("cs_test_abcde1"))
    #expect(found.ids == ["cs_test_abcde1"])
    #expect(found.requests == 1)
    found = try await library.find(.session("cs_test_abcde1"))
    #expect(found.requests == 0)
    found = try await library.find(.subscription("sub_1abcde"))
    #expect(found.ids == ["cs_test_abcde2"])
    #expect(found.asked == "subscription=sub_1abcde")
    found = try await library.find(.email("other@example.com"))
    #expect(found.ids == ["cs_test_abcde3"])
    #expect(found.asked == "customer_details[email]=other@example.com")
    found = try await library.find(.text("jose ort"))
    #expect(found.ids == ["cs_test_abcde3"])
    #expect(found.requests == 0)
    #expect(try await library.find(.session("cs_test_none")).ids.isEmpty)
  }

  /// In a sheet, a phone or a product often stands beside an order, a date or an amount.
  @Test(arguments: [
    ("+49 171 1234567 - 10591", "cs_test_order"), ("0171 1234567 / 10591", "cs_test_order"),
    ("0171 1234567 - 14.11.2026", "cs_test_order"),
    ("0171 1234567 - 19.50 EUR", "cs_test_order"), ("Top 29.90", "cs_test_top"),
    ("29.90 top", "cs_test_top"),
    ("Jane - 29.90", "cs_test_top"),
  ])
  func `a sign or a code of a currency between two values hides neither`(
    _ text: String, _ id: String
  ) async throws {
    let library = try PagingTests.library(
      FakeStripe([
        .make(
          id: "cs_test_order", amountTotal: 1950, currency: "eur", name: "Max",
          metadata: ["order_id": "10591"],
          changes: ["customer_details": ["phone": "+491711234567"]]),
        .make(
          id: "cs_test_top", created: Session.morning - 1, amountTotal: 2990,
          metadata: ["product": "Top, blue"]),
        .make(
          id: "cs_test_seen", created: Session.morning - 2, amountTotal: 2990,
          email: "ada@example.com", name: "Ada",
          changes: [
            "presentment_details": ["presentment_amount": 3100, "presentment_currency": "top"]
          ]),
      ]))
    _ = try await library.sync()
    let lookup = try #require(Lookup(text))
    #expect(try await library.find(lookup).ids == [id])
  }

  @Test func `the cache answers before Stripe is asked, and says whether Stripe can add to it`()
    async throws
  {
    // A separate server, since its requests are counted.
    let stripe = FakeStripe([
      .make(id: "cs_test_abcde3", created: 100, email: "other@example.com", name: "José Ortiz")
    ])
    let library = try PagingTests.library(stripe)
    _ = try await library.find(.email("other@example.com"))
    let asked = stripe.requests.count
    let email = try await library.findCached(.email("other@example.com"))
    #expect(email.ids == ["cs_test_abcde3"] && !email.isFinal)
    let session = try await library.findCached(.session("cs_test_abcde3"))
    #expect(session.ids == ["cs_test_abcde3"] && session.isFinal)
    #expect(try await library.findCached(.session("cs_test_none")).isFinal == false)
    #expect(try await library.findCached(.text("nobody")).isFinal)
    #expect(stripe.requests.count == asked)
  }

  @Test func `days of a look-up begin in the local zone`() async throws {
    // An hour after midnight in UTC, and before it three hours further west.
    let stripe = FakeStripe([.make(id: "cs_test_night", created: 1_700_010_000)])
    let cache = try RecordCache.temporary(.session)
    let library = SessionLibrary(
      source: stripe.source, cache: cache,
      zone: { ZoneRule(fixed: UTCOffset(seconds: -3 * 3600)) }, now: { 1_700_020_000 })
    _ = try await library.loadNewest(.all)
    #expect(try await library.find(.text("created:2023-11-14")).ids == ["cs_test_night"])
    #expect(try await library.find(.text("created:2023-11-15")).ids.isEmpty)
  }

  @Test func `the beginning and the end of every kind of id are found in the cache`() async throws {
    let ids = [
      "payment_intent": "pi_3AbcDefGhiJkl1", "customer": "cus_9AbcDefGhiJkl2",
      "subscription": "sub_1AbcDefGhiJkl3", "payment_link": "plink_1AbcDefGhiJkl4",
      "invoice": "in_1AbcDefGhiJkl5", "setup_intent": "seti_1AbcDefGhiJkl6",
    ]
    let stripe = FakeStripe(
      ids.map { name, id in .make(id: "cs_test_of_\(name)", changes: [name: .string(id)]) }
        + [.make(id: "cs_test_a1AbcDefGhiJkl7")])
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    for (name, id) in ids {
      for part in [id, String(id.dropLast(3)), "\(id.prefix(8))…\(id.suffix(6))"] {
        let lookup = try #require(Lookup(part))
        let found = try await library.find(lookup)
        #expect(found.ids == ["cs_test_of_\(name)"], "\(part)")
        #expect(part == id || found.requests == 0, "\(part)")
      }
      // This one is in no column, so its end would take reading every object.
      guard name != "setup_intent" else { continue }
      let end = try #require(Lookup(String(id.suffix(6))))
      #expect(try await library.find(end).ids == ["cs_test_of_\(name)"], "\(id)")
    }
    #expect(try await library.find(.text("iJkl7")).ids.isEmpty, "too short for the end of an id")
    #expect(try await library.find(.text("hiJkl7")).ids == ["cs_test_a1AbcDefGhiJkl7"])
  }

  @Test func `a mistake in a query is told, unless its words are found as text`() async throws {
    let stripe = FakeStripe([.make(id: "cs_test_odd", name: "status:opne")])
    let library = try PagingTests.library(stripe)
    for text in ["status:opne", "amount>=abc"] {
      let found = try await library.find(.text(text))
      #expect(found.ids.isEmpty)
      #expect(found.mistake != nil, "\(text)")
      #expect(found.reason == found.mistake?.message)
    }
    _ = try await library.loadNewest(.all)
    let found = try await library.find(.text("status:opne"))
    #expect(found.ids == ["cs_test_odd"] && found.mistake == nil && found.reason == nil)
  }

  @Test func `an address is found as a whole, and those that only hold it are offered`()
    async throws
  {
    let stripe = FakeStripe([
      .make(id: "cs_test_jane", created: 500, email: "Jane.Doe@example.com"),
      .make(id: "cs_test_long", created: 400, email: "doe@example.com.example"),
    ])
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    let none = try await library.find(.email("doe@example.com"))
    #expect(none.ids.isEmpty)
    #expect(none.near == ["Jane.Doe@example.com", "doe@example.com.example"])
    #expect(try await library.find(.email("jane.doe@example.com")).ids == ["cs_test_jane"])

    stripe.change {
      $0.sessions += [
        .make(
          id: "cs_test_ref", created: 300, changes: ["client_reference_id": "x:doe@example.com"]),
        .make(id: "cs_test_meta", created: 200, changes: ["metadata": ["mail": "Doe@example.com"]]),
        .make(id: "cs_test_doe", created: 100, email: "DOE@example.com"),
      ]
    }
    let later = try PagingTests.library(stripe)
    _ = try await later.sync()
    let found = try await later.find(.email("doe@example.com"))
    #expect(found.ids == ["cs_test_ref", "cs_test_meta", "cs_test_doe"])
    #expect(!found.hasMore && found.query == nil)
  }

  @Test(arguments: [
    ("Jane Doe <jane@privat.example>", "Jane Doe"), ("Jane Doe cus_Nobody123", "Jane Doe"),
    ("Order #6735 from jane@privat.example", "Order #6735"),
    ("jane@privat.example +1 555 010 2030", "+1 555 010 2030"), ("RE/7-007 pi_3abc12", "RE/7-007"),
  ])
  func `words beside an unknown id or address are compared`(
    _ pasted: String, _ part: String
  ) async throws {
    let stripe = FakeStripe([
      .make(
        id: "cs_test_jane", created: 500,
        changes: [
          "customer_details": [
            "phone": "+15550102030", "name": "Jane Doe", "email": "jane@example.com",
          ], "metadata": ["order": "6735", "bill": "RE/7-007"],
        ]),
      .make(id: "cs_test_other", created: 400, email: "other@example.com", name: "Max"),
    ])
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    let lookup = try #require(Lookup(pasted))
    let rest = Lookup.rest(of: pasted)
    let found = try await library.found(library.find(lookup), orBy: rest)
    #expect(found.ids == ["cs_test_jane"] && found.part == part && found.requests == 1)
    // Those who share the words do not come before the one whose address is known.
    let other = try await library.find(.email("other@example.com"))
    #expect(try await library.found(other, orBy: rest) == other)
    let none = try await library.found(library.find(lookup), orBy: "Nobody")
    #expect(none.ids.isEmpty && none.part == nil)
  }

  private static let asked: [(String, String, [String])] = [
    ("email:other@example.com", "customer_details[email]=other@example.com", ["cs_test_3"]),
    (
      "email:Other@example.com status:open",
      "status=open&customer_details[email]=Other@example.com, "
        + "status=open&customer_details[email]=other@example.com", []
    ),
    (
      "other@example.com status:complete",
      "status=complete&customer_details[email]=other@example.com", ["cs_test_3"]
    ),
    (
      "mueller@example.com, status:open",
      "status=open&customer_details[email]=mueller@example.com", []
    ),
    ("status:complete", "status=complete", ["cs_test_2", "cs_test_3"]),
    (
      "created:2023-11-14", "created[gte]=1699920000&created[lte]=1700006399",
      ["cs_test_2", "cs_test_3"]
    ),
    ("status:complete created:>=2023-11-15", "status=complete&created[gte]=1700006400", []),
    ("cus_1Many status:open", "status=open&customer=cus_1Many", ["cs_test_4"]),
    ("customer:cus_1Many amount:1", "customer=cus_1Many", []),
  ]

  @Test(arguments: asked)
  func `Stripe is asked by the filters of a query`(
    _ text: String, _ asked: String, _ ids: [String]
  ) async throws {
    let done: JSONLiteral = ["status": "complete"]
    let stripe = FakeStripe([
      .make(id: "cs_test_1", created: 1_700_010_000),
      .make(id: "cs_test_2", created: 1_700_000_200, changes: done),
      .make(id: "cs_test_3", created: 1_700_000_100, email: "other@example.com", changes: done),
      .make(id: "cs_test_4", created: 1_600_000_000, changes: ["customer": "cus_1Many"]),
      .make(
        id: "cs_test_5", created: 1_600_000_000,
        changes: ["customer": "cus_1Many", "status": "expired"]),
    ])
    let library = try PagingTests.library(stripe)
    let lookup = try #require(Lookup(text))
    #expect(try await !library.findCached(lookup).isFinal)
    let found = try await library.find(lookup)
    #expect(found.ids == ids && found.asked == asked)
    #expect(found.requests == asked.split(separator: ",").count && found.isFinal)
  }

  @Test(arguments: [
    "email:other", "status:complete jane", "-status:complete", "name:jane created:2023-11-14",
    "paid", "other@example", "is:paid",
  ])
  func `where a query has no filter of Stripe's, only the cache is looked at`(
    _ text: String
  ) async throws {
    let library = try PagingTests.library(Self.stripe)
    let found = try await library.find(.text(text))
    #expect(found.requests == 0 && found.isFinal && found.ids.isEmpty)
  }

  @Test func `a minus belongs to the text of a look-up, and excludes in a query`() async throws {
    let stripe = FakeStripe([
      .make(id: "cs_test_dash", created: 500, name: "-Dash Name"),
      .make(
        id: "cs_test_flag", created: 400, name: "Max", changes: ["metadata": ["arg": "--flag"]]),
      .make(
        id: "cs_test_back", created: 300, name: "Max",
        changes: ["amount_total": -500, "currency": "usd", "status": "complete"]),
      .make(id: "cs_test_line", created: 200, name: "Jane", changes: ["metadata": ["a": "--- x"]]),
    ])
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    for (text, ids) in [
      ("--flag", ["cs_test_flag"]), ("-Dash Name", ["cs_test_dash"]), ("--jane", []),
      ("---", ["cs_test_line"]), ("-$5.00", ["cs_test_back"]),
      ("name:dash -name:jane", ["cs_test_dash"]),
      ("-status:open", ["cs_test_back"]), ("status:open -name:jane -dash", ["cs_test_flag"]),
    ] {
      #expect(try await library.find(.text(text)).ids == ids, "\(text)")
    }
  }

  @Test func `a cached address is not said to be unknown where another condition excludes it`()
    async throws
  {
    let library = try PagingTests.library(
      FakeStripe([.make(id: "cs_test_1", email: "jane@example.com")]))
    _ = try await library.loadNewest(.all)
    let known = try await library.find(.text("email:jane@example.com -status:open"))
    #expect(known.ids.isEmpty && known.requests == 1 && known.reason == nil)
    let unknown = try await library.find(.text("email:max@example.com -status:open"))
    #expect(unknown.reason?.contains("letter by letter") == true)
  }

  @Test func `where nothing has a word with its minus, that is said`() async throws {
    let library = try PagingTests.library(FakeStripe([.make(id: "cs_test_1", name: "Max")]))
    _ = try await library.loadNewest(.all)
    for text in [">50 -jane", "€49.99 -jane"] {
      let found = try await library.find(.text(text))
      #expect(found.ids.isEmpty)
      let said = found.query?.caution(besideHits: false)
      #expect(said?.contains("“-jane” was looked for") == true, "\(text)")
      #expect(found.query?.caution() == nil)
    }
    let query = try await library.find(.text("status:expired -jane")).query
    #expect(query?.caution(besideHits: false) == nil)
  }

  @Test func `a phone in groups is found, and no stranger by one of its groups`() async throws {
    func phone(_ id: String, _ number: String) -> Session {
      .make(id: id, changes: ["customer_details": ["phone": .string(number)]])
    }
    let library = try PagingTests.library(
      FakeStripe([phone("cs_test_1", "+4915112345678"), phone("cs_test_2", "+4917012345678")]))
    _ = try await library.loadNewest(.all)
    for text in [
      "0151 / 12 34 56 78", "Tel.: 0151 / 12345678", "0151 - 12 34 56 78", "📞 0151 12345678",
      "+49 151 12345678 (mobile)", "+49 151 / 12345678",
    ] {
      let found = try await library.find(.text(text))
      #expect(found.ids == ["cs_test_1"] && found.part == nil, "\(text)")
    }
    for text in [
      "call 0151 12345678", "Fax +49 151 12345678", "Tel 0151 12345678 wg. Bestellung",
      "order 6735 0151 12345678", "[0151] 12345678", "0151 | 12345678", "0151 — 12345678",
      "0151 · 12345678", "T +49 151 12345678", "ring +49 (0)151 12345678.",
    ] {
      #expect(try await library.find(.text(text)).ids == ["cs_test_1"], "\(text)")
    }
    for text in [
      "0160 / 12345678", "0160 12345678", "+49 160 - 12345678", "call 0160 12345678",
      "Room 12 34", "0160 | 12345678",
    ] {
      #expect(try await library.find(.text(text)).ids.isEmpty, "\(text)")
    }
  }

  @Test func `four digits in quotes are the end of a card where they are in no text`() async throws
  {
    let query = try SessionQuery(
      parsing: "“5556”", in: Session.fields, now: 0, isPasted: true)
    #expect(
      query.terms.map(\.condition) == [.any([.text("  5556"), .begins(.card, "5556")])])
    let amex = try SessionQuery(
      parsing: "“Amex 0290”", in: Session.fields, now: 0, isPasted: true)
    guard case .any(let readings) = amex.terms.first?.condition, readings.count == 2,
      case .any(let cards) = readings[1]
    else {
      Issue.record("\(amex.terms)")
      return
    }
    #expect(cards.contains(.all([.begins(.card, "0290"), .contains(.card, "  amex")])))
    for empty in ["“”", "“ ”", "\"\""] {
      let none = try SessionQuery(parsing: empty, in: Session.fields, now: 0, isPasted: true)
      #expect(none.terms.isEmpty)
    }
  }

  @Test func `a name that is written nearly so is offered`() async throws {
    let library = try PagingTests.library(Self.stripe)
    _ = try await library.loadNewest(.all)
    #expect(try await library.find(.text("ortis")).near == ["José Ortiz"])
    #expect(try await library.find(.text("zzzz")).near.isEmpty)
  }

  @Test func `a reference with two digits swapped is offered`() async throws {
    let library = try PagingTests.library(
      FakeStripe([
        .make(id: "cs_test_ref", changes: ["client_reference_id": "ORD-2026-00017"])
      ]))
    _ = try await library.loadNewest(.all)
    #expect(try await library.find(.text("ORD-2026-00071")).near == ["ORD-2026-00017"])
  }

  @Test func `an id that no field names is found where sessions hold it`() async throws {
    let stripe = FakeStripe([
      .make(
        id: "cs_test_meta", created: 300,
        changes: [
          "metadata": ["price": "price_1NxYzAbCd12345", "paid_by": "pi_3NxYzAbCd12345"],
          "client_reference_id": "prod_NxYzAbCd1234",
        ]),
      .make(
        id: "cs_test_code", created: 200,
        changes: [
          "discounts": [["coupon": "DmabkmPs", "promotion_code": "promo_1N7v5AbCd"]],
          "customer_details": [
            "email": "a@example.com", "tax_ids": [["type": "ae_trn", "value": "AE100000004"]],
            "address": ["state": "New South Wales"],
          ],
        ]),
      .make(id: "cs_test_none", created: 100),
    ])
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    for (text, id) in [
      ("price_1NxYzAbCd12345", "cs_test_meta"), ("prod_NxYzAbCd1234", "cs_test_meta"),
      ("promo_1N7v5AbCd", "cs_test_code"), ("dmabkmps", "cs_test_code"),
      ("AE100000004", "cs_test_code"), ("new south wales", "cs_test_code"),
    ] {
      let found = try await library.find(try #require(Lookup(text)))
      #expect(found.ids == [id] && found.requests == 0 && found.reason == nil, "\(text)")
    }
    let payment = try await library.find(.paymentIntent("pi_3NxYzAbCd12345"))
    #expect(payment.ids == ["cs_test_meta"] && payment.requests == 1)
    #expect(try await library.findNamed(.paymentIntent("pi_3NxYzAbCd12345")).ids.isEmpty)
    let none = try await library.find(try #require(Lookup("price_1Nobody12345")))
    #expect(none.reason?.contains("only the cache was looked at") == true)
  }

  /// The value is what was meant, and not the words around it.
  @Test func `a value is found with its label and in a sentence`() async throws {
    let stripe = FakeStripe([
      .make(
        id: "cs_test_tax", created: 300,
        changes: [
          "customer_details": [
            "email": "a@example.com", "tax_ids": [["type": "jp_cn", "value": "JP100000053"]],
          ]
        ]),
      .make(
        id: "cs_test_ref", created: 200, name: "Jürgen Groß",
        changes: ["client_reference_id": "order_10591", "payment_status": "paid"]),
    ])
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    for text in [
      "Tax ID: JP100000053", "JP100000053,", "(JP100000053)", "\"JP100000053\"",
      "Tax ID : JP100000053",
    ] {
      let found = try await library.find(.text(text))
      #expect(found.ids == ["cs_test_tax"] && found.query?.source == text, "\(text)")
    }
    for text in [
      "Client reference: order_10591", "Order #10591 - Jürgen Groß", "Buyer: Jürgen Groß",
      "Re: Order #10591",
    ] {
      let found = try await library.find(.text(text))
      #expect(found.ids == ["cs_test_ref"] && found.part == nil, "\(text)")
    }
    for text in [
      "Where is my order #10591?", "order-10591", "Bestellung_10591", "my order.10591, please",
    ] {
      let asked = try await library.find(.text(text))
      #expect(asked.ids == ["cs_test_ref"] && asked.part == "10591", "\(text)")
    }
    #expect(try await library.find(.text("is:unpaid nobody order_10591")).ids.isEmpty)
    // A field that does not take its value is a label, too; in a query it is a mistake.
    let status = try await library.find(.text("Status: Paid"))
    #expect(status.ids.contains("cs_test_ref") && status.mistake == nil)
  }

  @Test(arguments: [
    ("Jane Doe…", nil), ("Jane Doe …", nil), ("Jürgen Müller:", nil), ("Jane Doe:", nil),
    ("Mrs Jane Doe", "“Mrs” was left out: nothing has all of the words"),
    ("Frau Jane Doe", "“Frau” was left out: nothing has all of the words"),
    ("Herr Müller", "“Herr” was left out: nothing has all of the words"),
    ("DE 123 456 789", nil), ("DE 123456789", nil), ("USt-IdNr. DE123456789", nil),
    ("USt-IdNr. DE 123.456.789", nil), ("VAT ID: DE 123 456 789", nil),
  ])
  func `names and tax numbers are found as they are printed`(
    _ text: String, _ caution: String?
  ) async throws {
    let tax: JSONLiteral = ["tax_ids": [["type": "eu_vat", "value": "DE123456789"]]]
    let stripe = FakeStripe([
      .make(id: "cs_test_jane", created: 500, name: "Jane Doe", changes: [:]),
      .make(id: "cs_test_mrs", created: 400, name: "Mrs Robinson"),
      .make(id: "cs_test_jurgen", created: 300, name: "Jürgen Müller"),
      .make(id: "cs_test_tax", created: 200, changes: ["customer_details": tax]),
    ])
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    let found = try await library.find(.text(text))
    let name = text.contains("Jane") ? "jane" : text.contains("Müller") ? "jurgen" : "tax"
    #expect(found.ids == ["cs_test_\(name)"] && found.part == nil)
    if let caution { #expect(found.query?.caution() == caution) }
    // Where the data has the words, all of them count.
    #expect(try await library.find(.text("Mrs Robinson")).query?.leftOut == [])
  }

  @Test(arguments: [
    ("山田太郎", "cs_test_apart"), ("山田 太郎", "cs_test_apart"), ("김철수", "cs_test_short"),
    ("佐藤 花子", "cs_test_joined"), ("佐藤花子", "cs_test_joined"),
  ])
  func `a name of East Asia is found with and without its space`(
    _ text: String, _ id: String
  ) async throws {
    let library = try PagingTests.library(
      FakeStripe([
        .make(id: "cs_test_apart", created: 300, name: "山田　太郎"),
        .make(id: "cs_test_joined", created: 200, name: "佐藤花子"),
        .make(id: "cs_test_short", created: 100, name: "김 철수"),
      ]))
    _ = try await library.loadNewest(.all)
    #expect(try await library.find(.text(text)).ids == [id])
  }

  @Test func `an empty phrase finds nothing`() async throws {
    let library = try PagingTests.library(FakeStripe([.make(id: "cs_test_any")]))
    _ = try await library.loadNewest(.all)
    let found = try await library.find(.text("“”"))
    #expect(found.ids.isEmpty && found.near.isEmpty)
  }

  @Test(arguments: [("MC–1042", "cs_test_order"), ("eur 149", "cs_test_amount")])
  func `a brand or a code beside a number keeps its other meaning`(
    _ text: String, _ id: String
  ) async throws {
    let library = try PagingTests.library(
      FakeStripe([
        .make(
          id: "cs_test_order", created: 200, changes: ["client_reference_id": "MC-1042"]),
        .make(id: "cs_test_amount", created: 100, amountTotal: 14_900, currency: "eur"),
      ]))
    _ = try await library.loadNewest(.all)
    let found = try await library.find(.text(text))
    #expect(found.ids == [id] && found.part == nil)
  }

  @Test func `a text of very many words is refused, and found where a session holds it`()
    async throws
  {
    let text = String(repeating: "long ", count: 1500) + "text"
    let library = try PagingTests.library(
      FakeStripe([.make(id: "cs_test_long", metadata: ["note": .string(text)])]))
    #expect(try await library.find(.text(text)).mistake != nil)
    _ = try await library.loadNewest(.all)
    #expect(try await library.find(.text(text)).ids == ["cs_test_long"])
    #expect(try await library.find(.text(text + "s")).mistake != nil)
  }

  @Test func `a price is found in the line items that are cached`() async throws {
    let stripe = FakeStripe([.make(id: "cs_test_items")])
    stripe.change {
      $0.items["cs_test_items"] = [
        .make(id: "li_1", price: ["id": "price_1Abcdef", "product": "prod_7Jhk"])
      ]
    }
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    let lookup = try #require(Lookup("prod_7Jhk"))
    #expect(try await library.find(lookup).ids.isEmpty)
    _ = try await library.loadLineItems("cs_test_items")
    #expect(try await library.find(lookup).ids == ["cs_test_items"])
  }

  @Test(arguments: [(100, 1, 100), (120, 2, 120), (Int.max, 3, 250)])
  func `Stripe is asked for as many pages as are listed`(
    _ most: Int, _ requests: Int, _ count: Int
  ) async throws {
    let stripe = FakeStripe(
      (0..<250).map { index in
        .make(
          id: "cs_test_\(index)", created: 1_700_000_000 - index, email: "many@example.com",
          changes: ["customer": "cus_1Many", "status": "complete"])
      })
    for lookup in [
      Lookup.customer("cus_1Many"), .email("many@example.com"), .text("status:complete"),
    ] {
      let library = SessionLibrary(
        source: stripe.source, cache: try .temporary(.session), mostFound: most,
        now: { 1_700_000_100 })
      let found = try await library.find(lookup)
      #expect(found.requests == requests && found.ids.count == count, "\(lookup)")
      #expect(found.hasMore == (count < 250), "\(lookup)")
      #expect(Set(found.ids).count == count && found.ids.first == "cs_test_0", "\(lookup)")
      #expect(try await library.findCached(lookup).ids == found.ids, "\(lookup)")
    }
  }

  @Test func `an account is found by Stripe's filter`() async throws {
    let stripe = FakeStripe([
      .make(id: "cs_test_v2", changes: ["customer_account": "acct_1NxYzAbCd"])
    ])
    let library = try PagingTests.library(stripe)
    let lookup = try #require(Lookup("acct_1NxYzAbCd"))
    let found = try await library.find(lookup)
    #expect(found.ids == ["cs_test_v2"] && found.asked == "customer_account=acct_1NxYzAbCd")
    #expect(try await library.findCached(lookup).ids == ["cs_test_v2"])
  }

  @Test func `an invoice is found through what it is for`() async throws {
    let stripe = Self.stripe
    stripe.change {
      $0.objects["in_1abcde"] = .make([
        "id": "in_1abcde", "object": "invoice",
        "parent": ["subscription_details": ["subscription": "sub_1abcde"]],
      ])
    }
    let library = try PagingTests.library(stripe)
    let found = try await library.find(.invoice("in_1abcde"))
    #expect(found.ids == ["cs_test_abcde2"])
    #expect(found.requests == 2)
    #expect(found.asked == "in_1abcde, subscription=sub_1abcde")
  }

  @Test func `a one-off invoice is found through what paid it`() async throws {
    let stripe = Self.stripe
    stripe.change {
      $0.objects["in_2abcde"] = .make([
        "id": "in_2abcde", "object": "invoice", "parent": nil,
        "payments": [
          "object": "list",
          "data": [["payment": ["type": "payment_intent", "payment_intent": "pi_3abcde"]]],
        ],
      ])
    }
    let found = try await PagingTests.library(stripe).find(.invoice("in_2abcde"))
    #expect(found.ids == ["cs_test_abcde1"])
    #expect(found.asked == "in_2abcde, payment_intent=pi_3abcde")
  }

  @Test func `a cached session that names its invoice needs no request`() async throws {
    let stripe = FakeStripe([
      .make(id: "cs_test_invoiced", changes: ["invoice": "in_3abcde"]),
      .make(id: "cs_test_longer", changes: ["invoice": "in_3abcdef"]),
    ])
    let library = try PagingTests.library(stripe)
    _ = try await library.loadNewest(.all)
    let found = try await library.find(.invoice("in_3abcde"))
    #expect(found.ids == ["cs_test_invoiced"])
    #expect(found.requests == 0)
    #expect(stripe.requests == ["list"])
  }

  @Test func `what Stripe does not know is an answer`() async throws {
    let stripe = FakeStripe()
    let library = try PagingTests.library(stripe)
    for (lookup, asked) in [
      (Lookup.session("cs_test_none"), "cs_test_none"),
      (.customer("cus_none"), "customer=cus_none"),
      (.invoice("in_none"), "in_none"),
    ] {
      stripe.change { $0.failures = [.gone] }
      let found = try await library.find(lookup)
      #expect(found.ids.isEmpty)
      #expect(found.requests == 1)
      #expect(found.asked == asked)
    }
  }
}
