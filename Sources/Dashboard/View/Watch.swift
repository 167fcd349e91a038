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

extension State {
  var watchAvailability: Availability {
    // Stopping is always possible.
    if watch != nil, selected == nil || watch?.id == selected?.id { return .enabled }
    guard let selected else { return .disabled("no session is selected") }
    guard selected.status == .open else {
      return .disabled("session is \(selected.status?.name ?? "of unknown status")")
    }
    return .enabled
  }

  mutating func toggleWatch() -> [Effect] {
    guard let selected, watch?.id != selected.id else {
      watch = nil
      message = Message("no session is watched any more")
      return []
    }
    let watch = Watch(selected.id, now: clock.uptime)
    self.watch = watch
    message = Message("\(watch.label) until it ends; w again stops that")
    return []
  }

  /// Asked once after each batch of events.
  mutating func settleWatch() -> [Effect] {
    guard let id = watch?.id, watch?.ask(now: clock.uptime) == true else { return [] }
    return [.stripe(.refresh(id: id))]
  }

  /// A session was read, perhaps the one that is watched.
  mutating func takeWatched(_ id: String, _ result: Result<StoredSession, Problem>) -> [Effect] {
    guard watch?.id == id, let session = watch?.take(result, now: clock.uptime) else { return [] }
    watch = nil
    let badge = StatusBadge(session.status, session.paymentStatus)
    let text = "\(Sanitiser.display(id).middleTruncated) has ended: \(badge.word)"
    message = Message(Sanitiser.display(text), .success)
    return [.loop(.bell)]
  }
}
