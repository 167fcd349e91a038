/// The path from a document's root to a value: `line_items.data[0].price`.
package struct JSONPath: Hashable, Sendable {
  /// One step down: into an object, or into an array.
  package enum Step: Hashable, Sendable {
    case name(String)
    case index(Int)
  }

  package var steps: [Step]

  package init(_ steps: [Step] = []) { self.steps = steps }

  package static let root = JSONPath()

  package func appending(_ step: Step) -> JSONPath { JSONPath(steps + [step]) }
  package func appending(_ name: String) -> JSONPath { appending(.name(name)) }
  package func appending(_ index: Int) -> JSONPath { appending(.index(index)) }

  /// The name of the last member on the path; array indices do not count.
  package var lastName: String? {
    for step in steps.reversed() {
      if case .name(let name) = step { return name }
    }
    return nil
  }
}

extension JSONPath: CustomStringConvertible {
  package var description: String {
    steps.reduce(into: "") { text, step in
      switch step {
      case .name(let name): text += text.isEmpty ? name : ".\(name)"
      case .index(let index): text += "[\(index)]"
      }
    }
  }
}

extension JSONPath {
  /// A path of names as it is stored and typed: `cart."order-id"`. A name with other signs than
  /// ASCII letters, digits and `_` is in quotes. nil for a path into an array.
  package var written: String? {
    var names: [String] = []
    for step in steps {
      guard case .name(let name) = step else { return nil }
      names.append(Self.isPlain(name[...]) ? name : Self.quoted(name))
    }
    return names.joined(separator: ".")
  }

  /// Reads what `written` returns; nil for anything else.
  package init?(written text: String) {
    var steps: [Step] = []
    var rest = text[...]
    while true {
      let name: String
      if rest.first == "\"" {
        guard let (quoted, end) = Self.unquoted(rest) else { return nil }
        (name, rest) = (quoted, rest[end...])
      } else {
        let plain = rest.prefix { $0 != "." }
        guard Self.isPlain(plain) else { return nil }
        (name, rest) = (String(plain), rest[plain.endIndex...])
      }
      steps.append(.name(name))
      guard let dot = rest.popFirst() else { break }
      guard dot == "." else { return nil }
    }
    self.init(steps)
  }

  /// A name in quotes, whatever signs it has.
  package static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// The name at the beginning of a text, without its quotes, and where they end.
  private static func unquoted(_ text: Substring) -> (name: String, end: Substring.Index)? {
    var name = ""
    var index = text.index(after: text.startIndex)
    while index < text.endIndex, text[index] != "\"" {
      if text[index] == "\\" { index = text.index(after: index) }
      guard index < text.endIndex else { return nil }
      name.append(text[index])
      index = text.index(after: index)
    }
    return index < text.endIndex ? (name, text.index(after: index)) : nil
  }

  private static func isPlain(_ name: Substring) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F
      }
  }
}

extension JSON {
  /// The value at the end of a path; nil where there is none.
  package func value(at path: JSONPath) -> JSON? {
    path.steps.reduce(Optional(self)) { value, step in
      switch step {
      case .name(let name): value?[name]
      case .index(let index): value?.elements.enumerated().first { $0.offset == index }?.element
      }
    }
  }
}
