import Query
import Checkout

/// The dashboard's sync: none, or one in progress.
enum SyncWork: Equatable, Sendable {
  case idle
  /// Its progress, and the starting values for its summary.
  case running(SyncReport, from: Beginning)

  struct Beginning: Equatable, Sendable {
    /// Milliseconds of the monotonic clock.
    var uptime: Int
    /// Requests that had been sent again by then.
    var retries: Int
  }

  var report: SyncReport? {
    if case .running(let report, _) = self { report } else { nil }
  }

  mutating func begin(uptime: Int, retries: Int) {
    self = .running(SyncReport(), from: Beginning(uptime: uptime, retries: retries))
  }

  /// Takes the progress; a report after the end is ignored.
  ///
  /// - Returns: whether the sync is in progress.
  mutating func take(_ report: SyncReport) -> Bool {
    guard case .running(_, let beginning) = self else { return false }
    self = .running(report, from: beginning)
    return true
  }

  /// Ends the sync.
  ///
  /// - Returns: the message to show.
  mutating func end(
    _ result: Result<SyncReport, Problem>, uptime: Int, retries: Int, _ keymap: Keymap
  ) -> Message {
    var beginning = Beginning(uptime: uptime, retries: retries)
    if case .running(_, let known) = self { beginning = known }
    self = .idle
    switch result {
    case .success(let report):
      let dropped =
        report.changes.dropped > 0
        ? "\(report.changes.dropped.grouped) dropped that Stripe no longer has, " : ""
      let tenths = (uptime - beginning.uptime + 50) / 100
      return Message(
        "synced: \(report.changes.received.counted("session")) read, \(report.changes.added.grouped) new, \(dropped)"
          + "\(report.changes.requests.counted("request")) in \((tenths / 10).grouped).\(tenths % 10) s, "
          + (retries - beginning.retries).counted("retry", "retries"), .success)
    case .failure(let problem):
      return Message(
        "sync stopped: \(problem.sentence); \(keymap[.sync]) goes on from there", .error)
    }
  }
}
