import Checkout
import Screen

/// Digits typed before a motion, as in `5j`.
///
/// `1`, `2` and `3` also focus a pane. They become a count only when a motion follows soon; then
/// the focus goes back to where it was.
package struct PendingCount: Equatable, Sendable {
  /// How soon the motion must follow, in milliseconds.
  static let patience = 700
  static let largest = 99_999

  package var value: Int
  var focusBefore: Pane
  /// Milliseconds of the monotonic clock.
  var typedAt: Int
}
