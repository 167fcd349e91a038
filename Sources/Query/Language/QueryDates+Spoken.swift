import Units

/// Times as people say them: `tomorrow`, `Thursday`, `last week`, `last 7 days`, `since Monday`,
/// `1 Nov to 14 Nov`, `10–15 Nov`.
extension QueryDates {
  // MARK: - Days, weeks and months seen from now

  /// The first and the last second of a period that is named from now; nil for anything else.
  func spoken(_ text: Substring) -> ClosedRange<Int>? {
    guard text.utf8.count <= 40 else { return nil }
    let words = text.split(whereSeparator: \.isWhitespace).map(Self.plain)
    if let days = Self.daysAgo(words) { return day(in: -days) }
    switch words.count {
    case 1:
      if let distance = Self.days[words[0]] { return day(in: distance) }
      return Self.weekday(named: words[0]).map { weekday in
        // Today is one of them, too.
        let ahead = (weekday - Self.weekday(of: today)).flooredDivision(by: 7).remainder
        return day(in: lengthsLieAhead || ahead == 0 ? ahead : ahead - 7)
      }
    case 2: return Self.steps[words[0]].flatMap { period(words[1], in: $0) }
    case 3:
      guard let step = Self.steps[words[0]], step != 0, let length = Self.spokenLengths[words[2]],
        let count = Int(words[1]), (1...10_000).contains(count)
      else { return nil }
      return step < 0 ? now - count * length...now : now...now + count * length
    default: return nil
    }
  }

  /// How many days lie between now and a day in the past: `4 days ago`, `vor 2 Tagen`, `il y a une
  /// semaine`. An hour or a month ago has no clear beginning. Folded.
  private static func daysAgo(_ words: [String]) -> Int? {
    let distance: ArraySlice<String>
    if words.last.map(agoBehind.contains) == true {
      distance = words.dropLast()
    } else if words.first.map(agoBefore.contains) == true {
      distance = words.dropFirst()
    } else if words.starts(with: ["il", "y", "a"]) {
      distance = words.dropFirst(3)
    } else {
      return nil
    }
    guard distance.count == 2, let number = distance.first,
      let length = distance.last.flatMap({ agoLengths[$0] }),
      let count = articles.contains(number) ? 1 : Int(number), (0...10_000).contains(count)
    else { return nil }
    return count * length
  }

  private static let agoBehind: Set = ["ago", "fa", "geleden"]
  private static let agoBefore: Set = ["vor", "hace"]
  private static let articles: Set = ["a", "einem", "einer", "un", "une", "una", "een"]

  /// In days.
  private static let agoLengths: [String: Int] = {
    let names = [
      1: "d day days tag tage tagen jour jours dia dias giorno giorni dag dagen",
      7: "w week weeks weken woche wochen semaine semaines semana semanas settimana settimane",
    ]
    return names.reduce(into: [:]) { lengths, row in
      for name in row.value.split(separator: " ") { lengths[String(name)] = row.key }
    }
  }()

  /// Whether a word is a time only if nothing else is looked for: the name of a day or a month, and
  /// what means something else in another language. Names that are first names, too, are none.
  static func isTimeAlone(_ word: String) -> Bool {
    let word = plain(word[...])
    return ["hier", "morgen"].contains(word)
      || word.count > 3 && (weekday(named: word) != nil || isMonth(word))
        && !firstNames.contains(word)
  }

  /// Whether a date may be made of a word. Folded, with nothing around it.
  static func isPart(_ word: String) -> Bool {
    weekday(named: word) != nil || month(named: word) != nil || days[word] != nil
      || steps[word] != nil || agoBehind.contains(word) || agoBefore.contains(word)
      || word.count > 1 && agoLengths[word] != nil
  }

  /// Whether a date may begin with a word that is no part of it, with the “a” of “a week ago”, or
  /// with “il y a”.
  static func isLink(_ word: String) -> Bool {
    comparisons[word] != nil || fillers.contains(word) || beginnings.contains(word)
      || articles.contains(word)
      || word == "il"
  }

  /// Whether a word is a day wherever it stands.
  static func isNamedDay(_ word: String) -> Bool {
    let word = plain(word[...])
    return days[word] != nil && !isTimeAlone(word)
  }

  /// The week, the month, the year or the day of the week before, after, or around now.
  private func period(_ name: String, in step: Int) -> ClosedRange<Int>? {
    if let weekday = Self.weekday(named: name) {
      let distance = weekday - Self.weekday(of: today)
      return switch step {
      case 0: day(in: distance)
      case 1...: day(in: distance > 0 ? distance : distance + 7)
      default: day(in: distance < 0 ? distance : distance - 7)
      }
    }
    switch name {
    case "week", "woche": return period(of: .week, in: step)
    case "month", "monat": return period(of: .month, in: step)
    case "year", "jahr":
      let year = today.year + step
      return month(1, of: year).lowerBound...month(12, of: year).upperBound
    default: return nil
    }
  }

  private func period(of unit: CalendarUnit, in step: Int) -> ClosedRange<Int> {
    var start = unit.start(of: now, in: zone)
    if step < 0 { start = unit.start(of: start - 1, in: zone) }
    if step > 0 { start = unit.end(of: start, in: zone) }
    return start...unit.end(of: start, in: zone) - 1
  }

  private func day(in distance: Int) -> ClosedRange<Int> {
    day(CivilDate(daysSinceEpoch: today.daysSinceEpoch + distance))
  }

  private static func plain(_ word: Substring) -> String {
    SearchFolding.fold(String(word)).filter { !" ,.".contains($0) }
  }

  /// Folded, with their distance from today.
  private static let days: [String: Int] = {
    let names = [
      -2: "vorgestern", -1: "yesterday gestern hier ayer ieri gisteren",
      0: "today heute aujourd'hui hoy oggi vandaag", 1: "tomorrow morgen demain manana domani",
    ]
    return names.reduce(into: [:]) { days, row in
      for name in row.value.split(separator: " ") { days[String(name)] = row.key }
    }
  }()

  private static let steps = [
    "this": 0, "diese": 0, "diesen": 0, "dieses": 0, "last": -1, "past": -1, "previous": -1,
    "letzte": -1, "letzten": -1, "letztes": -1, "next": 1, "nachste": 1, "nachsten": 1,
  ]

  private static let spokenLengths = [
    "hour": 3_600, "hours": 3_600, "stunde": 3_600, "stunden": 3_600, "day": 86_400,
    "days": 86_400, "tag": 86_400, "tage": 86_400, "week": 604_800, "weeks": 604_800,
    "woche": 604_800, "wochen": 604_800,
  ]

  /// Names of days and months, in the languages of both tables, that people have, too.
  private static let firstNames: Set = [
    "april", "avril", "abril", "june", "august", "augustus", "julio", "domenica", "domingo",
  ]

  // MARK: - Spans and comparisons in words

  /// The comparison that a word before a time stands for, and the time: `since Monday`.
  static func compared(_ text: String) -> (RecordQuery.Comparison, String)? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count > 1, let comparison = comparisons[plain(words[0])] else { return nil }
    let time = words.dropFirst().drop { ["the", "dem", "den"].contains(plain($0)) }
    return time.isEmpty ? nil : (comparison, time.joined(separator: " "))
  }

  private static let comparisons: [String: RecordQuery.Comparison] = [
    "since": .greaterOrEqual, "from": .greaterOrEqual, "seit": .greaterOrEqual,
    "ab": .greaterOrEqual, "depuis": .greaterOrEqual, "desde": .greaterOrEqual, "after": .greater,
    "before": .less, "until": .lessOrEqual, "bis": .lessOrEqual,
  ]

  /// Words before the first end of a span.
  private static let beginnings: Set = ["from", "vom", "von"]

  /// Whether a word stands between both ends of a span.
  static func isBetween(_ word: String) -> Bool {
    ["..", "-", "\u{2013}", "\u{2014}", "to", "until", "bis"].contains(word.lowercased())
  }

  /// Both ends of a span, whole: `10–15 Nov` begins with `10 Nov`. Nil for a text that has not
  /// both.
  static func ends(of text: String) -> (from: String, to: String)? {
    guard text.utf8.count <= 80 else { return nil }
    let words = text.split(whereSeparator: \.isWhitespace)
      .flatMap { parts(of: $0, inMonth: text) }
    guard let place = words.firstIndex(where: isBetween) else { return nil }
    var from = Array(words[..<place].drop { beginnings.contains(plain($0[...])) })
    var to = Array(words[(place + 1)...])
    guard let first = from.first, let last = to.first else { return nil }
    let months = (from + to).filter(isMonth)
    if from.count == 1, isDay(first), to.contains(where: isMonth) {
      from += to.dropFirst()
    } else if isDay(last), months.count == 1, from.contains(where: isMonth) {
      to = months + to
    }
    // `10 Nov – 15 Nov 2025`
    if to.count == 3, to.contains(where: isMonth), from.count == 2, from.contains(where: isMonth),
      from.contains(where: isDay), let year = to.last
    {
      from.append(year)
    }
    return (from.joined(separator: " "), to.joined(separator: " "))
  }

  /// A word as both ends and what is between them, where it is a span: `1.11.2026–14.11.2026`,
  /// `a..b`, and in a text with the name of a month `10–15`.
  private static func parts(of word: Substring, inMonth text: String) -> [String] {
    if let dots = word.firstRange(of: "..") {
      let ends = [word[..<dots.lowerBound], "..", word[dots.upperBound...]]
      return ends.filter { !$0.isEmpty }.map(String.init)
    }
    let ends = word.split(omittingEmptySubsequences: false) { "-\u{2013}\u{2014}".contains($0) }
    guard ends.count == 2, ends.allSatisfy({ !$0.isEmpty }) else { return [String(word)] }
    let areDays = ends.allSatisfy { isDay(String($0)) }
    let areDates = ends.allSatisfy { end in
      end.count { "./".contains($0) } == 2 && end.allSatisfy { $0.isNumber || "./,".contains($0) }
    }
    guard areDates || areDays && text.split(separator: " ").contains(where: { isMonth(String($0)) })
    else { return [String(word)] }
    return [String(ends[0]), "-", String(ends[1])]
  }

  /// `10`, `10.`, `10,`
  private static func isDay(_ word: String) -> Bool {
    let digits = word.filter { !".,".contains($0) }
    return (1...2).contains(digits.count) && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
