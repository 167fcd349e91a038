/// When Stripe is asked for line items: once the selection rests on a session of which the cache does
/// not have them all. Times are milliseconds of the clock that never jumps.
struct LineItemPolling: Equatable, Sendable {
  /// How long the selection must rest, so that scrolling past sessions asks for nothing.
  static let patience = 150

  enum Phase: Equatable, Sendable {
    /// Nothing is missing, or it cannot be had.
    case settled
    /// The cache has not answered yet. Nothing is waited for but its answer.
    case unread(since: Int)
    /// Some are missing.
    case resting(since: Int)
  }

  private(set) var phase = Phase.settled
  /// Sessions whose line items Stripe is being asked for, shown or not.
  private(set) var asking: Set<String> = []

  /// Turns to another session, or to none.
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

  /// The cache cannot be read: Stripe is not asked for what could not be kept.
  mutating func giveUp() { phase = .settled }

  /// When Stripe is to be asked for the items of the session that is shown.
  func deadline(for shown: String?) -> Int? {
    guard let shown, !asking.contains(shown), case .resting(let since) = phase else { return nil }
    return since + Self.patience
  }

  /// Whether Stripe is to be asked now.
  mutating func ask(for shown: String, now: Int) -> Bool {
    guard let deadline = deadline(for: shown), now >= deadline else { return false }
    asking.insert(shown)
    return true
  }

  /// Stripe has answered for a session, well or badly.
  mutating func end(_ id: String, isShown: Bool) {
    asking.remove(id)
    if isShown { phase = .settled }
  }
}
