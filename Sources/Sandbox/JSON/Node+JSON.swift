import JSON

extension Node {
  /// A copy of a parsed value.
  init(_ json: JSON) {
    switch json.kind {
    case .null: self = .null
    case .bool: self = .bool(json.bool ?? false)
    case .number: self = json.int.map { .int($0) } ?? .number(json.source)
    case .string: self = .string(json.string ?? "")
    case .array: self = .array(json.elements.map { Node($0) })
    case .object:
      self = .object(json.members.map { Member(name: $0.name, value: Node($0.value)) })
    }
  }
}
