/// The time as the run loop last told it. Nothing in the view-model reads a clock itself.
package struct Clock: Equatable, Sendable {
  /// Unix seconds, for what is shown.
  package var unix: Int
  /// Milliseconds of a clock that never jumps, for what is waited for.
  package var uptime: Int

  package init(unix: Int, uptime: Int) {
    self.unix = unix
    self.uptime = uptime
  }
}
