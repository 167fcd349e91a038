extension Moment {
  /// When it was or will be, for the middle of a sentence: `today at 12:32`, `yesterday at 09:12`,
  /// `on 24 Nov at 12:32`, and with the year if it is a different one. UTC is named; any other zone
  /// is the reader's own. `now` is in Unix seconds.
  package func words(at now: Int, in zone: ZoneRule) -> String {
    let date = date(in: zone)
    let today = Moment(now).date(in: zone)
    let day =
      switch date.daysSinceEpoch - today.daysSinceEpoch {
      case 0: "today"
      case 1: "tomorrow"
      case -1: "yesterday"
      default: "on " + date.words(withYear: date.year != today.year)
      }
    return "\(day) at \(clockText(in: zone))\(zone == .utc ? " UTC" : "")"
  }

  /// The same for times to come: for today only the time of day is given, `at 18:05`.
  package func deadlineWords(at now: Int, in zone: ZoneRule) -> String {
    let words = words(at: now, in: zone)
    return words.hasPrefix("today ") ? String(words.dropFirst("today ".count)) : words
  }

  /// When it was, for a text that is read on another day: `on 14 Nov 2026 at 10:38 CET`.
  package func datedWords(in zone: ZoneRule) -> String {
    let offset = zone.offset(at: seconds).text
    return "on \(date(in: zone).words(withYear: true)) at \(clockText(in: zone)) \(offset)"
  }

  /// `12:32`.
  package func clockText(in zone: ZoneRule) -> String {
    String(text(in: zone).split(separator: " ", maxSplits: 2)[1].prefix(5))
  }

  package func date(in zone: ZoneRule) -> CivilDate {
    let local = seconds.addingSaturating(zone.offset(at: seconds).seconds)
    return CivilDate(daysSinceEpoch: local.flooredDivision(by: 86_400).quotient)
  }
}

extension CivilDate {
  /// `24 Nov`, or `24 Nov 2026`.
  package func words(withYear: Bool) -> String {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let name = names.indices.contains(month - 1) ? names[month - 1] : String(month)
    return "\(day) \(name)" + (withYear ? " \(year)" : "")
  }
}
