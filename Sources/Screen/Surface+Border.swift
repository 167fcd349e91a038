/// The lines that frames are made of.
package struct Border: Hashable, Sendable {
  package var horizontal: Unicode.Scalar
  package var vertical: Unicode.Scalar
  package var topLeft: Unicode.Scalar
  package var topRight: Unicode.Scalar
  package var bottomLeft: Unicode.Scalar
  package var bottomRight: Unicode.Scalar

  package static let rounded = Border(
    horizontal: "─", vertical: "│",
    topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯")
  package static let square = Border(
    horizontal: "─", vertical: "│",
    topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘")
  package static let double = Border(
    horizontal: "═", vertical: "║",
    topLeft: "╔", topRight: "╗", bottomLeft: "╚", bottomRight: "╝")
}

extension Surface {
  /// Draws a frame around the inside of `rect`, with a title in its upper edge and one in its lower
  /// edge. The inside is not changed. Titles get a space on both sides and are cut to fit.
  package mutating func frame(
    _ rect: Rect, _ border: Border? = nil, style: Style,
    title: [Segment] = [], footer: [Segment] = []
  ) {
    let border = border ?? self.border
    guard !rect.isEmpty else { return }
    let bottom = rect.maxY - 1
    let height = rect.height - 2
    for x in [rect.x, rect.maxX - 1] {
      fill(
        Rect(x: x, y: rect.y + 1, width: 1, height: height),
        with: Glyph(narrow: border.vertical), style: style)
    }
    edge(of: rect, y: bottom, border.bottomLeft, border, border.bottomRight, style: style)
    edge(of: rect, y: rect.y, border.topLeft, border, border.topRight, style: style)
    writeTitle(title, in: rect, y: rect.y, style: style)
    writeTitle(footer, in: rect, y: bottom, style: style)
  }

  private mutating func edge(
    of rect: Rect, y: Int, _ left: Unicode.Scalar, _ border: Border, _ right: Unicode.Scalar,
    style: Style
  ) {
    let pieces = [(0, rect.width, border.horizontal), (rect.width - 1, 1, right), (0, 1, left)]
    for (x, width, line) in pieces {
      fill(
        Rect(x: rect.x + x, y: y, width: width, height: 1),
        with: Glyph(narrow: line), style: style)
    }
  }

  private mutating func writeTitle(_ title: [Segment], in rect: Rect, y: Int, style: Style) {
    // A corner, a space on both sides of the title, a corner.
    let room = rect.width - 4
    guard !title.isEmpty, room > 0 else { return }
    write(" ", x: rect.x + 1, y: y, style: style)
    let used = write(title, x: rect.x + 2, y: y, maxWidth: room)
    write(" ", x: rect.x + 2 + used, y: y, style: style)
  }
}
