import JSON

/// A query for runQuery, as far as till uses it. Enums are names or, from Google's own client,
/// numbers.
/// Source: https://cloud.google.com/firestore/docs/reference/rest/v1/StructuredQuery
struct FirestoreQuery {
  enum Order: Equatable { case name, newest }

  private let collection: String
  private let isGroup: Bool
  private let parent: [String]
  private let order: Order
  private let filter: (field: String, value: String)?
  private let cursor: (created: String?, path: [String])?
  private let limit: Int

  init(_ query: JSON, on parent: [String], project: String) throws(FirestoreRefusal) {
    guard let from = query["from"]?.elements.first(where: { _ in true }),
      let collection = from["collectionId"]?.string
    else { throw .invalid("the query has no collection") }
    self.collection = collection
    self.parent = parent
    isGroup = from["allDescendants"]?.bool ?? false
    order = try Self.order(query["orderBy"])
    filter = try Self.filter(query["where"])
    limit = query["limit"]?.int ?? query["limit"]?["value"]?.int ?? .max
    cursor = try Self.cursor(query["startAt"], order)
    let isIndexed = ["sessionId", "created"].contains(filter?.field ?? "created")
    guard !isGroup || isIndexed else { throw .noIndex(filter?.field ?? "", project: project) }
  }

  private static func order(_ json: JSON?) throws(FirestoreRefusal) -> Order {
    let orders = (json.map { Array($0.elements) } ?? []).map { order in
      let direction = order["direction"]
      return (
        field: order["field"]?["fieldPath"]?.string ?? "",
        isDescending: direction?.string == "DESCENDING" || direction?.int == 2
      )
    }
    switch (orders.first?.field, orders.first?.isDescending) {
    case (nil, _), ("__name__", false): return .name
    case ("created", true) where orders.dropFirst().allSatisfy({ $0.field == "__name__" }):
      return .newest
    case ("__name__", true):
      throw .invalid("__name__ does not support descending key scans")
    default: throw .invalid("this order is not one that the sandbox has")
    }
  }

  private static func filter(
    _ json: JSON?
  ) throws(FirestoreRefusal) -> (field: String, value: String)? {
    guard let json else { return nil }
    guard let filter = json["fieldFilter"], let field = filter["field"]?["fieldPath"]?.string,
      filter["op"]?.string == "EQUAL" || filter["op"]?.int == 5,
      let value = filter["value"]?["stringValue"]?.string
    else { throw .invalid("this filter is not one that the sandbox has") }
    return (field, value)
  }

  private static func cursor(
    _ json: JSON?, _ order: Order
  ) throws(FirestoreRefusal) -> (created: String?, path: [String])? {
    guard let json else { return nil }
    let values = json["values"].map { Array($0.elements) } ?? []
    guard values.count <= (order == .name ? 1 : 2) else {
      throw .invalid("Cursor has too many values.")
    }
    let name = values.last?["referenceValue"]?.string ?? ""
    let path = name.split(separator: "/").dropFirst(5).map(String.init)
    let created = values.first?["timestampValue"]?.string
    guard !path.isEmpty, order == .name || created != nil else {
      throw .invalid("the cursor does not fit the order")
    }
    return (created, path)
  }

  // MARK: - Answering

  /// `documents` are in the order of their names.
  func run(on documents: [ShelfDocument]) -> [ShelfDocument] {
    var found = documents.filter(matches)
    if order == .newest {
      found = found.filter { $0.created != nil }.sorted {
        ($1.created ?? "", $1.path.joined(separator: "/"))
          < ($0.created ?? "", $0.path.joined(separator: "/"))
      }
    }
    if let cursor {
      found = Array(
        found.drop { document in
          guard order == .newest else {
            return document.path.lexicographicallyPrecedes(cursor.path)
              || document.path == cursor.path
          }
          let left = (document.created ?? "", document.path.joined(separator: "/"))
          return left >= (cursor.created ?? "", cursor.path.joined(separator: "/"))
        })
    }
    return Array(found.prefix(limit))
  }

  private func matches(_ document: ShelfDocument) -> Bool {
    guard document.path.count > parent.count + 1, document.path.starts(with: parent),
      document.path[document.path.count - 2] == collection,
      isGroup || document.path.count == parent.count + 2
    else { return false }
    guard let filter else { return true }
    return document.fields[filter.field]?["stringValue"]?.string == filter.value
  }
}

extension ShelfDocument {
  /// As the texts have the same length, they sort in order of time.
  fileprivate var created: String? { fields["created"]?["timestampValue"]?.string }
}
