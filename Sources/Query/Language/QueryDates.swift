package import Units

/// Times as people write them in a query: `2026-11-01`, `2026-11`, `2026-11-01 09:30`, the same to
/// the second or in UTC with a `Z`, `7d`, `today`, Unix seconds, spans of them.
package struct QueryDates {
  /// Unix seconds.
  let now: Int
  let zone: ZoneRule
  /// Whether lengths such as `7d` count forward from now, and not back.
  let lengthsLieAhead: Bool

  package init(now: Int, zone: ZoneRule, lengthsLieAhead: Bool = false) {
    self.now = now
    self.zone = zone
    self.lengthsLieAhead = lengthsLieAhead
  }

  static let help =
    "2026-11-01, 2026-11, 2026-11-01T09:30 (with Z in UTC), 1.11.2026, 1 Nov, today, yesterday, "
    + "tomorrow, Monday, last week, 7d (or h, m, w, y), 2026-11-01..2026-11-14, >7d, <=2026-11"
  static let everything = 0...(1 << 42)

  /// The seconds that a value and its comparison match: two spans where the clock shows the time
  /// twice; empty when it is not a time.
  func ranges(_ value: String, _ comparison: RecordQuery.Comparison?) -> [ClosedRange<Int>] {
    if let dots = value.firstRange(of: "..") {
      guard comparison == nil || comparison == .equal else { return [] }
      return [span(value[..<dots.lowerBound], value[dots.upperBound...])].compactMap(\.self)
    }
    if comparison == nil {
      if let ends = Self.ends(of: value) {
        return [span(ends.from[...], ends.to[...])].compactMap(\.self)
      }
      if let (comparison, time) = Self.compared(value) { return ranges(time, comparison) }
    }
    guard let unit = unit(value[...]) else { return [] }
    let isLength = value == "now" || moment(value[...]) != nil
    let range: ClosedRange<Int>?
    switch comparison {
    case .greater: range = clamped(unit.upperBound + 1, nil)
    case .greaterOrEqual: range = clamped(unit.lowerBound, nil)
    case .less: range = clamped(nil, unit.lowerBound - 1)
    case .lessOrEqual: range = clamped(nil, unit.upperBound)
    case nil where isLength:
      range = lengthsLieAhead ? clamped(now, unit.upperBound) : clamped(unit.lowerBound, now)
    case .equal, nil:
      return units(value[...]).compactMap { clamped($0.lowerBound, $0.upperBound) }
    }
    return [range].compactMap(\.self)
  }

  private func span(_ from: Substring, _ to: Substring) -> ClosedRange<Int>? {
    guard !from.isEmpty || !to.isEmpty else { return nil }
    let first = from.isEmpty ? nil : unit(Self.trimmed(from))
    let end = Self.trimmed(to).drop(while: \.isWhitespace)
    let last = to.isEmpty ? nil : unit(end)
    if let first, let last, last.upperBound < first.lowerBound, let next = next(end, behind: first)
    {
      return clamped(first.lowerBound, next.upperBound)
    }
    guard from.isEmpty == (first == nil), to.isEmpty == (last == nil) else { return nil }
    return clamped(first?.lowerBound, last?.upperBound)
  }

  /// The next such day or month, where it has no year: the end of `10 Nov..15 Nov` lies ahead on
  /// the fourteenth. More than half a year later, the span was meant to run backwards.
  private func next(_ text: Substring, behind first: ClosedRange<Int>) -> ClosedRange<Int>? {
    QueryDates(now: first.lowerBound, zone: zone, lengthsLieAhead: true).peoples(text).flatMap {
      next in
      (1..<183 * 86_400).contains(next.lowerBound - first.lowerBound) ? next : nil
    }
  }

  private func clamped(_ from: Int?, _ to: Int?) -> ClosedRange<Int>? {
    let from = max(from ?? Self.everything.lowerBound, Self.everything.lowerBound)
    let to = min(to ?? Self.everything.upperBound, Self.everything.upperBound)
    // A span that ends before it begins matches nothing.
    return from <= to ? from...to : nil
  }

  /// The first and the last second of a year, a month, a day, a minute or a moment; nil when it is
  /// not a time. A minute that the clock shows twice begins with the first time and ends with the
  /// last.
  package func unit(_ text: Substring) -> ClosedRange<Int>? {
    let units = units(text)
    guard let first = units.first, let last = units.last else { return nil }
    return first.lowerBound...last.upperBound
  }

  /// The same with a span for each time that the clock shows, in order.
  private func units(_ text: Substring) -> [ClosedRange<Int>] {
    if text == "now" { return [now...now] }
    if let one = moment(text) ?? unixSecond(text) { return [one] }
    let timed = timed(text)
    return timed.isEmpty ? [period(text)].compactMap(\.self) : timed
  }

  /// All that a text may mean: two days for `3/4/2026`, which is read differently in different
  /// countries; empty when it is not a time.
  func readings(_ text: Substring) -> [ClosedRange<Int>] {
    let forms = Self.isoForms(of: text)
    return forms.isEmpty ? units(text) : forms.flatMap { units($0[...]) }
  }

  /// A year, a month or a day; nil when it is none.
  func period(_ text: Substring) -> ClosedRange<Int>? {
    if let spoken = spoken(text) { return spoken }
    let text = Self.withoutWeekday(text)
    return date(text) ?? peoples(text)
  }

  var today: CivilDate { Moment(now).date(in: zone) }

  private static let lengths: [Character: Int] = [
    "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400, "y": 365 * 86_400,
  ]

  private func moment(_ text: Substring) -> ClosedRange<Int>? {
    guard let letter = text.last, let length = Self.lengths[letter],
      let count = Int(text.dropLast()), (0...1_000_000).contains(count)
    else { return nil }
    let moment = lengthsLieAhead ? now + count * length : now - count * length
    return moment...moment
  }

  /// Nine digits or more, which is too long for a year.
  private func unixSecond(_ text: Substring) -> ClosedRange<Int>? {
    guard (9...12).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return nil
    }
    return Int(text).map { $0...$0 }
  }

  /// `2026-11-26`, `2026/11/26`, `2026-11`, `2026`.
  private func date(_ text: Substring) -> ClosedRange<Int>? {
    let sign = text.first { !$0.isNumber } ?? "-"
    guard "-/.".contains(sign) else { return nil }
    let parts = text.split(separator: sign, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
    }
    guard numbers.count == parts.count, (1...3).contains(parts.count), parts[0].count == 4,
      sign == "-" || parts.count == 3
    else { return nil }
    let month = numbers.count > 1 ? numbers[1] : 1
    let first = CivilDate(year: numbers[0], month: month, day: numbers.count > 2 ? numbers[2] : 1)
    guard first.isValid else { return nil }
    switch numbers.count {
    case 1: return days(first, to: CivilDate(year: first.year + 1, month: 1, day: 1))
    case 2: return self.month(month, of: first.year)
    default: return self.day(first)
    }
  }

  /// `20261126`, which may be a number of anything: no time after a field, and one of the readings
  /// of a word.
  func compact(_ text: Substring) -> ClosedRange<Int>? {
    guard text.utf8.count == 8, text.allSatisfy({ $0.isASCII && $0.isNumber }),
      ["19", "20"].contains(text.prefix(2)), let number = Int(text)
    else { return nil }
    let date = CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    return date.isValid ? day(date) : nil
  }

  func month(_ month: Int, of year: Int) -> ClosedRange<Int> {
    let next = CivilDate(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
    return days(CivilDate(year: year, month: month, day: 1), to: next)
  }

  func day(_ day: CivilDate) -> ClosedRange<Int> {
    days(day, to: CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1))
  }

  /// A day that the clock skips has no second of its own: the first one of the next day is used.
  private func days(_ first: CivilDate, to end: CivilDate) -> ClosedRange<Int> {
    let start = first.start(in: zone)
    return start...max(start, end.start(in: zone) - 1)
  }

  /// The moments at which the local clock shows a time, given as if it were UTC, in order: two
  /// where the clock goes back; where it leaves the time out, the one that has passed since the
  /// time before.
  func moments(_ local: Int) -> [Int] {
    // A clock is less than a day from UTC, and does not change twice in two days.
    let moments = [local - 86_400, local + 86_400].map { local - zone.offset(at: $0).seconds }
    let shown = Set(moments.filter { $0 + zone.offset(at: $0).seconds == local })
    return shown.isEmpty ? [moments.max() ?? local] : shown.sorted()
  }
}
