import Checkout
import JSON
import Query
import Screen

/// A text with placeholders for a session's fields: `{id}`, `{metadata.order_id}`.
package struct Template: Equatable, Sendable {
  enum Part: Equatable, Sendable {
    case literal(String)
    case field(String)
  }

  /// Why a text is not a template, or cannot be filled in: a clause.
  package struct Problem: Error, Equatable, Sendable {
    package let text: String
  }

  /// As the user wrote it.
  package let source: String
  let parts: [Part]

  /// - Throws: if a brace is not closed, or a session has no such field.
  package init(_ source: String) throws(Problem) {
    self.source = source
    var parts: [Part] = []
    var rest = source[...]
    while let start = rest.firstIndex(of: "{") {
      if start > rest.startIndex { parts.append(.literal(String(rest[..<start]))) }
      let inside = rest[rest.index(after: start)...]
      guard let end = inside.firstIndex(of: "}") else {
        throw Problem(text: "“{” is not closed with “}”")
      }
      let name = String(inside[..<end])
      if let complaint = Self.complaint(about: name) { throw Problem(text: complaint) }
      parts.append(.field(name))
      rest = inside[inside.index(after: end)...]
    }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    self.parts = parts
  }

  package var hasFields: Bool {
    parts.contains { if case .field = $0 { true } else { false } }
  }

  private static func complaint(about name: String) -> String? {
    Session.fields[FieldName(name)] != nil ? nil : ListColumn.complaint(about: name)
  }

  // MARK: - Filling

  /// The text as one argument of a program. It is never passed to a shell. `isAfterOptions` is
  /// whether `--` comes before it, so that it cannot be taken for an option.
  ///
  /// - Returns: the argument, whole.
  /// - Throws: when a value is missing, would be taken for an option, or holds a control character.
  func argument(
    of session: Session, isAfterOptions: Bool
  ) throws(Problem) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .literal(let literal): text += literal
      case .field(let name):
        let value = try Self.value(of: name, session)
        if text.isEmpty, value.hasPrefix("-"), !isAfterOptions {
          throw Problem(
            text: "\(Sanitiser.display(name)) begins with “-”, and would be an option: "
              + "put \"--\" before it in run")
        }
        text += value
      }
    }
    return text
  }

  /// The text as a URL: every character of a value that has a meaning in URLs is encoded.
  func address(of session: Session) throws(Problem) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .literal(let literal): text += literal
      case .field(let name):
        let value = try Self.value(of: name, session)
        guard value != ".", value != ".." else {
          throw Problem(text: "\(Sanitiser.display(name)) is a step of a path, not a name")
        }
        text += Self.percentEncoded(value)
      }
    }
    return text
  }

  private static func value(of name: String, _ session: Session) throws(Problem) -> String {
    guard let value = rawValue(of: name, session), !value.isEmpty else {
      throw Problem(text: "the session has no \(Sanitiser.display(name))")
    }
    guard !value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw Problem(
        text: "\(Sanitiser.display(name)) holds a control character, such as a line break")
    }
    return value
  }

  private static func rawValue(of name: String, _ session: Session) -> String? {
    if let field = Session.fields[FieldName(name)], field.isTold {
      let value = field.value(of: session.json)
      return field.word(value) ?? value.int.map(String.init)
    }
    guard let path = JSONPath(column: name), let value = session.json.value(at: path) else {
      return nil
    }
    return value.string ?? value.int.map(String.init) ?? value.bool.map(String.init)
  }

  /// Source: https://www.rfc-editor.org/rfc/rfc3986#section-2.3
  private static func percentEncoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { encoded, byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80 && (Character(scalar).isLetter || Character(scalar).isNumber)
        || "-._~".utf8.contains(byte)
      if isPlain {
        encoded.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
  }
}

extension RecordField {
  /// Whether its value was sent by Stripe, not computed from it.
  fileprivate var isTold: Bool {
    switch type {
    case .flag, .map, .card: false
    case .text, .phone, .id, .choice, .number, .amount, .currency, .time: true
    }
  }
}
