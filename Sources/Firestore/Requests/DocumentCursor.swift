import JSON

/// Where the next page of a walk begins.
package struct DocumentCursor: Equatable, Sendable {
  /// The order of a walk.
  package enum Order: Equatable, Sendable {
    /// By full name, and so by user: needs no index, and leaves nothing out.
    case name
    /// By the time that the function sets, newest first: needs an index, and leaves out documents
    /// without `created`, which are waiting or have failed.
    case newest
  }

  package let order: Order
  /// The last document of the page before: its `created` in REST form for `newest`, and its name.
  let created: String?
  let name: String

  /// nil when the document has no place in this order.
  init?(after document: JSON, _ order: Order) {
    guard let name = document["name"]?.string else { return nil }
    self.order = order
    self.name = name
    created = document["fields"]?["created"]?.source
    if order == .newest, created == nil { return nil }
  }

  /// `startAt` of a query.
  var json: String {
    let reference = #"{"referenceValue":\#(JSONEscapes.encode(name))}"#
    let values =
      switch (order, created) {
      case (.newest, let created?): "\(created),\(reference)"
      default: reference
      }
    return #"{"values":[\#(values)],"before":false}"#
  }
}

extension DocumentCursor.Order {
  /// `orderBy` of a query. It always includes the name: not every edition has an order without it.
  var json: String {
    switch self {
    case .name: #"[{"field":{"fieldPath":"__name__"},"direction":"ASCENDING"}]"#
    case .newest:
      #"[{"field":{"fieldPath":"created"},"direction":"DESCENDING"},"#
        + #"{"field":{"fieldPath":"__name__"},"direction":"DESCENDING"}]"#
    }
  }
}
