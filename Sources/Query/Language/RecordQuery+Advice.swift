extension RecordQuery {
  /// Whether words are looked for that may be in any field.
  package var asksForText: Bool { terms.contains { !$0.isNegated && $0.condition.asksForText } }

  /// Says what may be why nothing was found; nil where nothing is known.
  package var advice: String? { shortWordAdvice ?? unknownFieldAdvice }

  /// Says that a word of the query is too short to be found inside another word. Nil when all words are
  /// long enough.
  private var shortWordAdvice: String? {
    let words = terms.filter { !$0.isNegated }.compactMap { term -> String? in
      switch term.condition {
      case .text(let folded), .contains(_, let folded):
        SearchFolding.isShort(folded) ? "“\(folded.drop { $0 == " " })”" : nil
      default: nil
      }
    }
    guard !words.isEmpty else { return nil }
    return "\(words.joined(separator: ", ")): one or two letters match the beginning of a word only"
  }

  /// Says how a key of the metadata is written, where a word before a colon was no field.
  private var unknownFieldAdvice: String? {
    guard let pieces = try? QueryScanner.pieces(of: source, maps: []) else { return nil }
    let texts = Set(terms.filter { !$0.isNegated }.map(\.condition))
    for piece in pieces where !piece.value.isEmpty {
      guard let name = piece.name,
        [":", "="].contains(where: {
          texts.contains(.text(SearchFolding.fold(name + $0 + piece.value)))
        })
      else { continue }
      return "“\(name)” is no field; a key of the metadata is written meta.\(name):\(piece.value)"
    }
    return nil
  }
}

extension RecordQuery.Condition {
  fileprivate var asksForText: Bool {
    switch self {
    case .text: true
    case .any(let parts), .all(let parts): parts.contains(where: \.asksForText)
    default: false
    }
  }
}
