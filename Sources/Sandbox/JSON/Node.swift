/// A JSON value in memory, with the members of an object in the order in which they were written.
///
/// Requests and templates are nodes. Sessions themselves never are: they go straight into a
/// `JSONWriter`.
indirect enum Node: Equatable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  /// A number as it is written, such as `12.5`.
  case number(String)
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

  /// Replaces or adds a member of an object.
  mutating func set(_ name: String, _ value: Node) {
    guard case .object(var members) = self else { return }
    if let index = members.firstIndex(where: { $0.name == name }) {
      members[index].value = value
    } else {
      members.append(Member(name: name, value: value))
    }
    self = .object(members)
  }

  /// The members of this object that `new` changes, as they are here; null for those that it adds.
  func changes(to new: Node) -> Node {
    let names = members.map(\.name) + new.members.map(\.name).filter { self[$0] == nil }
    return .object(
      names.compactMap { name in
        let (old, now) = (self[name] ?? .null, new[name] ?? .null)
        guard old != now else { return nil }
        if case .object = old, case .object = now {
          return Member(name: name, value: old.changes(to: now))
        }
        return Member(name: name, value: old)
      })
  }

  /// A copy in which the members of every object are sorted by name.
  var sorted: Node {
    switch self {
    case .object(let members):
      .object(
        members.map { Member(name: $0.name, value: $0.value.sorted) }
          .sorted { $0.name < $1.name })
    case .array(let elements): .array(elements.map(\.sorted))
    default: self
    }
  }

  /// This template with the values that `other` has for its members, at every depth. A value that
  /// was unset leaves the template's. Members that are not in the template are left out, because
  /// not every parameter is a field. A template without members is for names that the caller makes
  /// up, such as metadata; an empty text unsets them all.
  func filled(from other: Node?) -> Node {
    guard let other, other != .null else { return self }
    guard case .object(let members) = self else { return other }
    guard case .object = other, !members.isEmpty else { return other == "" ? self : other }
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
