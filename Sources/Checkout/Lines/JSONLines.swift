package import JSON

/// A value, pretty-printed: one line per member, in the order and with the digits that were sent.
///
/// The lines are laid out in one pass over the parser's index; their text is built when it is asked
/// for. Showing a document of a megabyte costs no more than one screen of it.
package struct JSONLines: Sendable {
  package let json: JSON
  /// Whether client secrets are hidden.
  package let maskingSecrets: Bool
  /// Whether personal data is masked.
  package let masksPersonalData: Bool
  let lines: [Line]

  /// Where a line comes from. Token and line numbers; -1 for none.
  struct Line {
    enum Role: UInt8 { case scalar, empty, opening, closing }

    var role: Role
    var isLast = false
    var depth: UInt16
    var key: Int32
    var value: Int32
    /// The index in its array.
    var element: Int32
    /// The line that opens the container around this line.
    var parent: Int32
    /// The closing line of an opening line, and the reverse.
    var partner: Int32 = -1
  }

  package init(_ json: JSON, maskingSecrets: Bool, masksPersonalData: Bool = false) {
    self.json = json
    self.maskingSecrets = maskingSecrets
    self.masksPersonalData = masksPersonalData
    lines = Self.layOut(json)
  }

  package var count: Int { lines.count }

  package subscript(index: Int) -> JSONLine { line(index, folded: false) }

  /// The whole text, indented by two spaces per level.
  package var text: String {
    var buffer: [UInt8] = []
    for index in lines.indices {
      if index > 0 { buffer.append(UInt8(ascii: "\n")) }
      buffer.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent(index)))
      for piece in pieces(of: index) { buffer.append(contentsOf: piece.text.utf8) }
    }
    return String(decoding: buffer, as: UTF8.self)
  }
}

extension JSONLines: Equatable {
  package static func == (left: JSONLines, right: JSONLines) -> Bool {
    left.maskingSecrets == right.maskingSecrets && left.masksPersonalData == right.masksPersonalData
      && left.json == right.json
  }
}

// MARK: - Layout

extension JSONLines {
  static func layOut(_ json: JSON) -> [Line] {
    let tokens = json.document.tokens
    var lines: [Line] = []
    lines.reserveCapacity(Int(tokens[json.index].next) - json.index)
    /// Open containers: their line, where they end, and the number of elements so far.
    var open: [(line: Int, end: Int, seen: Int32)] = []
    var position = json.index
    let end = Int(tokens[json.index].next)

    func closeContainers() {
      while let container = open.last, container.end <= position {
        open.removeLast()
        lines[lines.count - 1].isLast = true
        var closing = lines[container.line]
        closing.role = .closing
        closing.key = -1
        closing.partner = Int32(container.line)
        lines[container.line].partner = Int32(lines.count)
        lines.append(closing)
      }
    }

    while position < end {
      let parent = open.last
      var line = Line(
        role: .scalar, depth: UInt16(clamping: open.count), key: -1, value: Int32(position),
        element: -1, parent: Int32(parent?.line ?? -1))
      if let parent {
        if tokens[Int(lines[parent.line].value)].kind == .object {
          line.key = Int32(position)
          position += 1
          line.value = Int32(position)
        } else {
          line.element = parent.seen
          open[open.count - 1].seen += 1
        }
      }
      let token = tokens[position]
      let isContainer = token.kind == .array || token.kind == .object
      let isEmpty = Int(token.next) == position + 1
      line.role = isContainer ? (isEmpty ? .empty : .opening) : .scalar
      lines.append(line)
      if line.role == .opening {
        open.append((line: lines.count - 1, end: Int(token.next), seen: 0))
      }
      position += 1
      closeContainers()
    }
    lines[lines.count - 1].isLast = true
    return lines
  }

  private func indent(_ index: Int) -> Int { Int(lines[index].depth) * 2 }
}

// MARK: - Text

extension JSONLines {
  /// A line; when folded, the whole container: `"address": { … 6 },`.
  package func line(_ index: Int, folded: Bool) -> JSONLine {
    let line = lines[index]
    let foldable: Range<Int>? =
      line.role == .opening ? index + 1..<Int(line.partner) + 1 : nil
    return JSONLine(
      indent: indent(index), pieces: pieces(of: index, folded: folded && foldable != nil),
      foldable: foldable)
  }

  func pieces(of index: Int, folded: Bool = false) -> [JSONLine.Piece] {
    let line = lines[index]
    var pieces: [JSONLine.Piece] = []
    if line.key >= 0 {
      pieces.append(.init(kind: .key, text: value(line.key).source))
      pieces.append(.init(kind: .punctuation, text: ": "))
    }
    let value = value(line.value)
    let brackets = value.kind == .array ? ("[", "]") : ("{", "}")
    switch line.role {
    case .scalar: pieces.append(scalar(value, of: index))
    case .empty: pieces.append(.init(kind: .punctuation, text: brackets.0 + brackets.1))
    case .closing: pieces.append(.init(kind: .punctuation, text: brackets.1))
    case .opening where !folded: pieces.append(.init(kind: .punctuation, text: brackets.0))
    case .opening:
      pieces.append(.init(kind: .punctuation, text: brackets.0))
      pieces.append(.init(kind: .placeholder, text: " … \(value.count) "))
      pieces.append(.init(kind: .punctuation, text: brackets.1))
    }
    let isLast = folded ? lines[Int(line.partner)].isLast : line.isLast
    if !isLast, line.role != .opening || folded {
      pieces.append(.init(kind: .punctuation, text: ","))
    }
    return pieces
  }

  private func scalar(_ value: JSON, of index: Int) -> JSONLine.Piece {
    if maskingSecrets, isSecret(value, of: lines[index]) {
      return .init(kind: .placeholder, text: "\"\(FieldNames.secretText)\"")
    }
    if masksPersonalData, let text = value.string {
      let path = path(of: index)
      let masked = PersonalData.masking(text, at: path.inFields(of: json) ?? path, in: json)
      if masked != text { return .init(kind: .placeholder, text: JSONEscapes.encode(masked)) }
    }
    switch value.kind {
    case .string: return .init(kind: .string, text: value.source)
    case .number: return .init(kind: .number, text: value.source)
    default: return .init(kind: .word, text: value.source)
    }
  }

  private func isSecret(_ value: JSON, of line: Line) -> Bool {
    guard value.kind == .string else { return false }
    if line.key >= 0, let name = self.value(line.key).string, FieldNames.isSecret(name) {
      return true
    }
    return StripeID.isSecret(value.string ?? "")
  }

  func value(_ token: Int32) -> JSON {
    JSON(document: json.document, index: Int(token))
  }
}
