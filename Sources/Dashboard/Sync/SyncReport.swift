import Checkout
package import Query
import Units

/// How far a sync has come.
package struct SyncReport: Equatable, Sendable {
  package var changes: Changes
  /// From 0 to 1.
  package var fraction: Double
  /// The oldest second reached, in Unix seconds.
  package var oldest: Int?
  /// Guessed from the pages that are left; nil while nothing is known.
  package var secondsLeft: Int?

  package init(
    _ changes: Changes = Changes(), fraction: Double = 0, oldest: Int? = nil,
    secondsLeft: Int? = nil
  ) {
    self.changes = changes
    self.fraction = fraction
    self.oldest = oldest
    self.secondsLeft = secondsLeft
  }

  /// `sync 42 % · 12,300 · 8 s left`.
  package var title: String {
    let left = secondsLeft.map { " · \(Moment.length(UInt(max(0, $0)))) left" } ?? ""
    return "\(shortTitle) · \(changes.received.grouped)\(left)"
  }

  /// `sync 42 %`.
  package var shortTitle: String { "sync \(Int(fraction * 100)) %" }
}
