import Glibc
package import Units

extension ZoneRule {
  /// The local time of this machine, for the years in which sessions can exist.
  package static var local: ZoneRule {
    let now = time(nil)
    let years = 365 * 86_400
    return ZoneRule(learning: (now - 15 * years)...(now + 2 * years), step: 30 * 86_400) { moment in
      var seconds = moment
      var parts = tm()
      guard localtime_r(&seconds, &parts) != nil else { return .utc }
      return UTCOffset(
        seconds: parts.tm_gmtoff,
        abbreviation: parts.tm_zone.map { String(cString: $0) } ?? "")
    }
  }
}
