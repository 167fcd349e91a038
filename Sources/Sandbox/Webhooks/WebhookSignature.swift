import Signatures

/// Proves to a shop's server that an event comes from the sandbox.
/// Source: https://docs.stripe.com/webhooks#verify-manually
enum WebhookSignature {
  /// The value of the header `Stripe-Signature`, for a body that is sent at `time`, in Unix seconds.
  ///
  /// In test mode, Stripe adds a signature of a scheme that is not in use, which receivers have to
  /// ignore. It is another one, so that a receiver that takes it for `v1` is noticed.
  ///
  /// - Throws: when no library for signing is available.
  static func header(
    for body: [UInt8], at time: Int, secret: String, livemode: Bool = false
  ) throws(SigningError) -> String {
    let message = Array("\(time).".utf8) + body
    let code = try HMAC.sha256(message, key: Array(secret.utf8))
    guard !livemode else { return "t=\(time),v1=\(hex(code))" }
    let unused = try HMAC.sha256(message, key: Array("v0:\(secret)".utf8))
    return "t=\(time),v1=\(hex(code)),v0=\(hex(unused))"
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
