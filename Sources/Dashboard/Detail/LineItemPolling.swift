/// When to ask Stripe for line items: once the selection rests on a session whose items are not all
/// in the cache. Times are milliseconds of the monotonic clock.
struct LineItemPolling: Equatable, Sendable {
  /// How long the selection must rest, so that scrolling past sessions sends no requests.
  static let patience = 150

  enum Phase: Equatable, Sendable {
    /// Nothing is missing, or it is not available.
    case settled
    /// The cache has not answered yet; nothing else is waited for.
    case unread(since: Int)
    /// Some are missing.
    case resting(since: Int)
  }

  private(set) var phase = Phase.settled
  /// Sessions whose line items Stripe is being asked for, shown or not.
  private(set) var asking: Set<String> = []

  /// Shows another session, or none.
  mutating func turn(to id: String?, now: Int) {
    phase = id == nil ? .settled : .unread(since: now)
  }

  /// The cache has answered.
  mutating func takeKnown(isComplete: Bool) {
    switch phase {
    case .unread(let since), .resting(let since):
      phase = isComplete ? .settled : .resting(since: since)
    case .settled: break
    }
  }

  /// The cache cannot be read: Stripe is not asked, because the answer could not be stored.
  mutating func giveUp() { phase = .settled }

  /// When to ask Stripe for the items of the session that is shown.
  func deadline(for shown: String?) -> Int? {
    guard let shown, !asking.contains(shown), case .resting(let since) = phase else { return nil }
    return since + Self.patience
  }

  /// Whether to ask Stripe now.
  mutating func ask(for shown: String, now: Int) -> Bool {
    guard let deadline = deadline(for: shown), now >= deadline else { return false }
    asking.insert(shown)
    return true
  }

  /// Stripe has answered for a session, or the request has failed.
  mutating func end(_ id: String, isShown: Bool) {
    asking.remove(id)
    if isShown { phase = .settled }
  }
}
