package import Checkout
import JSON

extension FirestoreClient {
  /// One document.
  ///
  /// - Throws: `.missing` when it does not exist.
  package func document(_ segments: [String]) async throws(FirestoreError) -> AnyDocument {
    let answer = try await perform(.get(path: segments, parameters: []))
    guard let document = answer.object.flatMap(AnyDocument.init), document.name.segments == segments
    else {
      throw .unexpected("the answer is about another document")
    }
    return document
  }

  /// Several documents, 300 in a request; those that do not exist are left out.
  package func documents(_ names: [DocumentName]) async throws(FirestoreError) -> [AnyDocument] {
    var found: [AnyDocument] = []
    var rest = names[...]
    while !rest.isEmpty {
      let batch = rest.prefix(Self.batch)
      rest = rest.dropFirst(Self.batch)
      let list = batch.map { JSONEscapes.encode($0.text) }.joined(separator: ",")
      let answer = try await perform(.post(.batchGet, on: [], body: #"{"documents":[\#(list)]}"#))
      let wanted = Set(batch)
      for element in answer.values {
        guard let json = element["found"] else { continue }
        guard let document = AnyDocument(json), wanted.contains(document.name) else {
          throw .unexpected("the answer is about another document")
        }
        found.append(document)
      }
    }
    return found
  }

  /// The documents of users; those that do not exist are left out.
  package func users(_ users: [String]) async throws(FirestoreError) -> [AnyDocument] {
    try await documents(users.map { database.documentName(customers.segments + [$0]) })
  }

  /// The users whose document has this value in a field: at most 100. Needs no extra index.
  package func users(
    where field: UserField, is value: String
  ) async throws(FirestoreError) -> [AnyDocument] {
    let collection = #"{"collectionId":\#(JSONEscapes.encode(customers.collectionID))}"#
    let query =
      #""from":[\#(collection)],"where":\#(Self.equal(field.rawValue, value)),"limit":100"#
    return try await runQuery(query, on: customers.parent).documents.compactMap { json in
      AnyDocument(json).flatMap { customers.isUser($0.name) ? $0 : nil }
    }
  }

  /// The fields of a user's document that identify the user elsewhere.
  package enum UserField: String, Sendable { case customer = "stripeId", email }

  private static let batch = 300
}

// MARK: - Queries

extension FirestoreClient {
  /// Runs a query, given as the members of its object.
  func runQuery(
    _ query: String, on parent: [String], readTime: String? = nil
  ) async throws(FirestoreError) -> (documents: [JSON], readTime: String?) {
    var body = #"{"structuredQuery":{\#(query)}"#
    if let readTime { body += #","readTime":\#(JSONEscapes.encode(readTime))"# }
    let answer = try await perform(.post(.runQuery, on: parent, body: body + "}"))
    guard answer.isList else { throw .unexpected("the answer is not a list") }
    var documents: [JSON] = []
    var time: String?
    for element in answer.values {
      time = element["readTime"]?.string ?? time
      // An element without a document only says that nothing was found.
      if let document = element["document"] { documents.append(document) }
    }
    return (documents, time)
  }

  static func equal(_ field: String, _ value: String) -> String {
    #"{"fieldFilter":{"field":{"fieldPath":\#(JSONEscapes.encode(field))},"op":"EQUAL","#
      + #""value":{"stringValue":\#(JSONEscapes.encode(value))}}}"#
  }
}
