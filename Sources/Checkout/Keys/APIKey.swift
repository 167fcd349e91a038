/// A key of Stripe's API: what it may do, how it is shown, and the secret that only requests see.
/// Source: https://docs.stripe.com/keys
package struct APIKey: Equatable, Sendable {
  /// What sort of key it is, as its prefix says.
  package enum Kind: Equatable, Sendable {
    /// `sk_`
    case secret
    /// `rk_`
    case restricted
    /// `rkcs_`: a sandbox that has not been claimed yet.
    case claimable
  }

  package let kind: Kind
  /// Whether the key acts on real money. An organisation's key that does not say so counts as live,
  /// which is the safe assumption.
  package let isLive: Bool
  /// Whether the key belongs to an organisation, so that each request names the account it is for.
  /// Source: https://docs.stripe.com/keys#organization-api-keys
  package let isOfOrganization: Bool
  /// `sk_test_…abcd`: enough to recognise the key, too little to use it.
  package let masked: String

  private let secret: String

  /// Checks only the form, like Stripe's own CLI; only Stripe knows whether the key is valid. White
  /// space around it is dropped.
  package init(_ text: String) throws(APIKeyError) {
    let secret = text.trimmingWhitespace
    guard !secret.isEmpty else { throw .empty }
    let parts = secret.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count >= 3, let kind = Self.kinds[parts[0]],
      secret.utf8.allSatisfy(StripeID.isAllowed)
    else { throw APIKeyError(of: secret) }

    // Keys of an organisation name the mode one part later: `sk_org_live_…`.
    isOfOrganization = parts[1] == "org"
    let modeIndex = isOfOrganization ? 2 : 1
    let mode = parts[modeIndex]
    guard kind == .claimable || isOfOrganization || ["test", "live"].contains(mode) else {
      throw .malformed
    }
    guard secret.utf8.count >= Self.shortest else { throw .tooShort }
    self.kind = kind
    isLive = kind == .claimable ? mode == "live" : mode != "test"
    let head = String(secret[..<parts[min(modeIndex, parts.count - 2)].endIndex]) + "_"
    let hidden = secret.dropFirst(head.count)
    masked = head + "…" + (hidden.count >= 12 ? String(hidden.suffix(4)) : "")
    self.secret = secret
  }

  /// Length of the shortest text that is accepted as a key.
  private static let shortest = 12

  static let kinds: [Substring: Kind] = [
    "sk": .secret, "rk": .restricted, "rkcs": .claimable,
  ]

  /// The value of the Authorization header. Only for requests.
  package var authorization: String { "Bearer " + secret }

  /// The secret itself, for a program that the user has declared as needing it.
  package var forProgram: String { secret }

  /// The text with the secret masked, in case a server sent it back.
  package func scrubbed(_ text: String) -> String { text.replacing(secret, with: masked) }
}

// Printing a key, or anything that contains one, prints the masked form.
extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { masked }
  package var debugDescription: String { masked }
  package var customMirror: Mirror { Mirror(self, children: ["masked": masked]) }
}

extension String {
  /// Without white space at both ends.
  fileprivate var trimmingWhitespace: String {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
