extension Moment {
  /// An HTTP date: `Thu, 26 Nov 2026 16:46:50 GMT`. Nil for the two older forms, which no server
  /// sends today, and for anything else.
  /// Source: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
  package init?(httpDate text: String) {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let day = Int(words[1]), let year = Int(words[3]),
      let month = Self.months.firstIndex(of: words[2])
    else { return nil }
    let date = CivilDate(year: year, month: month + 1, day: day)
    let clock = words[4].split(separator: ":").map { Int($0) ?? -1 }
    guard date.isValid, clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]),
      // A leap second is possible.
      (0...60).contains(clock[2])
    else { return nil }
    self.init(date.daysSinceEpoch * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2])
  }

  private static let months: [Substring] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
