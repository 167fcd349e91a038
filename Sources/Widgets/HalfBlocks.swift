package import Screen

/// A square picture of dark and light dots, with two dots above each other in each cell, and a
/// light margin.
///
/// Source: https://www.unicode.org/charts/PDF/U2580.pdf
package struct HalfBlocks: Equatable, Sendable {
  /// Dots along one side.
  package let width: Int
  /// Row by row; true is dark.
  package let dots: [Bool]

  package init(width: Int, dots: [Bool]) {
    self.width = width
    self.dots = dots
  }

  /// The size in cells, with a margin of that many dots.
  package func size(margin: Int) -> Size {
    let side = width + 2 * margin
    return Size(width: side, height: (side + 1) / 2)
  }

  /// Draws it at the upper left corner.
  package func draw(on surface: inout Surface, margin: Int, style: Style) {
    let size = size(margin: margin)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let above = isDark(x - margin, 2 * y - margin)
        let below = isDark(x - margin, 2 * y + 1 - margin)
        surface.fill(
          Rect(x: x, y: y, width: 1, height: 1), with: Self.glyph(above: above, below: below),
          style: style)
      }
    }
  }

  private static func glyph(above: Bool, below: Bool) -> Glyph {
    switch (above, below) {
    case (true, true): Glyph(narrow: "█")
    case (true, false): Glyph(narrow: "▀")
    case (false, true): Glyph(narrow: "▄")
    case (false, false): .space
    }
  }

  private func isDark(_ x: Int, _ y: Int) -> Bool {
    (0..<width).contains(x) && (0..<width).contains(y) && dots[y * width + x]
  }
}
