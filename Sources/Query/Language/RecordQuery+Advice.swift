extension RecordQuery {
  /// Whether words are looked for that may be in any field.
  package var asksForText: Bool { terms.contains { !$0.isNegated && $0.condition.asksForText } }

  /// Says what may be why nothing was found; nil where nothing is known.
  package var advice: String? {
    labelAdvice ?? (remarks.operatorAdvice == nil ? shortWordAdvice : nil)
      ?? remarks.unknownFieldAdvice ?? keyAdvice
  }

  /// Says how a key is compared.
  private var keyAdvice: String? {
    for term in terms where !term.isNegated {
      switch term.condition {
      case .entry(_, let key, _), .hasEntry(_, let key):
        return "the key “\(key)” is compared letter by letter, capitals too"
      default: continue
      }
    }
    return nil
  }

  /// Says which words were looked for that may only be labels.
  private var labelAdvice: String? {
    guard let label = remarks.labels.first else { return nil }
    return "“\(label)” was looked for, too: without this label, more may be found"
  }

  /// Says how the text was read where it can be read otherwise, and what of it was not compared;
  /// nil where there is nothing to say. `besideHits`: also what may have cut the list of hits.
  /// Where nothing was found, the advice says it.
  package func caution(besideHits: Bool = true) -> String? {
    let leftOut = remarks.leftOut
    let labels = leftOut.filter(Remarks.isLabel)
    let titles = leftOut.filter(BareWords.isTitle)
    let places = leftOut.filter { !Remarks.isLabel($0) && !BareWords.isTitle($0) }
      .map { $0.filter(\.isLetter) }
    var sentences = remarks.datesReadTwice.map { ["looked for \($0)"] } ?? []
    if let sign = remarks.sharedSign {
      sentences.append(
        "several currencies have “\(sign)”, so amounts of all currencies were compared; "
          + "currency:CODE or a code beside the amount names one")
    }
    if !labels.isEmpty {
      let isOne = Set(labels).count == 1
      let what = isOne ? "was taken as a label" : "were taken as labels"
      sentences.append("\(Remarks.quoted(labels)) \(what), so only what follows was looked for")
    }
    // The keys that programs write are small letters.
    if let key = labels.first?.dropLast(), labels.count == 1,
      key.allSatisfy({ $0.isLowercase || $0.isNumber || $0 == "_" })
    {
      sentences.append("a key of the metadata is written meta.\(key):VALUE")
    }
    if !titles.isEmpty {
      let what = Set(titles).count == 1 ? "was" : "were"
      sentences.append("\(Remarks.quoted(titles)) \(what) left out: nothing has all of the words")
    }
    if !places.isEmpty {
      let what = Set(places).count == 1 ? "was" : "were"
      sentences.append("\(Remarks.quoted(places)) \(what) left out: \(Self.places)")
    }
    if !besideHits, let advice = remarks.minusAdvice { sentences.append(advice) }
    if let advice = remarks.operatorAdvice {
      sentences.append(advice)
    } else if besideHits, terms.count > 1,
      shortWords.contains(where: { $0.allSatisfy(\.isLetter) && $0.count == 2 }),
      let shortWordAdvice
    {
      sentences.append("\(shortWordAdvice), and \(Self.places)")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
  }

  private static let places = "states and countries of addresses are not searched"

  /// Says that a word of the query is too short to be found inside another word. Nil when all words
  /// are long enough.
  private var shortWordAdvice: String? {
    let words = shortWords
    guard !words.isEmpty else { return nil }
    return "\(Remarks.quoted(words)): one or two letters match the beginning of a word only"
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
}

extension RecordQuery.Condition {
  fileprivate var asksForText: Bool {
    switch self {
    case .text: true
    case .any(let parts), .all(let parts): parts.contains(where: \.asksForText)
    default: false
    }
  }

  /// Whether it compares an amount.
  var comparesAmount: Bool {
    switch self {
    case .amount: true
    case .any(let parts), .all(let parts): parts.contains(where: \.comparesAmount)
    default: false
    }
  }

  /// Whether it wants a value that is a text, whole: of fields that amounts are searched with, only
  /// a currency.
  var namesCurrency: Bool {
    switch self {
    case .equals(_, .text): true
    case .any(let parts), .all(let parts): parts.contains(where: \.namesCurrency)
    default: false
    }
  }
}
