import Checkout
import Screen

/// Digits typed before a motion, as in `5j`.
///
/// `1`, `2` and `3` also focus a pane. They become a count only when a motion follows soon; then
/// the focus goes back to where it was.
package struct PendingCount: Equatable, Sendable {
  static let patience = 700
  static let largest = 99_999

  package var value: Int
  var focusBefore: Pane
  /// Milliseconds of the clock that never jumps.
  var typedAt: Int
}

extension State {
  /// Takes a digit for a count, unless it means something else.
  ///
  /// - Returns: whether the digit is used up.
  mutating func takeDigit(_ digit: Int) -> Bool {
    if let count, clock.uptime - count.typedAt <= PendingCount.patience {
      let value = min(PendingCount.largest, count.value * 10 + digit)
      self.count = PendingCount(
        value: value, focusBefore: count.focusBefore, typedAt: clock.uptime)
      arrangement.focus = count.focusBefore
      return true
    }
    guard digit > 0 else { return false }
    count = PendingCount(value: digit, focusBefore: arrangement.focus, typedAt: clock.uptime)
    return digit > 3
  }

  /// Uses the count up for a motion: 1 when there is none.
  mutating func takeCount() -> Int {
    defer { count = nil }
    guard let count, count.value > 3 || clock.uptime - count.typedAt <= PendingCount.patience else {
      return 1
    }
    arrangement.focus = count.focusBefore
    return count.value
  }
}
