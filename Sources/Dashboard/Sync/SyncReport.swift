import Checkout
package import Query
import Units

/// The progress of a sync.
package struct SyncReport: Equatable, Sendable {
  package var changes: Changes
  /// From 0 to 1.
  package var fraction: Double
  /// The oldest second reached, in Unix seconds.
  package var oldest: Int?
  /// Estimated from the pages that are left; nil while nothing is known.
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

  /// Cells of the bar.
  private static let barWidth = 10

  /// How much of the account's time is covered, as a bar.
  private var bar: String {
    let filled = min(Self.barWidth, max(0, Int((fraction * Double(Self.barWidth)).rounded())))
    return String(repeating: "█", count: filled)
      + String(repeating: "░", count: Self.barWidth - filled)
  }

  /// `████░░░░░░ sync 42 % · 12,300 · 8 s left`.
  package var title: String {
    let left = secondsLeft.map { " · \(Moment.length(UInt(max(0, $0)))) left" } ?? ""
    return "\(bar) \(shortTitle) · \(changes.received.grouped)\(left)"
  }

  /// `sync 42 %`.
  package var shortTitle: String { "sync \(Int(fraction * 100)) %" }
}
