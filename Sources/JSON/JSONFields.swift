/// The members of an object that till has written itself, such as its last view. A member that is
/// absent or null is nil; one of another type is an error.
package struct JSONFields {
  /// The value is no object, or a member has another type.
  package struct Mismatch: Error {}

  private let object: JSON

  /// - Throws: when the value is no object.
  package init(_ value: JSON) throws(Mismatch) {
    guard value.kind == .object else { throw Mismatch() }
    object = value
  }

  package func string(_ name: String) throws(Mismatch) -> String? {
    try read(name) { $0.string }
  }

  /// A string without which the object means nothing.
  package func required(_ name: String) throws(Mismatch) -> String {
    guard let text = try string(name) else { throw Mismatch() }
    return text
  }

  package func int(_ name: String) throws(Mismatch) -> Int? {
    try read(name) { $0.int }
  }

  package func double(_ name: String) throws(Mismatch) -> Double? {
    try read(name) { $0.kind == .number ? Double($0.source) : nil }
  }

  package func bool(_ name: String) throws(Mismatch) -> Bool? {
    try read(name) { $0.bool }
  }

  package func strings(_ name: String) throws(Mismatch) -> [String]? {
    try list(name) { element throws(Mismatch) in
      guard let text = element.string else { throw Mismatch() }
      return text
    }
  }

  /// An object whose members are strings.
  package func texts(_ name: String) throws(Mismatch) -> [String: String]? {
    guard let value = object.value(name) else { return nil }
    guard value.kind == .object else { throw Mismatch() }
    var texts: [String: String] = [:]
    for member in value.members {
      guard let text = member.value.string else { throw Mismatch() }
      texts[member.name] = text
    }
    return texts
  }

  /// A list of what `element` reads.
  package func list<Element>(
    _ name: String, _ element: (JSON) throws(Mismatch) -> Element
  ) throws(Mismatch) -> [Element]? {
    guard let value = object.value(name) else { return nil }
    guard value.kind == .array else { throw Mismatch() }
    var list: [Element] = []
    for value in value.elements { list.append(try element(value)) }
    return list
  }

  private func read<Value>(
    _ name: String, _ value: (JSON) -> Value?
  ) throws(Mismatch) -> Value? {
    guard let member = object.value(name) else { return nil }
    guard let value = value(member) else { throw Mismatch() }
    return value
  }
}
