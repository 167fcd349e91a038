package import Screen

/// Fields to fill in, and a button. Enter presses the button, wherever the cursor is; Esc goes
/// back.
package struct Form<ID: Hashable & Sendable>: Equatable, Sendable {
  /// What is entered: a text, one of several words, or yes or no.
  package enum Content: Equatable, Sendable {
    case text(TextField)
    /// One of these words.
    case choice([String], Int)
    case toggle(Bool)
  }

  /// A line of the form: its label, and what was entered.
  package struct Field: Equatable, Sendable, Identifiable {
    package let id: ID
    package let label: String
    /// What may be entered, shown in an empty field and below the fields.
    package let hint: String
    package var content: Content

    package init(_ id: ID, _ label: String, hint: String = "", _ content: Content) {
      self.id = id
      self.label = label
      self.hint = hint
      self.content = content
    }

    /// A line of text.
    package init(_ id: ID, _ label: String, hint: String = "", text: String) {
      self.init(id, label, hint: hint, .text(TextField(text)))
    }
  }

  /// What a key did to the form.
  package enum Answer: Equatable, Sendable {
    /// Enter: what the button says.
    case done
    case left
    case edited(ID)
    case moved
  }

  package private(set) var fields: [Field]
  package private(set) var focus = 0
  /// The word on the button.
  package let action: String
  /// Why the button did not work; cleared by the next edit.
  package var problem: String?

  package init(action: String, _ fields: [Field]) {
    self.action = action
    self.fields = fields
  }

  /// The value of a field: its text, the chosen word, `true` or `false`; nil when there is no such
  /// field.
  package subscript(id: ID) -> String? {
    guard let field = fields.first(where: { $0.id == id }) else { return nil }
    return switch field.content {
    case .text(let text): text.text
    case .choice(let words, let index): words.indices.contains(index) ? words[index] : ""
    case .toggle(let isOn): String(isOn)
    }
  }

  /// For the footer.
  package var hints: [KeyHint] {
    [
      KeyHint("↵", action.prefix(1).lowercased() + action.dropFirst()), KeyHint("Tab", "next"),
      KeyHint("Esc", "back"),
    ]
  }

  package var focused: ID? { fields.indices.contains(focus) ? fields[focus].id : nil }

  package mutating func focus(on id: ID) {
    focus = fields.firstIndex { $0.id == id } ?? focus
  }

  /// nil for a key that has no meaning here.
  package mutating func take(_ key: Key) -> Answer? {
    switch key {
    case .enter: return .done
    case .escape, .control("c"): return .left
    case .tab, .down: return move(1)
    case .backTab, .up: return move(-1)
    default: break
    }
    guard let id = focused, edit(&fields[focus].content, key) else { return nil }
    problem = nil
    return .edited(id)
  }

  private mutating func move(_ step: Int) -> Answer {
    focus = (focus + step + fields.count) % max(1, fields.count)
    return .moved
  }

  private func edit(_ content: inout Content, _ key: Key) -> Bool {
    switch content {
    case .text(var field):
      guard field.take(key) else { return false }
      content = .text(field)
    case .choice(let words, let index):
      guard let next = choice(of: words, at: index, key) else { return false }
      content = .choice(words, next)
    case .toggle(let isOn):
      guard [.character(" "), .left, .right].contains(key) else { return false }
      content = .toggle(!isOn)
    }
    return true
  }

  /// Arrows and Space move to the next word; a letter moves to the next word that begins with it.
  private func choice(of words: [String], at index: Int, _ key: Key) -> Int? {
    guard !words.isEmpty else { return nil }
    switch key {
    case .left: return (index + words.count - 1) % words.count
    case .right, .character(" "): return (index + 1) % words.count
    case .character(let letter):
      let order = (1...words.count).map { (index + $0) % words.count }
      return order.first { words[$0].lowercased().first == letter.lowercased().first }
    default: return nil
    }
  }

  // MARK: - Drawing

  /// The size of a dialog's inside that shows the whole form: fields, a line of hints, buttons.
  package func size(width: Int) -> Size { Size(width: width, height: fields.count + 3) }

  /// Draws fields, hint and buttons. A note replaces the hint. The least width of the labels aligns
  /// them with the text above.
  package func draw(
    on surface: inout Surface, note: Segment? = nil, leastLabelWidth: Int = 0
  ) {
    let size = surface.size
    let height = max(1, size.height - (size.height > fields.count + 2 ? 3 : 2))
    let top = max(0, min(focus - height + 1, fields.count - height))
    let labels = fields.map { TextWidth.cells(of: $0.label) }.max() ?? 0
    let labelWidth = max(leastLabelWidth, 4 + labels)
    for (y, field) in fields.dropFirst(top).prefix(height).enumerated() {
      let isFocused = top + y == focus
      surface.writeField(
        (isFocused ? "▸ " : "  ") + field.label, x: 0, y: y, width: labelWidth,
        style: Style(isFocused ? .key : .secondary))
      let rest = Rect(x: labelWidth, y: y, width: size.width - labelWidth, height: 1)
      surface.within(rest) { draw(field, isFocused: isFocused, on: &$0) }
    }
    let hint = fields.indices.contains(focus) ? fields[focus].hint : ""
    let line =
      problem.map { Segment($0, Style(.warning)) } ?? note ?? Segment(hint, Style(.secondary))
    surface.writeTruncated(
      line.text, x: 0, y: size.height - 2, width: size.width, style: line.style)
    surface.drawButtons(
      KeyHint("↵", action), [KeyHint("Esc", "Back")], y: size.height - 1, style: Style(.dialog))
  }

  private func draw(_ field: Field, isFocused: Bool, on row: inout Surface) {
    let style = Style(isFocused ? .input : .dialog)
    switch field.content {
    case .text(let text) where isFocused: row.draw(text, label: "", y: 0)
    case .text(let text):
      let isEmpty = text.isEmpty
      row.writeTruncated(
        isEmpty ? field.hint : text.text, x: 1, y: 0, width: row.size.width - 1,
        style: Style(isEmpty ? .placeholder : .dialog))
    case .choice(let words, let index):
      let word = words.indices.contains(index) ? words[index] : ""
      row.write(isFocused ? "‹ \(word) ›" : word, x: 1, y: 0, style: style)
    case .toggle(let isOn): row.write(isOn ? "[×]" : "[ ]", x: 1, y: 0, style: style)
    }
  }
}
