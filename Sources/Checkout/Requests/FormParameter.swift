/// One parameter of a request, named as in a form: `metadata[order]`, `expand[]`.
package struct FormParameter: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension [FormParameter] {
  /// Adds a parameter, unless there is no value.
  mutating func append(_ name: String, _ value: String?) {
    if let value { append(FormParameter(name, value)) }
  }
}
