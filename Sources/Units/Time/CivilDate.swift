/// A day of the Gregorian calendar, which is extended without limit in both directions.
package struct CivilDate: Hashable, Sendable {
  package var year: Int
  /// 1…12.
  package var month: Int
  /// 1…31.
  package var day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date this many days after 1970-01-01.
  ///
  /// Years are counted from March, so that the leap day is the last one, in eras of 400 years.
  /// Source: https://howardhinnant.github.io/date_algorithms.html
  package init(daysSinceEpoch days: Int) {
    let shifted = days.addingSaturating(Self.daysToEpoch)
    let (era, dayOfEra) = shifted.flooredDivision(by: Self.daysPerEra)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Whether the calendar has this day.
  package var isValid: Bool {
    guard (1...12).contains(month), (1...31).contains(day),
      (-1_000_000...1_000_000).contains(year)
    else { return false }
    return CivilDate(daysSinceEpoch: daysSinceEpoch) == self
  }

  /// Days after 1970-01-01. For years within a million of it.
  package var daysSinceEpoch: Int {
    let (era, yearOfEra) = (month <= 2 ? year - 1 : year).flooredDivision(by: 400)
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * Self.daysPerEra + dayOfEra - Self.daysToEpoch
  }

  /// The date this many months later: on `day`, or on the last day of a month that has no such day.
  package func adding(months: Int, onDay day: Int) -> CivilDate {
    func first(after months: Int) -> CivilDate {
      let (years, index) = (month - 1 + months).flooredDivision(by: 12)
      return CivilDate(year: year + years, month: index + 1, day: 1)
    }
    var date = first(after: months)
    let length = first(after: months + 1).daysSinceEpoch - date.daysSinceEpoch
    date.day = min(day, length)
    return date
  }

  private static let daysPerEra = 146_097
  /// From 0000-03-01 to 1970-01-01.
  private static let daysToEpoch = 719_468

  /// `2026-11-14`.
  package var text: String {
    "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }
}

extension Int {
  /// Quotient and remainder of a division whose remainder is never negative.
  package func flooredDivision(by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  /// Decimal digits, padded with zeros after the sign.
  package func padded(to width: Int) -> String {
    let digits = String(magnitude)
    let zeros = String(repeating: "0", count: Swift.max(0, width - digits.count))
    return (self < 0 ? "-" : "") + zeros + digits
  }

  /// The sum, or the nearest value that fits.
  package func addingSaturating(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }

  /// The difference, or the nearest value that fits.
  package func subtractingSaturating(_ other: Int) -> Int {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }
}
