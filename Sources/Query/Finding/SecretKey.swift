/// Recognises keys by their form where they do not belong: in arguments and in search text. They
/// are not repeated, kept or sent.
/// Source: https://docs.stripe.com/keys
package enum SecretKey {
  private static let prefixes = ["sk_", "rk_", "rkcs_", "pk_", "whsec_"]
  private static let modes = ["test_", "live_", "org_"]
  /// Characters of what is a key although no mode is in it, unless it is a word or two.
  private static let length = 10

  /// Whether a word of the text looks like a key of the API or the secret of a webhook.
  package static func isIn(_ text: String) -> Bool {
    words(of: text).contains(where: isKey)
  }

  /// The text with `…` for the secret part of each key: `sk_live_…`. It can be shown.
  package static func masked(_ text: String) -> String {
    let keys = words(of: text).filter(isKey)
    guard !keys.isEmpty else { return text }
    var masked = ""
    var rest = text[...]
    for key in keys {
      masked += rest[..<key.startIndex] + shownPart(of: key) + "…"
      rest = rest[key.endIndex...]
    }
    return masked + rest
  }

  private static func words(of text: String) -> [Substring] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
  }

  /// What a mask shows of a key: its kind and its mode, and what comes before a key inside a word.
  private static func shownPart(of word: Substring) -> Substring {
    if let part = partBeforeKey(in: word), !prefixes.contains(where: word.hasPrefix) { return part }
    guard let prefix = prefixes.first(where: word.hasPrefix) else { return "" }
    let mode = modes.first(where: word.dropFirst(prefix.count).hasPrefix) ?? ""
    return word.prefix(prefix.count + mode.count)
  }

  /// The part of a word before a key that was pasted directly after it; nil where there is none.
  static func partBeforeKey(in word: Substring) -> Substring? {
    for prefix in prefixes {
      for place in word.indices.dropFirst() where word[place...].hasPrefix(prefix) {
        if isRandom(word[place...].dropFirst(prefix.count)) { return word[..<place] }
      }
    }
    return nil
  }

  /// Whether it is unlike any word: long, with digits, and with upper- and lower-case letters.
  private static func isRandom(_ rest: Substring) -> Bool {
    let mode = modes.first(where: rest.hasPrefix) ?? ""
    let random = rest.dropFirst(mode.count).prefix { $0 != "_" }
    return random.count > length && random.contains(where: \.isNumber)
      && random.contains(where: \.isUppercase) && random.contains(where: \.isLowercase)
  }

  private static func isKey(_ word: Substring) -> Bool {
    guard let prefix = prefixes.first(where: word.hasPrefix) else {
      return partBeforeKey(in: word) != nil
    }
    let rest = word.dropFirst(prefix.count)
    if modes.contains(where: { rest.hasPrefix($0) && rest.count > $0.count }) { return true }
    return rest.count >= length && (rest.contains(where: \.isNumber) || !rest.contains("_"))
  }
}
