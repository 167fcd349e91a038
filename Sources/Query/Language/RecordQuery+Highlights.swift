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
        case .text, .all: return part.needles
        default: return []
        }
      }
    case .all(let parts): parts.flatMap(\.needles)
    case .digits(_, let digits): [digits]
    default: []
    }
  }
}

/// A text in folded form that remembers where each part of it came from.
private struct FoldedText {
  private var scalars: [Unicode.Scalar] = []
  /// For each folded scalar, the character of the text that it comes from.
  private var origins: [Range<String.Index>] = []

  init(_ text: String) {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { addASCII(text) } else { addCharacters(of: text) }
  }

  /// The same for the usual text, whose characters are its bytes.
  private mutating func addASCII(_ text: String) {
    var isBetweenWords = true
    for index in text.utf8.indices {
      let byte = text.utf8[index]
      if SearchFolding.isSpace(Unicode.Scalar(byte)) {
        isBetweenWords = true
        continue
      }
      if isBetweenWords {
        for _ in 0..<2 { append(" ", index..<index) }
        isBetweenWords = false
      }
      let isUpper = (0x41...0x5A).contains(byte)
      append(
        Unicode.Scalar(isUpper ? byte + 0x20 : byte), index..<text.utf8.index(after: index))
    }
  }

  private mutating func addCharacters(of text: String) {
    var isBetweenWords = true
    for index in text.indices {
      let next = text.index(after: index)
      var folded = ""
      for scalar in text[index].unicodeScalars {
        if SearchFolding.isSpace(scalar) {
          isBetweenWords = true
        } else {
          SearchFolding.append(scalar, to: &folded)
        }
      }
      if folded.isEmpty { continue }
      if isBetweenWords {
        for _ in 0..<2 { append(" ", index..<index) }
        isBetweenWords = false
      }
      for scalar in folded.unicodeScalars { append(scalar, index..<next) }
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ origin: Range<String.Index>) {
    scalars.append(scalar)
    origins.append(origin)
  }

  func ranges(of needle: [Unicode.Scalar]) -> [Range<String.Index>] {
    guard needle.count <= scalars.count else { return [] }
    return (0...scalars.count - needle.count).compactMap { start in
      let end = start + needle.count
      guard scalars[start] == needle[0], scalars[start..<end].elementsEqual(needle) else {
        return nil
      }
      return origins[start].lowerBound..<origins[end - 1].upperBound
    }
  }
}
