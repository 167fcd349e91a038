/// A value inside a parsed JSON document: the exact bytes that were received, and a view on them.
///
/// Stripe's objects are kept as they were sent. Nothing is decoded until it is asked for, a member
/// keeps its place, a number keeps its digits, and a field of an unexpected type affects only the
/// code that reads it. `JSON` is a reference to the document and an index: copying it is free, and
/// it keeps the document alive.
package struct JSON: Sendable {
  /// The type of a value.
  package enum Kind: UInt8, Sendable {
    case null, bool, number, string, array, object
  }

  package let document: Document
  package let index: Int

  /// Parses a whole document.
  ///
  /// - Throws: `JSONError` with the byte offset of the first mistake, or of the limit that was hit.
  package init(parsing bytes: [UInt8], maximumDepth: Int = 128) throws(JSONError) {
    var parser = JSONParser(maximumDepth: maximumDepth)
    let tokens = try parser.parse(bytes)
    document = Document(bytes: bytes, tokens: tokens)
    index = 0
  }

  /// Parses text, for literals and tests.
  package init(parsing text: String) throws(JSONError) {
    try self.init(parsing: Array(text.utf8))
  }

  package init(document: Document, index: Int) {
    self.document = document
    self.index = index
  }

  private var token: Token { document.tokens[index] }

  package var kind: Kind { token.kind }
  package var isNull: Bool { token.kind == .null }

  /// The value's bytes as they were received, without the white space around them.
  package var bytes: ArraySlice<UInt8> {
    document.bytes[Int(token.start)..<Int(token.end)]
  }

  /// The value as it was received. Invalid UTF-8 is repaired with U+FFFD.
  package var source: String { String(decoding: bytes, as: UTF8.self) }
}

// MARK: - Reading values

extension JSON {
  /// The text of a string; nil for every other kind.
  package var string: String? {
    guard kind == .string else { return nil }
    let content = document.bytes[Int(token.start) + 1..<Int(token.end) - 1]
    return token.hasEscapes ? JSONEscapes.decode(content) : String(decoding: content, as: UTF8.self)
  }

  /// A whole number that fits; nil for fractions, exponents and every other kind.
  package var int: Int? {
    guard kind == .number else { return nil }
    return Int(source)
  }

  package var bool: Bool? {
    guard kind == .bool else { return nil }
    return document.bytes[Int(token.start)] == UInt8(ascii: "t")
  }

  /// The number of elements of an array or of members of an object; 0 for every other kind.
  package var count: Int {
    switch kind {
    case .array: elements.reduce(0) { count, _ in count + 1 }
    case .object: members.reduce(0) { count, _ in count + 1 }
    default: 0
    }
  }

  /// Whether this array or object is empty; true for every other kind.
  package var isEmpty: Bool { Int(token.next) == index + 1 }

  /// The first member with this name, even if it is null; nil when it is absent or this is not an
  /// object.
  package subscript(name: String) -> JSON? {
    guard kind == .object else { return nil }
    var position = index + 1
    let end = Int(token.next)
    while position < end {
      if document.name(at: position, is: name) {
        return JSON(document: document, index: position + 1)
      }
      position = Int(document.tokens[position + 1].next)
    }
    return nil
  }

  /// The member with this name unless it is absent or null.
  package func value(_ name: String) -> JSON? {
    guard let member = self[name], !member.isNull else { return nil }
    return member
  }

  /// The elements of an array, in order; none for every other kind.
  package var elements: Elements {
    Elements(
      document: document, position: index + 1, end: kind == .array ? Int(token.next) : index + 1)
  }

  /// The members of an object, in the order in which they were sent; none for every other kind.
  package var members: Members {
    Members(
      document: document, position: index + 1, end: kind == .object ? Int(token.next) : index + 1)
  }

  /// The elements of an array, found one after the other.
  package struct Elements: Sequence, IteratorProtocol, Sendable {
    let document: Document
    var position: Int
    let end: Int

    package mutating func next() -> JSON? {
      guard position < end else { return nil }
      defer { position = Int(document.tokens[position].next) }
      return JSON(document: document, index: position)
    }
  }

  /// The members of an object, in the order of the document.
  package struct Members: Sequence, IteratorProtocol, Sendable {
    let document: Document
    var position: Int
    let end: Int

    package mutating func next() -> Member? {
      guard position < end else { return nil }
      defer { position = Int(document.tokens[position + 1].next) }
      return Member(
        key: JSON(document: document, index: position),
        value: JSON(document: document, index: position + 1))
    }
  }

  /// A name of an object, with its value.
  package struct Member: Sendable {
    let key: JSON
    package let value: JSON

    package var name: String { key.string ?? "" }
  }
}

/// Two values are equal when their bytes are: `1.0` is not `1`, and members out of order differ.
extension JSON: Equatable {
  package static func == (left: JSON, right: JSON) -> Bool {
    if left.document === right.document && left.index == right.index { return true }
    return left.bytes == right.bytes
  }
}

extension JSON: Hashable {
  package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

// MARK: - Storage

extension JSON {
  /// The bytes of one document and the tokens that were found in them, in document order.
  package final class Document: Sendable {
    package let bytes: [UInt8]
    package let tokens: [Token]

    init(bytes: [UInt8], tokens: [Token]) {
      self.bytes = bytes
      self.tokens = tokens
    }

    /// Most names already differ in length, so their bytes are not compared.
    func name(at position: Int, is name: String) -> Bool {
      let token = tokens[position]
      if token.hasEscapes {
        return JSON(document: self, index: position).string?.utf8.elementsEqual(name.utf8) == true
      }
      let name = name.utf8Span.span
      guard Int(token.end - token.start) - 2 == name.count else { return false }
      // A loop, because the library's comparison of slices is less specialised, and every access to
      // a member ends up here.
      var place = Int(token.start)
      for index in name.indices {
        place += 1
        if bytes[place] != name[index] { return false }
      }
      return true
    }
  }

  /// One value or member name: where it is, and which token follows everything inside it.
  package struct Token: Sendable {
    package var start: UInt32
    package var end: UInt32
    package var next: UInt32
    package var kind: Kind
    package var hasEscapes: Bool
  }
}

/// Why bytes are not a JSON document.
package struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong with the document.
  package enum Code: Sendable { case unexpected, unterminated, tooDeep, tooLarge, trailing }

  package let code: Code
  /// Byte offset in the document.
  package let offset: Int

  package var description: String {
    switch code {
    case .unexpected: "not valid JSON at byte \(offset)"
    case .unterminated: "the JSON ends in the middle, at byte \(offset)"
    case .tooDeep: "the JSON is nested too deeply at byte \(offset)"
    case .tooLarge: "the JSON is larger than 4 GiB"
    case .trailing: "there is something after the JSON, at byte \(offset)"
    }
  }
}
