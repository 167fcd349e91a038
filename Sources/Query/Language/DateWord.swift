/// What a word may be in a date. Each word is read once for it, so that most words need no look at
/// those behind them.
enum DateWord {
  /// In no date.
  case none
  /// Before a date or in it, and no date by itself: `on`, `since`, a dash.
  case link
  /// What no date is without: digits, and names of days, months and distances.
  case part

  /// Longer words are no names.
  private static let longestName = 40

  init(_ word: String) {
    if word.contains(where: \.isNumber) || word.contains("..") {
      self = .part
      return
    }
    let letters =
      word.utf8.count > Self.longestName
      ? word : SearchFolding.fold(word).filter { $0.isLetter || $0 == "'" }
    if QueryDates.isPart(letters) {
      self = .part
    } else {
      self = letters.isEmpty || QueryDates.isLink(letters) ? .link : .none
    }
  }
}
