import Dashboard
import Screen
import Widgets

extension Surface {
  /// A dialog in the middle of the screen, or with its upper edge in a row, cut to fit; `draw` gets
  /// its inside.
  mutating func drawDialog(
    width: Int, height: Int, y: Int? = nil, title: String, style: Style = Style(.dialogBorder),
    _ draw: (inout Surface) -> Void
  ) {
    let width = min(width, size.width)
    let height = min(height, size.height)
    let rect = Rect(
      x: (size.width - width) / 2, y: y ?? (size.height - height) / 2, width: width,
      height: height)
    fill(rect, style: Style(.dialog))
    frame(rect, style: style, title: [Segment(title, Style(style.role, .bold))])
    within(rect.inset(dx: 2, dy: 1), draw)
  }

  mutating func drawHelp(_ help: HelpState, _ state: State) {
    let lines = state.helpLines(help)
    let height = min(size.height - 2, lines.count + 4)
    let pane = state.arrangement.focus.title.lowercased()
    drawDialog(width: 64, height: max(6, height), title: "Keys · \(pane)") { dialog in
      dialog.drawInput(help.filter, label: "find:", y: 0)
      for (offset, line) in lines.dropFirst(help.scroll.top)
        .prefix(max(0, dialog.size.height - 1)).enumerated()
      {
        dialog.draw(line, y: offset + 1)
      }
      if lines.isEmpty {
        dialog.write("no key does that here", x: 0, y: 1, style: Style(.secondary))
      }
    }
  }

  private mutating func draw(_ line: HelpState.Line, y: Int) {
    let isEnabled = line.reason == nil
    writeField(line.keys, x: 0, y: y, width: 18, style: Style(isEnabled ? .key : .disabled))
    let title = line.reason.map { "\(line.title) (\($0))" } ?? line.title
    let role: Role = !isEnabled ? .disabled : line.isDangerous ? .danger : .dialog
    writeTruncated(title, x: 19, y: y, width: size.width - 19, style: Style(role))
  }

  /// A label and a line of text with its cursor, scrolled so that the cursor shows. Characters in
  /// `range` are marked as wrong.
  mutating func drawInput(
    _ field: TextField, label: String, x: Int = 0, y: Int, marking range: Range<Int>? = nil
  ) {
    let start = x + write(label, x: x, y: y, style: Style(.key)) + 1
    let width = max(1, size.width - start)
    var hidden = 0
    func cells(to end: Int) -> Int {
      TextWidth.cells(of: String(field.characters[hidden..<end]))
    }
    while hidden < field.cursor, cells(to: field.cursor) >= width { hidden += 1 }
    fill(Rect(x: start, y: y, width: width, height: 1), style: Style(.input))
    write(
      String(field.characters[hidden...]), x: start, y: y, style: Style(.input), maxWidth: width)
    if let range {
      let from = min(max(range.lowerBound, hidden), field.characters.count)
      let to = min(max(range.upperBound, from), field.characters.count)
      let x = start + cells(to: from)
      // What is missing at the end is shown as a cell of its own.
      let rect = Rect(x: x, y: y, width: max(1, cells(to: to) - cells(to: from)), height: 1)
      setStyle(Style(.error, [.bold, .underline]), in: rect)
    }
    placeCursor(x: start + cells(to: field.cursor), y: y)
  }
}
