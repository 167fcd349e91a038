import TOMLKit

/// A value of a TOML document, with its place.
struct TOMLNode: Equatable, Sendable {
  enum Value: Equatable, Sendable {
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
  struct Entry: Equatable, Sendable {
    let name: Located<String>
    let node: TOMLNode
  }

  let value: Value
  let position: TextPosition

  /// The members of a table, in the order in which they are written; none for other values.
  var entries: [Entry] {
    guard case .table(let entries) = value else { return [] }
    return entries
  }

  var isTable: Bool {
    guard case .table = value else { return false }
    return true
  }

  var string: String? {
    guard case .string(let string) = value else { return nil }
    return string
  }

  subscript(name: String) -> TOMLNode? {
    entries.first { $0.name.value == name }?.node
  }
}

/// Why bytes are not a TOML document.
struct TOMLFailure: Error, Equatable {
  /// What is wrong, without a full stop.
  let message: String
  let position: TextPosition
}

extension TOMLNode {
  /// Parses a document into the table that it is.
  ///
  /// - Throws: `TOMLFailure` with the first mistake. The message never holds a value.
  init(parsing bytes: [UInt8]) throws(TOMLFailure) {
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw TOMLFailure.ofEncoding(bytes)
    }
    let outline = try TOMLOutline(of: bytes)
    let table: TOMLTable
    do { table = try TOMLTable(string: text) } catch let error as TOMLParseError {
      throw TOMLFailure(error)
    } catch {
      throw TOMLFailure(message: "this is not TOML", position: .start)
    }
    self.init(
      value: .table(Self.entries(of: table, at: [], outline, .start)), position: .start)
  }

  private static func entries(
    of table: TOMLTable, at path: [TOMLOutline.Step], _ outline: TOMLOutline, _ above: TextPosition
  ) -> [Entry] {
    let entries = table.keys.compactMap { name -> Entry? in
      // A name with an escaped NUL is cut by the C interface and then not found.
      guard let value = table[name]?.tomlValue else { return nil }
      let path = path + [.name(name)]
      let place = outline.names[path] ?? above
      return Entry(
        name: Located(name, at: place), node: TOMLNode(value, at: path, outline, place))
    }
    return entries.sorted { $0.name.position < $1.name.position }
  }

  private init(
    _ value: TOMLValue, at path: [TOMLOutline.Step], _ outline: TOMLOutline, _ above: TextPosition
  ) {
    let place = outline.values[path] ?? outline.names[path] ?? above
    position = place
    self.value =
      switch value.type {
      case .string: .string(value.string ?? "")
      case .int: .integer(value.int ?? 0)
      case .double: .number(value.double ?? 0)
      case .bool: .boolean(value.bool ?? false)
      case .date, .time, .dateTime: .date(value.debugDescription)
      case .array:
        .array(
          (value.array.map { Array($0) } ?? []).enumerated().map { index, element in
            TOMLNode(element.tomlValue, at: path + [.index(index)], outline, place)
          })
      case .table:
        .table(value.table.map { Self.entries(of: $0, at: path, outline, place) } ?? [])
      }
  }
}

extension TextPosition {
  static let start = TextPosition(line: 1, column: 1)
}

extension TOMLFailure {
  fileprivate init(_ error: TOMLParseError) {
    message = "this is not TOML: \(error.description)"
    position = TextPosition(line: error.source.begin.line, column: error.source.begin.column)
  }

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
