/// A period of local time by which things are counted.
package enum CalendarUnit: String, CaseIterable, Sendable {
  case hour, day, week, month

  /// The first second of the period that contains a second, in Unix seconds. Weeks begin on Monday.
  package func start(of second: Int, in zone: ZoneRule) -> Int {
    guard self != .hour else {
      let offset = zone.offset(at: second).seconds
      return second - second.addingSaturating(offset).flooredDivision(by: 3_600).remainder
    }
    return firstDay(of: Moment(second).date(in: zone)).start(in: zone)
  }

  /// The first second after the period that begins at `start`.
  package func end(of start: Int, in zone: ZoneRule) -> Int {
    guard self != .hour else { return start + 3_600 }
    let day = Moment(start).date(in: zone)
    let next =
      switch self {
      case .hour, .day: CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1)
      case .week: CivilDate(daysSinceEpoch: firstDay(of: day).daysSinceEpoch + 7)
      case .month:
        CivilDate(
          year: day.month == 12 ? day.year + 1 : day.year, month: day.month % 12 + 1, day: 1)
      }
    return max(start + 1, next.start(in: zone))
  }

  /// The periods from the one that contains a second to the one that contains a later second,
  /// oldest first; only the last `most` of them if there are more.
  package func stretches(
    from first: Int, through last: Int, in zone: ZoneRule, most: Int
  ) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    var end = end(of: start(of: last, in: zone), in: zone)
    while end > first, stretches.count < most {
      let start = start(of: end - 1, in: zone)
      stretches.append(start..<end)
      end = start
    }
    return stretches.reversed()
  }

  private func firstDay(of day: CivilDate) -> CivilDate {
    switch self {
    case .hour, .day: day
    case .week:
      // 1970-01-01 was a Thursday.
      CivilDate(
        daysSinceEpoch: day.daysSinceEpoch
          - (day.daysSinceEpoch + 3).flooredDivision(by: 7).remainder)
    case .month: CivilDate(year: day.year, month: day.month, day: 1)
    }
  }
}

extension CivilDate {
  /// The first second of the day, in Unix seconds. Where clocks go forward at midnight, that is one
  /// o'clock.
  package func start(in zone: ZoneRule) -> Int {
    let utc = daysSinceEpoch * 86_400
    let candidates = [-86_400, 0, 86_400].map { utc - zone.offset(at: utc + $0).seconds }.sorted()
    return candidates.first { Moment($0).date(in: zone).daysSinceEpoch >= daysSinceEpoch }
      ?? utc - zone.offset(at: utc).seconds
  }
}
