/// The name that was probably meant, for messages.
package enum NearestName {
  /// - Returns: the candidate with the fewest edits; nil when none is near enough to be a typo,
  ///   which is a third of the letters.
  package static func to(_ name: String, among candidates: some Sequence<String>) -> String? {
    // Anything that long is not a typo, and the table below is quadratic.
    guard name.count <= 64 else { return nil }
    let written = plain(name)
    let best = candidates.map { (name: $0, edits: edits(from: written, to: plain($0))) }
      .min { $0.edits < $1.edits }
    guard let best, best.edits <= max(1, written.count / 3) else { return nil }
    return best.name
  }

  /// Ignores case, accents, hyphens and underscores, which people mix up most.
  fileprivate static func plain(_ name: String) -> [Character] {
    SearchFolding.fold(name).replacing("  ", with: " ").drop { $0 == " " }
      .filter { $0 != "-" && $0 != "_" }
  }

  /// Letters that are missing, too many, wrong, or swapped with their neighbour (the optimal string
  /// alignment distance).
  fileprivate static func edits(from left: [Character], to right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
        var best = min(replaced, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}

/// Collects the names that were probably meant, one candidate at a time.
package struct NearestNames {
  private let text: [Character]
  private var found: [(name: String, edits: Int)] = []
  /// With more edits it is another name, not a typo.
  private static let mostEdits = 2

  package init(to text: String) { self.text = NearestName.plain(String(text.prefix(64))) }

  package mutating func take(_ name: String) {
    var best = edits(to: name[...])
    // One word may be the first name or the last.
    if !text.contains(" "), name.contains(" ") {
      best = name.split(separator: " ").map { edits(to: $0) }.reduce(best, min)
    }
    if best <= min(Self.mostEdits, max(1, text.count / 3)) { found.append((name, best)) }
  }

  private func edits(to word: Substring) -> Int {
    // Most already differ too much in length.
    guard abs(word.utf8.count - text.count) <= Self.mostEdits + 2, word.utf8.count <= 80 else {
      return .max
    }
    return NearestName.edits(from: text, to: NearestName.plain(String(word)))
  }

  /// The nearest first.
  package var names: [String] { found.sorted { $0.edits < $1.edits }.map(\.name) }
}
