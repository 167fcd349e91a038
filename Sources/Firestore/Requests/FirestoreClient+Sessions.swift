package import Checkout
import JSON

extension FirestoreClient {
  /// The default number of documents in a page. More would hardly be faster, and cost more when an
  /// answer breaks off and is requested again.
  package static let usualPage = 2_500

  /// A page of all users' documents. Google bills one read for each document.
  ///
  /// A walk continues at `cursor`, in the same order, and at the moment of the earlier pages
  /// (`readTime`), so that all pages show the same data.
  ///
  /// - Throws: `.indexNeeded` for `newest`, when the index does not exist.
  package func sessions(
    _ order: DocumentCursor.Order = .name, after cursor: DocumentCursor? = nil,
    limit: Int = FirestoreClient.usualPage, readTime: String? = nil
  ) async throws(FirestoreError) -> DocumentPage {
    var query = #""from":[\#(Self.group)],"orderBy":\#(order.json),"limit":\#(limit)"#
    if let cursor { query += #","startAt":\#(cursor.json)"# }
    let answer = try await runQuery(query, on: customers.parent, readTime: readTime)
    guard answer.documents.count <= limit else {
      throw .unexpected("the page is longer than the limit of \(limit)")
    }
    var page = DocumentPage(documents: [], readTime: readTime ?? answer.readTime)
    for json in answer.documents {
      if let document = CheckoutDocument(json, in: customers) {
        page.documents.append(document)
      } else {
        page.leftOut += 1
      }
    }
    if answer.documents.count == limit, let last = answer.documents.last {
      page.next = DocumentCursor(after: last, order)
      guard page.next != nil, page.next != cursor else {
        throw .unexpected("the walk goes in a circle at \(last["name"]?.string?.clipped ?? "")")
      }
    }
    return page
  }

  /// The documents whose session has this id.
  ///
  /// - Throws: `.indexNeeded` when the collection group index for it does not exist.
  package func sessions(
    withSessionID id: String
  ) async throws(FirestoreError) -> [CheckoutDocument] {
    let query =
      #""from":[\#(Self.group)],"where":\#(Self.equal("sessionId", id)),"limit":10"#
    return try await runQuery(query, on: customers.parent).documents
      .compactMap { CheckoutDocument($0, in: customers) }
  }

  /// How many documents there are, including those of other collections with that name; or how many
  /// a user has.
  package func count(of user: String? = nil) async throws(FirestoreError) -> Int {
    let collection = user == nil ? Self.group : Self.collection
    let body =
      #"{"structuredAggregationQuery":{"structuredQuery":{"from":[\#(collection)]},"#
      + #""aggregations":[{"alias":"count","count":{}}]}}"#
    let parent = user.map { customers.segments + [$0] } ?? customers.parent
    let answer = try await perform(.post(.runAggregationQuery, on: parent, body: body))
    for element in answer.values {
      guard let value = element["result"]?["aggregateFields"]?["count"] else { continue }
      if let count = DocumentValue(value).integer, count >= 0 { return count }
    }
    throw .unexpected("the answer has no count")
  }

  /// A page of one user's documents, by name.
  package func sessions(
    of user: String, limit: Int = FirestoreClient.usualPage, token: String? = nil,
    readTime: String? = nil
  ) async throws(FirestoreError) -> (documents: [CheckoutDocument], nextToken: String?) {
    var parameters = [(name: "pageSize", value: String(limit))]
    if let token { parameters.append((name: "pageToken", value: token)) }
    if let readTime { parameters.append((name: "readTime", value: readTime)) }
    let path = customers.segments + [user, CustomersCollection.sessions]
    let call = Call.get(path: path, parameters: parameters)
    guard let answer = try await perform(call).object else {
      throw .unexpected("the answer is not a list")
    }
    // There may be fewer than asked for, even none, although more pages follow.
    let next = answer["nextPageToken"]?.string
    guard next == nil || next != token else {
      throw .unexpected("the list goes in a circle")
    }
    let documents = answer["documents"].map { Array($0.elements) } ?? []
    return (
      documents.compactMap { CheckoutDocument($0, in: customers) },
      next.flatMap { $0.isEmpty ? nil : $0 }
    )
  }

  private static let collection = #"{"collectionId":"\#(CustomersCollection.sessions)"}"#
  private static let group =
    #"{"collectionId":"\#(CustomersCollection.sessions)","allDescendants":true}"#
}
