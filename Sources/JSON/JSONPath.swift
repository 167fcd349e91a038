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
