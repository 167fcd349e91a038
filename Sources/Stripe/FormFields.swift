import Checkout

/// Parameters of a request in order, encoded the same way in a query and in a form.
///
/// Nested parameters are names with brackets: `created[gte]`, `metadata[order]`, `expand[]`.
package struct FormFields: Equatable, Sendable, ExpressibleByDictionaryLiteral {
  package private(set) var fields: [Field] = []

  /// A parameter's name with its brackets, and its value.
  package struct Field: Equatable, Sendable {
    package let name: String
    package let value: String
  }

  package init() {}

  package init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }

  package var isEmpty: Bool { fields.isEmpty }

  /// Adds a parameter, if there is a value.
  package mutating func append(_ name: String, _ value: String?) {
    if let value { fields.append(Field(name: name, value: value)) }
  }

  package mutating func append(_ name: String, _ value: Int?) {
    append(name, value.map(String.init))
  }

  /// Adds an array: `name[]` once for each value.
  package mutating func append(_ name: String, each values: [String]) {
    for value in values { append(name + "[]", value) }
  }

  /// Adds an object: `a[b]` for a field `b`, `a[b][c]` for a field `b[c]`.
  package mutating func append(_ name: String, nested: FormFields) {
    for field in nested.fields {
      let head = field.name.prefix { $0 != "[" }
      append("\(name)[\(head)]\(field.name.dropFirst(head.count))", field.value)
    }
  }

  package mutating func append(contentsOf other: FormFields) {
    fields.append(contentsOf: other.fields)
  }

  /// `application/x-www-form-urlencoded`, which is also a valid query.
  package var encoded: String {
    fields.map { Self.encode($0.name) + "=" + Self.encode($0.value) }.joined(separator: "&")
  }

  private static func encode(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      if StripeID.isAllowed(byte) || "-.~".utf8.contains(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        encoded += byte < 16 ? "%0" : "%"
        encoded += String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}
