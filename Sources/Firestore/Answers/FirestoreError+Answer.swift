import HTTP
import JSON

extension FirestoreError {
  /// Converts an answer that is not a success.
  init(_ response: HTTPResponse) {
    let json = try? JSON(parsing: response.body)
    if let error = json.flatMap(FirestoreError.object) {
      self.init(error, status: response.status)
      return
    }
    // Without the API's own error object, this may not have been Firestore at all.
    let type = response.headers["Content-Type"]?.clipped ?? "no content type"
    self.init(
      Code(httpStatus: response.status),
      "no error of Firestore, but HTTP \(response.status), \(type)",
      status: response.status)
  }

  /// An error object of the API: `{code, message, status}`.
  init(_ error: JSON, status httpStatus: Int) {
    let words = error["message"]?.string?.clipped ?? "no message"
    let status = error["code"]?.int ?? httpStatus
    let name = error["status"]?.string ?? ""
    let links = Self.links(in: words)
    self.init(
      Code(status, name, words, link: links.first), Self.withoutForeignLinks(words), status: status,
      link: links.first)
  }

  /// The error in an answer: alone, in an array of one, or the last element after documents.
  /// Source: https://github.com/googleapis/google-api-php-client/issues/1356
  static func object(in answer: JSON) -> JSON? {
    switch answer.kind {
    case .object: answer.value("error").flatMap { $0.kind == .object ? $0 : nil }
    case .array: answer.elements.lazy.compactMap(object).first
    default: nil
    }
  }
}

extension FirestoreError.Code {
  fileprivate init(_ status: Int, _ name: String, _ message: String, link: String?) {
    switch (status, name) {
    case (_, "FAILED_PRECONDITION") where message.contains("index"):
      self = .indexNeeded(link: link)
    case (_, "NOT_FOUND"), (404, _):
      // The full name of a document contains both words.
      let isAboutDatabase = message.contains("database") || message.contains("project")
      self = isAboutDatabase && !message.hasPrefix("Document") ? .noDatabase : .missing
    case (_, "UNAUTHENTICATED"): self = .authentication
    case (_, "PERMISSION_DENIED"): self = .permission
    case (_, "RESOURCE_EXHAUSTED"): self = .quota
    default: self.init(httpStatus: status)
    }
  }

  /// Firestore says with an error object that it does not have a document: 404 alone comes from
  /// another server.
  fileprivate init(httpStatus status: Int) {
    self =
      switch status {
      case 401: .authentication
      case 403: .permission
      case 404: .unexpectedAnswer
      case 429: .quota
      case 400..<500: .invalidRequest
      case 500...: .server
      default: .unexpectedAnswer
      }
  }
}

// MARK: - Links

extension FirestoreError {
  /// Where Google lets people create an index or enable an API.
  private static let hosts: Set = [
    "console.firebase.google.com", "console.cloud.google.com",
    "console.developers.google.com",
  ]

  /// The links in a message that lead to Google's consoles.
  static func links(in message: String) -> [String] {
    words(of: message).compactMap { $0.hasPrefix("http") ? trusted($0) : nil }
  }

  /// The message without links to other hosts: a server that pretends to be Firestore must not send
  /// people there.
  static func withoutForeignLinks(_ message: String) -> String {
    words(of: message).reduce(into: message) { message, word in
      guard word.contains("://"), trusted(word) == nil else { return }
      message = message.replacing(word, with: "(a link to elsewhere, left out)")
    }
  }

  private static func words(of message: String) -> [Substring] {
    message.split { $0.isWhitespace || "()<>[]\"'“”,".contains($0) }
  }

  private static func trusted(_ word: Substring) -> String? {
    let text = String(word.hasSuffix(".") ? word.dropLast() : word)
    guard let address = try? HTTPAddress(text), address.isSecure,
      address.port ?? 443 == 443, hosts.contains(address.host)
    else { return nil }
    return text
  }
}

extension String {
  /// Short enough to be shown and stored: a server can send messages of any length.
  var clipped: String { utf8.count <= 2_000 ? self : String(prefix(1_000)) + "…" }
}
