package import HTTP

/// Where the API is: Stripe itself, or a sandbox with the same API.
package struct APIBase: Equatable, Sendable {
  /// Without a slash at the end.
  package let url: String
  /// Whether this is the real Stripe.
  package let isStripe: Bool

  package static let stripe = APIBase(verified: "https://api.stripe.com", isStripe: true)

  private init(verified url: String, isStripe: Bool) {
    self.url = url
    self.isStripe = isStripe
  }

  /// - Parameter text: `https://…`, or `http://` to this machine; a path is kept as a prefix.
  /// - Throws: `.refusedAddress`, with the reason in the detail.
  package init(_ text: String) throws(HTTPError) {
    let address = try HTTPAddress(text)
    guard !address.target.contains("?") else {
      throw HTTPError(.refusedAddress, "a query does not belong in it")
    }
    var url = text
    while url.hasSuffix("/") { url.removeLast() }
    self.url = url
    isStripe = address.isSecure && address.host == "api.stripe.com" && address.port ?? 443 == 443
  }
}
