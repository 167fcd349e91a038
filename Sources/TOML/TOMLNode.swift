/// A value of a TOML document, with its position.
///
/// till reads TOML itself: a note about a line needs its number, and the usual package (TOMLKit)
/// gives values without positions.
package struct TOMLNode: Equatable, Sendable {
  /// The types of TOML; tables keep the order of the file.
  package enum Value: Equatable, Sendable {
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    /// Dates and times, as they are written.
    case date(String)
    case array([TOMLNode])
    case table([Entry])
  }

  /// A member of a table.
  package struct Entry: Equatable, Sendable {
    package let name: Located<String>
    package let node: TOMLNode
  }

  package let value: Value
  package let position: TextPosition

  /// The members of a table, in the order in which they are written; none for other values.
  package var entries: [Entry] {
    guard case .table(let entries) = value else { return [] }
    return entries
  }

  package var isTable: Bool {
    guard case .table = value else { return false }
    return true
  }

  package var string: String? {
    guard case .string(let string) = value else { return nil }
    return string
  }

  package subscript(name: String) -> TOMLNode? {
    entries.first { $0.name.value == name }?.node
  }
}

/// Why bytes are not a TOML document.
package struct TOMLFailure: Error, Equatable {
  /// What is wrong, without a full stop.
  package let message: String
  package let position: TextPosition
}

extension TOMLNode {
  /// Parses a document into its root table.
  ///
  /// - Throws: `TOMLFailure` with the first mistake. The message never holds a value.
  package init(parsing bytes: [UInt8]) throws(TOMLFailure) {
    guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
      throw TOMLFailure.ofEncoding(bytes)
    }
    self = try TOMLParser.parse(bytes)
  }
}

extension TextPosition {
  package static let start = TextPosition(line: 1, column: 1)
}

extension TOMLFailure {
  fileprivate static func ofEncoding(_ bytes: [UInt8]) -> TOMLFailure {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex {
      $0.contains(0) || String(validating: $0, as: UTF8.self) == nil
    }
    return TOMLFailure(
      message: "this is not text in UTF-8",
      position: TextPosition(line: (index ?? 0) + 1, column: 1))
  }
}
