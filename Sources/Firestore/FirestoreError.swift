package import HTTP

/// What went wrong between till and Firestore: an error of the API, no answer, or no credentials.
/// Source: https://cloud.google.com/apis/design/errors
package struct FirestoreError: Error, Equatable, Sendable {
  /// What went wrong: the way, the credentials, or what Firestore answered.
  package enum Code: Equatable, Sendable {
    /// No answer: the network, a time-out, a broken answer.
    case unreachable(HTTPError)
    /// The credentials cannot be used: no request was made.
    case credentials
    /// 401, even after a new token.
    case authentication
    /// 403.
    case permission
    /// The document does not exist.
    case missing
    /// There is no such project, or no such database in it.
    case noDatabase
    /// The query needs an index that does not exist; the link creates it.
    case indexNeeded(link: String?)
    /// 429 after all retries.
    case quota
    /// Any other 4xx.
    case invalidRequest
    /// 5xx after all retries.
    case server
    /// An answer that is not what Firestore sends.
    case unexpectedAnswer
  }

  package var code: Code
  /// The API's message, or ours. Never holds a token or a key. Not yet sanitised for the screen.
  package var message: String
  /// Of the answer, or of the error inside it.
  package var status: Int?
  /// A Google page where the problem can be solved; its host is checked.
  package var link: String?

  package init(_ code: Code, _ message: String, status: Int? = nil, link: String? = nil) {
    self.code = code
    self.message = message
    self.status = status
    self.link = link
  }

  static let cancelled = FirestoreError(
    .unreachable(HTTPError(.cancelled, "the request was cancelled")), "the request was cancelled")

  /// An answer that is not what Firestore sends.
  package static func unexpected(_ message: String, status: Int? = nil) -> FirestoreError {
    FirestoreError(.unexpectedAnswer, message, status: status)
  }
}
