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

  /// What `g` waits for.
  mutating func drawGoTo(_ layout: Layout) {
    within(layout.message) { line in
      line.fill(line.bounds, style: Style(.text))
      line.write(
        [
          Segment(" g", Style(.key)), Segment(" first row   ", Style(.secondary)),
          Segment("Esc", Style(.key)), Segment(" leave", Style(.secondary)),
        ], x: 0, y: 0)
    }
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
