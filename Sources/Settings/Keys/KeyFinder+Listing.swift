package import Checkout

/// One line of `till profiles`: a key that could be used, without using it.
package struct ProfileListing: Equatable, Sendable {
  package let source: Credentials.Source
  /// Prints as its mask. nil when it is unusable, or not known before a program has run.
  package var key: APIKey?
  /// The connected account, or the key's own account when the Stripe CLI has stored it.
  package var account: String?
  /// Whether the profile says so; a live key is read-only by default.
  package var isReadOnly = false
  /// Whether this is an old copy of a profile, which nothing uses.
  package var isReplaced = false
  /// A sentence: why there is no key to show, or that it is overridden.
  package var remark: String?
}

extension KeyFinder {
  /// All keys that till can find, in order of precedence. No program is run.
  package func list() -> [ProfileListing] {
    let environmentKey = environment.nonEmpty(Self.variable).map { text in
      var listing = ProfileListing(source: .environment)
      do throws(APIKeyError) { listing.key = try APIKey(text) } catch {
        listing.remark = error.sentence
      }
      return listing
    }
    let own = configuration.profiles.map { list($0) }
    let others = stripeCLI.profiles
      .filter { configuration.profile(named: $0.name) == nil }
      .map { list($0) }
    let replaced = stripeCLI.replaced.map { profile in
      var listing = list(profile)
      listing.remark = "Not used: an old copy, which the one below [profiles] has replaced."
      listing.isReplaced = true
      return listing
    }
    return (environmentKey.map { [$0] } ?? []) + own + others + replaced
  }

  private func list(_ profile: Profile) -> ProfileListing {
    var listing = ProfileListing(source: .profile(profile.name))
    switch profile.keySource {
    case .key(.success(let key)): listing.key = key
    case .key(.failure(let error)): listing.remark = error.sentence
    case .command(let command):
      listing = ProfileListing(
        source: .command(profile: profile.name),
        remark: "The key is what \((command.first ?? "").quoted) prints.")
    case nil:
      if let match = stripeCLI.profile(named: profile.name) {
        listing = list(match)
      } else {
        listing.remark = "It has no api_key and no api_key_command."
      }
    }
    listing.account = profile.account ?? listing.account
    listing.isReadOnly = profile.readOnly
    return listing
  }

  private func list(_ profile: StripeCLIProfiles.Profile) -> ProfileListing {
    var listing = ProfileListing(
      source: .stripeCLI(profile: profile.name), account: profile.accountID)
    switch profile.key {
    case .success(let key): listing.key = key
    case .failure(let refusal): listing.remark = refusal.sentence
    }
    return listing
  }
}
