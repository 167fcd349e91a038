import Checkout
import Query
import Support
import Testing

/// Values that were copied together with the label before them.
@Suite struct LabelTests {
  private static func terms(_ source: String) throws -> [SessionQuery.Term] {
    try SessionQuery(parsing: source, now: QueryParsingTests.now).terms
  }

  private static func pasted(_ source: String) throws -> SessionQuery {
    try SessionQuery(
      parsing: source, in: Session.fields, now: QueryParsingTests.now, isPasted: true)
  }

  @Test(arguments: [
    ("Payment status: paid", "payment:paid"), ("Status: Complete", "status:complete"),
    ("Payment status:paid", "payment:paid"), ("Payment Status : unpaid", "payment:unpaid"),
    ("Order status: complete", "status:complete"), ("Order currency: EUR", "currency:EUR"),
    ("jane Payment status: paid,", "jane payment:paid"),
    ("Checkout Mode: setup", "mode:setup"), ("Live mode: no", "is:test"),
    ("E-Mail: jane@example.com", "Email: jane@example.com"),
    ("Customer Name: Jane Doe", "Name: Jane Doe"),
    ("Customer phone: 089 55501001", "phone:089 55501001"),
    ("Client reference: A-1", "Reference: A-1"),
    ("Created: 2026-11-28 02:11:45 UTC (1 hour ago)", "created:2026-11-28 02:11:45 UTC"),
  ])
  func `a label that names a field is that field`(_ source: String, _ query: String) throws {
    #expect(try Self.terms(source) == Self.terms(query))
    #expect(try SessionQuery(parsing: source, now: QueryParsingTests.now).leftOut.isEmpty)
  }

  @Test(arguments: [
    ("City: Portland", "Portland", "City:"), ("Ville : Saint-Étienne", "Saint-Étienne", "Ville :"),
    ("PLZ: 80331", "80331", "PLZ:"), ("City： Portland", "Portland", "City："),
    ("Amount due: €15,50", "€15,50", "Amount due:"),
    ("Telefonnummer: 089 55501001", "089 55501001", "Telefonnummer:"),
    ("N° de commande : order_10591", "order_10591", "N° de commande :"),
    ("Line 1: Kaufingerstraße", "Kaufingerstraße", "Line 1:"),
    ("plan: pro", "pro", "plan:"),
    ("Postal code: 97205", "97205", "Postal code:"),
    ("Description: T-shirt", "T-shirt", "Description:"), ("Order: Jane Doe", "Jane Doe", "Order:"),
    ("Order date: 26.11.2026", "26.11.2026", "Order date:"),
    ("Buyer: \"Jane Doe\"", "\"Jane Doe\"", "Buyer:"),
    ("Re: Order #10591", "Order #10591", "Re:"),
    ("jane, Promo code: X1", "jane, X1", "Promo code:"),
  ])
  func `any other label is left out of what was pasted, and only there`(
    _ source: String, _ value: String, _ label: String
  ) throws {
    let query = try Self.expectLeftOut(label, source, value)
    let typed = try SessionQuery(parsing: source, now: QueryParsingTests.now)
    #expect(typed.leftOut.isEmpty && typed.terms != query.terms)
    #expect(typed.advice?.contains("“\(label)” was looked for, too") == true)
  }

  /// “ID” and “mode” are fields, “metadata” needs a key.
  @Test(arguments: [
    ("Transaction ID: order_10591", "order_10591", "Transaction ID:"),
    ("Tax ID: JP100000053", "JP100000053", "Tax ID:"),
    ("UI mode: hosted_page", "hosted_page", "UI mode:"), ("Metadata: pro", "pro", "Metadata:"),
  ])
  func `a label that ends like a field is left out of what was pasted`(
    _ source: String, _ value: String, _ label: String
  ) throws {
    try Self.expectLeftOut(label, source, value)
  }

  @discardableResult
  private static func expectLeftOut(
    _ label: String, _ source: String, _ value: String
  ) throws -> SessionQuery {
    let query = try pasted(source)
    #expect(try query.terms == terms(value))
    #expect(query.leftOut == [label])
    #expect(query.caution()?.contains("“\(label)” was taken as a label") == true)
    return query
  }

  /// An address, a name or a code before a colon is what is looked for.
  @Test(arguments: [
    "jane@example.com: paid", "Jürgen Groß: paid", "order_10591: paid", "open: jane",
    "Mr. Smith: blue box", "Portland: paid",
  ])
  func `a query leaves nothing out`(_ source: String) throws {
    let words = source.split(separator: " ").map { SearchFolding.fold(String($0)) }
    let terms = try Self.terms(source)
    #expect(terms.count == words.count, "\(terms)")
  }

  @Test func `an excluded field with a mistake is a mistake in what was pasted, too`() {
    for source in ["jane -status:opened", "jane -amount:50-100", "created:11/10/2026", "mode:sub"] {
      #expect(throws: QueryError.self, "\(source)") { try Self.pasted(source) }
    }
  }

  @Test(arguments: [
    ("City: Portland\nBuyer: Jane", "Portland Jane", ["City:", "Buyer:"]),
    ("City: Portland Buyer: Jane", "Portland Jane", ["City:", "Buyer:"]),
    ("City:\nPortland\nBuyer:\nJane", "Portland Jane", ["City:", "Buyer:"]),
    ("Ville : Lyon Client : Jane", "Lyon Jane", ["Ville :", "Client :"]),
    ("City: San Jose\nBuyer: Jane", "San Jose Jane", ["City:", "Buyer:"]),
    ("Order: Lyon Buyer: Jane", "Lyon Jane", ["Order:", "Buyer:"]),
    ("Jane Doe\nCity: Lyon", "Jane Doe Lyon", ["City:"]),
    ("City: Lyon\nHome town: Paris", "Lyon Paris", ["City:", "Home town:"]),
    ("City: Lyon, Home town: Paris", "Lyon, Paris", ["City:", "Home town:"]),
    ("Billing\nCity: Lyon", "Lyon", ["Billing\nCity:"]),
  ])
  func `the value of a label is no part of the next one`(
    _ source: String, _ values: String, _ labels: [String]
  ) throws {
    let query = try Self.pasted(source)
    #expect(try query.terms == Self.terms(values))
    #expect(query.leftOut == labels)
  }

  /// What is written in till's own language is what it was.
  @Test(arguments: [
    "order status:complete", "payment status: open", "customer name:jane", "jane order: 30166",
    "jane status: open", "status:open", "Order No.: #30166",
  ])
  func `words before a field keep their meaning`(_ source: String) throws {
    let query = try SessionQuery(parsing: source, now: QueryParsingTests.now)
    #expect(query.leftOut.isEmpty)
  }

  @Test(arguments: [
    ("customer name:jane", "customer"), ("jane order: 30166", "jane"),
    ("jane status: open", "jane"),
  ])
  func `a word before a field is looked for beside it`(_ source: String, _ word: String) throws {
    let terms = try Self.terms(source)
    #expect(terms.first == .init(.text("  \(word)")))
    #expect(terms.count == 2)
  }

  @Test(arguments: ["jane status: opne", "status: opne", "payment:opne"])
  func `a misspelt value of a field is a mistake`(_ source: String) {
    #expect(throws: QueryError.self) { try Self.terms(source) }
  }

  @Test func `where a value is that of another field, that one is offered`() {
    let error = #expect(throws: QueryError.self) { try Self.terms("Status: Paid") }
    #expect(error?.message.hasSuffix("“paid” is one of another field: payment:paid") == true)
  }

  @Test(arguments: [
    ("metadata:pro", "metadata needs a key: meta.KEY:pro"),
    ("meta:\"a b\"", "meta needs a key: meta.KEY:\"a b\""),
    (
      "e-mail:jane@example.com",
      "there is no field “e-mail”: did you mean email:jane@example.com? To look for the text itself, "
        + "put it in quotes: \"e-mail:jane@example.com\""
    ),
    (
      "nmae:\"Jane Doe\"",
      "there is no field “nmae”: did you mean name:\"Jane Doe\"? To look for the text itself, "
        + "put it in quotes: \"nmae:Jane Doe\""
    ),
    ("amount=>5", "amount: a comparison is one of =, <, <=, > and >="),
    ("amount==5", "amount: a comparison is one of =, <, <=, > and >="),
    ("amount:50-100", "amount: a range is written 50..100"),
  ])
  func `what is proposed can be understood`(_ source: String, _ message: String) {
    let error = #expect(throws: QueryError.self) { try Self.terms(source) }
    #expect(error?.message == message)
  }

  @Test func `no field is proposed that would not take the value`() throws {
    #expect(try Self.terms("code:97205") == [.init(.text("  code:97205"))])
    #expect(try Self.terms("Description:T-shirt") == [.init(.text("  description:t-shirt"))])
  }

  @Test func `the name of a map is read in any case`() throws {
    #expect(try Self.terms("META.plan:pro") == Self.terms("meta.plan:pro"))
  }

  @Test func `a state behind a city is left out, and that is said`() throws {
    for source in ["Portland, OR", "Portland, OR 97205"] {
      let query = try Self.pasted(source)
      #expect(query.leftOut == ["OR"])
      #expect(try SessionQuery(parsing: source, now: 0).leftOut.isEmpty)
      #expect(
        query.caution() == "“OR” was left out: states and countries of addresses are not searched")
    }
    let query = try SessionQuery(parsing: "portland or", now: 0)
    #expect(
      query.caution()?.hasSuffix("states and countries of addresses are not searched") == true)
    #expect(query.caution(besideHits: false) == nil)
    #expect(try SessionQuery(parsing: "jo", now: 0).caution() == nil)
  }

  @Test(arguments: [("Jane Doe, MA", "MA"), ("London, UK", "UK"), ("Lyon, FR.", "FR")])
  func `the code of a place is left out`(_ source: String, _ code: String) throws {
    #expect(try Self.pasted(source).caution()?.hasPrefix("“\(code)” was") == true)
  }

  @Test(arguments: ["Doe, JA", "KIM, YU", "Doe, XX"])
  func `two letters behind a comma that are no code of a place are looked for`(
    _ source: String
  ) throws {
    let query = try Self.pasted(source)
    #expect(query.leftOut.isEmpty)
    #expect(query.terms.count == 2)
  }

  @Test func `what was left out is named once, on one line, and not without end`() throws {
    let same = String(repeating: "City: Lyon ", count: 20)
    var query = try Self.pasted(same)
    #expect(query.leftOutText == "“City:”")
    #expect(
      query.caution()?.hasPrefix("“City:” was taken as a label, so only what follows") == true)
    let many = ["City", "Town", "Village", "Plan", "Coupon"].map { "\($0): Lyon" }
    query = try Self.pasted(many.joined(separator: "\n"))
    #expect(query.leftOutText == "“City:”, “Town:”, “Village:”, and 2 more")
    #expect(query.caution()?.contains("and 2 more were taken as labels") == true)
    query = try Self.pasted("Billing\nCity: Lyon")
    #expect(query.leftOutText == "“Billing City:”")
    query = try Self.pasted("Lyon, FR or Portland, OR or")
    #expect(query.caution()?.hasPrefix("“FR”, “OR” were left out") == true)
  }

  @Test func `what is said about a text stays with it when terms are added`() throws {
    let list = ListQuery(query: try Self.pasted("City: Lyon 3/4/2026"))
    let narrowed = try #require(list.narrowed(to: .begins(.id, "cs_test_1")).query)
    #expect(narrowed.leftOut == ["City:"])
    #expect(narrowed.datesReadTwice != nil)
    #expect(narrowed.caution() == list.query?.caution())
    #expect(narrowed.source == "City: Lyon 3/4/2026")
  }

  @Test(arguments: [
    ("jane OR bob", "there is no OR"), ("jane AND bob", "without AND"),
    ("NOT jane", "a minus excludes"), ("status!=open", "a minus excludes"),
    ("!status:open", "a minus excludes"),
  ])
  func `operators of other languages are explained`(_ source: String, _ advice: String) throws {
    let caution = try SessionQuery(parsing: source, now: 0).caution()
    #expect(caution?.contains(advice) == true)
  }

  @Test func `a dash between words is no word`() throws {
    #expect(try Self.terms("Order #10591 - Jane") == Self.terms("Order #10591 Jane"))
    #expect(try Self.terms("- -") == [.init(.text("  -")), .init(.text("  -"))])
    #expect(try !Self.terms("City: -").isEmpty)
  }

  @Test(arguments: [
    "'order_10591'", "`order_10591`", "[order_10591]", "<order_10591>", "*order_10591*",
    "{\"order_id\":\"order_10591\"}",
  ])
  func `marks around a word are no part of it`(_ source: String) throws {
    let terms = try Self.terms(source)
    #expect(terms.count == 1)
    guard case .any(let readings) = terms.first?.condition else {
      #expect(terms.first?.condition == .text("  order_10591"))
      return
    }
    #expect(readings.contains(.text("  order_10591")))
  }

  @Test func `a hyphen is one, however long`() throws {
    for hyphen in ["\u{2011}", "\u{2013}"] {
      let expected: [SessionQuery.Condition] = [
        .text(SearchFolding.fold("Brooks\(hyphen)Whitfield")), .text("  brooks-whitfield"),
      ]
      #expect(try Self.terms("Brooks\(hyphen)Whitfield") == [.init(.any(expected))])
    }
  }

  @Test(arguments: [
    ("order_\u{200B}10591", "order_10591"), ("\u{FEFF}status:open", "status:open"),
    ("Jürgen Groß\u{200B}", "Jürgen Groß"), ("or\u{AD}der", "order"),
    ("\u{202A}+49 89 55501001\u{202C}", "+49 89 55501001"),
  ])
  func `characters that cannot be seen are no part of a text`(
    _ source: String, _ plain: String
  ) throws {
    #expect(try Self.terms(source) == Self.terms(plain))
    #expect(Lookup(source) == Lookup(plain))
  }

  @Test func `an address with a character that cannot be seen is that address`() {
    #expect(Lookup("ju\u{200B}ergen.gross@example.de") == .email("juergen.gross@example.de"))
  }

  @Test func `an id that Markdown has escaped is one`() {
    #expect(Lookup(#"cs\_test\_b1zAAAAAAA"#) == Lookup("cs_test_b1zAAAAAAA"))
  }

  @Test(arguments: [
    ("Tax ID: JP100000053,", "JP100000053"), ("(JP100000053)", "JP100000053"), ("JP1", "JP1"),
    ("Coupon: “QNtRt8n9”", "QNtRt8n9"),
  ])
  func `the value is what remains of a text`(_ source: String, _ value: String) throws {
    #expect(try Self.pasted(source).remainder == value)
  }
}
