/// How well a few letters match a text: all of them occur in it, in order.
///
/// Letters at the beginning of a word count most, then letters that follow each other.
package struct FuzzyMatch: Equatable {
  package let score: Int
  /// The characters of the text that matched.
  package let places: [Int]

  private static let wordStart = 8
  private static let follows = 5

  /// nil when the text does not hold the letters. Spaces and hyphens of the pattern are skipped.
  package init?(_ pattern: String, in text: String) {
    let wanted = pattern.lowercased().filter { $0 != " " && $0 != "-" }.map(\.self)
    let letters = text.lowercased().map(\.self)
    guard letters.count == text.count, wanted.count <= letters.count else { return nil }
    guard !wanted.isEmpty else {
      self.init(score: 0, places: [])
      return
    }
    // best[place]: the best match of the letters so far with the last of them at that place.
    var best = [FuzzyMatch?](repeating: nil, count: letters.count)
    for (index, letter) in wanted.enumerated() {
      var next = [FuzzyMatch?](repeating: nil, count: letters.count)
      var before: FuzzyMatch?
      for place in letters.indices {
        if letters[place] == letter {
          let isStart = place == 0 || !(letters[place - 1].isLetter || letters[place - 1].isNumber)
          let worth = 1 + (isStart ? Self.wordStart : 0) + (index == 0 && place == 0 ? 2 : 0)
          let adjacent =
            place > 0 ? best[place - 1].map { $0.adding(place, worth + Self.follows) } : nil
          let apart =
            index == 0 ? FuzzyMatch(score: worth, places: [place]) : before?.adding(place, worth)
          next[place] = [adjacent, apart].compactMap(\.self).max { $0.score < $1.score }
        }
        if let here = best[place], here.score > before?.score ?? .min { before = here }
      }
      best = next
    }
    guard let winner = best.compactMap(\.self).max(by: { $0.score < $1.score }) else { return nil }
    self = winner
  }

  private init(score: Int, places: [Int]) {
    self.score = score
    self.places = places
  }

  private func adding(_ place: Int, _ worth: Int) -> FuzzyMatch {
    FuzzyMatch(score: score + worth, places: places + [place])
  }
}
