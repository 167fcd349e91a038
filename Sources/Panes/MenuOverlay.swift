import Dashboard
import Screen

extension Surface {
  /// Things to choose from, each with its key; what cannot be chosen says why.
  mutating func drawMenu(_ menu: Menu, _ state: State) {
    let items = state.items(of: menu)
    let labels = items.map { TextWidth.cells(of: $0.label) }.max() ?? 0
    drawDialog(width: 76, height: items.count + 3, title: menu.title) { box in
      // On a screen that is too low for all, the cursor stays in view.
      let height = max(1, box.size.height - 1)
      let top = max(0, min(menu.cursor - height + 1, items.count - height))
      for (y, item) in items.dropFirst(top).prefix(height).enumerated() {
        box.draw(item, labelWidth: labels, y: y)
        if top + y == menu.cursor {
          box.addEmphasis(.selected, in: Rect(x: 0, y: y, width: box.size.width, height: 1))
        }
      }
      box.write(
        "a letter, or ↵ · Esc leaves", x: 0, y: box.size.height - 1,
        style: Style(.secondary))
    }
  }

  private mutating func draw(_ item: Menu.Item, labelWidth: Int, y: Int) {
    let isEnabled = item.reason == nil
    write(String(item.key), x: 0, y: y, style: Style(isEnabled ? .key : .disabled))
    writeField(
      item.label, x: 3, y: y, width: labelWidth, style: Style(isEnabled ? .dialog : .disabled))
    let x = labelWidth + 5
    writeTruncated(
      item.reason ?? item.preview, x: x, y: y, width: size.width - x,
      style: Style(isEnabled ? .secondary : .disabled), cut: isEnabled ? .middle : .end)
  }
}
