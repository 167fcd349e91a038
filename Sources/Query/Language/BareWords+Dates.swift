import Units

/// Days and months among words.
extension BareWords {
  /// As in `Thu, 26 Nov 2026 at 10:15 PM CET`.
  private static let mostWords = 8

  func date(at index: Int) -> (condition: Condition?, count: Int)? {
    let pieces = pieces.dropFirst(index).prefix(Self.mostWords)
    guard let first = pieces.first, first.dateWord != .none,
      let part = pieces.firstIndex(where: { $0.dateWord == .part })
    else { return nil }
    let dates = QueryDates(now: context.now, zone: context.zone)
    for count in (part - index + 1...pieces.count).reversed() {
      guard let words = words(count, from: index) else { continue }
      let written = Self.written(words)
      let ranges = ranges(of: written, words, isAlone: isAlone(index, count), dates)
      guard !ranges.isEmpty else { continue }
      var readings = [Self.text(of: words)] + ranges.map { .between(.created, $0) }
      if written != words { readings.append(Self.text(of: written)) }
      // `24.11.` may be an amount at the end of a sentence.
      if count == 1 { readings.append(amount(written.joined(), nil)) }
      return (.any(readings.compactMap(\.self)), count)
    }
    return nil
  }

  /// The seconds that words mean as a time, or as a span or a comparison of times.
  private func ranges(
    of written: [String], _ words: [String], isAlone: @autoclosure () -> Bool,
    _ dates: QueryDates
  ) -> [ClosedRange<Int>] {
    let text = written.joined(separator: " ")
    let isTime = { (time: String) in
      Self.mayBeDate(time.split(separator: " ").map(String.init)) || dates.spoken(time[...]) != nil
        || QueryDates.isTimeAlone(time)
    }
    if let ends = QueryDates.ends(of: text) {
      return isTime(ends.from) && isTime(ends.to) ? dates.ranges(text, nil) : []
    }
    if let (_, time) = QueryDates.compared(text) {
      return isTime(time) ? dates.ranges(text, nil) : []
    }
    let isSpoken = written.count > 1 && dates.spoken(text[...]) != nil
    guard isSpoken || Self.mayBeDate(words) || QueryDates.isTimeAlone(text) && isAlone() else {
      return []
    }
    return dates.readings(text[...])
  }

  /// Whether nothing else is looked for than words in a row, besides fields and words such as “on”.
  private func isAlone(_ index: Int, _ count: Int) -> Bool {
    pieces.indices.allSatisfy { place in
      (index..<index + count).contains(place) || pieces[place].name != nil
        || !pieces[place].isQuoted && QueryDates.isLead(pieces[place].value)
    }
  }

  /// The words of a date as text. Nearly every session has a word that begins with a digit: one of
  /// a single digit is not looked for.
  private static func text(of words: [String]) -> Condition? { all(words.filter { $0.count > 1 }) }

  /// `am 24.11.2026`, `Date: 24 Nov`: the words before a date are rarely in the data.
  func dateBehindWord(at index: Int) -> (condition: Condition?, count: Int)? {
    guard let word = word(at: index), QueryDates.isLead(word), !pieces[index].isNegated,
      index + 1 < pieces.count,
      !pieces[index + 1].isNegated, let (condition, count) = date(at: index + 1)
    else { return nil }
    return (condition, count + 1)
  }

  /// Whether it is a day that words begin with. A month or a number alone may be anything.
  private static func mayBeDate(_ words: [String]) -> Bool {
    let isDated = words.first.map { QueryDates.isWeekday($0[...]) } == true
    guard let first = words.dropFirst(isDated ? 1 : 0).first else { return false }
    let day = written([first]).joined()
    return words.count > (isDated ? 2 : 1) && words.contains(where: QueryDates.isMonth)
      || QueryDates.isNamedDay(day) || isDated && day.contains(":") || isWholeDate(day[...])
      || isPartOfDate(day, isEnded: first.hasPrefix(day + "."))
  }

  /// `24.11.`, `24/11` and `2026-11`. Without the dot, `24.11` is an amount.
  private static func isPartOfDate(_ text: String, isEnded: Bool) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { "./-".contains($0) }
    guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }) else {
      return false
    }
    let isDay = parts.allSatisfy { (1...2).contains($0.count) }
    let isMonth = ["19", "20"].contains(parts[0].prefix(2)) && parts.map(\.count) == [4, 2]
    return isDay && (text.contains("/") || text.contains(".") && isEnded)
      || isMonth && text.contains("-")
  }

  /// Three numbers with separators between them, of which one may be the name of a month, and
  /// perhaps a time. Two numbers may be an amount.
  private static func isWholeDate(_ text: Substring) -> Bool {
    guard text.utf8.count <= 40 else { return false }
    let parts = text.split(omittingEmptySubsequences: false) { "./-".contains($0) }
    let isNumber = { (part: Substring) in
      (1...4).contains(part.count) && part.allSatisfy { $0.isASCII && $0.isNumber }
    }
    if parts.count == 3, parts.count(where: isNumber) >= 2,
      parts.allSatisfy({ isNumber($0) || QueryDates.isMonth(String($0)) })
    {
      return true
    }
    return text.lastIndex { "Tt".contains($0) }.map { isWholeDate(text[..<$0]) } ?? false
  }
}
