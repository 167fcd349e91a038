/// A JSON value in memory, with the members of an object in the order in which they were written.
///
/// It carries what requests bring in and what templates describe. Sessions themselves are never
/// built from nodes: they go straight into a `JSONWriter`.
indirect enum Node: Equatable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case string(String)
  case array([Node])
  case object([Member])

  struct Member: Equatable, Sendable {
    var name: String
    var value: Node
  }
}

extension Node {
  subscript(name: String) -> Node? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  var int: Int? {
    guard case .int(let number) = self else { return nil }
    return number
  }

  var bool: Bool? {
    guard case .bool(let flag) = self else { return nil }
    return flag
  }

  var elements: [Node] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  /// This template with the values that `other` has for its members, at every depth. Members that
  /// the template does not know are left out: a parameter is not always a field.
  func filled(from other: Node?) -> Node {
    guard let other else { return self }
    guard case .object(let members) = self, case .object = other else { return other }
    return .object(
      members.map { Member(name: $0.name, value: $0.value.filled(from: other[$0.name])) })
  }
}

// MARK: - Literals

extension Node: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(nilLiteral: ()) { self = .null }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(integerLiteral value: Int) { self = .int(value) }
  init(stringLiteral value: String) { self = .string(value) }
  init(arrayLiteral elements: Node...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, Node)...) {
    self = .object(elements.map { Member(name: $0.0, value: $0.1) })
  }
}
