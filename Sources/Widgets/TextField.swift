package import Screen

/// One line of text that is being edited. The cursor is between characters.
///
/// However long a pasted text is, only as much of it is read as the field holds, and the cost of a
/// key does not depend on the length of the text.
package struct TextField: Equatable, Sendable {
  package private(set) var characters: [Character]
  package private(set) var cursor: Int
  private var history: TextHistory
  /// Which entry of the history is shown; nil for the user's own text.
  private var recalled: Int?
  /// What was typed before an entry of the history was shown.
  private var draft: [Character] = []
  /// Characters that the field holds; the rest of a paste is cut off.
  package static let capacity = 1000

  package init(_ text: String = "", history: TextHistory = TextHistory()) {
    characters = Array(Self.beginning(of: text))
    cursor = characters.count
    self.history = history
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }

  /// As much of a text as a field holds. Unicode scalars are counted, too: a character can have any
  /// number of marks.
  package static func beginning(of text: String) -> String {
    guard text.utf8.count > capacity else { return text }
    return String(String(text.unicodeScalars.prefix(4 * capacity)).prefix(capacity))
  }

  /// Edits the text; false when the key is not an editing key.
  package mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let text): insert(Self.oneLine(Self.beginning(of: text)))
    case .backspace: delete(from: max(0, cursor - 1), to: cursor)
    case .delete, .control("d"): delete(from: cursor, to: min(characters.count, cursor + 1))
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    // Ctrl with an arrow arrives as these keys, too.
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

  /// Shows an older (-1) or a newer (1) text; after the newest comes what was typed before.
  private mutating func recall(_ step: Int) -> Bool {
    let count = history.entries.count
    let index = (recalled ?? count) + step
    guard (0...count).contains(index), index != recalled ?? count else { return false }
    if recalled == nil { draft = characters }
    recalled = index == count ? nil : index
    characters = recalled.map { Array(history.entries[$0]) } ?? draft
    cursor = characters.count
    return true
  }

  /// Inserted text can join the characters beside it: an accent, the second half of a flag.
  private mutating func insert(_ text: String) {
    let room = Self.capacity - characters.count
    guard room > 0 else { return }
    let start = max(0, cursor - 1)
    let end = min(characters.count, cursor + 1)
    let before = String(characters[start..<cursor])
    let after = String(characters[cursor..<end])
    let head = Sanitiser.display(before + text.prefix(room))
    let joined = Array(head + after)
    characters.replaceSubrange(start..<end, with: joined)
    cursor = start + min(head.count, joined.count)
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
  static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ").withoutOuterSpaces
  }
}

/// What was entered before, oldest first.
package struct TextHistory: Equatable, Sendable {
  static let capacity = 50

  package private(set) var entries: [String] = []

  package init() {}

  /// Text that is entered again moves to the end.
  package mutating func add(_ text: String) {
    let text = TextField.beginning(of: text).withoutOuterSpaces
    guard !text.isEmpty else { return }
    entries.removeAll { $0 == text }
    entries.append(text)
    if entries.count > Self.capacity { entries.removeFirst() }
  }
}

extension String {
  fileprivate var withoutOuterSpaces: String {
    var rest = self[...]
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}

// MARK: - Drawing

extension TextField {
  /// The characters that fit into so many cells, and how many are hidden on their left: the cursor
  /// is always visible. Only visible characters are measured.
  fileprivate func visible(in width: Int) -> (hidden: Int, text: ArraySlice<Character>) {
    var hidden = cursor
    var used = 0
    while hidden > 0 {
      let cells = Self.cells(of: characters[hidden - 1])
      guard used + cells < width else { break }
      used += cells
      hidden -= 1
    }
    var end = cursor
    while end < characters.count, used < width {
      used += Self.cells(of: characters[end])
      end += 1
    }
    return (hidden, characters[hidden..<end])
  }

  fileprivate static func cells(of character: Character) -> Int {
    TextWidth.cells(of: String(character))
  }
}

extension Surface {
  /// Draws a label and a line of text, scrolled so that the cursor is visible. Characters in
  /// `range` are marked as wrong.
  package mutating func draw(
    _ field: TextField, label: String, x: Int = 0, y: Int, marking range: Range<Int>? = nil
  ) {
    let start = x + write(label, x: x, y: y, style: Style(.key)) + 1
    let width = max(1, size.width - start)
    let (hidden, text) = field.visible(in: width)
    func cells(to end: Int) -> Int {
      text.prefix(max(0, end - hidden)).reduce(0) { $0 + TextField.cells(of: $1) }
    }
    fill(Rect(x: start, y: y, width: width, height: 1), style: Style(.input))
    write(String(text), x: start, y: y, style: Style(.input), maxWidth: width)
    if let range {
      let from = min(max(range.lowerBound, hidden), field.characters.count)
      let to = min(max(range.upperBound, from), field.characters.count)
      // Something missing at the end is shown as a cell of its own.
      let rect = Rect(
        x: start + cells(to: from), y: y, width: max(1, cells(to: to) - cells(to: from)), height: 1)
      setStyle(Style(.error, [.bold, .underline]), in: rect)
    }
    placeCursor(x: start + cells(to: field.cursor), y: y)
  }
}
