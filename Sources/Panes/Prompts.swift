import Checkout
import Query
import Dashboard
import Screen
import Widgets

extension Surface {
  /// A line of text above a line that says what is known of it; what is wrong is said in full, in as
  /// many lines as that takes.
  mutating func drawPrompt(
    _ field: TextField, label: String, note: String, isProblem: Bool = false,
    marking range: Range<Int>? = nil, _ layout: Layout
  ) {
    let width = layout.footer.width - 2
    let notes = isProblem ? TextWidth.wrap(note, to: width).prefix(size.height / 2) : [note]
    let top = layout.footer.maxY - notes.count
    within(Rect(x: 0, y: top - 1, width: size.width, height: 1)) { line in
      line.fill(line.bounds, style: Style(.input))
      line.drawInput(field, label: " \(label)", y: 0, marking: range)
    }
    within(Rect(x: 0, y: top, width: size.width, height: notes.count)) { lines in
      lines.fill(lines.bounds, style: Style(.footer))
      for (y, note) in notes.enumerated() {
        lines.writeTruncated(
          note, x: 1, y: y, width: width, style: Style(isProblem ? .warning : .footer))
      }
    }
  }

  /// The search being typed, and what it has found in how many; or where it is not understood.
  mutating func drawFilterPrompt(_ field: TextField, _ state: State, _ layout: Layout) {
    if let error = state.list.queryError {
      drawPrompt(
        field, label: "/", note: error.message, isProblem: true, marking: error.range, layout)
    } else if SecretKey.isIn(field.text) {
      // The line of messages is the field itself.
      drawPrompt(field, label: "/", note: Message.secretKey.text, isProblem: true, layout)
    } else {
      drawPrompt(field, label: "/", note: state.searchNote, layout)
    }
  }

  /// The search of the detail pane being typed, with how often it is there.
  mutating func drawSearchPrompt(_ field: TextField, _ state: State) {
    let note =
      state.detail.search.map { search in
        search.number.map { "\($0) of \(search.count)" } ?? "not here"
      } ?? "detail"
    let width = TextWidth.cells(of: note)
    fill(bounds, style: Style(.input))
    within(Rect(x: 0, y: 0, width: size.width - width - 2, height: 1)) {
      $0.drawInput(field, label: " search", y: 0)
    }
    write(
      note, x: size.width - width - 1, y: 0,
      style: Style(state.detail.search?.count == 0 ? .warning : .secondary))
  }

  /// Text that no clipboard took, to be selected with the mouse.
  mutating func drawShown(_ label: String, _ text: String) {
    let lines = TextWidth.wrap(text, to: max(1, size.width - 8))
    drawDialog(
      width: size.width - 4, height: lines.count + 5, title: "Copy by hand: \(label)"
    ) { dialog in
      for (offset, line) in lines.enumerated() {
        dialog.write(line, x: 0, y: offset + 1, style: Style(.dialog))
      }
      dialog.write("Esc closes", x: 0, y: lines.count + 2, style: Style(.secondary))
    }
  }
}

extension State {
  fileprivate var searchNote: String {
    let searched = list.searched(zone, now: clock.unix)
    guard !searched.isEmpty else { return "words, “phrases”, field:value" }
    if list.filter.trimmingSpaces.isEmpty {
      return
        "searches \(searched): words, status:open, amount>=50, created:>7d, meta.key:value, -not"
    }
    return
      "\(list.matches(zone, now: clock.unix)) · ↵ keeps · Esc clears"
  }
}
