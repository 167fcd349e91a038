/// Finds ids, e-mail addresses and links in whatever was typed or pasted: a log line, a mail
/// header, a link that a gateway has rewritten, JSON. Secrets are left out of all results.
package struct Recogniser: Sendable {
  /// What ids begin with, without the underscore: `cs`, `pi`.
  private let prefixes: Set<String>

  package init(prefixes: some Sequence<String>) { self.prefixes = Set(prefixes) }

  /// Longer input is cut: a look-up never needs that much.
  private static let limit = 200_000

  package func read(_ pasted: String) -> Findings {
    let head = pasted.utf8.count > Self.limit ? String(pasted.prefix(Self.limit / 4)) : pasted
    let plain = PastedText.plain(head)
    var findings = Findings(text: "")
    findings.droppedSecret = SecretKey.isIn(head) || SecretKey.isIn(plain)
    for text in PastedText.readings(of: plain) {
      for id in ids(in: text) where !findings.ids.contains(id) { findings.ids.append(id) }
      for email in EmailScanner.emails(in: text)
      where !findings.emails.contains(email) && !SecretKey.isIn(email) {
        // `https://sk_test_…@api.stripe.com` looks like an address.
        findings.emails.append(email)
      }
    }
    findings.links = Self.links(in: plain)
    findings.text = Self.text(plain, &findings.droppedSecret)
    return findings
  }

  // MARK: - Ids

  private func ids(in text: String) -> [FoundID] {
    let words = IDWords(text)
    var ids: [FoundID] = []
    for index in words.all.indices {
      guard let id = id(at: index, in: words) else { continue }
      ids.append(id)
    }
    return ids
  }

  private func id(at index: Int, in words: IDWords) -> FoundID? {
    var word = words.all[index].text
    if let part = SecretKey.partBeforeKey(in: word[...]) { word = String(part) }
    guard let kind = kind(of: word), !SecretKey.isIn(word) else { return nil }
    // Only the id of a client secret is kept.
    let whole = word.firstRange(of: "_secret_").map { String(word[..<$0.lowerBound]) } ?? word
    if let end = words.end(afterDotsAt: index), !SecretKey.isIn(end) {
      return FoundID(prefix: kind, beginning: whole, end: end)
    }
    let isPlain = whole == words.all[index].text
    let text = (isPlain ? words.joined(index, upTo: FoundID.length(of: kind)) : nil) ?? whole
    guard FoundID.isLikely(text, kind) else { return nil }
    return FoundID(prefix: kind, beginning: text, end: nil)
  }

  private func kind(of word: String) -> String? {
    guard let mark = word.firstIndex(of: "_") else { return nil }
    let prefix = String(word[..<mark])
    return prefixes.contains(prefix) ? prefix : nil
  }

  // MARK: - Links and text

  private static func links(in text: String) -> [String] {
    text.split { $0.isWhitespace || "<>\"|`".contains($0) }.compactMap { word in
      guard let start = word.firstRange(of: "https://") ?? word.firstRange(of: "http://") else {
        return nil
      }
      var link = String(word[start.lowerBound...])
      while let last = link.last, ".,;:!?)]}'".contains(last) { link.removeLast() }
      return SecretKey.isIn(link) ? nil : link
    }
  }

  /// The text on one line, without the words that are secrets.
  private static func text(_ text: String, _ dropped: inout Bool) -> String {
    var words: [Substring] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if SecretKey.isIn(String(word)) {
        dropped = true
      } else if let secret = word.firstRange(of: "_secret_") {
        dropped = true
        words.append(word[..<secret.lowerBound])
      } else {
        words.append(word)
      }
    }
    return words.joined(separator: " ")
  }
}

/// What was found in a text, in the order of the text.
package struct Findings: Equatable, Sendable {
  package var ids: [FoundID] = []
  package var emails: [String] = []
  /// Web addresses.
  package var links: [String] = []
  /// All of it on one line, without secrets.
  package var text: String
  /// Whether there was a key or a client secret; it is in none of the above.
  package var droppedSecret = false

  package init(
    ids: [FoundID] = [], emails: [String] = [], links: [String] = [], text: String,
    droppedSecret: Bool = false
  ) {
    self.ids = ids
    self.emails = emails
    self.links = links
    self.text = text
    self.droppedSecret = droppedSecret
  }
}

/// An id, or what is left of one: its beginning, or its beginning and its end.
package struct FoundID: Hashable, Sendable {
  /// `cs`
  package let prefix: String
  /// The id, or its beginning where it has an `end`.
  package let beginning: String
  /// The end of one that was shortened in the middle: `bHoWC` of `cs_test_a1iK…bHoWC`.
  package let end: String?

  package init(prefix: String, beginning: String, end: String? = nil) {
    self.prefix = prefix
    self.beginning = beginning
    self.end = end
  }

  /// The length of a whole id, as far as is known; joining an id that a line break has cut stops
  /// there.
  static func length(of prefix: String) -> Int { prefix == "cs" ? 66 : 28 }

  /// Whether a word is an id and not ordinary words, such as `in_stock`.
  static func isLikely(_ word: String, _ prefix: String) -> Bool {
    let rest = word.dropFirst(prefix.count + 1)
    guard rest.utf8.count >= 4, word.utf8.count <= 255 else { return false }
    if prefix == "cs" { return true }
    return rest.contains { $0.isNumber } || rest.dropFirst().contains { $0.isUppercase }
  }
}
