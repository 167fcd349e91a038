import Dashboard
import Screen

extension Surface {
  /// The filter being typed, with how much it lets through.
  mutating func drawFilterPrompt(_ field: TextField, _ state: State) {
    let note =
      state.message?.text
      ?? "\(state.list.facts.matching.grouped) of \(state.list.facts.loaded.grouped) loaded"
    let width = min(TextWidth.cells(of: note), size.width / 2)
    fill(bounds, style: Style(.input))
    within(Rect(x: 0, y: 0, width: size.width - width - 2, height: 1)) {
      $0.drawInput(field, label: " /", y: 0)
    }
    writeTruncated(
      note, x: size.width - width - 1, y: 0, width: width,
      style: Style(state.message == nil ? .secondary : .warning))
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
