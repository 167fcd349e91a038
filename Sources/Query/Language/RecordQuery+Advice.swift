extension RecordQuery {
  /// Whether words are looked for that may stand in any field.
  package var asksForText: Bool { terms.contains { !$0.isNegated && $0.condition.asksForText } }

  /// Says that a word of the query is too short to be found inside another word, for when nothing
  /// was found. Nil when all words are long enough.
  package var shortWordAdvice: String? {
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
