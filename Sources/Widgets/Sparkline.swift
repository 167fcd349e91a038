package import Screen

/// Numbers over time in one row, one cell each: the height of a block shows the number.
package struct Sparkline: Equatable, Sendable {
  /// Nil where nothing is known.
  package let values: [Int?]
  /// What a whole block stands for; nil for the largest of the values.
  private let largest: Int?

  /// Use one `largest` value for several that are compared side by side.
  package init(_ values: [Int?], largest: Int? = nil) {
    self.values = values
    self.largest = largest
  }

  /// The largest number after the values are added up to that many cells.
  package static func largest(of values: [Int?], in cells: Int) -> Int {
    added(values, to: cells).compactMap(\.self).max() ?? 0
  }

  /// Draws it in the first row of the surface. If there are more numbers than cells, neighbours are
  /// added up; if there are fewer, they stand at the right end, where the newest are.
  package func draw(on surface: inout Surface, style: Style) {
    let values = Self.added(self.values, to: surface.size.width)
    let largest = largest ?? values.compactMap(\.self).max() ?? 0
    let start = surface.size.width - values.count
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      let height = Eighths.length(of: value, largest: largest, cells: 1)
      surface.fill(
        Rect(x: start + index, y: 0, width: 1, height: 1), with: Eighths.vertical(height),
        style: style)
    }
  }

  /// As many numbers as there are cells, or fewer.
  private static func added(_ values: [Int?], to width: Int) -> [Int?] {
    guard width > 0 else { return [] }
    let each = (values.count + width - 1) / width
    guard each > 1 else { return values }
    return stride(from: 0, to: values.count, by: each).map { start in
      let known = values[start..<min(values.count, start + each)].compactMap(\.self)
      return known.isEmpty ? nil : known.reduce(0, Eighths.saturatingSum)
    }
  }
}
