import Checkout
import Dashboard
import JSON
import Query
import Screen

/// Takes session ids out of the output of another program: one id on a line, a table of till's,
/// CSV, JSON in an array, or JSON one object after the other.
struct IDReader {
  private static let recogniser = Recogniser(prefixes: ["cs"])
  /// The largest JSON document, in bytes.
  private static let documentLimit = 256 << 20

  private let console: Console
  private let limit: Int
  private var ids: [String] = []

  private init(_ console: Console, limit: Int) {
    self.console = console
    self.limit = limit
  }

  /// All ids of standard input. A line without an id gives its first word, so that the error can
  /// name it; only the head of a table is skipped.
  ///
  /// - Throws: for more ids than `limit`, and for invalid JSON.
  static func ids(from console: Console, limit: Int) throws(Failure) -> [String] {
    var reader = IDReader(console, limit: limit)
    try reader.read()
    return reader.ids
  }

  /// The whole session ids in what was typed or pasted as one argument; the argument itself if
  /// there are none.
  static func ids(in argument: String) -> [String] {
    let found = whole(in: argument)
    return found.isEmpty ? [argument] : found
  }

  /// The one id of these kinds in what was typed or pasted as one argument; nil if there is none.
  ///
  /// - Throws: for several.
  static func id(in argument: String, of kinds: [StripeID.Kind]) throws(Failure) -> String? {
    let found = whole(in: argument, Recogniser(prefixes: kinds.map(\.rawValue)))
    guard found.count <= 1 else {
      throw Failure(.usage, "several ids are given, and one is taken at a time")
    }
    return found.first
  }

  private static func whole(in text: String, _ recogniser: Recogniser = recogniser) -> [String] {
    recogniser.read(text).ids.filter { $0.end == nil }.map(\.beginning)
  }

  private mutating func read() throws(Failure) {
    var isFirst = true
    while let line = console.readLine() {
      guard let sign = line.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }), sign != "#"
      else {
        continue
      }
      if isFirst, sign == "[" || sign == "{" { return try readJSON(from: line) }
      if let id = Self.whole(in: line).first {
        try add(id)
      } else if !(isFirst && Self.isHead(line)) {
        try add(line.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? line)
      }
      isFirst = false
    }
  }

  private mutating func add(_ id: String) throws(Failure) {
    ids.append(id)
    guard ids.count <= limit else {
      throw Failure(.usage, "more than \(limit.grouped) ids are not taken at once")
    }
  }

  /// Whether a line names columns, one of them the id.
  private static func isHead(_ line: String) -> Bool {
    line.split { ",\t;|".contains($0) }.contains { cell in
      let words = cell.split { $0.isWhitespace || "\"\u{FEFF}_".contains($0) }
      return words.first?.lowercased() == "id" || words.last?.lowercased() == "id"
    }
  }

  // MARK: - JSON

  /// Reads documents one after the other; a document ends where its brackets are closed.
  private mutating func readJSON(from first: String) throws(Failure) {
    var document: [UInt8] = []
    var end = JSONEnd()
    var line: String? = first
    while let text = line {
      for byte in text.utf8 {
        document.append(byte)
        guard end.take(byte) else { continue }
        try takeDocument(document)
        document.removeAll(keepingCapacity: true)
      }
      document.append(UInt8(ascii: "\n"))
      guard document.count <= Self.documentLimit else {
        throw Failure(.usage, "the JSON on standard input is too long to take ids out of it")
      }
      line = console.readLine()
    }
    guard document.allSatisfy({ $0 <= 0x20 }) else {
      throw Failure(.usage, "the JSON on standard input is cut off: nothing was asked")
    }
  }

  private mutating func takeDocument(_ bytes: [UInt8]) throws(Failure) {
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: Array(bytes.drop { $0 <= 0x20 || $0 == UInt8(ascii: ",") }))
    } catch {
      throw Failure(
        .usage, "the JSON on standard input cannot be read: \(String(describing: error))")
    }
    try take(json)
  }

  /// A session, a list of Stripe's, an array of either, or an array of ids.
  private mutating func take(_ json: JSON) throws(Failure) {
    switch json.kind {
    case .array: for element in json.elements { try take(element) }
    case .object where json["data"]?.kind == .array:
      for element in json["data"].map({ Array($0.elements) }) ?? [] { try take(element) }
    case .object: try add(json["id"]?.string ?? "{…}")
    case .string: try add(json.string.flatMap { Self.ids(in: $0).first } ?? json.source)
    default: try add(json.source)
    }
  }
}

/// Finds the end of a JSON document, byte by byte: the bracket that closes its first one.
private struct JSONEnd {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// Whether the byte is the last one of a document.
  mutating func take(_ byte: UInt8) -> Bool {
    if isInString {
      if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      return false
    }
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth -= 1
      return depth <= 0
    default: break
    }
    return false
  }
}
