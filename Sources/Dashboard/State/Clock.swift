/// The time as the run loop last set it. The view-model never reads a clock itself.
package struct Clock: Equatable, Sendable {
  /// Unix seconds, for what is shown.
  package var unix: Int
  /// Milliseconds of a monotonic clock, for deadlines.
  package var uptime: Int

  package init(unix: Int, uptime: Int) {
    self.unix = unix
    self.uptime = uptime
  }
}
