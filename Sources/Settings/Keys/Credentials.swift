package import Checkout

/// The key that till works with, and what to say about it.
package struct Credentials: Equatable, Sendable {
  /// Where a key comes from.
  package enum Source: Equatable, Sendable {
    /// `STRIPE_API_KEY`
    case environment
    /// `api_key` of a till profile.
    case profile(String)
    /// `api_key_command` of a till profile.
    case command(profile: String)
    /// A profile of the Stripe CLI.
    case stripeCLI(profile: String)
  }

  package let key: APIKey
  package let source: Source
  /// The profile in use. Nil when the key is the environment's: a profile's account, address and
  /// filter belong to the profile's key.
  package let profile: Profile?
  /// The id of the key's own account, where it is known.
  package let accountID: String?
  /// Whether the profile that was asked for is read-only, even when its key is not the one in use.
  package let isProfileReadOnly: Bool
  /// Whether the profile is in use only because the last dashboard had it.
  package var isRemembered = false
  /// Sentences that the user should see.
  package let notes: [String]

  /// Where the key comes from and its mask: `STRIPE_API_KEY, sk_test_…abcd`.
  package var sourceText: String { "\(source.text), \(key.masked)" }

  /// The name of the profile, till's or the Stripe CLI's.
  package var profileName: String? { source.profileName }
}

extension Credentials.Source {
  /// For the header and for `till profiles`.
  package var text: String {
    switch self {
    case .environment: KeyFinder.variable
    case .profile(let name): "profile \(name.quoted)"
    case .command(let name): "profile \(name.quoted), api_key_command"
    case .stripeCLI(let name): "Stripe CLI profile \(name.quoted)"
    }
  }

  package var profileName: String? {
    switch self {
    case .environment: nil
    case .profile(let name), .command(let name), .stripeCLI(let name): name
    }
  }
}

/// No key can be used.
package struct CredentialsError: Error, Equatable, Sendable {
  /// Why there is no key to use.
  package enum Code: Equatable, Sendable {
    /// No place has a key.
    case notFound
    /// A profile was asked for that does not exist.
    case unknownProfile
    /// Several profiles, and none is the default.
    case ambiguous
    /// The key that was chosen is malformed or expired, or its program failed. No other key is used
    /// instead, since that would be another account.
    case unusable
  }

  /// Where a key was looked for, and why there was none.
  package struct Place: Equatable, Sendable {
    package let name: String
    package let reason: String

    init(_ name: String, _ reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  package let code: Code
  /// The first line of the message.
  package let summary: String
  package let places: [Place]
  /// What to do.
  package let advice: String

  /// The whole message, over several lines.
  package var message: String {
    let lines = [summary] + places.map { "  \($0.name): \($0.reason)" } + [advice]
    return lines.joined(separator: "\n")
  }
}
