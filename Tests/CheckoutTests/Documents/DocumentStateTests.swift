import Checkout
import JSON
import Units
import Support
import Testing

@Suite("States of documents")
struct DocumentStateTests {
  /// When the documents of the factory were made.
  static let made = 1_795_694_400

  @Test(
    arguments: [
      ("answered", CheckoutDocument.answer, 0, DocumentState.created),
      ("young", [:], 29, .waiting),
      ("from a clock ahead of ours", [:], -5, .waiting),
      ("old", [:], 30, .unanswered),
      ("failed", CheckoutDocument.failure("No such price"), 1, .failed),
      ("failed with a text", ["error": ["stringValue": "No such price"]], 1, .failed),
      ("failed with anything", ["error": ["integerValue": "5"]], 1, .failed),
      ("error is null", ["error": ["nullValue": nil]], 60, .unanswered),
      ("mobile", CheckoutDocument.mobileAnswer, 1, .mobile),
      ("mobile, not answered", ["client": ["stringValue": "mobile"]], 60, .unanswered),
      (
        "mobile, failed",
        CheckoutDocument.failure("No amount").merging(["client": ["stringValue": "mobile"]]), 1,
        .failed
      ),
      (
        "session and error",
        CheckoutDocument.answer.merging(CheckoutDocument.failure("No such price")), 1, .created
      ),
      ("session of another type", ["sessionId": ["mapValue": [:]]], 60, .unanswered),
      ("session without an id", ["sessionId": ["stringValue": ""]], 60, .unanswered),
    ] as [(String, JSONLiteral, Int, DocumentState)])
  func `a state in a word`(
    name: String, fields: JSONLiteral, age: Int, state: DocumentState
  ) throws {
    let document = try #require(CheckoutDocument.make(fields: fields))
    #expect(document.state(at: Self.made + age) == state, "\(name)")
  }

  @Test func `an error's message is read as it stands`() throws {
    let document = try #require(CheckoutDocument.make(fields: CheckoutDocument.failure("Nö\u{1B}")))
    #expect(document.error == "Nö\u{1B}")
  }

  private func candidate(
    _ id: String, _ user: String, _ seconds: Int, isFailed: Bool = false
  ) -> DuplicateDocuments.Candidate {
    DuplicateDocuments.Candidate(
      id: id, user: user, created: DocumentTime(seconds: seconds), isFailed: isFailed)
  }

  @Test func `documents of one user within minutes are duplicates`() {
    let groups = DuplicateDocuments.groups([
      candidate("c", "u1", 1_000), candidate("a", "u1", 400), candidate("b", "u1", 700),
      candidate("d", "u1", 1_301), candidate("e", "u2", 400),
    ])
    #expect(groups == [["a", "b", "c"]])
  }

  @Test func `a second try after a failure is no duplicate`() {
    #expect(
      DuplicateDocuments.groups([
        candidate("a", "u1", 400, isFailed: true), candidate("b", "u1", 410),
      ]).isEmpty)
  }

  @Test func `an amount is known where the document says prices itself`() throws {
    let item: JSONLiteral = [
      "mapValue": [
        "fields": [
          "quantity": ["integerValue": "2"],
          "price_data": [
            "mapValue": [
              "fields": [
                "unit_amount": ["integerValue": "1099"], "currency": ["stringValue": "usd"],
              ]
            ]
          ],
        ]
      ]
    ]
    let priced = CheckoutDocument.make(fields: [
      "line_items": ["arrayValue": ["values": [item]]]
    ])
    #expect(priced?.amount == Money(2_198, Currency("usd")))
    #expect(CheckoutDocument.make()?.amount == nil)
    let mobile = CheckoutDocument.make(fields: [
      "amount": ["integerValue": "500"], "currency": ["stringValue": "jpy"],
    ])
    #expect(mobile?.amount == Money(500, Currency("jpy")))
  }
}
