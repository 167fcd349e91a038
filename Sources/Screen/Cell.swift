/// One cell of a screen.
package struct Cell: Hashable, Sendable {
  package var glyph: Glyph
  package var style: Style

  package init(_ glyph: Glyph = .space, _ style: Style = .text) {
    self.glyph = glyph
    self.style = style
  }

  /// Whether this is the second half of the wide glyph to the left.
  package var isContinuation: Bool { glyph.width == 0 }
}

/// A piece of text in one style.
package struct Segment: Hashable, Sendable {
  package var text: String
  package var style: Style

  package init(_ text: String, _ style: Style = .text) {
    self.text = text
    self.style = style
  }
}

/// A cell's place, from the upper left corner.
package struct Position: Hashable, Sendable {
  package var x: Int
  package var y: Int

  package init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}
