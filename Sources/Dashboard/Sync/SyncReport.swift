import Checkout
import Units

/// How far a sync has come.
package struct SyncReport: Equatable, Sendable {
  /// Sessions received, and how many of them were not cached before.
  package var received: Int
  package var added: Int
  /// Sessions that were cached and that Stripe does not know any more.
  package var dropped = 0
  package var requests: Int
  /// From 0 to 1.
  package var fraction: Double
  /// The oldest second reached, in Unix seconds.
  package var oldest: Int?
  /// Guessed from the pages that are left; nil while nothing is known.
  package var secondsLeft: Int?

  package init(
    received: Int = 0, added: Int = 0, requests: Int = 0, fraction: Double = 0,
    oldest: Int? = nil, secondsLeft: Int? = nil
  ) {
    self.received = received
    self.added = added
    self.requests = requests
    self.fraction = fraction
    self.oldest = oldest
    self.secondsLeft = secondsLeft
  }

  /// `sync 42 % · 12,300 · 8 s left`.
  package var title: String {
    let left = secondsLeft.map { " · \(Moment.length(UInt(max(0, $0)))) left" } ?? ""
    return "\(shortTitle) · \(received.grouped)\(left)"
  }

  /// `sync 42 %`.
  package var shortTitle: String { "sync \(Int(fraction * 100)) %" }
}
