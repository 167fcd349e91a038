import Screen

/// Whose sessions are shown, and what may be done with them. All text is already sanitised.
package struct Account: Equatable, Sendable {
  /// A short name for the key's source: the profile, or the variable.
  package var name: String
  /// The profile in use; nil if the key is not from a profile.
  package var profile: String?
  /// `acct_…`, once Stripe has said it.
  package var id: String?
  package var isLive: Bool
  /// Where the key comes from; the key itself is masked.
  package var keySource: String
  /// Whether the embedded sandbox answers instead of Stripe.
  package var isSandbox: Bool
  /// The URL of the API, for requests that are copied.
  package var apiBase: String
  /// Hosts besides Stripe's own whose checkout pages may be opened.
  package var checkoutHosts: [String] = []
  /// Why nothing may be changed; nil if changes are allowed.
  package var readOnlyReason: String?
  /// How to allow changes, as a sentence.
  package var readOnlyAdvice: String?

  /// The name for places with little room.
  package var shortName: String {
    profile == nil && !isSandbox ? "env key" : TextWidth.truncate(name, to: 12)
  }

  package init(
    name: String, profile: String? = nil, id: String? = nil, isLive: Bool = false,
    keySource: String = "",
    isSandbox: Bool = false, apiBase: String = "https://api.stripe.com",
    readOnlyReason: String? = nil
  ) {
    self.name = name
    self.profile = profile
    self.id = id
    self.isLive = isLive
    self.keySource = keySource
    self.isSandbox = isSandbox
    self.apiBase = apiBase
    self.readOnlyReason = readOnlyReason
  }
}
