import Checkout
import JSON

/// A program that uses the terminal for a while.
package enum OutsideProgram: Equatable, Sendable {
  /// `$PAGER`
  case pager
  /// `$EDITOR`
  case editor
}
