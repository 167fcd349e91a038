/// The searched text of a record, folded, one text per line. Ids are not in it: they are found by
/// their beginning.
package struct SearchText: Sendable {
  /// One text per line, without duplicates.
  package private(set) var lines = ""
  private var texts: Set<String> = []

  /// Only the beginning of a longer value is searched: Stripe's own values are shorter.
  static let maximumLength = 1000

  package init() {}

  package init(_ texts: some Sequence<String>) {
    for text in texts { add(text) }
  }

  package mutating func add(_ text: String, isPhone: Bool = false) {
    let isLong = text.utf8.count > Self.maximumLength
    add(folded: SearchFolding.fold(isLong ? String(text.prefix(Self.maximumLength)) : text))
    guard isPhone else { return }
    let digits = PhoneDigits.all(in: text)
    // If only a plus differs, the text already contains these digits.
    if digits.utf8.count + 1 < text.utf8.count { add(folded: "  " + digits) }
  }

  private mutating func add(folded: String) {
    guard folded.utf8.contains(where: { $0 != 0x20 }) else { return }
    guard texts.insert(folded).inserted else { return }
    if !lines.isEmpty { lines += "\n" }
    lines += folded
  }

  /// The two texts joined; either may be empty.
  package static func join(_ one: String, _ other: String) -> String {
    if one.isEmpty { return other }
    return other.isEmpty ? one : one + "\n" + other
  }
}
