import Checkout
import JSON
import Support
import Testing

@Suite("Verdicts on documents")
struct DocumentVerdictTests {
  private func facts(_ fields: JSONLiteral, age: Int = 90) throws -> DocumentFacts {
    DocumentFacts(
      try #require(CheckoutDocument.make(fields: fields)), at: DocumentStateTests.made + age)
  }

  @Test(
    arguments: [
      (
        [:], 12, "Waiting for the extension for 12 seconds; it usually answers within 7 seconds",
        .waiting
      ),
      (
        [:], 7_200,
        "Not answered for 2 hours: the extension did not run, or died (is it installed for this collection?)",
        .bad
      ),
      (
        CheckoutDocument.failure("No such price: 'price_1'"), 5,
        "Never became a session: No such price: 'price_1'", .bad
      ),
      (
        CheckoutDocument.mobileAnswer, 5,
        "For a mobile app's payment sheet: not a Checkout Session",
        .neutral
      ),
      (CheckoutDocument.answer, 5, "Became a session; Stripe knows what came of it", .neutral),
      (
        CheckoutDocument.answer.merging(["sessionId": ["stringValue": "pi_1"]]), 5,
        "Names “pi_1” as its session, which is no session's id", .attention
      ),
      (
        CheckoutDocument.answer.merging(CheckoutDocument.failure("Oops")), 5,
        "Has a session and an error beside it, which the extension never writes together: Oops",
        .attention
      ),
    ] as [(JSONLiteral, Int, String, Verdict.Tone)])
  func `a sentence for each state`(
    fields: JSONLiteral, age: Int, sentence: String, tone: Verdict.Tone
  ) throws {
    let verdict = DocumentVerdict(try facts(fields, age: age))
    #expect(verdict.sentence == sentence)
    #expect(verdict.tone == tone)
  }

  @Test func `a session of the other mode is explained`() throws {
    var facts = try facts(CheckoutDocument.answer)
    facts.isKeyLive = true
    #expect(
      DocumentVerdict(facts).sentence
        == "Became a session in test mode, which a live key cannot read")
    facts.isKeyLive = false
    #expect(DocumentVerdict(facts).rule == "created")
  }

  @Test func `a session that is known speaks for the document`() throws {
    var facts = try facts(CheckoutDocument.answer)
    facts.session = .make(id: "cs_test_a1", status: "complete", paymentStatus: "paid")
    let verdict = DocumentVerdict(facts)
    #expect(verdict.rule == "created, session known")
    #expect(verdict.sentence == "Became a session: complete and paid")
    #expect(verdict.tone == .good)
  }

  @Test(
    arguments: [
      ("cus_1", "cus_1", SessionTrust.proven), ("cus_1", "cus_2", .another(customer: "cus_2")),
      ("cus_1", nil, .unproven), (nil, "cus_1", .unproven),
    ] as [(String?, String?, SessionTrust)])
  func `a session is believed only if it is the user's`(
    user: String?, session: String?, trust: SessionTrust
  ) throws {
    var facts = try facts(CheckoutDocument.answer)
    #expect(facts.trust == .unknown)
    facts.userCustomer = user
    facts.session = .make(id: "cs_test_a1", changes: ["customer": JSONLiteral(session)])
    #expect(facts.trust == trust)
    if case .another = trust {
      #expect(
        DocumentVerdict(facts).sentence
          == "Names a session of another customer (cus_2): the document may have been forged or edited"
      )
    }
  }

  @Test(arguments: [("No such price.", "No such price."), ("No such price", "No such price.")])
  func `a reason that has a full stop gets no second one`(reason: String, end: String) throws {
    let verdict = DocumentVerdict(try facts(CheckoutDocument.failure(reason)))
    #expect(verdict.fullSentence == "Never became a session: \(end)")
  }

  @Test(
    arguments: [
      ([:], "the error in the document gives no reason"),
      (["message": ["stringValue": ""]], "the error in the document gives no reason"),
      (["code": ["stringValue": "permission-denied"]], #"{"code":"permission-denied"}"#),
    ] as [(JSONLiteral, String)])
  func `an error without the extension's message still says what is there`(
    error: JSONLiteral, reason: String
  ) throws {
    let facts = try facts(["error": ["mapValue": ["fields": error]]])
    #expect(DocumentVerdict(facts).sentence == "Never became a session: \(reason)")
    #expect(DocumentRow.rows(of: [facts.document]).first?.error == reason)
  }

  @Test func `a session that Stripe does not have did not become of the document`() throws {
    var facts = try facts(CheckoutDocument.answer)
    facts.lacksSession = true
    #expect(
      DocumentVerdict(facts).sentence
        == "Names a session that Stripe does not have: perhaps another account's")
    #expect(DocumentVerdict(facts).tone == .attention)
  }

  @Test func `lines for people say whose a session is, where it is known`() throws {
    var facts = try facts(CheckoutDocument.answer)
    #expect(!DocumentLines(of: facts).lines[2].hasPrefix("Whose"))
    facts.session = .make(id: "cs_test_a1", status: "complete", paymentStatus: "paid")
    #expect(
      DocumentLines(of: facts).lines[2]
        == "Whose it is: nothing says whether the session is this user's.")
  }

  @Test func `lines for people keep fractions of times, and what is null in a list`() throws {
    let facts = try facts([
      "at": ["timestampValue": "2026-11-26T12:00:00.123450Z"],
      "tags": ["arrayValue": ["values": [["stringValue": "a"], ["nullValue": nil]]]],
      "nothing": ["arrayValue": ["values": [["nullValue": nil]]]],
      "cart": ["mapValue": ["fields": ["ref": ["nullValue": nil], "n": ["mapValue": [:]]]]],
      "gone": ["nullValue": nil],
    ])
    let lines = DocumentLines(of: facts).lines
    #expect(lines.contains { $0.hasPrefix("  at: 2026-11-26 12:00:00.12345 UTC (") })
    #expect(lines.contains { $0.hasPrefix("  Created: 2026-11-26 12:00:00.123456 UTC (") })
    #expect(lines.contains("  tags: a, null") && lines.contains("    2: null"))
    #expect(lines.contains("    1: null"))
    #expect(lines.contains("    ref: null") && lines.contains("    n: empty"))
    #expect(lines.last == "Empty: gone")
  }

  @Test func `several within minutes are pointed out`() throws {
    var facts = try facts(CheckoutDocument.answer)
    facts.group = 3
    #expect(
      DocumentVerdict(facts).sentence.hasSuffix(
        " (one of 3 of this user within minutes: perhaps a double click or a retry)"))
  }
}

@Suite("Fields of documents")
struct DocumentFieldTests {
  private func field(
    _ label: String, of document: CheckoutDocument, in kind: FieldGroup.Kind
  ) throws -> Field {
    let group = try #require(FieldGroup.groups(of: document).first { $0.kind == kind })
    return try #require(group.fields.first { $0.label == label })
  }

  @Test func `what the extension wrote stands apart from what the app wrote`() throws {
    let document = try #require(
      CheckoutDocument.make(fields: CheckoutDocument.answer.merging(["cart": ["nullValue": nil]])))
    let groups = FieldGroup.groups(of: document)
    #expect(groups.map(\.kind) == [.document, .answer, .wishes, .metadata, .other])
    #expect(groups[1].fields.map(\.label) == ["client", "sessionId", "url", "created"])
    #expect(groups[2].fields.map(\.label) == ["mode", "price", "success_url", "cancel_url"])
    #expect(groups[3].fields.map(\.text) == ["A-1001"])
    #expect(groups[4].fields.map(\.isBlank) == [true])
  }

  @Test func `fields that the web SDK renames say so`() throws {
    let document = try #require(CheckoutDocument.make(fields: CheckoutDocument.answer))
    #expect(try field("sessionId", of: document, in: .answer).note == "id in the web SDK")
    #expect(try field("created", of: document, in: .answer).note == "created_at in the web SDK")
    #expect(try field("price", of: document, in: .wishes).note == nil)
  }

  @Test func `the secrets of a mobile document are nowhere`() throws {
    let nested: JSONLiteral = ["mapValue": ["fields": CheckoutDocument.mobileAnswer]]
    let document = try #require(
      CheckoutDocument.make(
        fields: CheckoutDocument.mobileAnswer.merging([
          "copies": ["arrayValue": ["values": [nested]]]
        ])))
    #expect(document.state(at: .max) == .mobile)
    #expect(!document.json.source.contains("verysecret"))
    let field = try field("ephemeralKeySecret", of: document, in: .answer)
    #expect(field.kind == .secret && field.text == "(hidden)" && field.copyText == nil)
    #expect(!"\(FieldGroup.groups(of: document))".contains("verysecret"))
    #expect(try self.field("setupIntentClientSecret", of: document, in: .answer).isBlank)
  }

  @Test func `a document without secrets stays byte for byte what it was`() throws {
    let source =
      #"{ "name":"projects/p/databases/d/documents/customers/u/checkout_sessions/1","fields": {},"#
      + "\n"
      + #""createTime":"2026-11-26T12:00:00Z" }"#
    let document = try #require(
      CheckoutDocument(try JSON(parsing: source), in: .usual))
    #expect(document.json.source == source)
  }

  @Test func `the place of a field leads to it in the JSON`() throws {
    let document = try #require(
      CheckoutDocument.make(fields: [
        "line_items": [
          "arrayValue": [
            "values": [["mapValue": ["fields": ["price": ["stringValue": "price_9"]]]]]
          ]
        ]
      ]))
    let items = try field("line_items", of: document, in: .wishes)
    let price = try #require(items.children.first?.children.first)
    #expect(price.text == "price_9")
    #expect(document.json.value(at: price.path)?["stringValue"]?.string == "price_9")
    #expect(price.copyText == "price_9")
  }

  @Test func `nothing in a document can break what shows it`() throws {
    let deep = (0..<100).reduce("\"x\"") { json, _ in #"{"mapValue":{"fields":{"a":\#(json)}}}"# }
    let document = try #require(
      CheckoutDocument.make(fields: [
        "url": ["mapValue": [:]], "created": ["stringValue": "soon"], "error": ["arrayValue": [:]],
        "metadata": ["stringValue": "none"], "price": ["functionValue": [:]],
        "line_items": ["arrayValue": ["values": [["mapValue": "x"], 5, nil]]],
        "amount": ["integerValue": "many"], "currency": ["integerValue": "5"],
        "\u{1B}]0;x\u{7}": ["stringValue": "\u{1B}[31m"], "empty": [:], "plain": "text",
      ]))
    #expect(FieldGroup.groups(of: document).map(\.kind) == [.document, .answer, .wishes, .other])
    #expect(document.url == nil && document.amount == nil && document.answered == nil)
    #expect(document.state(at: .max) == .failed, "an error of another type is an error")
    let source = document.json.source.replacing(#""plain":"text""#, with: #""plain":\#(deep)"#)
    #expect((try? JSON(parsing: source)) == nil, "deeper than any document of Firestore's")
  }
}
