import Host

/// Lets something happen at most once in a given time. Called from any thread.
package final class Throttle: Sendable {
  /// When it last happened; nil for never.
  private let last: Locked<ContinuousClock.Instant?>
  private let start = ContinuousClock.now
  private let pause: Duration

  /// - Parameters:
  ///   - pause: the time between two events.
  ///   - isDueAtOnce: whether the first one may happen now, rather than after a pause.
  package init(_ pause: Duration, isDueAtOnce: Bool = false) {
    self.pause = pause
    last = Locked(isDueAtOnce ? nil : start)
  }

  /// The time since this was created.
  package var elapsed: Duration { .now - start }

  /// Whether the pause since the last time is over; if so, the next pause begins.
  package func isDue() -> Bool {
    last.withLock { last in
      let now = ContinuousClock.now
      guard last.map({ now - $0 >= pause }) ?? true else { return false }
      last = now
      return true
    }
  }
}
