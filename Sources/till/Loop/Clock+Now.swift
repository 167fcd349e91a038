import Dashboard
import Glibc

extension Clock {
  /// The only source of the dashboard's time.
  static var now: Clock {
    var monotonic = timespec()
    clock_gettime(CLOCK_MONOTONIC, &monotonic)
    return Clock(
      unix: time(nil), uptime: monotonic.tv_sec * 1000 + monotonic.tv_nsec / 1_000_000)
  }
}
