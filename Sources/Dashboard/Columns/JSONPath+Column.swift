package import JSON

extension JSONPath {
  /// The key of a path into `metadata`. A key may contain dots; it is still one step.
  package var metadataKey: String? {
    guard steps.count == 2, steps[0] == .name("metadata"), case .name(let key) = steps[1] else {
      return nil
    }
    return key
  }

  /// `metadata.order_id`, `customer_details.phone`, `metadata."cart".ref`. A metadata key stays as
  /// it is: what follows is only a path if it begins with a quote.
  var columnName: String {
    if let key = metadataKey {
      return "metadata." + (key.hasPrefix("\"") ? Self.quoted(key) : key)
    }
    guard steps.count > 1, case .name(let first) = steps[0],
      let rest = JSONPath(Array(steps.dropFirst())).written
    else { return written ?? description }
    switch first {
    case "metadata":
      guard case .name(let key) = steps[1] else { return description }
      let inner = JSONPath(Array(steps.dropFirst(2))).written ?? ""
      return "metadata.\(Self.quoted(key)).\(inner)"
    case "meta": return "\(Self.quoted(first)).\(rest)"
    default: return written ?? description
    }
  }

  /// Reads what `columnName` returns; nil if it is not a path of names.
  init?(column name: String) {
    for prefix in ["metadata.", "meta."] where name.hasPrefix(prefix) {
      let key = String(name.dropFirst(prefix.count))
      guard !key.isEmpty else { return nil }
      let path = key.hasPrefix("\"") ? JSONPath(written: key) : nil
      self.init([.name("metadata")] + (path?.steps ?? [.name(key)]))
      return
    }
    self.init(written: name)
  }
}
