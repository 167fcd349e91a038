import JSON

/// The calls of Firestore's REST API that till makes.
/// Source: https://cloud.google.com/firestore/docs/reference/rest
extension SandboxStore {
  /// Whether a request is one for Firestore rather than for Stripe.
  static func isForFirestore(_ request: SandboxRequest) -> Bool {
    request.path.hasPrefix("/v1/projects/")
  }

  /// Answers a request that arrives at `now`, in Unix seconds.
  mutating func firestore(_ request: SandboxRequest, at now: Double) -> SandboxResponse {
    let shelf = documentShelf ?? FirestoreShelf(ledger, ids: ids, start: start)
    documentShelf = shelf
    var writer = JSONWriter(capacity: 16 << 10)
    var response = SandboxResponse()
    response.headers["Content-Type"] = "application/json"
    do throws(FirestoreRefusal) {
      writer.write(try FirestoreCall(request, at: now).answer(from: shelf))
    } catch {
      response.status = error.code
      // Methods that stream wrap it in an array.
      let isStreamed = request.path.hasSuffix(":runQuery")
      writer.write(isStreamed ? .array([error.node]) : error.node)
    }
    response.body = writer.bytes
    return response
  }
}

/// One call, split into its parts.
private struct FirestoreCall {
  private let request: SandboxRequest
  private let project: String
  private let root: String
  /// Below the root.
  private let path: [String]
  private let verb: String
  private let readTime: String

  init(_ request: SandboxRequest, at now: Double) throws(FirestoreRefusal) {
    self.request = request
    let parts = request.path.split(separator: ":", maxSplits: 1)
    let segments = (parts.first ?? "").split(separator: "/").map { FormBody.decode($0) }
    guard segments.count >= 6, segments[1] == "projects", segments[3] == "databases",
      segments[5] == "documents"
    else { throw .notFound("Not Found") }
    verb = parts.count > 1 ? String(parts[1]) : ""
    project = segments[2]
    root = segments[1..<6].joined(separator: "/")
    path = Array(segments[6...])
    readTime = FirestoreTime.text(
      Int(now), microseconds: Int((now - now.rounded(.down)) * 1_000_000))
  }

  func answer(from shelf: FirestoreShelf) throws(FirestoreRefusal) -> Node {
    switch (request.method, verb) {
    case ("POST", "runQuery"): return try run(shelf)
    case ("POST", "runAggregationQuery"): return try count(shelf)
    case ("POST", "batchGet"): return try get(several: shelf)
    case ("GET", ""): return path.count % 2 == 0 ? try get(shelf) : list(shelf)
    default: throw .notFound("Not Found")
    }
  }

  private func body() throws(FirestoreRefusal) -> JSON {
    guard let json = try? JSON(parsing: request.body), json.kind == .object else {
      throw .invalid("Invalid JSON payload received.")
    }
    return json
  }

  private func node(_ document: ShelfDocument) -> Node {
    [
      "name": .string("\(root)/\(document.path.joined(separator: "/"))"),
      "fields": document.fields, "createTime": .string(document.createTime),
      "updateTime": .string(document.createTime),
    ]
  }

  // MARK: - Queries

  private func run(_ shelf: FirestoreShelf) throws(FirestoreRefusal) -> Node {
    guard let query = try body()["structuredQuery"] else { throw .invalid("there is no query") }
    let found = try FirestoreQuery(query, on: path, project: project).run(on: shelf.documents)
    guard !found.isEmpty else { return [["readTime": .string(readTime)]] }
    return .array(found.map { ["document": node($0), "readTime": .string(readTime)] })
  }

  private func count(_ shelf: FirestoreShelf) throws(FirestoreRefusal) -> Node {
    let aggregation = try body()["structuredAggregationQuery"]
    guard let query = aggregation?["structuredQuery"],
      let counted = aggregation?["aggregations"]?.elements.first(where: { $0["count"] != nil })
    else { throw .invalid("the sandbox can only count") }
    let found = try FirestoreQuery(query, on: path, project: project).run(on: shelf.documents)
    let name = counted["alias"]?.string ?? "field_1"
    return [
      [
        "result": ["aggregateFields": .object([.init(name: name, value: .integer(found.count))])],
        "readTime": .string(readTime),
      ]
    ]
  }

  // MARK: - Documents

  private func get(_ shelf: FirestoreShelf) throws(FirestoreRefusal) -> Node {
    guard let document = shelf.documents.first(where: { $0.path == path }) else {
      throw .notFound("Document \"\(root)/\(path.joined(separator: "/"))\" not found.")
    }
    return node(document)
  }

  private func get(several shelf: FirestoreShelf) throws(FirestoreRefusal) -> Node {
    let names = try body()["documents"]?.elements.compactMap(\.string) ?? []
    return .array(
      names.map { name in
        let path = name.split(separator: "/").dropFirst(5).map(String.init)
        guard let document = shelf.documents.first(where: { $0.path == path }) else {
          return ["missing": .string(name), "readTime": .string(readTime)]
        }
        return ["found": node(document), "readTime": .string(readTime)]
      })
  }

  private func list(_ shelf: FirestoreShelf) -> Node {
    let sent = (try? FormBody.parse(request.query)) ?? [:]
    let size = sent["pageSize"]?.string.flatMap { Int($0) } ?? 100
    let start = sent["pageToken"]?.string.flatMap { Int($0) } ?? 0
    let all = shelf.documents.filter { $0.path.dropLast() == path[...] }
    let page = all.dropFirst(max(0, start)).prefix(max(1, size))
    // An empty page is an empty object.
    guard !page.isEmpty else { return [:] }
    var answer: [Node.Member] = [.init(name: "documents", value: .array(page.map(node)))]
    if page.endIndex < all.count {
      answer.append(.init(name: "nextPageToken", value: .string(String(page.endIndex))))
    }
    return .object(answer)
  }
}
