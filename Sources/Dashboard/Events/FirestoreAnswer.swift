package import Checkout
package import JSON
package import Query

/// Questions to Firestore, and about the stored documents. Each is answered by a
/// ``FirestoreAnswer``, or is `failed`. Only `count`, `readAll`, `refresh` and `user` reach
/// Firestore, which bills every document; `sessions` may reach Stripe.
package enum FirestoreRequest: Equatable, Sendable {
  /// When the stored documents were read.
  case open
  /// How many documents there are.
  case count
  /// Reads all of them.
  case readAll
  case readRows(ListQuery, RowAnchor, limit: Int, generation: Int)
  /// Counts the documents of a list, of each state, and of views by their names.
  case readFacts(ListQuery, views: [String: ListQuery], generation: Int)
  case readDocument(id: String)
  case readFieldNames(ListQuery)
  case readTexts([JSONPath], ids: [String])
  /// Reads one document again.
  case refresh(id: String)
  /// The document of a user.
  case user(id: String)
  /// Sessions by their ids, from the cache, else from Stripe.
  case sessions([String])
  /// One session again, from Stripe.
  case refreshSession(String)
  /// The documents that name a session.
  case ofSession(String)
  /// The documents that match a look-up.
  case seek(String)
}

extension FirestoreRequest {
  /// Whether Ctrl-C stops it; if not, it only reads what is stored.
  package var isStoppable: Bool {
    switch self {
    case .count, .readAll, .refresh, .refreshSession, .user, .sessions: true
    case .open, .readRows, .readFacts, .readDocument, .readFieldNames, .readTexts, .ofSession,
      .seek:
      false
    }
  }
}

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
