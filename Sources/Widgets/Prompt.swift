package import Screen

/// A line of text above a line with a note about it. An error is shown in full, in as many lines as
/// it takes.
package struct Prompt: Equatable, Sendable {
  /// The text below the field.
  package struct Note: Equatable, Sendable {
    package let text: String
    package let isProblem: Bool
    /// Characters of the field that are wrong.
    package let marked: Range<Int>?

    package init(_ text: String, isProblem: Bool = false, marking range: Range<Int>? = nil) {
      self.text = text
      self.isProblem = isProblem
      marked = range
    }

    /// The lines that it takes at this width, at most `limit`.
    package func lines(width: Int, limit: Int) -> [String] {
      isProblem ? Array(TextWidth.wrap(text, to: max(1, width - 2)).prefix(max(1, limit))) : [text]
    }
  }

  package let label: String
  package var field: TextField

  package init(_ label: String, _ field: TextField = TextField()) {
    self.label = label
    self.field = field
  }

  package var text: String { field.text }

  /// Draws the field in the first line, the note in the lines below.
  package func draw(on surface: inout Surface, _ note: Note) {
    surface.fill(
      Rect(x: 0, y: 0, width: surface.size.width, height: 1), style: Style(.input))
    surface.draw(field, label: " \(label)", y: 0, marking: note.marked)
    let rest = Rect(
      x: 0, y: 1, width: surface.size.width, height: surface.size.height - 1)
    surface.within(rest) { lines in
      lines.fill(lines.bounds, style: Style(.footer))
      let texts = note.lines(width: lines.size.width, limit: lines.size.height)
      for (y, text) in texts.enumerated() {
        lines.writeTruncated(
          text, x: 1, y: y, width: lines.size.width - 2,
          style: Style(note.isProblem ? .warning : .footer))
      }
    }
  }
}
