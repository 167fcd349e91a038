/// The request that is being answered, as far as every endpoint needs it.
struct Call: Sendable {
  var version = StripeVersion.standard
  /// The API key, which is never shown.
  var key = ""
}
