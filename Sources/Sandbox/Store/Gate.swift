/// Admits or refuses requests: the rate limit and the failures that the options ask for.
struct Gate: Sendable {
  private let rateLimit: Double?
  private let failRate: Double
  private var dice: Dice
  private var tokens: Double
  private var refilled = 0.0

  init(options: SandboxOptions) {
    rateLimit = options.rateLimit
    failRate = options.failRate
    dice = Dice(seed: options.seed, 0xFA11)
    tokens = max(options.rateLimit ?? 0, 1)
  }

  /// - Throws: 429, 500 or 503; the request has then had no effect.
  mutating func admit(at now: Double) throws(APIError) {
    try spend(at: now)
    guard failRate > 0, dice.fraction() < failRate * Self.refused else { return }
    throw dice.chance(50) ? .internalError : .unavailable
  }

  /// Whether an answer gets lost on its way back, after the request has had its effect.
  mutating func dropsAnswer() -> Bool {
    guard failRate > 0 else { return false }
    // The share is of all requests, and not only of those that came this far.
    let share = failRate * (1 - Self.refused) / (1 - failRate * Self.refused)
    return dice.fraction() < share
  }

  /// Two thirds of the failures are answers; the rest are dropped connections.
  private static let refused = 2.0 / 3

  /// A bucket that holds one second's worth of requests.
  private mutating func spend(at now: Double) throws(APIError) {
    guard let rateLimit else { return }
    tokens = min(tokens + max(now - refilled, 0) * rateLimit, max(rateLimit, 1))
    refilled = now
    guard tokens >= 1 else { throw .rateLimited }
    tokens -= 1
  }
}
