@testable import Checkout
import JSON
import Units

/// Compares the fields that are shown of an object with its values.
struct Rendering {
  private let fields: [Field]
  private let byPath: [JSONPath: [Field]]

  init(of object: JSON) {
    func flattened(_ field: Field) -> [Field] { [field] + field.children.flatMap(flattened) }
    fields = FieldGroup.groups(of: object).flatMap(\.fields).flatMap(flattened)
    byPath = Dictionary(grouping: fields, by: \.path)
  }

  func field(at path: JSONPath) -> Field? { byPath[path]?.first }

  /// The paths of the values that are not shown, or are shown changed.
  func lost(in value: JSON, at path: JSONPath = .root) -> [String] {
    let inner =
      value.members.flatMap { lost(in: $0.value, at: path.appending($0.name)) }
      + value.elements.enumerated().flatMap { lost(in: $1, at: path.appending($0)) }
    return isShown(value, at: path) ? inner : inner + [path.description]
  }

  private func isShown(_ value: JSON, at path: JSONPath) -> Bool {
    if path == .root { return true }
    if let candidates = byPath[path] { return candidates.contains { $0.shows(value) } }
    switch value.kind {
    // An object that is spread over its group is shown by its members.
    case .object, .array: return !value.isEmpty && byPath.keys.contains { $0.begins(with: path) }
    // The scalars of a list are in the list's own line.
    default:
      let list = byPath[JSONPath(path.steps.dropLast())]
      return list?.contains { $0.kind == .list && $0.lists(value) } == true
    }
  }
}

extension JSONPath {
  fileprivate func begins(with path: JSONPath) -> Bool { steps.starts(with: path.steps) }
}

extension Field {
  /// Whether a list's line contains this element.
  fileprivate func lists(_ value: JSON) -> Bool {
    switch value.kind {
    case .bool: text.contains(value.bool == true ? "yes" : "no")
    case .string: text.contains(value.string ?? "")
    default: text.contains(value.source)
    }
  }

  /// Whether the field says what was sent.
  fileprivate func shows(_ value: JSON) -> Bool {
    guard json == value else { return false }
    switch (kind, value.kind) {
    case (.secret, .string): return !text.contains(value.string ?? "")
    case (.blank(.null), .null): return true
    case (.blank(.empty), .array), (.blank(.empty), .object): return value.isEmpty
    case (.flag(let flag), .bool): return flag == value.bool
    case (.money(let money), .number): return money.minorUnits == value.int
    case (.time(let time), .number): return time == value.int
    case (.number, .number): return text.hasPrefix(value.source)
    case (.text, .string), (.url, .string), (.link, .string):
      return text == value.string || note?.contains(value.string ?? "") == true
    case (.list, .array), (.object, .object), (.link, .object): return true
    // If the answer has another type than the field, the field is wrong.
    case (.text, _), (.number, _), (.url, _): return false
    default: return false
    }
  }
}
