/// The text around what was recognised.
extension Findings {
  /// Longer texts are whole mails and logs, which no session has in it.
  private static let mostWords = 60

  /// The words beside the ids, the addresses and the links: a name, a number of an order. Nil where
  /// nothing else was pasted, or only words that say nothing of one session.
  package func rest(in table: FieldTable) -> String? {
    let words = text.split(separator: " ").flatMap { parts(of: String($0)) }
    // Of an object in JSON, a value alone says nothing.
    guard words.count <= Self.mostWords, !text.contains("\":") else { return nil }
    var kept: [String] = []
    var isInLink = false
    var isBehind = false
    for word in words {
      if isInLink || isRecognised(word) {
        // The words of `[Pay here](https://…)` and `<https://…|Pay here>` are those of a link.
        if word.contains("]("), let start = kept.lastIndex(where: { $0.hasPrefix("[") }) {
          kept.removeSubrange(start...)
        }
        isInLink = (isInLink || word.contains("://") && word.contains("<")) && !word.contains(">")
        while let last = kept.last, Self.isLink(last) {
          kept.removeLast()
          guard let name = Self.endOfName(last, behind: kept.last) else { continue }
          kept.append(name)
          break
        }
        isBehind = true
      } else if !isBehind || !Self.isLink(word) {
        kept.append(word)
        isBehind = false
      }
    }
    let rest = kept.joined(separator: " ")
    guard
      kept.contains(where: {
        !Self.isLink($0) && !BareWords.isQualifier($0) && !Self.isShort($0)
      }),
      Self.isTelling(rest, in: table)
    else { return nil }
    return rest
  }

  /// Whether a word holds an id, an address or a link. A line break may have cut an id.
  private func isRecognised(_ word: String) -> Bool {
    word.contains("://") || emails.contains(where: word.contains)
      || ids.contains { id in
        word.contains(id.beginning)
          || word.utf8.count >= Self.shortestPart && id.beginning.contains(word)
      }
  }

  private static let shortestPart = 6

  /// The cells of `Jane Doe;jane@example.com;19.38`, if a word holds something recognised.
  private func parts(of word: String) -> [String] {
    guard !word.contains("://"), isRecognised(word) else { return [word] }
    return word.split { ",;|".contains($0) }.map(String.init)
  }

  /// “Doe” of “Jane Doe: jane@example.com”; nil for a label, which has no name before it.
  private static func endOfName(_ word: String, behind first: String?) -> String? {
    guard word.last == ":", let first, !isLink(first), !BareWords.isQualifier(first),
      first.allSatisfy({ $0.isLetter || "-.'’".contains($0) })
    else { return nil }
    let name = String(word.dropLast())
    return isLink(name) ? nil : name
  }

  /// Whether a word has so few letters and digits that the words of many strangers begin with it. A
  /// sign of Chinese or Japanese is a word by itself.
  private static func isShort(_ word: String) -> Bool {
    word.filter { $0.isLetter || $0.isNumber }.utf8.count <= 2
  }

  /// Whether a word only leads to the address or the id beside it.
  private static func isLink(_ word: String) -> Bool {
    guard word.contains(where: { $0.isLetter || $0.isNumber }), word.last != ":" else {
      return true
    }
    let plain = SearchFolding.fold(RecordQuery.unmarked(word)).drop { $0 == " " }
    return links.contains(String(plain))
      || word.first != "#" && BareWords.isQualifier(String(plain))
  }

  private static let links: Set = [
    "from", "by", "of", "for", "to", "with", "via", "and", "is", "von", "fur", "mit", "und", "per",
    "or", "oder", "ou", "de", "par", "pour", "et", "da", "di", "van", "voor", "en", "para", "por",
    "y", "email",
    "e-mail", "mail", "id", "hi", "hello", "hey", "dear", "hallo", "moin", "liebe", "lieber",
    "bonjour",
    "salut", "hola", "ciao", "sir", "madam",
  ]

  /// Whether a text has more than days, states and currencies, which many sessions share.
  private static func isTelling(_ text: String, in table: FieldTable) -> Bool {
    guard let query = try? RecordQuery(parsing: text, in: table, now: 0, isPasted: true) else {
      return true
    }
    return query.terms.contains { !$0.isNegated && !$0.condition.isShared }
  }
}

extension RecordQuery.Condition {
  /// Whether it is met by all sessions of a day, a state or a currency.
  fileprivate var isShared: Bool {
    switch self {
    case .between, .equals, .has: true
    case .any(let parts): parts.contains(where: \.isShared)
    case .all(let parts): parts.allSatisfy(\.isShared)
    case .text, .contains, .begins, .ends, .digits, .amount, .entry, .hasEntry, .holds: false
    }
  }
}
