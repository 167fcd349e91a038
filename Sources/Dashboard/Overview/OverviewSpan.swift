import Screen
package import Units

/// The stretch of time that the overview shows: several units in a row.
package struct OverviewSpan: Equatable, Sendable {
  package private(set) var unit: CalendarUnit
  /// A second inside the newest unit. Unix seconds.
  private var last: Int
  /// How many units.
  private let count: Int
  private let zone: ZoneRule

  init(_ unit: CalendarUnit, through last: Int, count: Int, in zone: ZoneRule) {
    self.unit = unit
    self.last = last
    self.count = max(1, count)
    self.zone = zone
  }

  /// Oldest first.
  package var stretches: [Range<Int>] {
    unit.stretches(from: .min / 2, through: last, in: zone, most: count)
  }

  /// The next longer unit, or shorter; both spans end at the same time.
  func changed(by step: Int, count: Int) -> OverviewSpan {
    let units = CalendarUnit.allCases
    let index = (units.firstIndex(of: unit) ?? 0) + step
    return OverviewSpan(
      units[min(max(0, index), units.count - 1)], through: last, count: count, in: zone)
  }

  /// The same number of units, moved later, or earlier if `units` is negative. It never ends after
  /// the unit of `now`, nor is completely before `first`; both are Unix seconds.
  func moved(by units: Int, notBefore first: Int, now: Int) -> OverviewSpan {
    var span = self
    if units > 0 {
      for _ in 0..<units where span.last < now {
        span.last = unit.end(of: unit.start(of: span.last, in: zone), in: zone)
      }
      span.last = min(span.last, now)
    } else {
      for _ in units..<0 {
        let start = unit.start(of: span.last, in: zone)
        guard start > first else { break }
        span.last = start - 1
      }
    }
    return span
  }

  // MARK: - Words

  /// The label below a column: the day or the hour, with the name of the month or day where one
  /// begins.
  package func label(of start: Int, isFirst: Bool) -> String {
    let date = Moment(start).date(in: zone)
    let words = date.words(withYear: false)
    switch unit {
    case .hour:
      let hour = String(Moment(start).clockText(in: zone).prefix(2))
      return isFirst || hour == "00" ? words : hour
    case .day: return isFirst || date.day == 1 ? words : String(date.day)
    case .week: return words
    case .month:
      let name = words.split(separator: " ").last.map(String.init) ?? words
      return isFirst || date.month == 1 ? "\(name) \(date.year)" : name
    }
  }

  /// `26 Nov 2026`, `26 Nov 2026 14:00`, `week of 23 Nov 2026`, `Nov 2026`.
  package func words(of start: Int) -> String {
    let moment = Moment(start)
    let day = moment.date(in: zone).words(withYear: true)
    switch unit {
    case .hour:
      // Of two hours with the same name, the offset says which one it is.
      let offset = zone.changes(near: start..<start + 3600) ? zone.offset(at: start).text : ""
      return [day, moment.clockText(in: zone), offset].filter { !$0.isEmpty }
        .joined(separator: " ")
    case .day: return day
    case .week: return "week of \(day)"
    case .month: return day.split(separator: " ").dropFirst().joined(separator: " ")
    }
  }

  /// `3 Nov 2026 – 26 Nov 2026`.
  package var words: String {
    let stretches = stretches
    guard let first = stretches.first, let last = stretches.last else { return "" }
    let ends = [first.lowerBound, last.upperBound - 1].map {
      Moment($0).date(in: zone).words(withYear: true)
    }
    return ends[0] == ends[1] ? ends[0] : ends.joined(separator: " – ")
  }

  /// A condition of a query for what was created in a stretch: `created:2026-11-26`. The zone is
  /// where queries are read: times in another one are told in UTC.
  func query(_ stretch: Range<Int>, readIn reader: ZoneRule) -> String {
    let ends = [stretch.lowerBound, stretch.upperBound - 1]
    let isInUTC = zone != reader || unit == .hour && zone.changes(near: stretch)
    let zone = isInUTC ? .utc : zone
    let days = ends.map { Moment($0).dateText(in: zone) }
    guard unit == .hour || isInUTC else {
      return "created:" + (days[0] == days[1] ? days[0] : days.joined(separator: ".."))
    }
    let mark = zone == .utc ? "Z" : ""
    let minutes = zip(days, ends).map { "\($0)T\(Moment($1).clockText(in: zone))\(mark)" }
    return "created:" + minutes.joined(separator: "..")
  }
}
