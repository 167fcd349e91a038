import Checkout
import Screen

/// A session that is read again and again until it ends: the customer is on the phone, paying.
package struct Watch: Equatable, Sendable {
  /// Milliseconds between two readings.
  static let interval = 5000

  package let id: String
  /// When the session is to be read next; nil while it is being read.
  var deadline: Int?

  package var label: String { "watching \(Sanitiser.display(id).middleTruncated)" }
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
    let watch = Watch(id: selected.id, deadline: clock.uptime + Watch.interval)
    self.watch = watch
    message = Message("\(watch.label) until it ends; w again stops that")
    return []
  }

  /// Asked once after each batch of events.
  mutating func settleWatch() -> [Effect] {
    guard let watch, let deadline = watch.deadline, clock.uptime >= deadline else { return [] }
    self.watch?.deadline = nil
    return [.stripe(.refresh(id: watch.id))]
  }

  /// A session was read, perhaps the one that is watched.
  mutating func takeWatched(_ id: String, _ result: Result<StoredSession, Problem>) -> [Effect] {
    guard watch?.id == id else { return [] }
    guard case .success(let stored) = result, stored.session.status != .open else {
      watch?.deadline = clock.uptime + Watch.interval
      return []
    }
    watch = nil
    let badge = StatusBadge(stored.session.status, stored.session.paymentStatus)
    let text = "\(Sanitiser.display(id).middleTruncated) has ended: \(badge.word)"
    message = Message(Sanitiser.display(text), .success)
    return [.loop(.bell)]
  }
}
