/// The runs of letters, digits and underscores in a text, which may be ids.
struct IDWords {
  struct Word {
    var text: String
    /// What separates it from the next one.
    var gap: String
  }

  private(set) var all: [Word] = []

  init(_ text: String) {
    var word = ""
    var gap = ""
    for scalar in text.unicodeScalars {
      if Self.belongs(scalar) {
        if !gap.isEmpty {
          if !all.isEmpty { all[all.count - 1].gap = gap }
          gap = ""
        }
        word.unicodeScalars.append(scalar)
      } else {
        if !word.isEmpty {
          all.append(Word(text: word, gap: ""))
          word = ""
        }
        gap.unicodeScalars.append(scalar)
      }
    }
    if !word.isEmpty {
      all.append(Word(text: word, gap: ""))
    } else if !all.isEmpty {
      all[all.count - 1].gap = gap
    }
    for index in all.indices { all[index].text = Self.withoutItalics(all[index].text) }
    joinSessions()
  }

  /// Underscores on both sides are how chats write italics. One at the end alone belongs to the
  /// beginning of an id: `cs_test_`.
  private static func withoutItalics(_ word: String) -> String {
    let marks = word.prefix { $0 == "_" }.count
    guard marks > 0, word.count > 2 * marks else { return word }
    let isClosed = word.suffix(marks).allSatisfy { $0 == "_" }
    return String(word.dropFirst(marks).dropLast(isClosed ? marks : 0))
  }

  /// Joins the id of a session that lost an underscore to a space: `cs_test b1sNr…`.
  private mutating func joinSessions() {
    for index in all.indices.dropLast().reversed() {
      let (head, more) = (all[index], all[index + 1])
      guard ["cs_test", "cs_test_", "cs_live", "cs_live_"].contains(head.text), head.gap == " ",
        more.text.utf8.count >= 4, Self.isPart(more.text), !more.text.contains("_")
      else { continue }
      let mark = head.text.hasSuffix("_") ? "" : "_"
      all[index] = Word(text: head.text + mark + more.text, gap: more.gap)
      all.remove(at: index + 1)
    }
  }

  private static func belongs(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value)
      || (0x61...0x7A).contains(scalar.value) || scalar == "_"
  }

  /// The word after an ellipsis that directly follows a word; nil if there is none.
  func end(afterDotsAt index: Int) -> String? {
    guard ["…", "...", ".."].contains(all[index].gap), index + 1 < all.count else { return nil }
    let end = all[index + 1].text
    return (3...40).contains(end.utf8.count) ? end : nil
  }

  /// An id that was cut by line breaks, joined again; nil for one that was not cut.
  ///
  /// What follows the break has to look like part of an id: ordinary words have no digits and no
  /// capitals inside.
  func joined(_ index: Int, upTo length: Int) -> String? {
    var text = all[index].text
    var next = index
    while next + 1 < all.count, Self.isLineBreak(all[next].gap), text.utf8.count >= 12 {
      let more = all[next + 1].text
      guard Self.isPart(more), !more.contains("_"), text.utf8.count + more.utf8.count <= length
      else { break }
      text += more
      next += 1
    }
    return next == index || text.contains("_secret_") ? nil : text
  }

  /// Whether a word looks like part of an id, and not like an ordinary one.
  private static func isPart(_ word: String) -> Bool {
    word.contains { $0.isNumber } || word.dropFirst().contains { $0.isUppercase }
  }

  /// A break with what mail programs put around it: indents, `>`, a soft `=`, `\n` written out.
  private static func isLineBreak(_ gap: String) -> Bool {
    gap.contains { $0.isNewline } && gap.allSatisfy { $0.isWhitespace || "=>|\\".contains($0) }
  }
}
