package import Checkout

/// What Firestore is asked. It is answered by a ``FirestoreAnswer``.
package enum FirestoreRequest: Equatable, Sendable {
  /// How many documents there are.
  case count
  case readAll
  /// The user's own document and the session of a document: the path, the user, and the session's id
  /// where the key can read it.
  case join(id: String, user: String, sessionID: String?)
}

/// What Firestore answers. A reading reports its pages before it ends.
package enum FirestoreAnswer: Equatable, Sendable {
  case counted(Result<Int, Problem>)
  case page([DocumentSummary])
  /// How many documents of other collections were left out.
  case ended(Result<Int, Problem>)
  case joined(id: String, JoinedDocument)
}
