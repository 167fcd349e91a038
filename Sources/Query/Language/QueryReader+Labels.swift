/// Labels: one to three words and a colon, which were copied from a mail or a page together with a
/// value. A label that names a field is that field, where the value is one of it. Any other says
/// nothing about the data: what follows it is looked for.
extension QueryReader {
  private static let mostWords = 3

  /// The condition of a value with a label that names a field otherwise than a query does:
  /// “Payment status: paid”, “Order currency: EUR”, “E-Mail: …”.
  func field(labelledAt index: Int) -> (condition: Condition?, count: Int)? {
    guard !pieces[index].isLabel else { return nil }
    for count in (1...Self.mostWords).reversed() {
      guard let words = label(count, at: index) else { continue }
      let colon = index + count - 1
      var label = pieces[colon]
      label.isLabel = true
      let name = words.joined(separator: " ")
      let isQuery = label.name.map { isField($0) } ?? false
      if count > 1 || !isQuery, !context.table.fields(labelled: name).isEmpty {
        label.name = name
        if pieces[colon].name == nil { label.value = "" }
      } else if count == 1 || !isQuery || !words.dropLast().allSatisfy(BareWords.isQualifier) {
        continue
      }
      // `name:Jane` is a condition, whatever word is before it.
      guard label.value.isEmpty || (try? condition(at: colon)) == nil && label.name == name else {
        continue
      }
      var joined = pieces
      joined.replaceSubrange(index...colon, with: [label])
      let reader = QueryReader(source: source, pieces: joined, context: context)
      if let field = try? reader.condition(at: index), field.condition != nil {
        return (field.condition, field.count + count - 1)
      }
    }
    return nil
  }

  /// How many pieces a label takes that names no field; nil where there is none.
  func unknownLabel(at index: Int) -> Int? {
    guard !pieces[index].isLabel else { return nil }
    for count in (1...Self.mostWords).reversed() {
      guard let words = label(count, at: index), let last = words.last else { continue }
      let colon = index + count - 1
      guard pieces[colon].name == nil || pieces[colon].value.isEmpty else { continue }
      var isKnown = BareWords.isNoise(beforeColon: last)
      if let name = pieces[colon].name, isField(name) {
        // “Tax ID” and “UI mode” are other fields than the last word alone.
        guard count > 1, !takesValue(at: colon),
          !(index + 1..<colon).contains(where: { field(labelledAt: $0) != nil })
        else { continue }
        isKnown = false
      }
      // Other words before a label are data, unless the text or a line begins with them.
      let isWhole = !isKnown && begins(at: index) && !hasLineBreak(in: index...colon)
      guard isWhole || words.dropLast().allSatisfy(BareWords.isQualifier) else { continue }
      return count
    }
    return nil
  }

  /// What may be labels that name no field.
  var labels: [String] {
    guard source.contains(":") || source.contains("：") else { return [] }
    return pieces.indices.compactMap { index in
      unknownLabel(at: index).map { text(of: index..<index + $0) }
    }
  }

  /// How many pieces a remark in brackets takes that comes after a time: till shows
  /// `2026-11-28 02:11 UTC (1 hour ago)`.
  func remark(at index: Int) -> Int {
    guard pieces.indices.contains(index), pieces[index].value.hasPrefix("(") else { return 0 }
    let words = pieces[index...].prefix(4)
    guard let end = words.firstIndex(where: { $0.value.hasSuffix(")") }),
      words[...end].allSatisfy({ $0.name == nil && !$0.isQuoted && !$0.isNegated }),
      pieces[end].value == "ago)" || pieces[index].value == "(in"
    else { return 0 }
    return end - index + 1
  }

  /// Some pieces as they were typed.
  func text(of pieces: Range<Int>) -> String {
    guard let first = pieces.first, let last = pieces.last else { return "" }
    return String(source[self.pieces[first].range.lowerBound..<self.pieces[last].range.upperBound])
  }

  // MARK: - Parts

  /// The words of a label of this many pieces before a value, without the colon.
  private func label(_ count: Int, at index: Int) -> [String]? {
    let colon = index + count - 1
    guard pieces.indices.contains(colon), !pieces[index...colon].contains(where: \.isNegated)
    else { return nil }
    let front = pieces[index..<colon]
    guard
      front.allSatisfy({ word in
        word.name == nil && !word.isQuoted && word.value.last.map { ",;:!?".contains($0) } == false
      })
    else { return nil }
    let piece = pieces[colon]
    let last: String
    if let name = piece.name, piece.comparison == nil, !(piece.isQuoted && piece.value.isEmpty) {
      last = name
    } else if piece.name == nil, !piece.isQuoted, piece.value.last == ":" {
      last = String(piece.value.dropLast())
    } else {
      return nil
    }
    let words = front.map(\.value) + [last]
    guard words.contains(where: { $0.contains(where: \.isLetter) }),
      !words.contains(where: { $0.contains { "@/_".contains($0) } })
    else { return nil }
    if piece.name != nil, !piece.value.isEmpty { return count > 1 ? words : nil }
    // Without a value behind it, it is a word of the text.
    guard pieces.indices.contains(colon + 1), !pieces[colon + 1].isNegated else { return nil }
    return words
  }

  private func isField(_ name: String) -> Bool {
    context.table.entry(named: name) != nil || QueryWord(name, in: context.table) != nil
  }

  /// Whether the field at an index takes the value behind it, or one that is nearly the same.
  private func takesValue(at index: Int) -> Bool {
    if (try? condition(at: index).condition) != nil { return true }
    guard let name = pieces[index].name, let word = QueryWord(name, in: context.table) else {
      return true
    }
    return word.isTypo(pieces[index + 1].value)
  }

  /// Whether a text, a line or a part of a list begins with a piece. What another label is before
  /// is its value: `City: Lyon Buyer: Jane`.
  private func begins(at index: Int) -> Bool {
    guard index > 0 else { return true }
    return pieces[index - 1].value.last.map { ",;".contains($0) } == true
      || hasLineBreak(in: index - 1...index)
  }

  /// Whether a line ends between the first and the last of some pieces.
  private func hasLineBreak(in pieces: ClosedRange<Int>) -> Bool {
    zip(pieces, pieces.dropFirst()).contains { piece, next in
      source[self.pieces[piece].range.upperBound..<self.pieces[next].range.lowerBound]
        .contains(where: \.isNewline)
    }
  }
}
