package import Screen

/// One line of text that is being edited. The cursor stands between characters.
package struct TextField: Equatable, Sendable {
  package private(set) var characters: [Character]
  package private(set) var cursor: Int
  private var history: TextHistory
  /// Which entry of the history is shown; nil while it is the user's own text.
  private var recalled: Int?
  /// What was typed before the history was looked at.
  private var draft = ""
  /// Characters; a paste is cut here.
  package static let capacity = 1000

  package init(_ text: String = "", history: TextHistory = TextHistory()) {
    characters = Array(text)
    cursor = characters.count
    self.history = history
  }

  package var text: String { String(characters) }

  /// Edits the text; false when the key is no editing key.
  package mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let text): insert(Self.oneLine(text))
    case .backspace: delete(from: max(0, cursor - 1), to: cursor)
    case .delete, .control("d"): delete(from: cursor, to: min(characters.count, cursor + 1))
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    // Ctrl with an arrow arrives as these, too.
    case .alt("b"): cursor = wordStart
    case .alt("f"): cursor = wordEnd
    case .alt("d"): delete(from: cursor, to: wordEnd)
    case .control("u"): delete(from: 0, to: cursor)
    case .control("k"): delete(from: cursor, to: characters.count)
    case .control("w"), .alt("\u{7F}"): delete(from: wordStart, to: cursor)
    case .up, .control("p"): return recall(-1)
    case .down, .control("n"): return recall(1)
    default: return false
    }
    return true
  }

  /// Shows an older (-1) or a newer (1) text; past the newest stands what was typed before.
  private mutating func recall(_ step: Int) -> Bool {
    let count = history.entries.count
    let index = (recalled ?? count) + step
    guard (0...count).contains(index), index != recalled ?? count else { return false }
    if recalled == nil { draft = text }
    recalled = index == count ? nil : index
    characters = Array(recalled.map { history.entries[$0] } ?? draft)
    cursor = characters.count
    return true
  }

  /// What is put in can join the characters around it: an accent, the second half of a flag.
  private mutating func insert(_ text: String) {
    let head = Sanitiser.display(String(characters[..<cursor]) + text)
    let rest = characters[cursor...]
    let kept = head.prefix(max(cursor, Self.capacity - rest.count))
    characters = Array(String(kept) + String(rest))
    cursor = min(kept.count, characters.count)
  }

  private mutating func delete(from start: Int, to end: Int) {
    characters.removeSubrange(start..<end)
    cursor = start
  }

  private var wordStart: Int {
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    return start
  }

  private var wordEnd: Int {
    var end = cursor
    while end < characters.count, characters[end] == " " { end += 1 }
    while end < characters.count, characters[end] != " " { end += 1 }
    return end
  }

  /// Pasted text as one line: what people paste often ends with a line break.
  package static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ").withoutOuterSpaces
  }
}

/// What was entered before, oldest first.
package struct TextHistory: Equatable, Sendable {
  package static let capacity = 50

  package private(set) var entries: [String] = []

  package init() {}

  /// Text that was entered again moves to the end.
  package mutating func add(_ text: String) {
    let text = text.withoutOuterSpaces
    guard !text.isEmpty else { return }
    entries.removeAll { $0 == text }
    entries.append(text)
    if entries.count > Self.capacity { entries.removeFirst() }
  }
}

extension String {
  /// Without the blanks at both ends.
  fileprivate var withoutOuterSpaces: String {
    guard let start = firstIndex(where: { $0 != " " }), let end = lastIndex(where: { $0 != " " })
    else { return "" }
    return String(self[start...end])
  }
}
