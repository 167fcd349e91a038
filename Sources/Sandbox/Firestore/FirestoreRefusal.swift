/// An error as Firestore words it.
struct FirestoreRefusal: Error, Equatable, Sendable {
  let code: Int
  let status: String
  let message: String

  static func invalid(_ message: String) -> FirestoreRefusal {
    FirestoreRefusal(code: 400, status: "INVALID_ARGUMENT", message: message)
  }

  static func notFound(_ message: String) -> FirestoreRefusal {
    FirestoreRefusal(code: 404, status: "NOT_FOUND", message: message)
  }

  /// What production answers where the index does not exist.
  static func noIndex(_ field: String, project: String) -> FirestoreRefusal {
    FirestoreRefusal(
      code: 400, status: "FAILED_PRECONDITION",
      message:
        "The query requires a COLLECTION_GROUP_ASC index for collection checkout_sessions and "
        + "field \(field). You can create it here: https://console.firebase.google.com/v1/r/project/"
        + "\(project)/firestore/indexes?create_exemption=till")
  }

  var node: Node {
    ["error": ["code": .int(code), "message": .string(message), "status": .string(status)]]
  }
}
