import Checkout
import Query
import GRDB
@testable import RecordCache
import Support
import Testing
import Units
import JSON

/// Compares the results of SQL with a filter in plain Swift over the same sessions.
@Suite(.sharedCaches) struct QueryResultTests {
  static let now = Session.morning

  static let sessions: [Session] = {
    var generator = SplitMix(seed: 3)
    func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }
    return (0..<400).map { index in
      let status = pick(["open", "complete", "expired"])
      let first = pick(["Jane", "José", "Ümit", "山田", "Anna"])
      return .make(
        // The oldest hundred are of one second, which is more than the search index takes.
        id: "cs_test_a\(index)", created: now - min(index, 300) * 3600, status: status,
        paymentStatus: status == "complete" ? pick(["paid", "no_payment_required"]) : "unpaid",
        mode: pick(["payment", "subscription", "setup"]),
        amountTotal: pick([0, 500, 4999, 5000, 12_345]), currency: pick(["usd", "jpy", "kwd"]),
        email: pick([nil, "jane\(index)@example.com", "smith@shop.example"]),
        name: pick([nil, "\(first) \(pick(["Smith", "Müller", "Doe-Smith", "太郎"]))"]),
        metadata: pick([[:], ["order_id": .string("\(6700 + index % 50)"), "Shop": "Köln Süd"]]),
        changes: [
          "presentment_details": pick([
            nil, ["presentment_amount": 1950, "presentment_currency": "eur"],
          ]),
          "shipping": pick([
            nil,
            ["name": "Rosalind Giftee", "address": ["line1": "Oudegracht 12", "city": "Utrecht"]],
          ]),
          "customer": pick([nil, "cus_N\(index % 7)x"]),
          "subscription": pick([nil, "sub_1\(index)"]),
          "invoice": pick([nil, "in_7\(index)", ["id": "in_8\(index)", "object": "invoice"]]),
          "client_reference_id": pick([nil, "ref-\(index % 10)"]),
        ])
    }
  }()

  static func cache() async throws -> RecordCache {
    let cache = try RecordCache.temporary(.session)
    _ = try await cache.store(
      RecordPage(filter: .all, edge: .newest, sessions: sessions, hasMore: false, fetchedAt: 5))
    return cache
  }

  static let queries = [
    "", "smith", "SMITH", "muller", "müller", "jane smith", "\"jane smith\"", "j", "ja", "山田",
    "太郎", "-smith", "jane -smith", "status:open", "status:open,expired", "-status:open",
    "is:paid", "is:test", "is:live", "mode:setup", "currency:jpy", "has:subscription",
    "has:email -has:name", "amount>=50", "amount:5", "amount<5 currency:kwd", "amount:5..50",
    "created:>7d", "created:2026-11-10", "created:2026-11-01..2026-11-05", "meta.order_id:6735",
    "meta.Shop:\"köln süd\"", "has:meta.Shop", "-has:meta.Shop", "ref:ref-3", "name:smith",
    "email:shop", "-email:shop", "cus_N3", "customer:cus_N3", "sub_11", "in_7", "in_83",
    "-invoice:in_7", "has:invoice", "-has:invoice", "cs_test_a39", "zzz",
    "smith status:complete amount>1", "19,50", "€19.50", "currency:eur amount:19.50", "giftee",
    "oudegracht utrecht", "2026-11-10", "10 Nov smith", "order 6735", "#6735", "card:4242",
    "-jane -smith", "email:j", "has:metadata", "süd", "6735", ">=50", "amount >= 50",
    "amount:5.000",
    "amount<5.000 -currency:usd", "amount:5.000 jpy", "paid", "-paid jane", "open jane", "eur",
    "jpy", "4999", "5.000", "19.5",
    "-50", "subscription",
  ]

  @Test(arguments: queries) func `a query finds what a plain filter finds`(_ source: String)
    async throws
  {
    let query = try SessionQuery(parsing: source, now: Self.now)
    let expected = Self.sessions.filter { query.matches($0) }.map(\.id)
    #expect(
      Self.sessions.filter { query.matches($0.json, in: Session.fields) }.map(\.id) == expected)
    for cache in [SharedCaches.waiting, SharedCaches.indexed] {
      let cache = try #require(cache)
      let list = ListQuery(query: query)
      let window = try await cache.rows(list, .top, limit: 1000)
      #expect(window.rows.map(\.id) == expected)
      #expect(try await cache.count(list) == expected.count)
    }
  }

  /// Sessions with two amounts: the session's own, and the one that the customer saw.
  private static let converted: [Session] = [
    ("brl", 762_000, "eur", 140_208), ("aed", 16_140, "eur", 4045), ("usd", 2198, "eur", 1950),
    ("eur", 5500, "usd", 6000),
  ].map { (code: String, total: Int, shownCode: String, shown: Int) -> Session in
    .make(
      id: "cs_test_\(code)", amountTotal: total, currency: code,
      changes: [
        "presentment_details": [
          "presentment_amount": .int(shown), "presentment_currency": .string(shownCode),
        ]
      ])
  }

  @Test(arguments: [
    ("currency:eur amount:7620", []), ("eur 7620", []), ("7620 eur", []), ("brl 7620", ["brl"]),
    ("currency:brl amount:7620", ["brl"]), ("amount:1402.08 currency:eur", ["brl"]),
    ("amount>50 amount<60", ["eur"]), ("amount>50 amount<60 currency:aed", []),
    ("amount>160 amount<170 currency:aed", ["aed"]), ("amount>160 currency:eur", ["brl"]),
    (">160 currency:eur", ["brl"]), ("currency:eur 50..60", ["eur"]),
    ("$21.98 19.50", ["usd"]), ("amount:21.98 amount:19.50", ["usd"]),
    ("currency:usd €19.50", ["usd"]), ("currency:usd currency:eur amount:55", ["eur"]),
    ("-currency:eur amount>100", []), ("-brl 7620", []), ("currency:usd", ["usd", "eur"]),
    ("session_currency:eur", ["eur"]), ("-session_currency:eur amount:19.50", ["usd"]),
    ("session_currency:usd amount<20", ["usd"]),
    ("currency:eur amount>20 session_currency:usd", []), ("amount<20 session_currency:eur", []),
    ("session_currency:usd amount:60", []), ("session_currency:usd amount:21.98", ["usd"]),
  ])
  func `a currency and the ends of a span are those of one amount`(
    _ source: String, _ expected: [String]
  ) async throws {
    let query = try SessionQuery(parsing: source, now: Self.now)
    let found = Self.converted.filter { query.matches($0.json, in: Session.fields) }
    #expect(Set(found.map(\.id)) == Set(expected.map { "cs_test_" + $0 }))
    let cache = try RecordCache.temporary(.session)
    defer { try? cache.close() }
    _ = try await cache.store(
      RecordPage(
        filter: .all, edge: .newest, sessions: Self.converted, hasMore: false, fetchedAt: 5))
    let rows = try await cache.rows(ListQuery(query: query), .top, limit: 10).rows
    #expect(Set(rows.map(\.id)) == Set(found.map(\.id)))
  }

  @Test(arguments: [false, true])
  func `none of no conditions holds, and all of no conditions do`(isNegated: Bool) async throws {
    let cache = try #require(SharedCaches.waiting)
    for (condition, holds) in [(SessionQuery.Condition.any([]), false), (.all([]), true)] {
      let term = SessionQuery.Term(condition, isNegated: isNegated)
      let list = ListQuery(query: SessionQuery(source: "", terms: [term]))
      #expect(try await cache.count(list) == (holds == isNegated ? 0 : Self.sessions.count))
    }
  }

  /// An index finds a few records among many: no step reads every row or every object.
  @Test(
    arguments: Session.fields.fields.compactMap { field in
      if case .id(let prefix) = field.type, field.index != nil || field.name == .id {
        (field.name, prefix)
      } else {
        nil
      }
    })
  func `the beginning of an id is looked up in an index`(_ name: FieldName, _ prefix: String)
    async throws
  {
    let cache = try #require(SharedCaches.indexed)
    let term = SessionQuery.Term(.begins(name, prefix + "1"))
    let selection = RowSelection(
      ListQuery(query: SessionQuery(source: "", terms: [term])), cache.columns)
    let select = selection.select(cache.columns.selected, from: .index)
    let plan = try await cache.read { database in
      try SQLRequest<Row>(literal: "EXPLAIN QUERY PLAN \(select) ORDER BY s.place LIMIT 101")
        .fetchAll(database).map { $0["detail"] as String }
    }
    #expect(plan.first?.hasPrefix("SEARCH s USING INDEX session_") == true, "\(plan)")
  }

  /// What most rows have is read in order, and what few have is found in the indexes.
  @Test(arguments: [
    ("complete", "SCAN s"), ("paid eur", "SCAN s"), ("490", "MULTI-INDEX OR"),
    ("4242", "MULTI-INDEX OR"), ("$490", "MULTI-INDEX OR"), ("1.234", "MULTI-INDEX OR"),
  ])
  func `a word that is also a value is looked up without a walk`(
    _ source: String, _ first: String
  ) async throws {
    let cache = try #require(SharedCaches.indexed)
    let query = try SessionQuery(parsing: source, now: 0)
    let selection = RowSelection(ListQuery(query: query), cache.columns)
    let select = selection.select(cache.columns.selected, from: .index)
    let plan = try await cache.read { database in
      try SQLRequest<Row>(literal: "EXPLAIN QUERY PLAN \(select) ORDER BY s.place LIMIT 101")
        .fetchAll(database).map { $0["detail"] as String }
    }
    #expect(plan.first == first, "\(plan)")
  }

  /// A lookup, and the trigger that keeps ids unique.
  @Test func `an id is looked up in the index`() async throws {
    let cache = try #require(SharedCaches.indexed)
    let columns = cache.columns
    for id in ["'cs_test_a1'", "?1"] {
      let sql = "EXPLAIN QUERY PLAN SELECT 1 FROM session WHERE \(columns.hasID(id))"
      let plan = try await cache.read { database in
        try Row.fetchAll(database, sql: sql, arguments: id == "?1" ? ["cs_test_a1"] : [])
          .map { $0["detail"] as String }
      }
      #expect(plan == ["SEARCH session USING INDEX session_id (<expr>=?)"])
    }
  }

  /// A word is looked for in the index first, whatever the list is sorted by.
  @Test(arguments: [nil, Int64(5)]) func `a word is looked up in the search index`(
    _ position: Int64?
  ) async throws {
    let cache = try #require(SharedCaches.indexed)
    let query = try SessionQuery(parsing: "smith", now: 0)
    let selection = RowSelection(ListQuery(query: query), cache.columns)
    let column = selection.column(of: .index)
    let extra = position.map { [column.isAt($0)] } ?? []
    let select = selection.select(cache.columns.selected, from: .index, where: extra)
    let plan = try await cache.read { database in
      try SQLRequest<Row>(literal: "EXPLAIN QUERY PLAN \(select) ORDER BY \(column.sql) LIMIT 101")
        .fetchAll(database).map { $0["detail"] as String }
    }
    #expect(plan.count == 2, "\(plan)")
    #expect(plan.first?.hasPrefix("SCAN search VIRTUAL TABLE INDEX") == true)
    #expect(plan.last == "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)")
  }

  /// The name of a document is in no column.
  @Test func `a whole value without a column is looked up in the search index`() async throws {
    let cache = try RecordCache.temporary(.document)
    defer { try? cache.close() }
    let ids = ["d1", "d10", "D1"]
    for id in ids {
      _ = try await cache.store(try #require(CheckoutDocument.make(id: id)?.record()), fetchedAt: 5)
    }
    try await cache.finishIndexing()
    let query = try RecordQuery(documents: "doc=d1", now: 0)
    let found = try await cache.rows(ListQuery(query: query), .top, limit: 9).rows
    #expect(found.map { $0.id.hasSuffix("/d1") } == [true])
    let selection = RowSelection(ListQuery(query: query), cache.columns)
    let select = selection.select(cache.columns.selected, from: .index)
    let plan = try await cache.read { database in
      try SQLRequest<Row>(literal: "EXPLAIN QUERY PLAN \(select) ORDER BY s.place LIMIT 101")
        .fetchAll(database).map { $0["detail"] as String }
    }
    #expect(plan.first?.hasPrefix("SCAN search VIRTUAL TABLE INDEX") == true, "\(plan)")
  }

  static let sorts: [SessionSort] = [
    .newestFirst, SessionSort(.created, descending: false), SessionSort(.amount, descending: true),
    SessionSort(.amount, descending: false), SessionSort(.email, descending: true),
    SessionSort(.name, descending: false), SessionSort(.status, descending: true),
    SessionSort(.metadata("order_id"), descending: false),
    SessionSort(.field(.invoice), descending: true),
    SessionSort(.path("invoice"), descending: true),
  ]

  @Test(arguments: [false, true]) func `amounts are sorted as they compare`(_ descending: Bool)
    async throws
  {
    let cache = try #require(SharedCaches.indexed)
    let sort = SessionSort(.amount, descending: descending)
    let rows = try await cache.rows(ListQuery(sort: sort), .top, limit: 1000).rows
    let units = rows.compactMap { row -> Double? in
      let row = SessionSummary(row)
      guard let amount = row.amountTotal, let currency = row.currency else { return nil }
      return Double(amount) / [0: 1, 2: 100, 3: 1000][currency.fractionDigits, default: 1]
    }
    #expect(units.count == rows.count)
    #expect(units == (descending ? units.sorted(by: >) : units.sorted()))
  }

  /// The pages of every order, forwards and backwards, give the whole list without duplicates.
  @Test(arguments: sorts) func `pages follow one another`(_ sort: SessionSort) async throws {
    let cache = try #require(SharedCaches.waiting)
    for source in ["", "smith"] {
      let query = ListQuery(query: try SessionQuery(parsing: source, now: 0), sort: sort)
      let all = try await cache.rows(query, .top, limit: 1000).rows
      var down = try await cache.rows(query, .top, limit: 37)
      var rows = down.rows
      while !down.reachesBottom, let last = rows.last {
        down = try await cache.rows(query, .after(position: last.position), limit: 37)
        #expect(!down.reachesTop)
        rows += down.rows
      }
      #expect(rows == all)
      var up = try await cache.rows(query, .bottom, limit: 37)
      rows = up.rows
      while !up.reachesTop, let first = rows.first {
        up = try await cache.rows(query, .before(position: first.position), limit: 37)
        rows = up.rows + rows
      }
      #expect(rows == all)
      let middle = all[all.count / 2]
      let around = try await cache.rows(query, .around(id: middle.id), limit: 11)
      #expect(around.rows.count == 11)
      #expect(around.rows[5] == middle)
    }
  }

  @Test func `a session that changes is found by its new text only`() async throws {
    let cache = try await Self.cache()
    let matches = { (word: String) in
      try await cache.count(ListQuery(query: SessionQuery(parsing: word, now: 0)))
    }
    for isIndexed in [false, true] {
      let old = isIndexed ? "secondname" : "firstname"
      let new = isIndexed ? "thirdname" : "secondname"
      if !isIndexed {
        _ = try await cache.store(
          StoredSession(.make(id: "cs_test_x", created: 77, name: "Firstname"), fetchedAt: 5))
      }
      #expect(try await matches(old) == 1)
      if isIndexed { try await cache.finishIndexing() }
      _ = try await cache.store(
        StoredSession(
          .make(id: "cs_test_x", created: 77, name: new), fetchedAt: isIndexed ? 7 : 6))
      #expect(try await matches(old) == 0)
      #expect(try await matches(new) == 1)
    }
    try await cache.store(
      StoredLineItems(
        items: [.make(description: "Purple Umbrella")], isComplete: true, fetchedAt: 8),
      of: "cs_test_x")
    #expect(try await matches("umbrella") == 1)
    try await cache.finishIndexing()
    _ = try await cache.store(
      StoredSession(.make(id: "cs_test_x", created: 77, name: "Fourthname"), fetchedAt: 9))
    #expect(try await matches("umbrella") == 1)
    try await cache.finishIndexing()
    try await cache.drop("cs_test_x")
    for word in ["firstname", "secondname", "thirdname", "fourthname", "umbrella"] {
      #expect(try await matches(word) == 0)
    }
  }
}

extension SessionQuery {
  /// The meaning of a query, without SQL.
  func matches(_ session: Session) -> Bool {
    terms.allSatisfy { $0.isNegated != holds($0.condition, session) }
  }

  private func holds(_ condition: Condition, _ session: Session) -> Bool {
    let json = session.json
    func contains(_ text: String?, _ folded: String) -> Bool {
      SearchFolding.fold(text ?? "").contains(SearchFolding.needle(folded))
    }
    func value(_ name: FieldName) -> FieldValue { Session.fields[name]?.value(of: json) ?? .null }
    switch condition {
    case .text(let folded):
      return Session.fields.searchText(of: json).contains(SearchFolding.needle(folded))
    case .contains(let name, let folded): return contains(value(name).text, folded)
    case .begins(let name, let prefix): return value(name).text?.hasPrefix(prefix) ?? false
    case .equals(let name, let wanted): return value(name) == wanted
    case .ends(let name, let end): return value(name).text?.hasSuffix(end) ?? false
    case .digits(let name, let digits):
      return PhoneDigits.all(in: value(name).text ?? "").contains(digits)
    case .amount(let name, let comparison, let amount):
      guard let total = value(name).int, case .amount(let code) = Session.fields[name]?.type,
        let currency = value(code).text.map(Currency.init)
      else { return false }
      let scale = [0: 1000, 3: 1][currency.fractionDigits] ?? 10
      let value = total * scale
      let wanted =
        currency.fractionDigits == 3
        ? amount.thousandths : amount.withoutThousandths ?? amount.thousandths
      switch comparison {
      case .equal: return value == wanted
      case .less: return value < wanted
      case .lessOrEqual: return value <= wanted
      case .greater: return value > wanted
      case .greaterOrEqual: return value >= wanted
      }
    case .between(let name, let seconds): return value(name).int.map(seconds.contains) ?? false
    case .entry(_, let key, let value):
      return json["metadata"]?[key]?.string.map { SearchFolding.fold($0) } == value
    case .holds(let text): return JSONValueSearch(text).matches(json.compactBytes)
    case .hasEntry(_, let key): return json["metadata"]?.value(key) != nil
    case .has(.email): return session.email != nil
    case .has(.name): return session.customerName != nil
    case .has(.metadata): return (json["metadata"]?.count ?? 0) > 0
    case .has(let name): return session.id(of: name.text) != nil
    case .any(let conditions): return conditions.contains { holds($0, session) }
    case .all(let conditions): return conditions.allSatisfy { holds($0, session) }
    }
  }
}
