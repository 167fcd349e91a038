/// A point in time, and how it is written. Pure arithmetic: no clock, no locale, no time zone file.
package struct Moment: Hashable, Sendable {
  /// Unix seconds.
  package var seconds: Int

  package init(_ seconds: Int) { self.seconds = seconds }
}

// MARK: - Exact

extension Moment {
  /// `2026-11-14 09:38:55 UTC`.
  package var utcText: String { text(in: .utc) }

  /// `2026-11-14 10:38:55 CET`, or `… +01:00` when the offset has no name.
  package func text(in zone: ZoneRule) -> String {
    let offset = zone.offset(at: seconds)
    let local = clock(offset)
    return "\(local.date.text) \(local.time) \(offset.text)"
  }

  /// `2026-11-14`.
  package func dateText(in zone: ZoneRule) -> String { clock(zone.offset(at: seconds)).date.text }

  /// `2026-11-14T09:38:55Z`, for machines.
  package var iso8601: String {
    let utc = clock(.utc)
    return "\(utc.date.text)T\(utc.time)Z"
  }

  private func clock(_ offset: UTCOffset) -> (date: CivilDate, time: String) {
    let (days, second) = seconds.addingSaturating(offset.seconds).flooredDivision(by: 86_400)
    let parts = [second / 3_600, second / 60 % 60, second % 60]
    return (
      CivilDate(daysSinceEpoch: days), parts.map { $0.padded(to: 2) }.joined(separator: ":")
    )
  }
}

// MARK: - Relative

extension Moment {
  /// Short for columns, long for sentences.
  package enum Style: Sendable { case short, long }

  /// The time relative to `now`, in Unix seconds: `2 min` and `in 41 min`, or `2 minutes ago` and
  /// `in 41 minutes`.
  package func relative(to now: Int, _ style: Style = .short) -> String {
    let age = now.subtractingSaturating(seconds)
    if age == 0 { return style == .short ? "now" : "just now" }
    let length = Self.length(age.magnitude, style)
    if age < 0 { return "in \(length)" }
    return style == .short ? length : "\(length) ago"
  }

  /// A length of time in its largest unit, rounded down: `90` is `1 min`.
  package static func length(_ seconds: UInt, _ style: Style = .short) -> String {
    let unit = unit(for: seconds)
    let count = seconds / unit.seconds
    guard style == .long else { return "\(count) \(unit.short)" }
    return "\(count) \(unit.long)\(count == 1 ? "" : "s")"
  }

  private struct Unit {
    let seconds: UInt
    let short: String
    let long: String
  }

  private static let units = [
    Unit(seconds: 1, short: "s", long: "second"),
    Unit(seconds: 60, short: "min", long: "minute"),
    Unit(seconds: 3_600, short: "h", long: "hour"),
    Unit(seconds: 86_400, short: "d", long: "day"),
    Unit(seconds: 31_536_000, short: "y", long: "year"),
  ]

  private static func unit(for seconds: UInt) -> Unit {
    units.last { $0.seconds <= seconds } ?? units[0]
  }
}
