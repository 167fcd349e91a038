import Units

/// A day with a time: `2026-11-26T10:15:00Z`, `2026-11-26 10:15`, `26 Nov 2026 at 10:15 CET`,
/// `Thu, 26 Nov 2026 10:15:00 +0000`, `26.11.2026, 10:15 Uhr`, `today 10:15 AM`.
extension QueryDates {
  /// The first and the last second, for each time that the clock shows; empty for anything that is
  /// not a day with a time.
  func timed(_ text: Substring) -> [ClosedRange<Int>] {
    guard text.utf8.count <= 60, let colon = text.firstIndex(of: ":") else { return [] }
    var start = colon
    while start > text.startIndex, Self.isDigit(text[text.index(before: start)]) {
      start = text.index(before: start)
    }
    guard let day = Self.day(before: text[..<start]), let clock = ClockTime(text[start...]),
      let span = period(day)
    else { return [] }
    let date = Moment(span.lowerBound).date(in: zone)
    guard Moment(span.upperBound).date(in: zone) == date else { return [] }
    return moments(date.daysSinceEpoch * 86_400 + clock.second, clock.zone)
      .map { $0...$0 + (clock.hasSeconds ? 0 : 59) }
  }

  /// Whether a word after another one is how far a clock is from UTC: `-0500` after `10:15:00`.
  static func isOffset(_ word: String, behind time: String) -> Bool {
    ClockTime.offset(word[...]) != nil && time.contains(":") && time.last.map(isDigit) == true
  }

  /// The moments at which a clock shows a time, given as if it were UTC.
  private func moments(_ local: Int, _ name: Substring) -> [Int] {
    let here = moments(local)
    if name.isEmpty { return here }
    if let offset = ClockTime.offset(name) { return [local - offset] }
    // The name of the local zone, as till writes it. In autumn it distinguishes two hours.
    return here.filter { moment in
      let offset = zone.offset(at: moment)
      return moment + offset.seconds == local
        && offset.text.lowercased() == name.lowercased()
    }
  }

  /// A text without the sign or the word between a day and a time; nil where there is none.
  private static func day(before text: Substring) -> Substring? {
    if let sign = text.last, sign == "T" || sign == "t" {
      let day = text.dropLast()
      return day.last.map(isDigit) == true ? day : nil
    }
    var day = trimmed(text)
    guard day.count < text.count else { return nil }
    for word in [" at", " um"] where day.lowercased().hasSuffix(word) {
      day = trimmed(day.dropLast(word.count))
    }
    return day
  }

  static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, last.isWhitespace || last == "," { text.removeLast() }
    return text
  }

  fileprivate static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }
}

/// A time of day as it is written, and the name of its zone.
private struct ClockTime {
  /// Seconds after midnight.
  let second: Int
  let hasSeconds: Bool
  /// Empty where none is written.
  let zone: Substring

  /// `10:15`, `10:15:00`, `10:15:00.250Z`, `10:15 CET`, `9:15 PM`, `10:15 Uhr`.
  init?(_ text: Substring) {
    let time = text.prefix { QueryDates.isDigit($0) || $0 == ":" }
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.enumerated().compactMap { index, part in
      part.count == 2 || part.count == 1 && index == 0 ? Int(part) : nil
    }
    guard (2...3).contains(parts.count), numbers.count == parts.count, numbers[0] < 24,
      numbers.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    hasSeconds = numbers.count == 3
    var rest = text[time.endIndex...]
    if hasSeconds, rest.first == ".", rest.dropFirst().first.map(QueryDates.isDigit) == true {
      rest = rest.dropFirst().drop(while: QueryDates.isDigit)
    }
    rest = rest.drop(while: \.isWhitespace)
    let word = rest.prefix { $0.isLetter || $0 == "." }
    var hour = numbers[0]
    switch word.lowercased().filter({ $0 != "." }) {
    case "am", "pm":
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (word.first?.lowercased() == "p" ? 12 : 0)
      rest = rest[word.endIndex...]
    case "uhr", "h": rest = rest[word.endIndex...]
    default: break
    }
    zone = rest.drop(while: \.isWhitespace)
    second = hour * 3_600 + numbers[1] * 60 + (hasSeconds ? numbers[2] : 0)
  }

  /// The seconds east of UTC of `Z`, `UTC`, `GMT`, `+01:00` and `+0100`; nil for any other name.
  static func offset(_ name: Substring) -> Int? {
    if ["z", "utc", "gmt"].contains(name.lowercased()) { return 0 }
    guard let sign = name.first, sign == "+" || sign == "-" else { return nil }
    let digits = name.dropFirst().filter { $0 != ":" }
    guard digits.count == 4, digits.allSatisfy(QueryDates.isDigit), let number = Int(digits),
      number / 100 < 24, number % 100 < 60
    else { return nil }
    let seconds = number / 100 * 3_600 + number % 100 * 60
    return sign == "-" ? -seconds : seconds
  }
}
