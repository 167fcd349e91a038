import JSON

/// A query for runQuery, as far as till and Google's own client use it; the rest is refused. Enums are
/// names or, from Google's own client, numbers.
/// Source: https://cloud.google.com/firestore/docs/reference/rest/v1/StructuredQuery
struct FirestoreQuery {
  private let collection: String
  private let isGroup: Bool
  private let parent: [String]
  private let order: FirestoreOrder
  private let filter: (field: FirestorePath, value: String)?
  private let start: FirestoreOrder.Cursor?
  private let end: FirestoreOrder.Cursor?
  private let offset: Int
  private let limit: Int
  /// Which fields are answered; nil for all.
  let mask: FirestoreMask?

  init(_ query: JSON, on parent: [String], project: String) throws(FirestoreRefusal) {
    // What would be ignored would make the answer untrue.
    if let other = query.members.first(where: { !Self.known.contains($0.name) && !$0.value.isNull })
    {
      throw .invalid("this part of a query is not one that the sandbox has: \(other.name)")
    }
    let from = try Self.list(query.value("from"))
    guard from.count <= 1 else {
      throw .invalid("StructuredQuery.from cannot have more than one collection selector.")
    }
    guard let collection = from.first?["collectionId"]?.string else {
      throw .invalid("the query has no collection")
    }
    self.collection = collection
    self.parent = parent
    isGroup = from.first?["allDescendants"]?.bool ?? false
    order = try FirestoreOrder(try Self.list(query.value("orderBy")), isGroup: isGroup)
    filter = try Self.filter(query.value("where"))
    limit = try Self.count(query.value("limit"), "limit") ?? .max
    offset = try Self.count(query.value("offset"), "offset") ?? 0
    start = try order.cursor(query.value("startAt"))
    end = try order.cursor(query.value("endAt"))
    mask = try FirestoreMask(query.value("select"), "fields")
    let isIndexed = [["sessionId"], ["created"]].contains(filter?.field.steps ?? ["created"])
    guard !isGroup || isIndexed else {
      throw .noIndex(filter?.field.steps.joined(separator: ".") ?? "", project: project)
    }
  }

  /// The documents of one collection, without a query.
  init(listing path: [String], orderBy: String, offset: Int, limit: Int) throws(FirestoreRefusal) {
    collection = path.last ?? ""
    parent = path.dropLast()
    order = try FirestoreOrder(orderBy)
    self.offset = offset
    self.limit = limit
    (isGroup, filter, start, end, mask) = (false, nil, nil, nil, nil)
  }

  private static let known: Set = [
    "select", "from", "where", "orderBy", "startAt", "endAt", "offset", "limit",
  ]

  private static func filter(
    _ json: JSON?
  ) throws(FirestoreRefusal) -> (field: FirestorePath, value: String)? {
    guard let json else { return nil }
    guard let filter = json["fieldFilter"], let field = filter["field"]?["fieldPath"]?.string,
      filter["op"]?.string == "EQUAL" || filter["op"]?.int == 5,
      let value = filter["value"]?["stringValue"]?.string
    else { throw .invalid("this filter is not one that the sandbox has") }
    return (try FirestorePath(field), value)
  }

  // MARK: - Reading

  /// The elements of a list; none where there is no list.
  static func list(_ json: JSON?) throws(FirestoreRefusal) -> [JSON] {
    guard let json else { return [] }
    guard json.kind == .array else { throw .invalid("this is not a list: \(json.source)") }
    return Array(json.elements)
  }

  /// A number of documents, which JSON for Google may also write as text. nil where there is none.
  static func count(_ json: JSON?, _ name: String) throws(FirestoreRefusal) -> Int? {
    guard let json else { return nil }
    let number = json["value"] ?? json
    guard let count = number.int ?? number.string.flatMap({ Int($0) }), count <= Int32.max else {
      throw .invalid("\(name) is not a number of documents")
    }
    guard count >= 0 else { throw .invalid("\(name) is negative") }
    return count
  }

  // MARK: - Answering

  func run(on documents: [ShelfDocument]) -> [ShelfDocument] {
    var found: [(document: ShelfDocument, keys: [FirestoreKey])] = []
    for document in documents where matches(document) {
      guard let keys = order.keys(of: document) else { continue }
      if let start, !order.isBehind(start, keys) { continue }
      if let end, order.isBehind(end, keys) { continue }
      found.append((document, keys))
    }
    found.sort { order.compare($0.keys, $1.keys) < 0 }
    return found.dropFirst(offset).prefix(limit).map(\.document)
  }

  private func matches(_ document: ShelfDocument) -> Bool {
    guard document.path.count > parent.count + 1, document.path.starts(with: parent),
      document.path[document.path.count - 2] == collection,
      isGroup || document.path.count == parent.count + 2
    else { return false }
    guard let filter else { return true }
    return filter.field.value(in: document.fields)?["stringValue"]?.string == filter.value
  }
}
