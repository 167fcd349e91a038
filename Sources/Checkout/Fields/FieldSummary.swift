import JSON

/// One line for an object, so that it shows something while it is folded.
enum FieldSummary {
  static func text(of object: JSON, _ children: [Field]) -> String {
    for summary in summaries {
      if let text = summary(object), !text.isEmpty { return text }
    }
    return scalars(children)
  }

  private static let summaries: [@Sendable (JSON) -> String?] = [
    { $0["object"] == nil ? nil : $0["id"]?.string },
    { $0["line1"] == nil ? nil : address($0) },
    { $0["enabled"]?.bool.map { $0 ? "on" : "off" } },
    { object in
      guard let type = object["type"]?.string, let value = object["value"]?.string else {
        return nil
      }
      return "\(type) \(value)"
    },
    { $0["message"]?.string },
    { object in
      ["display_name", "name"].lazy.compactMap { object[$0]?.string }.first
    },
  ]

  /// The values directly inside, if they are few enough for a line.
  private static func scalars(_ children: [Field]) -> String {
    let present = children.filter { !$0.isBlank }
    guard present.count == 1, let only = present.first else { return "" }
    return only.text
  }

  /// A postal address on one line: `1 Main St, 12345 Berlin, DE`.
  static func address(_ address: JSON) -> String {
    let town = ["postal_code", "city"].compactMap { address[$0]?.string }.joined(separator: " ")
    let lines = [
      address["line1"]?.string, address["line2"]?.string, town, address["state"]?.string,
      address["country"]?.string,
    ]
    return lines.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
