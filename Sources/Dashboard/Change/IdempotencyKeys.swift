/// Makes a new idempotency key for each change that the user asks for.
///
/// The keys are part of the state, so that an effect names its own key and a retry can use it
/// again. SplitMix64 with a random seed: collisions are unlikely, and the keys are not secret.
/// Source: https://docs.stripe.com/api/idempotent_requests
struct IdempotencyKeys: Equatable, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> String {
    "till-" + hexadecimal(nextWord()) + hexadecimal(nextWord())
  }

  private mutating func nextWord() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  private func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
