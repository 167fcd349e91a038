import Checkout

/// Refreshing the list by itself. Off, nothing wakes up.
package struct AutoRefresh: Equatable, Sendable {
  /// Milliseconds between two refreshes.
  let interval: Int

  /// When it is time again, by the clock that never jumps; nil when it is off.
  var dueAt: Int?

  package var isOn: Bool { dueAt != nil }

  /// Refreshing that is off, for the user to switch on.
  package init(seconds: Int = 30) { interval = max(1, seconds) * 1000 }

  /// Refreshing that is on from a time of the clock that never jumps.
  package init(seconds: Int, since uptime: Int) {
    self.init(seconds: seconds)
    dueAt = uptime + interval
  }
}

extension State {
  mutating func toggleAutoRefresh() -> [Effect] {
    guard !autoRefresh.isOn else {
      autoRefresh.dueAt = nil
      message = Message("auto refresh is off")
      return []
    }
    autoRefresh.dueAt = clock.uptime
    message = Message("auto refresh is on: every \(autoRefresh.interval / 1000) s")
    return []
  }

  /// Refreshes when it is time, unless a refresh is under way. The rows of a look-up are read from the
  /// cache again: another till may have written there.
  mutating func settleAutoRefresh() -> [Effect] {
    guard let dueAt = autoRefresh.dueAt, clock.uptime >= dueAt else { return [] }
    autoRefresh.dueAt = clock.uptime + autoRefresh.interval
    if list.paging.isFetching(.newest) { return [] }
    guard !list.narrowing.scope.isEmpty else { return [list.fetch(.newest)] }
    list.noteChange()
    return []
  }
}
