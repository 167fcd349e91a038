/// Identifies one change, so that Stripe carries it out once however often it is sent.
/// Source: https://docs.stripe.com/api/idempotent_requests
package struct IdempotencyKey: Hashable, Sendable {
  /// The value of the header `Idempotency-Key`.
  package let text: String

  package init(_ text: String) { self.text = text }

  /// A new random key in the shape of a UUID, as Stripe's libraries send it.
  package static func random() -> IdempotencyKey {
    var generator = SystemRandomNumberGenerator()
    return random(using: &generator)
  }

  /// The same from a generator, for tests.
  package static func random(using generator: inout some RandomNumberGenerator) -> IdempotencyKey {
    let digits = (0..<32).map { _ in
      String(Int.random(in: 0..<16, using: &generator), radix: 16)
    }
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return IdempotencyKey(groups.map { digits[$0].joined() }.joined(separator: "-"))
  }
}
