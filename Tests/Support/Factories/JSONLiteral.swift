import Checkout
package import JSON

/// A JSON value as a Swift literal, with members in order, to build what Stripe would send.
package enum JSONLiteral: Sendable {
  case null, bool(Bool), int(Int), string(String), array([JSONLiteral])
  case object([(name: String, value: JSONLiteral)])
  /// JSON source that is used unchanged: numbers with fractions, invalid JSON.
  case source(String)
  /// Removes a member.
  case absent

  package var source: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .string(let text): JSONEscapes.encode(text)
    case .array(let elements): "[\(elements.map(\.source).joined(separator: ","))]"
    case .object(let members):
      "{"
        + members.map { "\(JSONEscapes.encode($0.name)):\($0.value.source)" }
        .joined(separator: ",") + "}"
    case .source(let source): source
    case .absent: ""
    }
  }

  /// The same object with some members replaced, added at the end, or removed.
  package func merging(_ changes: JSONLiteral) -> JSONLiteral {
    guard case .object(var members) = self, case .object(let changed) = changes else {
      return changes
    }
    for change in changed {
      let index = members.firstIndex { $0.name == change.name }
      switch (index, change.value) {
      case (let index?, .absent): members.remove(at: index)
      case (nil, .absent): break
      case (let index?, _): members[index].value = change.value
      case (nil, _): members.append(change)
      }
    }
    return .object(members)
  }
}

extension JSONLiteral: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSONLiteral...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONLiteral)...) {
    self = .object(elements.map { (name: $0.0, value: $0.1) })
  }

  package init(_ text: String?) { self = text.map { .string($0) } ?? .null }
  package init(_ number: Int?) { self = number.map { .int($0) } ?? .null }
}

extension JSON {
  /// Parses a literal; an invalid literal becomes null.
  package static func make(_ literal: JSONLiteral) -> JSON {
    (try? JSON(parsing: literal.source)) ?? .null
  }

  private static let null: JSON = {
    guard let json = try? JSON(parsing: "null") else { preconditionFailure("null is JSON") }
    return json
  }()
}
