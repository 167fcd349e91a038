extension RecordQuery {
  /// Whether words are looked for that may be in any field.
  package var asksForText: Bool { terms.contains { !$0.isNegated && $0.condition.asksForText } }

  /// Says which days were looked for where a date such as `3/4/2026` means two; nil for any other query.
  package var datesReadTwice: String? {
    guard source.contains("/"), let pieces = try? QueryScanner.pieces(of: source, maps: []) else {
      return nil
    }
    for piece in pieces where piece.name == nil && !piece.isQuoted && !piece.isNegated {
      let date = piece.value.prefix { $0 == "/" || $0.isNumber }
      // A span or a list is not looked for.
      guard piece.value[date.endIndex...].allSatisfy(\.isPunctuation) else { continue }
      let forms = QueryDates.isoForms(of: date)
      if forms.count == 2 { return "\(date) as \(forms[0]) and as \(forms[1])" }
    }
    return nil
  }

  /// Says what may be why nothing was found; nil where nothing is known.
  package var advice: String? {
    labelAdvice ?? (operatorAdvice == nil ? shortWordAdvice : nil) ?? unknownFieldAdvice
  }

  /// Says which words were looked for that may only be labels.
  private var labelAdvice: String? {
    guard let label = labels.first else { return nil }
    return "“\(label)” was looked for, too: without this label, more may be found"
  }

  /// Says what of the query was not compared; nil where all was. `besideHits`: with what cuts the list
  /// of what was found. Where nothing was found, the advice says it.
  package func caution(besideHits: Bool = true) -> String? {
    let labels = leftOut.filter { $0.hasSuffix(":") }
    let places = leftOut.filter { !$0.hasSuffix(":") }.map { $0.filter(\.isLetter) }
    var sentences: [String] = []
    if !labels.isEmpty {
      let what = labels.count == 1 ? "was taken as a label" : "were taken as labels"
      sentences.append("\(Self.quoted(labels)) \(what), so only what follows was looked for")
    }
    // The keys that programs write are small letters.
    if let key = labels.first?.dropLast(), labels.count == 1,
      key.allSatisfy({ $0.isLowercase || $0.isNumber || $0 == "_" })
    {
      sentences.append("a key of the metadata is written meta.\(key):VALUE")
    }
    if !places.isEmpty { sentences.append("\(Self.quoted(places)) was left out: \(Self.places)") }
    if let operatorAdvice {
      sentences.append(operatorAdvice)
    } else if besideHits, terms.count > 1,
      shortWords.contains(where: { $0.allSatisfy(\.isLetter) && $0.count == 2 }),
      let shortWordAdvice
    {
      sentences.append("\(shortWordAdvice), and \(Self.places)")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
  }

  /// Says what till has instead of the operators of other languages. At the end, OR is a state.
  private var operatorAdvice: String? {
    guard let pieces = try? QueryScanner.pieces(of: source, maps: []) else { return nil }
    let words = pieces.filter { $0.name == nil && !$0.isQuoted }.map(\.value)
    if pieces.dropFirst().dropLast().contains(where: {
      $0.name == nil && !$0.isQuoted && ["OR", "AND", "||", "&&"].contains($0.value)
        && !leftOut.contains($0.value)
    }) {
      return "all words of a query must match, without AND between them, and there is no OR: "
        + "status:open,expired takes either value"
    }
    guard
      words.dropLast().contains("NOT")
        || words.contains(where: { $0.hasPrefix("!") && $0.count > 1 || $0.contains("!=") })
    else { return nil }
    return "a minus excludes: -jane, -status:open"
  }

  private static let places = "states and countries of addresses are not searched"

  private static func quoted(_ texts: [String]) -> String {
    texts.map { "“\($0)”" }.joined(separator: ", ")
  }

  /// Says that a word of the query is too short to be found inside another word. Nil when all words are
  /// long enough.
  private var shortWordAdvice: String? {
    let words = shortWords
    guard !words.isEmpty else { return nil }
    return "\(Self.quoted(words)): one or two letters match the beginning of a word only"
  }

  private var shortWords: [String] {
    terms.filter { !$0.isNegated }.compactMap { term -> String? in
      switch term.condition {
      case .text(let folded), .contains(_, let folded):
        SearchFolding.isShort(folded) ? String(folded.drop { $0 == " " }) : nil
      default: nil
      }
    }
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
