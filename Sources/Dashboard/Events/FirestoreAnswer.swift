package import Checkout
package import JSON
package import Query

/// What is asked of Firestore, and of what is kept of it. It is answered by a ``FirestoreAnswer``.
/// Only `count`, `readAll`, `refresh` and `user` reach Firestore, which counts what it answers.
package enum FirestoreRequest: Equatable, Sendable {
  /// When the documents that are kept were read.
  case open
  /// How many documents there are.
  case count
  /// Reads all of them.
  case readAll
  case readRows(ListQuery, RowAnchor, limit: Int, generation: Int)
  case readFacts(ListQuery, generation: Int)
  case readDocument(id: String)
  case readFieldNames(ListQuery)
  case readTexts([JSONPath], ids: [String])
  /// Reads one document again.
  case refresh(id: String)
  /// The user's own document.
  case user(id: String)
  /// Sessions by their ids, from the cache, else from Stripe.
  case sessions([String])
  /// The documents that name a session.
  case ofSession(String)
  /// The documents that what was looked for leads to.
  case seek(String)
  case export(ListQuery, path: String, ExportFormat)
}

/// What is answered for documents. A reading reports how far it is before it ends.
package enum FirestoreAnswer: Equatable, Sendable {
  /// In Unix seconds; nil when nothing is kept.
  case opened(Result<Int?, Problem>)
  case counted(Result<Int, Problem>)
  case reading(received: Int)
  case ended(Result<DocumentReading, Problem>)
  case rows(RecordWindow<DocumentRow>, anchor: RowAnchor, generation: Int)
  case rowsFailed(Problem, generation: Int)
  case facts(ListFacts, DocumentCounts, generation: Int)
  case document(Result<ReadDocument?, Problem>, id: String)
  case fieldNames([JSONPath])
  case texts([String: [JSONPath: String]], paths: [JSONPath])
  case user(Result<UserDocument?, Problem>, id: String)
  case sessions([String: Result<JoinedSession, Problem>])
  case ofSession(String, [DocumentRow])
  case sought(String, [DocumentRow])
  case exported(path: String, Result<Int, Problem>)
}

/// What a reading of all documents has brought.
package struct DocumentReading: Equatable, Sendable {
  package var received: Int
  /// Documents of other collections that have the same name.
  package var leftOut: Int

  package init(received: Int, leftOut: Int) {
    self.received = received
    self.leftOut = leftOut
  }
}

/// A document with its age.
package struct ReadDocument: Equatable, Sendable {
  package var document: CheckoutDocument
  /// Unix seconds.
  package var readAt: Int

  package init(_ document: CheckoutDocument, readAt: Int) {
    self.document = document
    self.readAt = readAt
  }
}

/// What a user's own document says.
package struct UserDocument: Equatable, Sendable {
  package var json: JSON
  package var path: String
  /// `cus_…`
  package var customer: String?
  package var email: String?

  package init(json: JSON, path: String, customer: String?, email: String?) {
    self.json = json
    self.path = path
    self.customer = customer
    self.email = email
  }
}

/// Stripe's session of a document, and its items as far as they are cached.
package struct JoinedSession: Equatable, Sendable {
  package var stored: StoredSession
  package var items: StoredLineItems?

  package init(_ stored: StoredSession, items: StoredLineItems?) {
    self.stored = stored
    self.items = items
  }
}
