import Dashboard
import Screen
import Widgets

extension Surface {
  /// The palette: what is typed, and the commands that it may mean.
  mutating func drawPalette(_ palette: Palette, _ state: State) {
    let entries = state.entries(of: palette)
    let rows = max(1, min(entries.count, state.paletteHeight))
    // The upper edge stays where it is while the entries become fewer.
    let top = max(0, (size.height - state.paletteHeight - 3) / 3)
    drawDialog(width: 72, height: rows + 3, y: top, title: "Commands") { dialog in
      dialog.drawInput(palette.field, label: ":", y: 0)
      if entries.isEmpty {
        dialog.writeTruncated(
          state.palettePlea(palette), x: 0, y: 1, width: dialog.size.width,
          style: Style(.warning))
      }
      let keyWidth = min(12, entries.map { TextWidth.cells(of: $0.keys) }.max() ?? 0)
      let visible = entries.indices.dropFirst(palette.scroll.top).prefix(rows)
      for (offset, index) in visible.enumerated() {
        dialog.within(Rect(x: 0, y: offset + 1, width: dialog.size.width, height: 1)) { row in
          row.draw(entries[index], keyWidth: keyWidth)
          if index == palette.scroll.cursor { row.addEmphasis(.selected, in: row.bounds) }
        }
      }
    }
  }

  /// What it does, why not now, its name where there is room, its keys.
  private mutating func draw(_ entry: Palette.Entry, keyWidth: Int) {
    let isEnabled = entry.reason == nil
    let nameWidth = size.width >= 56 ? 18 : 0
    let room = size.width - keyWidth - 1 - (nameWidth > 0 ? nameWidth + 1 : 0)
    let role: Role = !isEnabled ? .disabled : entry.isDangerous ? .danger : .dialog
    let letters = entry.title.enumerated().map { index, letter in
      Segment(String(letter), Style(role, entry.matched.contains(index) ? .matched : []))
    }
    let reason = entry.reason.map { [Segment(" (\($0))", Style(.disabled))] } ?? []
    write(letters + reason, x: 0, y: 0, maxWidth: room)
    if nameWidth > 0 {
      writeField(
        entry.name, x: room + 1, y: 0, width: nameWidth, style: Style(.placeholder))
    }
    writeField(
      entry.keys, x: size.width - keyWidth, y: 0, width: keyWidth,
      style: Style(isEnabled ? .key : .disabled), align: .trailing)
  }
}
