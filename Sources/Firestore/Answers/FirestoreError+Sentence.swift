import HTTP

extension FirestoreError {
  /// What went wrong and what to do about it, for people. Server text in it is not yet sanitised
  /// for the screen.
  package var sentence: String { [explanation, hint].compactMap(\.self).joined(separator: " ") }

  private var explanation: String {
    let words = message.asSentence
    return switch code {
    case .unreachable(let error): error.code.reason
    case .credentials: words
    case .authentication: "Firestore does not accept the token. \(words)"
    case .permission: "These credentials may not read the documents. \(words)"
    case .missing: "Firestore does not have this document. \(words)"
    case .noDatabase: "Firestore does not have this database. \(words)"
    case .indexNeeded: "Firestore needs an index for this."
    case .quota: "The quota of the project is used up, and waiting did not help. \(words)"
    case .invalidRequest: words
    case .server: "Firestore has a problem of its own\(status.map { " (\($0))" } ?? ""). \(words)"
    case .unexpectedAnswer: "This is not an answer of Firestore. \(words)"
    }
  }

  private var hint: String? {
    switch code {
    case .unreachable(let error):
      error.code == .cancelled
        ? nil : "Check the network and any proxy in between: \(error.detail.asSentence)"
    case .credentials, .invalidRequest: nil
    case .authentication:
      "Log in again (gcloud auth application-default login), or check the credentials file."
    case .permission:
      link.map { "See \($0)" }
        ?? "The role Cloud Datastore Viewer (roles/datastore.viewer) is enough."
    case .missing: nil
    case .noDatabase: "Check project and database in the profile."
    case .indexNeeded(let link):
      link.map { "Make it here: \($0)" }
        ?? "Make a collection group index for checkout_sessions in the Firebase console."
    case .quota: "Try again later; the Google Cloud console shows the quotas."
    case .server: "Try again; https://status.firebase.google.com shows whether it is known."
    case .unexpectedAnswer: "Check the address, and any proxy in between."
    }
  }
}

extension HTTPError.Code {
  fileprivate var reason: String {
    switch self {
    case .refusedAddress: "This address is not one that till talks to."
    case .refusedHeader: "The request cannot be sent."
    case .nameResolution: "The name of Firestore's server was not found."
    case .connect: "There is no connection to Firestore."
    case .proxy: "The proxy does not let the connection to Firestore through."
    case .tls: "No safe connection to Firestore could be made."
    case .timeout: "Firestore's answer did not come in time."
    case .cancelled: "The request was cancelled."
    case .brokenAnswer: "The connection to Firestore broke before the answer was complete."
    case .tooLarge: "Firestore's answer is too large."
    }
  }
}

extension String {
  /// With a capital at the front and a full stop at the end.
  fileprivate var asSentence: String {
    guard let first, let last else { return "" }
    return first.uppercased() + dropFirst() + (".!?".contains(last) ? "" : ".")
  }
}
