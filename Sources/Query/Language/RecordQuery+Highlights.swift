extension RecordQuery {
  /// The ranges of a text that the query matches, in order and without overlap.
  package func highlights(in text: String) -> [Range<String.Index>] {
    guard !needles.isEmpty else { return [] }
    let folded = FoldedText(text)
    let found = needles.flatMap { folded.ranges(of: $0) }
      .sorted { $0.lowerBound < $1.lowerBound }
    var merged: [Range<String.Index>] = []
    for range in found {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}

extension RecordQuery.Condition {
  /// Folded words, if rows are shown for them.
  var needles: [String] {
    switch self {
    case .text(let folded), .contains(_, let folded): [SearchFolding.needle(folded)]
    case .entry(_, _, let value): [value]
    case .begins(_, let prefix): ["  " + SearchFolding.fold(prefix).drop { $0 == " " }]
    // A word that may be an id or a text; ids that a list is made of are not looked for.
    case .any(let parts):
      parts.flatMap { part in
        switch part {
        case .text, .all, .any: return part.needles
        default: return []
        }
      }
    case .all(let parts): parts.flatMap(\.needles)
    case .digits(_, let digits): [digits]
    default: []
    }
  }
}
