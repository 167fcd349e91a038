import Screen

/// Whose sessions are on the screen, and what may be done to them. All text is already sanitised.
package struct Account: Equatable, Sendable {
  /// Where the key comes from, in a word: the profile's name, or the variable's.
  package var name: String
  /// The profile in use; nil when the key is not a profile's.
  package var profile: String?
  /// `acct_…`, once Stripe has said it.
  package var id: String?
  package var isLive: Bool
  /// Where the key came from, the key itself masked.
  package var keySource: String
  /// Whether the embedded sandbox answers instead of Stripe.
  package var isSandbox: Bool
  /// Where the API is, for requests that are copied.
  package var apiBase: String
  /// Hosts besides Stripe's own whose checkout pages may be opened.
  package var checkoutHosts: [String] = []
  /// Why nothing may be changed; nil when it may.
  package var readOnlyReason: String?
  /// What would change that, as a sentence.
  package var readOnlyAdvice: String?

  /// The name where there is little room for it.
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
