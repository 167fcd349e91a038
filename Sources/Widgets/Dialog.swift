package import Screen

/// The box that a dialog is drawn in: a frame with a title, and a margin on both sides.
package enum Dialog {
  /// Cells that frame and margin take from the box.
  package static let margin = Size(width: 4, height: 2)

  /// What is left of a box for its content.
  package static func inside(of box: Rect) -> Rect { box.inset(dx: 2, dy: 1) }

  /// The box around a content of this size.
  package static func box(around content: Size) -> Size {
    Size(width: content.width + margin.width, height: content.height + margin.height)
  }
}

extension Surface {
  /// Draws a dialog that fills the surface; `draw` gets its inside. When rows are scrolled in it, a
  /// mark in the right edge shows which part of them is in view.
  package mutating func drawDialog(
    title: String, style: Style = Style(.dialogBorder),
    scrolled: (scroll: Scroll, count: Int, height: Int)? = nil,
    _ draw: (inout Surface) -> Void
  ) {
    fill(bounds, style: Style(.dialog))
    frame(bounds, style: style, title: [Segment(title, Style(style.role, .bold))])
    if let scrolled {
      drawScrollMark(scrolled.scroll, of: scrolled.count, height: scrolled.height, style: style)
    }
    within(Dialog.inside(of: bounds), draw)
    // Roles must not leave holes in the dialog's background.
    addEmphasis(.raised, in: bounds)
  }

  /// The part of the right edge that shows the rows in view; nothing when all of them are.
  private mutating func drawScrollMark(
    _ scroll: Scroll, of count: Int, height: Int, style: Style
  ) {
    let track = bounds.height - 2
    guard track > 1, height > 0, count > height else { return }
    let length = max(1, track * height / count)
    let top = (track - length) * scroll.top / max(1, count - height)
    let mark = Rect(x: bounds.width - 1, y: 1 + min(top, track - length), width: 1, height: length)
    fill(mark, with: Glyph(narrow: "█"), style: style)
  }

  /// Labels and values in two aligned columns.
  ///
  /// - Returns: the number of rows.
  @discardableResult
  package mutating func drawFacts(
    _ facts: [(label: String, value: Segment)], y: Int = 0, labelWidth: Int = 11
  ) -> Int {
    for (index, fact) in facts.enumerated() {
      writeField(fact.label, x: 0, y: y + index, width: labelWidth, style: Style(.secondary))
      writeTruncated(
        fact.value.text, x: labelWidth, y: y + index, width: size.width - labelWidth,
        style: fact.value.style, cut: .middle)
    }
    return facts.count
  }

  /// Draws text in wrapped lines, as many as there is room for.
  ///
  /// - Returns: the number of lines.
  @discardableResult
  package mutating func drawParagraph(
    _ text: String, y: Int, height: Int = .max, style: Style = Style(.dialog)
  ) -> Int {
    let lines = wrap(text, to: size.width).prefix(max(0, height))
    for (index, line) in lines.enumerated() { write(line, x: 0, y: y + index, style: style) }
    return lines.count
  }

  /// Shown instead of a dialog that does not fit: says how large the terminal has to be.
  package mutating func drawNeededSize(_ needed: Size) {
    let text = "This needs a terminal of \(needed.width)×\(needed.height). Esc leaves."
    drawParagraph(text, y: 0, style: Style(.warning))
  }
}
