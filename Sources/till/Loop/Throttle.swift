import Synchronization

/// Lets something happen at most once in a while. Called from any thread.
final class Throttle: Sendable {
  private let last: Mutex<ContinuousClock.Instant>
  private let start = ContinuousClock.now
  private let pause: Duration

  /// The first pause begins now.
  init(_ pause: Duration) {
    self.pause = pause
    last = Mutex(start)
  }

  var elapsed: Duration { .now - start }

  /// Whether the pause since the last time is over; the next one begins if so.
  func isDue() -> Bool {
    last.withLock { last in
      let now = ContinuousClock.now
      guard now - last >= pause else { return false }
      last = now
      return true
    }
  }
}
