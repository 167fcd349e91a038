package import Checkout
import JSON
import Query

extension CheckoutDocument {
  /// A document in each state, the newest ten seconds old at 1,800,000,000; two from the same user
  /// are duplicates.
  package static func assorted() -> [CheckoutDocument] {
    let documents: [(id: String, user: String, time: String, fields: JSONLiteral)] = [
      ("waits", "kim", "2027-01-15T07:59:50Z", [:]),
      ("made", "ada", "2027-01-15T07:59:00Z", CheckoutDocument.answer),
      ("again", "ada", "2027-01-15T07:58:00Z", CheckoutDocument.answer),
      ("fails", "bob", "2027-01-15T07:00:00Z", CheckoutDocument.failure("No such price: 'p'")),
      ("never", "eve", "2027-01-14T08:00:00Z", ["cart": ["integerValue": "7"]]),
      ("phone", "joe", "2027-01-13T08:00:00Z", CheckoutDocument.mobileAnswer),
    ]
    return documents.compactMap { document in
      CheckoutDocument.make(
        id: document.id, user: document.user, createTime: document.time, fields: document.fields)
    }
  }
}

extension DocumentRow {
  /// The rows of documents, newest first.
  package static func rows(of documents: [CheckoutDocument]) -> [DocumentRow] {
    documents.enumerated().compactMap { index, document in
      document.record().map {
        DocumentRow(
          RecordRow($0, of: .document, position: Int64(1_000 - index), fetchedAt: 1_800_000_000))
      }
    }
  }
}
