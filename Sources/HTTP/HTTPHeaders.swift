/// Header fields in order. Names are compared without case.
package struct HTTPHeaders: Equatable, Sendable, ExpressibleByDictionaryLiteral {
  package private(set) var fields: [Field] = []

  /// A name as it was sent, and its value.
  package struct Field: Equatable, Sendable {
    package let name: String
    package let value: String
  }

  package init() {}

  package init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }

  package mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// The value of the last field with this name: after an interim answer, the final one is used.
  package subscript(name: String) -> String? {
    let wanted = name.lowercased()
    return fields.last { $0.name.lowercased() == wanted }?.value
  }

  /// - Throws: `.refusedHeader` when a field would not be sent as one line with one name.
  func validate() throws(HTTPError) {
    for field in fields {
      let isToken = field.name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3A }
      let isLine = field.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
      guard isToken, isLine, !field.name.isEmpty, !field.value.isEmpty else {
        throw HTTPError(.refusedHeader, "a header field holds what cannot be sent")
      }
    }
  }
}

// MARK: - Printing

extension HTTPHeaders.Field: CustomStringConvertible, CustomReflectable {
  private static let secretNames: Set = [
    "authorization", "proxy-authorization", "cookie", "set-cookie",
  ]

  /// The field as text for logs: on one line, without control characters, with secrets masked.
  package var description: String {
    guard !Self.secretNames.contains(name.lowercased()) else { return "\(name): …" }
    let text = String(String.UnicodeScalarView(value.unicodeScalars.map(Self.printable)))
    return "\(name): \(text)"
  }

  /// Used by `dump` and by string interpolation of values that contain a field.
  package var customMirror: Mirror { Mirror(self, children: ["field": description]) }

  private static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
    default: scalar
    }
  }
}
