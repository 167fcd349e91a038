/// Why a text is not a key that till can use. Never holds the text.
package enum APIKeyError: Error, Equatable, Sendable {
  case empty, publishable, redacted
  /// `whsec_…`
  case webhookSecret
  /// `"sk_…"`
  case quoted
  /// `<sk_…>`
  case bracketed
  /// `NAME=sk_…`
  case assignment
  /// `op://…`, `${…}`, `$(…)`: another program should have put the key there.
  case reference
  /// A space, with a comment or something else after it.
  case trailing
  case tooShort
  case malformed

  /// Finds out what is wrong with a text that does not look like a key.
  init(of text: String) {
    let first = text.first ?? " "
    let last = text.last ?? " "
    self =
      if text.hasPrefix("pk_") {
        .publishable
      } else if text.hasPrefix("whsec_") {
        .webhookSecret
      } else if Self.quotes.contains(first) || Self.quotes.contains(last) {
        .quoted
      } else if text.contains("://") || "$%".contains(first) || text.hasPrefix("{{") {
        .reference
      } else if "<[({".contains(first) || ">])}".contains(last) {
        .bracketed
      } else if Self.isAssignment(text) {
        .assignment
      } else if text.contains("*") || text.contains("…") || text.contains("...") {
        .redacted
      } else if text.contains(where: \.isWhitespace), Self.hasKeyPrefix(text) {
        .trailing
      } else if Self.isBeginning(text) {
        .tooShort
      } else {
        .malformed
      }
  }

  private static let quotes: Set<Character> = ["\"", "'", "`", "“", "”", "‘", "’", "„", "«", "»"]

  private static func isAssignment(_ text: String) -> Bool {
    guard let sign = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return false }
    let name = text[..<sign]
    return !name.isEmpty && !hasKeyPrefix(text)
      && name.utf8.allSatisfy { StripeID.isAllowed($0) || $0 == UInt8(ascii: "-") }
  }

  private static func hasKeyPrefix(_ text: String) -> Bool {
    APIKey.kinds[text.prefix { $0 != "_" }] != nil
  }

  /// Whether the text is only the beginning of a key: kind and mode, and nothing after them.
  private static func isBeginning(_ text: String) -> Bool {
    let parts = text.split(separator: "_")
    return parts.count <= 2 && parts.first.map { APIKey.kinds[$0] != nil } == true
      && parts.dropFirst().allSatisfy { ["test", "live", "org"].contains($0) }
  }

  /// What is wrong and what to do, as a sentence.
  package var sentence: String {
    switch self {
    case .empty: "The API key is empty."
    case .publishable:
      "This is a publishable key (pk_…), which cannot read Checkout Sessions: use a secret key "
        + "(sk_…) or a restricted key (rk_…)."
    case .webhookSecret:
      "This is the secret of a webhook (whsec_…), which signs events and reads nothing: use a secret "
        + "key (sk_…) or a restricted key (rk_…)."
    case .redacted:
      "This key is redacted: part of it was replaced by stars or dots. Use the whole key, from the "
        + "Stripe Dashboard under Developers, API keys."
    case .quoted: "There are quotation marks around the key: take them away."
    case .bracketed: "There are brackets around the key: take them away."
    case .assignment:
      "There is a name before the key, as in NAME=sk_test_…: use only what stands behind the sign."
    case .reference:
      "This is a reference to a key, not the key: the program that should have put the key in its "
        + "place did not run. A profile's api_key_command can run it, such as [\"op\", \"read\", …]."
    case .trailing:
      "There is a blank inside the key, with a comment or something else behind it: use only the key."
    case .tooShort: "This key is too short: part of it is missing."
    case .malformed:
      "This is not an API key of Stripe: one looks like sk_test_…, sk_live_…, rk_test_… or "
        + "rk_live_…"
    }
  }
}
