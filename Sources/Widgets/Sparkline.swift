package import Screen

/// Numbers over time in one row: the height of a block shows the number, or that of a column of
/// Braille dots where two of them share a cell.
package struct Sparkline: Equatable, Sendable {
  /// Nil where nothing is known.
  package let values: [Int?]
  /// The value of a whole block; nil for the largest of the values.
  private let largest: Int?
  private let sharesCells: Bool

  /// - Parameters:
  ///   - values: the numbers, the newest last.
  ///   - largest: one for several that are compared side by side.
  ///   - sharesCells: whether two numbers share a cell if there are more numbers than cells. Twice
  ///     as many are told apart, with half as many heights.
  package init(_ values: [Int?], largest: Int? = nil, sharesCells: Bool = false) {
    self.values = values
    self.largest = largest
    self.sharesCells = sharesCells
  }

  /// The largest number after the values are added up to that many cells.
  package static func largest(of values: [Int?], in cells: Int) -> Int {
    added(values, to: cells).compactMap(\.self).max() ?? 0
  }

  /// Draws it in the first row of the surface. If there are more numbers than room, neighbours are
  /// added up; if there are fewer, they are at the right end, where the newest are.
  package func draw(on surface: inout Surface, style: Style) {
    let width = surface.size.width
    let isDense = sharesCells && self.values.count > width
    let values = Self.added(self.values, to: isDense ? 2 * width : width)
    let largest = largest ?? values.compactMap(\.self).max() ?? 0
    let glyphs =
      isDense
      ? Self.dots(values, largest: largest)
      : values.map { value in
        value.map { Eighths.vertical(Eighths.length(of: $0, largest: largest, cells: 1)) }
      }
    for (index, glyph) in glyphs.enumerated() {
      guard let glyph else { continue }
      let x = width - glyphs.count + index
      surface.fill(Rect(x: x, y: 0, width: 1, height: 1), with: glyph, style: style)
    }
  }

  /// Two numbers a cell; the last one is on the right.
  private static func dots(_ values: [Int?], largest: Int) -> [Glyph?] {
    let even = (values.count.isMultiple(of: 2) ? [] : [nil]) + values
    return stride(from: 0, to: even.count, by: 2).map { index in
      let (left, right) = (even[index], even[index + 1])
      guard left != nil || right != nil else { return nil }
      return Braille.columns(
        Braille.height(of: left ?? 0, largest: largest),
        Braille.height(of: right ?? 0, largest: largest))
    }
  }

  /// As many numbers as there is room for, or fewer.
  private static func added(_ values: [Int?], to room: Int) -> [Int?] {
    guard room > 0 else { return [] }
    let each = (values.count + room - 1) / room
    guard each > 1 else { return values }
    return stride(from: 0, to: values.count, by: each).map { start in
      let known = values[start..<min(values.count, start + each)].compactMap(\.self)
      return known.isEmpty ? nil : known.reduce(0, Eighths.saturatingSum)
    }
  }
}
