/// A text that is looked for in others, whatever their case and accents.
package struct FoldedPattern {
  private let needle: String

  /// Blank text matches nothing.
  package init(_ text: String) { needle = String(SearchFolding.fold(text).drop { $0 == " " }) }

  package func isIn(_ text: String) -> Bool {
    !needle.isEmpty && SearchFolding.fold(text).contains(needle)
  }

  /// Where it stands in a text, in order.
  package func ranges(in text: String) -> [Range<String.Index>] {
    needle.isEmpty ? [] : FoldedText(text).ranges(of: Array(needle.unicodeScalars))
  }
}

/// A text in folded form that remembers where each part of it came from.
struct FoldedText {
  private var scalars: [Unicode.Scalar] = []
  /// For each folded scalar, the character of the text that it comes from.
  private var origins: [Range<String.Index>] = []

  private var isBetweenWords = true

  init(_ text: String) {
    var start = text.startIndex
    while start < text.endIndex {
      let end = text.endOfCharacter(at: start)
      let scalar = text.unicodeScalars[start]
      if scalar.isASCII, text.unicodeScalars.index(after: start) == end {
        add(scalar, start..<end)
      } else {
        add(text[start..<end], start..<end)
      }
      start = end
    }
  }

  /// Most characters are ASCII.
  private mutating func add(_ scalar: Unicode.Scalar, _ origin: Range<String.Index>) {
    guard !SearchFolding.isSpace(scalar) else {
      isBetweenWords = true
      return
    }
    beginWord(at: origin.lowerBound)
    let isUpper = ("A"..."Z").contains(scalar)
    append(isUpper ? Unicode.Scalar(UInt8(scalar.value + 0x20)) : scalar, origin)
  }

  private mutating func add(_ character: Substring, _ origin: Range<String.Index>) {
    var folded = ""
    for scalar in character.unicodeScalars {
      if SearchFolding.isSpace(scalar) {
        isBetweenWords = true
      } else {
        SearchFolding.append(scalar, to: &folded)
      }
    }
    guard !folded.isEmpty else { return }
    beginWord(at: origin.lowerBound)
    for scalar in folded.unicodeScalars { append(scalar, origin) }
  }

  private mutating func beginWord(at index: String.Index) {
    guard isBetweenWords else { return }
    for _ in 0..<2 { append(" ", index..<index) }
    isBetweenWords = false
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ origin: Range<String.Index>) {
    scalars.append(scalar)
    origins.append(origin)
  }

  func ranges(of needle: [Unicode.Scalar]) -> [Range<String.Index>] {
    guard needle.count <= scalars.count else { return [] }
    return (0...scalars.count - needle.count).compactMap { start in
      let end = start + needle.count
      guard scalars[start] == needle[0], scalars[start..<end].elementsEqual(needle) else {
        return nil
      }
      return origins[start].lowerBound..<origins[end - 1].upperBound
    }
  }
}

extension String {
  /// The end of the character at an index. The usual ones end before a letter that is never part of
  /// the character before it, which is found without the rules for all others.
  fileprivate func endOfCharacter(at index: Index) -> Index {
    let next = unicodeScalars.index(after: index)
    guard next < endIndex else { return next }
    let (value, follower) = (unicodeScalars[index].value, unicodeScalars[next].value)
    let isUsual = value < 0x300 && value != 0x0D && (follower < 0x300 || follower == 0x2026)
    return isUsual ? next : self.index(after: index)
  }
}
