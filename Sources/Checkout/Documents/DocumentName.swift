/// The full name of a document: `projects/p/databases/(default)/documents/customers/u1`.
/// Source: https://cloud.google.com/firestore/docs/reference/rest/v1/projects.databases.documents#Document
package struct DocumentName: Hashable, Sendable {
  package let project: String
  package let database: String
  /// Collections and documents alternate, starting with a collection: an even number.
  package let segments: [String]

  package init(project: String, database: String, segments: [String]) {
    self.project = project
    self.database = database
    self.segments = segments
  }

  /// Nil unless it is the full name of a document, with no empty part.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 7, parts.count % 2 == 1, parts[0] == "projects",
      parts[2] == "databases", parts[4] == "documents", parts.allSatisfy({ !$0.isEmpty })
    else { return nil }
    self.init(project: parts[1], database: parts[3], segments: Array(parts[5...]))
  }

  /// `customers/u1/checkout_sessions/d1`: the name that people use for a document.
  package var path: String { segments.joined(separator: "/") }

  /// `projects/…/documents/customers/u1`.
  package var text: String { "projects/\(project)/databases/\(database)/documents/\(path)" }

  package var documentID: String { segments.last ?? "" }

  /// A text that may be a path, without project and database at the front and without slashes at the
  /// ends. An address stays as it is.
  package static func path(in text: String) -> String {
    if let name = DocumentName(text) { return name.path }
    return text.contains("://") ? text : text.split(separator: "/").joined(separator: "/")
  }

  /// The document that contains this one's collection; nil for a collection at the root.
  package var parent: DocumentName? {
    guard segments.count >= 4 else { return nil }
    return DocumentName(project: project, database: database, segments: segments.dropLast(2))
  }
}

extension DocumentName {
  /// The name of the database in a project that has only one.
  package static let usualDatabase = "(default)"

  /// Whether a text is the id of a project.
  /// Source: https://cloud.google.com/resource-manager/docs/creating-managing-projects
  package static func isProject(_ id: String) -> Bool {
    (1...63).contains(id.utf8.count)
      && id.utf8.allSatisfy { isPlain($0) || "-.:".utf8.contains($0) }
  }

  /// Whether a text is the id of a database.
  /// Source: https://cloud.google.com/firestore/docs/manage-databases
  package static func isDatabase(_ id: String) -> Bool {
    id == usualDatabase
      || (1...63).contains(id.utf8.count)
        && id.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") }
  }

  /// ASCII letters and digits.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}

/// Where the extension keeps its customers: the path of a collection, such as `customers` or
/// `tenants/t1/customers`.
package struct CustomersCollection: Hashable, Sendable {
  /// An odd number.
  package let segments: [String]

  package static let usual = CustomersCollection(verified: ["customers"])
  /// The name that the extension gives to the collection below each user.
  package static let sessions = "checkout_sessions"

  private init(verified segments: [String]) { self.segments = segments }

  /// Nil unless the text is the path of a collection.
  /// Source: https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields
  package init?(_ text: String) {
    let segments = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard segments.count % 2 == 1, segments.allSatisfy(Self.isSegment) else { return nil }
    self.segments = segments
  }

  package var path: String { segments.joined(separator: "/") }

  /// The segments of the document above the collection; empty for a collection at the root.
  package var parent: [String] { segments.dropLast() }
  package var collectionID: String { segments.last ?? "" }

  /// Whether a document is a user of this collection.
  package func isUser(_ name: DocumentName) -> Bool {
    name.segments.count == segments.count + 1 && name.segments.starts(with: segments)
  }

  /// The user whose session a document is; nil for a document outside this collection.
  package func user(ofSession name: DocumentName) -> String? {
    guard name.segments.count == segments.count + 3, name.segments.starts(with: segments),
      name.segments[segments.count + 1] == Self.sessions
    else { return nil }
    return name.segments[segments.count]
  }

  /// Whether Firestore accepts an id.
  package static func isSegment(_ id: String) -> Bool {
    (1...1_500).contains(id.utf8.count) && id != "." && id != ".."
      && !(id.hasPrefix("__") && id.hasSuffix("__"))
      && !id.contains("/") && !id.utf8.contains(0)
  }
}
