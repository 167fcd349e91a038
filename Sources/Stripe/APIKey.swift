/// A key of Stripe's API: what it may do, how it is shown, and the secret that only requests see.
/// Source: https://docs.stripe.com/keys
package struct APIKey: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// `sk_`
    case secret
    /// `rk_`
    case restricted
    /// `rkcs_`: a sandbox that nobody has claimed yet.
    case claimable
  }

  package let kind: Kind
  /// Whether the key acts on real money. A key of an organisation that does not say so counts as
  /// live, because that errs on the side of doing nothing.
  package let isLive: Bool
  /// `sk_test_…abcd`: enough to recognise the key, too little to use it.
  package let masked: String

  private let secret: String

  /// Checks the shape only, like Stripe's own CLI; whether the key is valid, Stripe says. White
  /// space around it is dropped.
  package init(_ text: String) throws(APIKeyError) {
    let secret = text.trimmed
    guard !secret.isEmpty else { throw .empty }
    guard !secret.hasPrefix("pk_") else { throw .publishable }
    guard !secret.contains("*"), !secret.contains("…") else { throw .redacted }
    let parts = secret.split(separator: "_", omittingEmptySubsequences: false)
    guard secret.utf8.count >= 12, parts.count >= 3, let kind = Self.kinds[parts[0]],
      secret.utf8.allSatisfy(isIDCharacter)
    else { throw .malformed }

    // Keys of an organisation name the mode one part later: `sk_org_live_…`.
    let modeIndex = parts[1] == "org" ? 2 : 1
    let mode = parts[modeIndex]
    guard kind == .claimable || modeIndex == 2 || ["test", "live"].contains(mode) else {
      throw .malformed
    }
    self.kind = kind
    isLive = kind == .claimable ? mode == "live" : mode != "test"
    let head = parts[...min(modeIndex, parts.count - 2)].joined(separator: "_") + "_"
    let hidden = secret.dropFirst(head.count)
    masked = head + "…" + (hidden.count >= 12 ? hidden.suffix(4) : "")
    self.secret = secret
  }

  private static let kinds: [Substring: Kind] = [
    "sk": .secret, "rk": .restricted, "rkcs": .claimable,
  ]

  /// The value of the Authorization header: the one place where the secret leaves this type.
  var authorization: String { "Bearer " + secret }

  /// The text with the secret masked, should a server have sent it back.
  func scrubbed(_ text: String) -> String { text.replacing(secret, with: masked) }
}

// Whatever prints a key, or something that contains one, prints the mask.
extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { masked }
  package var debugDescription: String { masked }
  package var customMirror: Mirror { Mirror(self, children: ["masked": masked]) }
}

/// Why a text is not a key that till can use. Never holds the text.
package enum APIKeyError: Error, Equatable, Sendable {
  case empty, publishable, redacted, malformed

  /// What is wrong and what to do, as a sentence.
  package var sentence: String {
    switch self {
    case .empty: "The API key is empty."
    case .publishable:
      "This is a publishable key (pk_…), which cannot read Checkout Sessions: use a secret key "
        + "(sk_…) or a restricted key (rk_…)."
    case .redacted:
      "This key is redacted: part of it was replaced by stars. Use the whole key, from the "
        + "Stripe Dashboard under Developers, API keys."
    case .malformed:
      "This is not an API key of Stripe: one looks like sk_test_…, sk_live_…, rk_test_… or "
        + "rk_live_…"
    }
  }
}
