import Checkout
package import Units

extension String {
  /// An id with its middle left out: `cs_test_a11Y…0S22u`.
  package var middleTruncated: String {
    count <= 20 ? self : "\(prefix(12))…\(suffix(5))"
  }

  /// Without spaces at its ends.
  package var trimmingSpaces: String {
    var rest = self[...]
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}

extension Int {
  /// With a comma before every third digit: `10,432`.
  package var grouped: String { Money.grouped(String(self)) }

  /// `1 session`, `3,007 sessions`; an irregular plural is given as `many`.
  package func counted(_ one: String, _ many: String? = nil) -> String {
    "\(grouped) \(self == 1 ? one : many ?? one + "s")"
  }
}

extension Moment {
  /// `09:41:12` in local time.
  package func timeText(in zone: ZoneRule) -> String {
    String(text(in: zone).dropFirst(11).prefix(8))
  }

  /// `14 Nov` in local time; `14 Nov 2024` if that is not the year of `now`, in Unix seconds.
  package func dayText(in zone: ZoneRule, now: Int) -> String {
    let date = date(in: zone)
    return date.words(withYear: date.year != Moment(now).date(in: zone).year)
  }

  /// `14 Nov 09:41 CET`.
  package func shortText(in zone: ZoneRule, now: Int) -> String {
    "\(dayText(in: zone, now: now)) \(clockText(in: zone))"
  }

  /// `14 Nov 02:00 – 14 Nov 05:10 CET`.
  package func spanText(to end: Moment, in zone: ZoneRule, now: Int) -> String {
    "\(dayText(in: zone, now: now)) \(timeText(in: zone).prefix(5)) – "
      + end.shortText(in: zone, now: now)
  }

  /// `09:41 CET` on the day of `now`, in Unix seconds; otherwise with the day.
  package func clockText(in zone: ZoneRule, now: Int) -> String {
    dateText(in: zone) == Moment(now).dateText(in: zone)
      ? clockText(in: zone)
      : shortText(in: zone, now: now)
  }

  private func clockText(in zone: ZoneRule) -> String {
    "\(timeText(in: zone).prefix(5)) \(zone.offset(at: seconds).text)"
  }
}
