/// Objects other than sessions that requests made: products, prices, customers, coupons and
/// promotion codes, as they are sent back.
struct Shelf: Sendable {
  /// In order of creation. The index is the number behind the id, above `ObjectIDs.shelf`.
  private(set) var objects: [Node] = []
  private var numbers: [String: Int] = [:]
  /// Objects that no request made, as requests have changed them, by id.
  private(set) var changed: [String: Node] = [:]

  /// Events about these objects have serials from here on, which no session ever has.
  static let firstSerial = 1 << 27

  var count: Int { objects.count }

  subscript(id: String) -> Node? { numbers[id].map { objects[$0] } ?? changed[id] }

  func customer(_ id: String) -> Node? {
    guard let object = self[id], object["object"]?.string == "customer" else { return nil }
    return object
  }

  mutating func add(_ object: Node) {
    guard let id = object["id"]?.string else { return }
    numbers[id] = objects.count
    objects.append(object)
  }

  mutating func replace(_ id: String, by object: Node) {
    if let index = numbers[id] { objects[index] = object } else { changed[id] = object }
  }

  /// Shows an object as it was, for events from before a change; nil if it had not been changed.
  mutating func restore(_ id: String, to past: Node?) {
    if let past { replace(id, by: past) } else { changed[id] = nil }
  }

  /// All of a kind, newest first.
  func all(_ kind: String) -> [Node] {
    objects.reversed().filter { $0["object"]?.string == kind && $0["deleted"] == nil }
  }
}
