import JSON

/// Where the next page of a walk begins.
package struct DocumentCursor: Equatable, Sendable {
  /// In which order a walk goes.
  package enum Order: Equatable, Sendable {
    /// By full name, that is by user: needs no index, and leaves nothing out.
    case name
    /// By the function's own time, newest first: needs an index, and leaves out what has no
    /// `created`, that is what waits or failed.
    case newest
  }

  package let order: Order
  /// The last document of the page before: its `created` in REST form for `newest`, and its name.
  let created: String?
  let name: String

  /// Nil when the document cannot stand in this order.
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
  /// `orderBy` of a query. The name always stands in it: not every edition has an order without.
  var json: String {
    switch self {
    case .name: #"[{"field":{"fieldPath":"__name__"},"direction":"ASCENDING"}]"#
    case .newest:
      #"[{"field":{"fieldPath":"created"},"direction":"DESCENDING"},"#
        + #"{"field":{"fieldPath":"__name__"},"direction":"DESCENDING"}]"#
    }
  }
}
