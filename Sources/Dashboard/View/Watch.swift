import Checkout
import Screen

/// A session that is read again and again until it ends: the customer is on the phone, paying.
package struct Watch: Equatable, Sendable {
  /// Milliseconds between two readings.
  static let interval = 5000

  enum Phase: Equatable, Sendable {
    /// Until a time of the clock that never jumps, in milliseconds.
    case waiting(until: Int)
    case reading
  }

  package let id: String
  private(set) var phase: Phase

  init(_ id: String, now: Int) {
    self.id = id
    phase = .waiting(until: now + Self.interval)
  }

  package var label: String { "watching \(Sanitiser.display(id).middleTruncated)" }

  /// When the session is to be read next; nil while it is being read.
  var deadline: Int? {
    if case .waiting(let deadline) = phase { deadline } else { nil }
  }

  /// Whether the session is to be read now.
  mutating func ask(now: Int) -> Bool {
    guard let deadline, now >= deadline else { return false }
    phase = .reading
    return true
  }

  /// The session was read, or could not be.
  ///
  /// - Returns: the session once it has ended; nil while there is something to wait for.
  mutating func take(_ result: Result<StoredSession, Problem>, now: Int) -> Session? {
    if case .success(let stored) = result, stored.session.status != .open { return stored.session }
    phase = .waiting(until: now + Self.interval)
    return nil
  }
}
