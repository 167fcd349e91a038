/// The members of an object that till has written itself, such as its last view. A member that is
/// absent or null is nil; one of another type is an error.
///
/// `Key` names the members, the same for reading and for writing.
package struct JSONFields<Key: CodingKey> {
  private let object: JSON

  /// - Throws: when the value is no object.
  package init(_ value: JSON) throws(JSONMismatch) {
    guard value.kind == .object else { throw JSONMismatch() }
    object = value
  }

  package func string(_ key: Key) throws(JSONMismatch) -> String? {
    try read(key) { $0.string }
  }

  /// A string without which the object means nothing.
  package func required(_ key: Key) throws(JSONMismatch) -> String {
    guard let text = try string(key) else { throw JSONMismatch() }
    return text
  }

  package func int(_ key: Key) throws(JSONMismatch) -> Int? {
    try read(key) { $0.int }
  }

  package func double(_ key: Key) throws(JSONMismatch) -> Double? {
    try read(key) { $0.kind == .number ? Double($0.source) : nil }
  }

  package func bool(_ key: Key) throws(JSONMismatch) -> Bool? {
    try read(key) { $0.bool }
  }

  package func strings(_ key: Key) throws(JSONMismatch) -> [String]? {
    try list(key) { element throws(JSONMismatch) in
      guard let text = element.string else { throw JSONMismatch() }
      return text
    }
  }

  /// An object whose members are strings.
  package func texts(_ key: Key) throws(JSONMismatch) -> [String: String]? {
    guard let value = object.value(key.stringValue) else { return nil }
    guard value.kind == .object else { throw JSONMismatch() }
    var texts: [String: String] = [:]
    for member in value.members {
      guard let text = member.value.string else { throw JSONMismatch() }
      texts[member.name] = text
    }
    return texts
  }

  /// A list of what `element` reads.
  package func list<Element>(
    _ key: Key, _ element: (JSON) throws(JSONMismatch) -> Element
  ) throws(JSONMismatch) -> [Element]? {
    guard let value = object.value(key.stringValue) else { return nil }
    guard value.kind == .array else { throw JSONMismatch() }
    var list: [Element] = []
    for value in value.elements { list.append(try element(value)) }
    return list
  }

  private func read<Value>(
    _ key: Key, _ value: (JSON) -> Value?
  ) throws(JSONMismatch) -> Value? {
    guard let member = object.value(key.stringValue) else { return nil }
    guard let value = value(member) else { throw JSONMismatch() }
    return value
  }
}

/// A value is no object, or a member has another type than is expected.
package struct JSONMismatch: Error {}
