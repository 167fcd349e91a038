import Checkout
import Query

/// Refreshing the list by itself. Off, nothing wakes up.
package struct AutoRefresh: Equatable, Sendable {
  /// Milliseconds between two refreshes.
  private let interval: Int

  /// When it is time again, by the clock that never jumps; nil when it is off.
  private(set) var dueAt: Int?

  package var isOn: Bool { dueAt != nil }

  /// Refreshing that is off, for the user to switch on.
  package init(seconds: Int = 30) { interval = max(1, seconds) * 1000 }

  /// Refreshing that is on from a time of the clock that never jumps.
  package init(seconds: Int, since uptime: Int) {
    self.init(seconds: seconds)
    dueAt = uptime + interval
  }

  /// Switches it off, or on with a refresh at once.
  ///
  /// - Parameter now: by the clock that never jumps, in milliseconds.
  /// - Returns: what to say.
  mutating func toggle(now: Int) -> Message {
    if isOn {
      dueAt = nil
      return Message("auto refresh is off")
    }
    dueAt = now
    return Message("auto refresh is on: every \(interval / 1000) s")
  }

  /// Whether it is time again.
  mutating func ask(now: Int) -> Bool {
    guard let dueAt, now >= dueAt else { return false }
    self.dueAt = now + interval
    return true
  }
}
