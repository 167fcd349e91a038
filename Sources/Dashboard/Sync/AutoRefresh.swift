import Checkout

/// Refreshing the list by itself. Off at first: a screen that shows nothing new sleeps.
package struct AutoRefresh: Equatable, Sendable {
  /// Milliseconds between two refreshes.
  static let interval = 15_000

  /// When it is time again, by the clock that never jumps; nil when it is off.
  var dueAt: Int?

  package var isOn: Bool { dueAt != nil }
}

extension State {
  mutating func toggleAutoRefresh() -> [Effect] {
    guard !autoRefresh.isOn else {
      autoRefresh.dueAt = nil
      message = Message("auto refresh is off")
      return []
    }
    autoRefresh.dueAt = clock.uptime
    message = Message("auto refresh is on: every \(AutoRefresh.interval / 1000) s")
    return []
  }

  /// Refreshes when it is time, unless a refresh is under way.
  mutating func settleAutoRefresh() -> [Effect] {
    guard let dueAt = autoRefresh.dueAt, clock.uptime >= dueAt else { return [] }
    autoRefresh.dueAt = clock.uptime + AutoRefresh.interval
    return list.fetching.contains(.newest) || list.scope != nil ? [] : [list.fetch(.newest)]
  }
}
