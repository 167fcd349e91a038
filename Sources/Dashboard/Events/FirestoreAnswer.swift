package import Checkout
package import JSON
package import Query

/// Answers about documents. A reading reports its progress before it ends.
package enum FirestoreAnswer: Equatable, Sendable {
  /// In Unix seconds; nil if nothing is stored.
  case opened(Result<Int?, Problem>)
  case counted(Result<Int, Problem>)
  case reading(received: Int)
  case ended(Result<DocumentReading, Problem>)
  case rows(RecordWindow<DocumentRow>, anchor: RowAnchor, generation: Int)
  case facts(ListFacts, DocumentCounts, generation: Int)
  /// Nil for a document that is not kept any more.
  case document(Result<ReadDocument?, Problem>, id: String)
  case fieldNames([JSONPath])
  case texts([String: [JSONPath: String]], paths: [JSONPath])
  case user(Result<UserDocument?, Problem>, id: String)
  /// Nil for a session that Stripe does not have.
  case sessions([String: Result<JoinedSession?, Problem>])
  case ofSession(String, [DocumentRow])
  case sought(String, [DocumentRow])
  /// Why there is no answer to a request whose own answer cannot say so.
  case failed(FirestoreRequest, Problem)
}

/// The result of reading all documents.
package struct DocumentReading: Equatable, Sendable {
  package var received: Int
  /// Documents left out because they are in other collections of the same name.
  package var leftOut: Int

  package init(received: Int, leftOut: Int) {
    self.received = received
    self.leftOut = leftOut
  }
}

/// A document, and when it was read.
package struct ReadDocument: Equatable, Sendable {
  package var document: CheckoutDocument
  /// Unix seconds.
  package var readAt: Int

  package init(_ document: CheckoutDocument, readAt: Int) {
    self.document = document
    self.readAt = readAt
  }
}

/// What the document of a user says.
package struct UserDocument: Equatable, Sendable {
  package var json: JSON
  package var path: String
  /// `cus_…`
  package var customer: String?
  package var email: String?
  /// Unix seconds.
  package var readAt: Int

  package init(json: JSON, path: String, customer: String?, email: String?, readAt: Int) {
    self.readAt = readAt
    self.json = json
    self.path = path
    self.customer = customer
    self.email = email
  }
}

/// Stripe's session of a document, and its cached line items.
package struct JoinedSession: Equatable, Sendable {
  package var stored: StoredSession
  package var items: StoredLineItems?

  package init(_ stored: StoredSession, items: StoredLineItems?) {
    self.stored = stored
    self.items = items
  }
}
