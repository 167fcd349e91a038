import Checkout
import Query

/// Refreshes the list at intervals. While off, it has no deadline.
package struct AutoRefresh: Equatable, Sendable {
  /// Milliseconds between two refreshes.
  private let interval: Int

  /// When to refresh next, by the monotonic clock; nil while it is off.
  private(set) var dueAt: Int?

  package var isOn: Bool { dueAt != nil }

  /// Starts switched off, for the user to switch on.
  package init(seconds: Int = 30) { interval = max(1, seconds) * 1000 }

  /// Starts switched on, at a time of the monotonic clock in milliseconds.
  package init(seconds: Int, since uptime: Int) {
    self.init(seconds: seconds)
    dueAt = uptime + interval
  }

  /// Switches it off, or on with an immediate refresh.
  ///
  /// - Parameter now: by the monotonic clock, in milliseconds.
  /// - Returns: the message to show.
  mutating func toggle(now: Int) -> Message {
    if isOn {
      dueAt = nil
      return Message("auto refresh is off")
    }
    dueAt = now
    return Message("auto refresh is on: every \(interval / 1000) s")
  }

  /// Whether to refresh now.
  mutating func ask(now: Int) -> Bool {
    guard let dueAt, now >= dueAt else { return false }
    self.dueAt = now + interval
    return true
  }
}
