package import Screen

/// Columns beside each other, for what changes with time; a column may have several parts, the first
/// of them at the bottom.
package struct ColumnChart: Equatable, Sendable {
  package struct Column: Equatable, Sendable {
    package let parts: [BarChart.Part]
    /// Below the column, where there is room.
    package let label: String

    package init(_ parts: [BarChart.Part], label: String = "") {
      self.parts = parts
      self.label = label
    }

    package var value: Int { parts.reduce(0) { Eighths.saturatingSum($0, $1.value) } }
  }

  package let columns: [Column]

  package init(_ columns: [Column]) { self.columns = columns }

  /// Draws the last columns that fit, each as wide as there is room for; in the upper left corner
  /// stands what a column of full height means.
  package func draw(on surface: inout Surface) {
    let size = surface.size
    let shown = columns.suffix(size.width)
    guard !shown.isEmpty, size.height > 1 else { return }
    let largest = shown.map(\.value).max() ?? 0
    let scale = String(largest)
    let left = min(scale.count + 1, size.width / 4)
    let fitting = Array(columns.suffix(max(1, size.width - left)))
    // From four cells on, one of them parts a column from the next.
    let step = max(1, (size.width - left) / fitting.count)
    let width = step >= 4 ? step - 1 : step
    let height = size.height - 1
    surface.writeTruncated(scale, x: 0, y: 0, width: left - 1, style: Style(.secondary))
    for (index, column) in fitting.enumerated() {
      let place = Rect(x: left + index * step, y: 0, width: width, height: height)
      surface.drawColumn(column.parts, in: place, largest: largest)
    }
    drawLabels(of: fitting, x: left, step: step, on: &surface)
  }

  /// A label stands where it does not touch the one before.
  private func drawLabels(
    of columns: [Column], x: Int, step: Int, on surface: inout Surface
  ) {
    var free = x
    for (index, column) in columns.enumerated() where !column.label.isEmpty {
      let start = x + index * step
      let width = TextWidth.cells(of: column.label)
      guard start >= free, start + width <= surface.size.width else { continue }
      surface.write(
        column.label, x: start, y: surface.size.height - 1, style: Style(.secondary))
      free = start + width + 1
    }
  }
}

extension Surface {
  fileprivate mutating func drawColumn(_ parts: [BarChart.Part], in place: Rect, largest: Int) {
    let ends = Eighths.ends(of: parts.map(\.value), largest: largest, cells: place.height)
    var start = 0
    for (part, end) in zip(parts, ends) where end > start {
      for cell in start / 8..<(end + 7) / 8 {
        fill(
          Rect(x: place.x, y: place.maxY - 1 - cell, width: place.width, height: 1),
          with: Eighths.vertical(end - cell * 8), style: part.style)
      }
      start = end
    }
  }
}
