package import Checkout
package import Units

extension Coverage {
  /// `14 Nov → now`, with the number of gaps; nil if nothing is covered. It never says that this is
  /// everything, because Stripe may have more by now.
  package func reach(_ zone: ZoneRule, now: Int) -> String? {
    stretch(zone, now: now).map { [$0, gapCount].compactMap(\.self).joined(separator: ", ") }
  }

  /// `14 Nov → now`, even with gaps; nil if nothing is covered. The end is a day if what is newer
  /// was not asked for, or does not pass the filter. `now` is in Unix seconds: the year is added if
  /// it is another one.
  package func stretch(_ zone: ZoneRule, now: Int) -> String? {
    // For an account without sessions there is no first day.
    guard let oldest = spans.last?.oldest, spans[0].newest > 0 else { return nil }
    let newest = end == .now ? "now" : Moment(spans[0].newest).dayText(in: zone, now: now)
    return "\(Moment(oldest).dayText(in: zone, now: now)) → \(newest)"
  }

  /// `1 gap`; nil if there is none.
  package var gapCount: String? {
    spans.count > 1 ? (spans.count - 1).counted("gap") : nil
  }

  /// `10,432 cached of 14 Nov → now`, with what is cached of other times: `and 1 of another time`.
  package func scope(of count: Int, in zone: ZoneRule, now: Int) -> String {
    guard let reach = reach(zone, now: now) else { return "\(count.grouped) cached" }
    let strays = min(strays, count)
    let others = strays == 1 ? "another time" : "other times"
    return "\((count - strays).grouped) cached of \(reach)"
      + (strays > 0 ? " and \(strays.grouped) of \(others)" : "")
  }

  /// The same with its age: `…, as of 10:41 UTC (12 seconds ago)`.
  package func scopeWithAge(of count: Int, in zone: ZoneRule, now: Int) -> String {
    guard let refreshedAt else { return scope(of: count, in: zone, now: now) }
    let moment = Moment(refreshedAt)
    let age = "\(moment.clockText(in: zone, now: now)) (\(moment.relative(to: now, .long)))"
    return "\(scope(of: count, in: zone, now: now)), as of \(age)"
  }
}
