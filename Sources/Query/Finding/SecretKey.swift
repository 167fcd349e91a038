/// Recognises keys by their looks where none belongs: in arguments, in what is searched for. They
/// are not repeated, kept or sent.
/// Source: https://docs.stripe.com/keys
package enum SecretKey {
  private static let prefixes = ["sk_", "rk_", "rkcs_", "pk_", "whsec_"]
  private static let modes = ["test_", "live_", "org_"]
  /// Characters of what is a key although no mode is in it, unless it is a word or two.
  private static let length = 10

  /// Whether a word of the text looks like a key of the API or the secret of a webhook.
  package static func isIn(_ text: String) -> Bool {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }.contains(where: isKey)
  }

  private static func isKey(_ word: Substring) -> Bool {
    guard let prefix = prefixes.first(where: word.hasPrefix) else { return false }
    let rest = word.dropFirst(prefix.count)
    if modes.contains(where: { rest.hasPrefix($0) && rest.count > $0.count }) { return true }
    return rest.count >= length && (rest.contains(where: \.isNumber) || !rest.contains("_"))
  }
}
