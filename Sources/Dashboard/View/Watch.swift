import Checkout
import Screen

/// A session that is read again and again until it ends, while the customer is about to pay.
package struct Watch: Equatable, Sendable {
  /// Milliseconds between two readings.
  static let interval = 5000

  enum Phase: Equatable, Sendable {
    /// Until a time of the monotonic clock, in milliseconds.
    case waiting(until: Int)
    case reading
  }

  package let id: String
  private(set) var phase: Phase

  init(_ id: String, now: Int) {
    self.id = id
    phase = .waiting(until: now + Self.interval)
  }

  /// For the header. Sanitised.
  package var label: String { "watching \(Sanitiser.display(id).middleTruncated)" }

  /// When to read the session next; nil while it is being read.
  var deadline: Int? {
    if case .waiting(let deadline) = phase { deadline } else { nil }
  }

  /// Whether to read the session now.
  mutating func ask(now: Int) -> Bool {
    guard let deadline, now >= deadline else { return false }
    phase = .reading
    return true
  }

  /// The session was read, or could not be.
  ///
  /// - Returns: the session once it has ended; nil while it is still open.
  mutating func take(_ result: Result<StoredSession, Problem>, now: Int) -> Session? {
    if case .success(let stored) = result, stored.session.status != .open { return stored.session }
    phase = .waiting(until: now + Self.interval)
    return nil
  }
}
