import Dashboard
import Screen

extension Surface {
  /// The first steps, as many as there is room for.
  mutating func drawTour(_ state: State) {
    let steps = state.tourSteps
    let keyWidth = steps.map { TextWidth.cells(of: $0.keys) }.max() ?? 0
    drawDialog(width: 60, height: steps.count + 8, title: "Welcome to till") { dialog in
      let about =
        dialog.size.height > steps.count + 3
        ? TextWidth.wrap(
          "These are made-up sessions on a server inside till. Nothing you do here reaches Stripe.",
          to: max(1, dialog.size.width)) : []
      for (y, line) in about.enumerated() { dialog.write(line, x: 0, y: y, style: Style(.dialog)) }
      let top = about.isEmpty ? 0 : about.count + 1
      let room = max(0, dialog.size.height - top - 1)
      for (offset, step) in steps.prefix(room).enumerated() {
        dialog.writeField(
          step.keys, x: 0, y: top + offset, width: keyWidth, style: Style(.key), align: .trailing)
        dialog.writeTruncated(
          step.text, x: keyWidth + 2, y: top + offset,
          width: dialog.size.width - keyWidth - 2, style: Style(.dialog))
      }
      dialog.write("Esc closes this", x: 0, y: dialog.size.height - 1, style: Style(.placeholder))
    }
  }
}
