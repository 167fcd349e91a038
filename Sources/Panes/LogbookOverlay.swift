import Dashboard
import Screen
import Widgets

extension Surface {
  /// Errors or requests so far: a line each, and the whole of the one under the cursor below.
  mutating func drawLogbook(_ book: Logbook, _ state: State) {
    let lines = state.lines(of: book.kind)
    drawDialog(
      width: size.width - 4, height: size.height - 2,
      title: lines.isEmpty ? book.title : "\(book.title) · \(lines.count.grouped)"
    ) { box in
      guard !lines.isEmpty else {
        box.write(book.emptyText, x: 0, y: 0, style: Style(.secondary))
        return
      }
      let detailHeight = min(4, max(1, box.size.height / 3))
      let listHeight = max(1, box.size.height - detailHeight - 1)
      var scroll = book.scroll
      scroll.reveal(of: lines.count, height: listHeight)
      for (offset, line) in lines.dropFirst(scroll.top).prefix(listHeight).enumerated() {
        let style = Style(line.isFailure ? .error : .dialog)
        let text = state.shown(line.text)
        box.write(line.time, x: 0, y: offset, style: Style(.secondary))
        // How a request went stands at its end.
        box.writeTruncated(
          text, x: 10, y: offset, width: box.size.width - 10, style: style, cut: .middle)
        if scroll.top + offset == scroll.cursor {
          box.addEmphasis(
            .selected, in: Rect(x: 0, y: offset, width: box.size.width, height: 1))
        }
      }
      let text = lines.indices.contains(scroll.cursor) ? lines[scroll.cursor].text : ""
      let wrapped = TextWidth.wrap(state.shown(text), to: max(1, box.size.width))
      for (offset, line) in wrapped.prefix(detailHeight - 1).enumerated() {
        box.write(line, x: 0, y: listHeight + 1 + offset, style: Style(.dialog))
      }
      box.write(
        [
          Segment("c", Style(.key)), Segment(" copy all  ", Style(.secondary)),
          Segment("Esc", Style(.key)), Segment(" close", Style(.secondary)),
        ], x: 0, y: box.size.height - 1)
    }
  }
}
