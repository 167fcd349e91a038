import Checkout
import JSON
import Query
import Support
import Testing
import Units

@Suite struct ComparisonTests {
  @Test func `what differs comes first, with both values`() {
    let comparison = SessionComparison(
      .make(id: "cs_test_1", metadata: ["order": "1", "old": "x"]),
      .make(id: "cs_test_2", status: "expired", metadata: ["order": "2"]))
    let different = comparison.rows.prefix { $0.isDifferent }
    #expect(comparison.rows.dropFirst(different.count).allSatisfy { !$0.isDifferent })
    let status = different.first { $0.label == "Status" }
    #expect(status?.left?.text == "open" && status?.right?.text == "expired")
    let old = different.first { $0.label.hasSuffix("old") }
    #expect(old?.left?.text == "x" && old?.right == nil)
    #expect(comparison.rows.contains { $0.label == "Currency" && !$0.isDifferent })
  }

  @Test func `what looks the same is no difference`() throws {
    func session(_ types: String, _ reference: String) throws -> Session {
      try #require(
        Session(
          try JSON(
            parsing: """
              {"id": "cs_test_1", "object": "checkout.session", "created": 1, "livemode": false,
               "payment_method_types": \(types), "client_reference_id": \(reference)}
              """)))
    }
    let comparison = SessionComparison(
      try session("[\"card\", \"link\"]", "null"), try session("[ \"card\",\"link\" ]", "\"\""))
    #expect(comparison.rows.allSatisfy { !$0.isDifferent })
  }

  @Test func `the same number in two currencies is a difference, nothing in two is none`() {
    func amounts(_ currency: String) -> Session {
      .make(
        changes: [
          "currency": .string(currency), "amount_total": 1000, "total_details": ["amount_tax": 0],
        ])
    }
    let comparison = SessionComparison(amounts("usd"), amounts("eur"))
    let different = comparison.rows.prefix { $0.isDifferent }.map(\.label)
    #expect(different.contains("Total"))
    #expect(!different.contains("Amount tax"))
  }

  @Test func `a session differs in nothing from itself`() {
    for session in Session.rich {
      #expect(SessionComparison(session, session).rows.allSatisfy { !$0.isDifferent })
    }
  }

  @Test func `line items of the same product stand beside each other`() {
    let rows = SessionComparison.items(
      [
        .make(id: "li_1", description: "A", price: ["id": "price_a", "product": "prod_a"]),
        .make(id: "li_2", description: "B", price: ["id": "price_b", "product": "prod_b"]),
      ],
      [
        .make(id: "li_3", description: "B", price: ["id": "price_b", "product": "prod_b"]),
        .make(id: "li_4", description: "C", price: ["id": "price_c", "product": "prod_c"]),
      ])
    let texts = rows.map { [$0.left, $0.right].map { $0?.text.dropFirst(4).prefix(1) ?? "–" } }
    #expect(texts == [["A", "–"], ["B", "B"], ["–", "C"]])
    #expect(rows.map(\.isDifferent) == [true, false, true])
  }

  @Test func `line items with prices of their own session stand beside each other, too`() {
    func item(_ id: String, _ name: String, _ amount: Int) -> LineItem {
      .make(
        id: "li_\(id)", description: name, unitAmount: amount,
        price: ["id": .string("price_\(id)"), "product": .string("prod_\(id)")])
    }
    let rows = SessionComparison.items(
      [item("1", "T", 1000), item("2", "T", 2000), item("3", "Cup", 500)],
      [item("4", "Cup", 700), item("5", "T", 2000), item("6", "T", 1000), item("7", "Bag", 1)])
    #expect(rows.map { $0.left != nil && $0.right != nil } == [true, true, true, false])
    #expect(rows.map(\.isDifferent) == [false, false, true, true])
  }

  @Test func `a difference of lines shows three equal ones around each change`() {
    let old = (1...20).map(String.init)
    var new = old
    new[9] = "ten"
    #expect(
      LineDifference(old, new).lines == [
        .skipped(6), .same("7"), .same("8"), .same("9"), .removed("10"), .added("ten"),
        .same("11"), .same("12"), .same("13"), .skipped(7),
      ])
    #expect(LineDifference(old, old).lines == [.skipped(20)])
    #expect(LineDifference([], ["a"]).lines == [.added("a")])
  }

  @Test func `numbers of stretches add up, and currencies stay apart`() {
    let stretches = [0, 900].map { start in
      SessionCounts(
        start..<start + 900,
        [
          Tally(currency: "usd", created: 2, counts: [0, 2, 0, 1, 1, 2], sum: 500),
          Tally(currency: "jpy", created: 1, counts: [0, 1, 0, 1, 0, 1], sum: 500),
          Tally(currency: "", created: 1, counts: [1, 0, 0, 0, 0, 0], sum: 9),
        ])
    }
    let statistics = SessionStatistics(stretches)
    #expect(statistics.total.created == 8 && statistics.total.unpaid == 2)
    #expect(statistics.total.revenue == [Currency("usd"): 1000, Currency("jpy"): 1000])
    #expect(
      statistics.json == """
        [
        {"from":0,"to":900,"created":4,"open":1,"complete":3,"paid":2,"expired":0,"revenue":\
        {"jpy":500,"usd":500}},
        {"from":900,"to":1800,"created":4,"open":1,"complete":3,"paid":2,"expired":0,"revenue":\
        {"jpy":500,"usd":500}}
        ]

        """)
    #expect(
      statistics.csv.split(separator: "\r\n").dropFirst().first
        == "1970-01-01T00:00:00Z,1970-01-01T00:15:00Z,4,1,3,2,0,500,5.00")
  }

  @Test func `nobody tried to pay where nothing was due`() {
    // Five complete: two paid, one unpaid, two free; and one that is open, with a failed attempt.
    let tally = Tally(currency: "usd", created: 9, counts: [1, 5, 3, 2, 1, 6], sum: 500)
    let counts = SessionCounts(0..<900, [tally])
    #expect(counts.free == 2 && counts.triedToPay == 4)
  }

  @Test func `parts are counted by field, the most frequent first`() {
    let parts = OverviewParts([
      (values: [.text("card visa"), .null, .text("DE"), .int(0)], count: 2),
      (values: [.text("sepa_debit"), .text("expired_card"), .text("DE"), .int(0)], count: 5),
      (values: [.text("boleto"), .null, .null, .int(1)], count: 7),
      (values: [.null, .null, .null, .null], count: 9),
    ])
    #expect(
      parts.parts[.method]?.map(\.value) == ["sepa_debit", "card visa"],
      "what has not paid is no way in which it was paid")
    #expect(parts.known(.country) == 7 && parts.known(.decline) == 5)
    #expect(OverviewParts.words(.method, "card visa") == "Visa")
    #expect(OverviewParts.words(.method, "sepa_debit") == "SEPA direct debit")
    #expect(OverviewParts.words(.decline, "expired_card") == "the card has expired")
    #expect(OverviewParts.words(.decline, "code_of_tomorrow") == "code of tomorrow")
  }
}
