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
    case ("GET", ""): return path.count % 2 == 0 ? try get(shelf) : try list(shelf)
    default: throw .notFound("Not Found")
    }
  }

  private func body() throws(FirestoreRefusal) -> JSON {
    guard let json = try? JSON(parsing: request.body), json.kind == .object else {
      throw .invalid("Invalid JSON payload received.")
    }
    return json
  }

  private func node(_ document: ShelfDocument, _ mask: FirestoreMask?) -> Node {
    let fields = mask?.fields(of: document.fields) ?? document.fields
    // A document without fields does not have the member.
    let content = fields.members.isEmpty ? [] : [Node.Member(name: "fields", value: fields)]
    return .object(
      [.init(name: "name", value: .string("\(root)/\(document.path.joined(separator: "/"))"))]
        + content + [
          .init(name: "createTime", value: .string(document.createTime)),
          .init(name: "updateTime", value: .string(document.createTime)),
        ])
  }

  /// The values that the query string has for a name, which may occur several times.
  private func parameters(_ name: String) -> [String] {
    request.query.split(separator: "&").compactMap { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard FormBody.decode(halves[0]) == name else { return nil }
      return halves.count > 1 ? FormBody.decode(halves[1]) : ""
    }
  }

  /// A number in the query string; nil where there is none.
  private func count(_ name: String) throws(FirestoreRefusal) -> Int? {
    guard let text = parameters(name).last, !text.isEmpty else { return nil }
    guard let count = Int(text), (0...Int(Int32.max)).contains(count) else {
      throw .invalid("\(name) is not one that the sandbox gave or takes")
    }
    return count
  }

  /// nil when the request has no mask.
  private func mask() throws(FirestoreRefusal) -> FirestoreMask? {
    let paths = parameters("mask.fieldPaths")
    return paths.isEmpty ? nil : try FirestoreMask(paths)
  }

  // MARK: - Queries

  private func run(_ shelf: FirestoreShelf) throws(FirestoreRefusal) -> Node {
    guard let query = try body()["structuredQuery"] else { throw .invalid("there is no query") }
    let read = try FirestoreQuery(query, on: path, project: project)
    let found = read.run(on: shelf.documents)
    guard !found.isEmpty else { return [["readTime": .string(readTime)]] }
    return .array(
      found.map { ["document": node($0, read.mask), "readTime": .string(readTime)] })
  }

  private func count(_ shelf: FirestoreShelf) throws(FirestoreRefusal) -> Node {
    let aggregation = try body()["structuredAggregationQuery"]
    let wanted = try FirestoreQuery.list(aggregation?.value("aggregations"))
    guard let query = aggregation?["structuredQuery"], !wanted.isEmpty,
      wanted.allSatisfy({ $0["count"]?.kind == .object && $0["sum"] == nil && $0["avg"] == nil })
    else { throw .invalid("the sandbox can only count") }
    let found = try FirestoreQuery(query, on: path, project: project).run(on: shelf.documents)
    var counts: [Node.Member] = []
    var unnamed = 0
    for counted in wanted {
      let most = try FirestoreQuery.count(counted["count"]?.value("upTo"), "upTo") ?? .max
      if counted["alias"] == nil { unnamed += 1 }
      let name = counted["alias"]?.string ?? "field_\(unnamed)"
      guard !counts.contains(where: { $0.name == name }) else {
        throw .invalid("Aggregation aliases contain duplicate alias: \(name).")
      }
      counts.append(.init(name: name, value: .integer(min(most, found.count))))
    }
    return [
      ["result": ["aggregateFields": .object(counts)], "readTime": .string(readTime)]
    ]
  }

  // MARK: - Documents

  private func get(_ shelf: FirestoreShelf) throws(FirestoreRefusal) -> Node {
    guard let document = shelf.documents.first(where: { $0.path == path }) else {
      throw .notFound("Document \"\(root)/\(path.joined(separator: "/"))\" not found.")
    }
    return node(document, try mask())
  }

  private func get(several shelf: FirestoreShelf) throws(FirestoreRefusal) -> Node {
    let body = try body()
    let names = try FirestoreQuery.list(body.value("documents")).compactMap(\.string)
    let mask = try FirestoreMask(body.value("mask"), "fieldPaths")
    return .array(
      names.map { name in
        let path = name.split(separator: "/").dropFirst(5).map(String.init)
        guard let document = shelf.documents.first(where: { $0.path == path }) else {
          return ["missing": .string(name), "readTime": .string(readTime)]
        }
        return ["found": node(document, mask), "readTime": .string(readTime)]
      })
  }

  private func list(_ shelf: FirestoreShelf) throws(FirestoreRefusal) -> Node {
    let wanted = try count("pageSize") ?? 0
    let size = wanted == 0 ? 100 : wanted
    let start = try count("pageToken") ?? 0
    let mask = try mask()
    let query = try FirestoreQuery(
      listing: path, orderBy: parameters("orderBy").last ?? "", offset: start,
      // One more shows whether there is another page.
      limit: size + 1)
    let found = query.run(on: shelf.documents)
    // An empty page is an empty object.
    guard !found.isEmpty else { return [:] }
    let page = found.prefix(size).map { node($0, mask) }
    var answer: [Node.Member] = [.init(name: "documents", value: .array(page))]
    if found.count > size {
      answer.append(.init(name: "nextPageToken", value: .string(String(start + size))))
    }
    return .object(answer)
  }
}
