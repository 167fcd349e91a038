import Units

/// Days and months as people write them: `26.11.2026`, `26/11/2026`, `26 Nov`, `26-Nov-2026`,
/// `Thu, Nov 26, 2026`, `26. November`, `November 2026`.
extension QueryDates {
  /// The first and the last second; nil for anything that is not a day or a month, and for
  /// `3/4/2026`, which means different days in different countries.
  func peoples(_ text: Substring) -> ClosedRange<Int>? {
    guard text.utf8.count <= 40, Self.isoForms(of: text).isEmpty else { return nil }
    let mayBeAmerican = text.contains { "/-".contains($0) }
    let words = text.split { $0.isWhitespace || ".,/-".contains($0) }
      .map { SearchFolding.fold(String($0)).filter { $0 != " " } }
      .filter { !Self.fillers.contains($0) }
    guard (1...3).contains(words.count) else { return nil }
    if let place = words.firstIndex(where: { Self.month(named: $0) != nil }) {
      guard let month = Self.month(named: words[place]) else { return nil }
      var rest = words
      rest.remove(at: place)
      return named(month, rest)
    }
    guard words.count >= 2, text.contains(where: { "./-".contains($0) }),
      !text.contains(where: \.isWhitespace)
    else { return nil }
    let numbers = words.compactMap(Self.number)
    guard numbers.count == words.count, words[0].utf8.count <= 2 else { return nil }
    let year = numbers.count == 3 ? Self.year(words[2]) : nil
    guard numbers.count == 2 || year != nil else { return nil }
    var (day, month) = (numbers[0], numbers[1])
    // `26-11` and `11-26` may be anything.
    if text.contains("/"), day <= 12, month <= 12, day != month { return nil }
    if mayBeAmerican, month > 12, year != nil || text.contains("/") {
      (day, month) = (month, day)
    }
    return self.day(day, month, year)
  }

  /// A text with `3/4/2026` or `3-4-2026` at its beginning, with both days that this means in ISO form: first the
  /// one with the day before the month. Empty for any other text.
  static func isoForms(of text: Substring) -> [String] {
    let text = withoutWeekday(text)
    guard let sign = text.first(where: { !$0.isNumber }), "/-".contains(sign) else { return [] }
    let date = text.prefix { $0 == sign || $0.isASCII && $0.isNumber }
    let parts = date.split(separator: sign, omittingEmptySubsequences: false)
    let numbers = parts.prefix(2).compactMap { $0.utf8.count <= 2 ? Int($0) : nil }
    guard parts.count == 3, numbers.count == 2, numbers.allSatisfy({ (1...12).contains($0) }),
      numbers[0] != numbers[1], let year = year(String(parts[2]))
    else { return [] }
    return [(numbers[0], numbers[1]), (numbers[1], numbers[0])].map { day, month in
      CivilDate(year: year, month: month, day: day).text + text[date.endIndex...]
    }
  }

  /// Says that a day can be read in two ways, and how to write each; nil for any other value.
  static func advice(on value: String) -> String? {
    let ends = value.split(separator: "..").map { end in end.drop { $0.isWhitespace } }
    for end in ends {
      let forms = isoForms(of: end)
      guard forms.count == 2 else { continue }
      return "“\(end)” is read in two ways: write \(forms[0]) or \(forms[1])"
    }
    return nil
  }

  /// Whether a word can only be a part of a date.
  static func isMonth(_ word: String) -> Bool {
    month(named: SearchFolding.fold(word).filter { $0 != " " && $0 != "," && $0 != "." }) != nil
  }

  /// A date without the day of the week before it.
  static func withoutWeekday(_ text: Substring) -> Substring {
    let name = text.prefix { $0.isLetter }
    guard isWeekday(name) else { return text }
    let rest = text[name.endIndex...].drop { $0 == "," || $0 == "." || $0.isWhitespace }
    return rest.isEmpty ? text : rest
  }

  /// Whether a word is the name of a day of the week, with or without punctuation after it.
  static func isWeekday(_ word: Substring) -> Bool {
    weekday(named: SearchFolding.fold(String(word)).filter { !" ,.".contains($0) }) != nil
  }

  /// Days after Monday; nil for another word. Folded.
  static func weekday(named word: String) -> Int? { weekdays[word] }

  /// Days after Monday. 1970-01-01 was a Thursday.
  static func weekday(of day: CivilDate) -> Int {
    (day.daysSinceEpoch + 3).flooredDivision(by: 7).remainder
  }

  /// Whether a word comes before a date and is not part of it: `am 26.11.2026`, `Date: 26 Nov`.
  static func isLead(_ word: String) -> Bool {
    leads.contains(SearchFolding.fold(word).filter { $0 != " " && $0 != ":" })
  }

  private static let leads: Set = [
    "date", "datum", "fecha", "on", "am", "vom", "den", "le", "du", "el", "il", "op",
  ]

  private func named(_ month: Int, _ rest: [String]) -> ClosedRange<Int>? {
    switch rest.count {
    case 0: return self.month(month, nil)
    case 1:
      if let year = Self.year(rest[0]), rest[0].utf8.count == 4 { return self.month(month, year) }
      return Self.number(rest[0]).flatMap { day($0, month, nil) }
    default:
      guard let number = Self.number(rest[0]), let year = Self.year(rest[1]) else { return nil }
      return day(number, month, year)
    }
  }

  private func day(_ day: Int, _ month: Int, _ year: Int?) -> ClosedRange<Int>? {
    nearest(year) { year in
      let date = CivilDate(year: year, month: month, day: day)
      return date.isValid ? self.day(date) : nil
    }
  }

  private func month(_ month: Int, _ year: Int?) -> ClosedRange<Int>? {
    nearest(year) { self.month(month, of: $0) }
  }

  /// Without a year, the last such day is meant, or the next one for times to come.
  private func nearest(
    _ year: Int?, _ span: (Int) -> ClosedRange<Int>?
  ) -> ClosedRange<Int>? {
    if let year { return span(year) }
    let thisYear = today.year
    guard let here = span(thisYear) else { return span(thisYear - 1) ?? span(thisYear + 1) }
    if lengthsLieAhead { return here.upperBound < now ? span(thisYear + 1) : here }
    return here.lowerBound > now ? span(thisYear - 1) : here
  }

  private static func number(_ word: String) -> Int? {
    var digits = word[...]
    for ending in ["st", "nd", "rd", "th"] where digits.hasSuffix(ending) {
      digits = digits.dropLast(2)
    }
    guard (1...4).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(digits)
  }

  private static func year(_ word: String) -> Int? {
    guard let year = number(word) else { return nil }
    switch word.utf8.count {
    case 4: return (1970...2100).contains(year) ? year : nil
    case 2: return 2000 + year
    default: return nil
    }
  }

  /// English names and their first three letters, and the German, French, Spanish, Italian and
  /// Dutch spellings that differ. Folded.
  private static let months: [String: Int] = {
    let names = [
      "january januar janvier enero gennaio januari", "february februar fevrier febrero febbraio",
      "march marz mars marzo maart mrz", "april avril abril aprile", "may mai mayo maggio mei",
      "june juni juin junio giugno", "july juli juillet julio luglio",
      "august aout agosto augustus", "september sept septembre septiembre settembre",
      "october oktober octobre octubre ottobre okt", "november novembre noviembre",
      "december dezember decembre diciembre dicembre dez",
    ]
    var months: [String: Int] = [:]
    for (index, list) in names.enumerated() {
      for name in list.split(separator: " ") {
        months[String(name)] = index + 1
        if index != 5 && index != 6 || name == "june" || name == "july" {
          months[String(name.prefix(3))] = index + 1
        }
      }
    }
    return months
  }()

  /// English names and their first letters, the names in German, French, Spanish, Italian and
  /// Dutch, and the two letters that Germans write. Folded.
  private static let weekdays: [String: Int] = {
    let names = [
      "monday mon montag lundi lunes lunedi maandag mo",
      "tuesday tue tues dienstag mardi martes martedi dinsdag di",
      "wednesday wed mittwoch mercredi miercoles mercoledi woensdag mi",
      "thursday thu thur thurs donnerstag jeudi jueves giovedi donderdag do",
      "friday fri freitag vendredi viernes venerdi vrijdag fr",
      "saturday sat samstag sonnabend samedi sabado sabato zaterdag sa",
      "sunday sun sonntag dimanche domingo domenica zondag so",
    ]
    return names.enumerated().reduce(into: [:]) { days, row in
      for name in row.element.split(separator: " ") { days[String(name)] = row.offset }
    }
  }()

  /// 1 to 12; nil for another word. Folded.
  static func month(named word: String) -> Int? { months[word] }

  /// Words between the parts of a date, or before it.
  static let fillers: Set = ["on", "of", "the", "de"]
}
