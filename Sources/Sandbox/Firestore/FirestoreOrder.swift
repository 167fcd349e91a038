import Checkout
import JSON

/// The order of a query or a list. Like Firestore's, it always ends with the name.
struct FirestoreOrder {
  struct Part: Equatable {
    let field: FirestorePath
    let isDescending: Bool
  }

  private let parts: [Part]
  /// How many parts were asked for, and so how many values a cursor can have.
  private let asked: Int

  /// - Throws: for an order that the sandbox does not have, because Firestore needs an index for it
  ///   that does not exist.
  private init(_ parts: [Part], isGroup: Bool) throws(FirestoreRefusal) {
    guard parts.first != Part(field: .name, isDescending: true) else {
      throw .invalid("__name__ does not support descending key scans")
    }
    let fields = parts.prefix { $0.field != .name }
    guard fields.count <= 1, parts.count <= fields.count + 1,
      !isGroup || fields.allSatisfy({ $0.field.steps == ["created"] && $0.isDescending })
    else { throw .invalid("this order is not one that the sandbox has") }
    asked = parts.count
    let name = Part(field: .name, isDescending: parts.last?.isDescending ?? false)
    self.parts = parts.count > fields.count ? parts : parts + [name]
  }

  /// The `orderBy` of a query. Directions are names or numbers.
  init(_ orders: [JSON], isGroup: Bool) throws(FirestoreRefusal) {
    var parts: [Part] = []
    for order in orders {
      let direction = order.value("direction")
      let isDescending = direction?.string == "DESCENDING" || direction?.int == 2
      guard
        isDescending || direction == nil || direction?.string == "ASCENDING" || direction?.int == 1
      else { throw .invalid("Unrecognized ordering.") }
      let field = try FirestorePath(order["field"]?["fieldPath"]?.string ?? "")
      parts.append(Part(field: field, isDescending: isDescending))
    }
    try self.init(parts, isGroup: isGroup)
  }

  /// The `orderBy` of a list: `created desc, __name__ desc`.
  init(_ text: String) throws(FirestoreRefusal) {
    var parts: [Part] = []
    for clause in text.split(separator: ",") {
      let words = clause.split(separator: " ")
      let direction = words.dropFirst().joined(separator: " ").lowercased()
      guard let field = words.first, ["", "asc", "desc"].contains(direction) else {
        throw .invalid("Invalid order by clause \"\(clause)\".")
      }
      parts.append(Part(field: try FirestorePath(String(field)), isDescending: direction == "desc"))
    }
    try self.init(parts, isGroup: false)
  }

  // MARK: - Comparing

  /// What a document is ordered by; nil when it lacks the field, because then Firestore leaves it
  /// out.
  func keys(of document: ShelfDocument) -> [FirestoreKey]? {
    var keys: [FirestoreKey] = []
    for part in parts {
      if part.field == .name {
        keys.append(FirestoreKey(path: document.path))
      } else {
        guard let value = part.field.value(in: document.fields),
          let key = FirestoreKey(DocumentValue(value))
        else { return nil }
        keys.append(key)
      }
    }
    return keys
  }

  /// Below 0 when the first comes before the second; 0 also when the second ends where the two are
  /// still equal.
  func compare(_ first: [FirestoreKey], _ second: [FirestoreKey]) -> Int {
    for (part, (left, right)) in zip(parts, zip(first, second)) where left != right {
      return (left < right) == part.isDescending ? 1 : -1
    }
    return 0
  }

  // MARK: - Cursors

  /// A place in the order: at the documents with these values, of which there may be fewer than
  /// parts, or after them.
  struct Cursor {
    fileprivate let values: [FirestoreKey]
    fileprivate let isBefore: Bool
  }

  /// nil where a query has no such cursor.
  func cursor(_ json: JSON?) throws(FirestoreRefusal) -> Cursor? {
    guard let json else { return nil }
    guard json.kind == .object, let isBefore = json.value("before").map(\.bool) ?? false else {
      throw .invalid("this is not a cursor")
    }
    let values = try FirestoreQuery.list(json.value("values"))
    guard values.count <= asked else { throw .invalid("Cursor has too many values.") }
    var keys: [FirestoreKey] = []
    for (part, value) in zip(parts, values) {
      guard let key = FirestoreKey(DocumentValue(value)) else {
        throw .invalid("Cannot convert the cursor's value \(value.source).")
      }
      if part.field == .name {
        guard case .reference(let path) = key, !path.elements.isEmpty else {
          throw .invalid("Cursor __key__ value is not a document reference.")
        }
      }
      keys.append(key)
    }
    return Cursor(values: keys, isBefore: isBefore)
  }

  /// Whether something comes after a cursor.
  func isBehind(_ cursor: Cursor, _ keys: [FirestoreKey]) -> Bool {
    compare(keys, cursor.values) >= (cursor.isBefore ? 0 : 1)
  }
}

extension DocumentValue {
  /// A value on the shelf, in REST form.
  fileprivate init(_ node: Node) {
    var writer = JSONWriter(capacity: 64)
    writer.write(node)
    self = (try? JSON(parsing: writer.bytes)).map { DocumentValue($0) } ?? .unknown("")
  }
}
