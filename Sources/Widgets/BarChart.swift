package import Screen

/// Horizontal bars below each other, each with a label and a number; a bar may have several parts.
package struct BarChart: Equatable, Sendable {
  /// A stretch of a bar, in a style of its own.
  package struct Part: Equatable, Sendable {
    package let value: Int
    package let style: Style
    /// Fills the part's cells, so that parts can be told apart without colours; nil for blocks that
    /// show eighths of a cell.
    package let texture: Glyph?

    /// A negative value counts as zero.
    package init(_ value: Int, _ style: Style, texture: Glyph? = nil) {
      self.value = max(0, value)
      self.style = style
      self.texture = texture
    }
  }

  /// A line of the chart.
  package struct Bar: Equatable, Sendable {
    package let label: String
    package let parts: [Part]
    /// Text after the bar.
    package let number: String

    package init(_ label: String, _ parts: [Part], number: String) {
      self.label = label
      self.parts = parts
      self.number = number
    }

    /// A bar of one part.
    package init(_ label: String, _ value: Int, _ style: Style, number: String) {
      self.init(label, [Part(value, style)], number: number)
    }

    package var value: Int { parts.reduce(0) { Eighths.saturatingSum($0, $1.value) } }
  }

  package let bars: [Bar]
  /// The value that fills the width; nil for that of the largest bar.
  package let largest: Int?

  package init(_ bars: [Bar], largest: Int? = nil) {
    self.bars = bars
    self.largest = largest
  }

  /// Draws a single part in the first row of a surface; `largest` fills it.
  package static func draw(_ part: Part, largest: Int, on surface: inout Surface) {
    surface.drawBar([part], x: 0, y: 0, largest: largest, cells: surface.size.width)
  }

  /// Draws the bars from the first row down, as many as there are rows.
  package func draw(on surface: inout Surface) {
    let shown = bars.prefix(surface.size.height)
    let labels = shown.map { surface.cells(of: $0.label) }.max() ?? 0
    let numberWidth = min(
      surface.size.width / 3, shown.map { surface.cells(of: $0.number) }.max() ?? 0)
    let labelWidth = min(labels, max(4, surface.size.width / 3))
    let start = labelWidth + 1
    let room = max(0, surface.size.width - start - numberWidth - 1)
    let scale = largest ?? shown.map(\.value).max() ?? 0
    for (y, bar) in shown.enumerated() {
      surface.writeTruncated(
        bar.label, x: 0, y: y, width: labelWidth, style: Style(.secondary))
      surface.drawBar(bar.parts, x: start, y: y, largest: scale, cells: room)
      surface.writeField(
        bar.number, x: surface.size.width - numberWidth, y: y, width: numberWidth, align: .trailing)
    }
  }
}

extension Surface {
  fileprivate mutating func drawBar(
    _ parts: [BarChart.Part], x: Int, y: Int, largest: Int, cells: Int
  ) {
    let ends = Eighths.ends(of: parts.map(\.value), largest: largest, cells: cells)
    var start = 0
    for (part, end) in zip(parts, ends) where end > start {
      let whole = Rect(x: x + start / 8, y: y, width: end / 8 - start / 8, height: 1)
      fill(whole, with: part.texture ?? Eighths.horizontal(8), style: part.style)
      if !end.isMultiple(of: 8) {
        fill(
          Rect(x: x + end / 8, y: y, width: 1, height: 1),
          with: part.texture ?? Eighths.horizontal(end % 8),
          style: part.style)
      }
      start = end
    }
  }
}
