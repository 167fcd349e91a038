package import Screen

/// Columns beside each other, for values over time; a column may have several parts, the first of
/// them at the bottom.
package struct ColumnChart: Equatable, Sendable {
  /// What the chart shows for one stretch of time.
  package struct Column: Equatable, Sendable {
    package let parts: [BarChart.Part]
    /// Below the column, where there is room.
    package let label: String
    /// Above the column, with its mark, if there is room for all of them.
    package let number: Int?
    package let mark: String

    package init(
      _ parts: [BarChart.Part], label: String = "", number: Int? = nil, mark: String = ""
    ) {
      self.parts = parts
      self.label = label
      self.number = number
      self.mark = mark
    }

    package var value: Int { parts.reduce(0) { Eighths.saturatingSum($0, $1.value) } }

    /// The number and its mark; nil if they have no room.
    fileprivate func text(in width: Int) -> String? {
      guard let number else { return mark.count <= width ? mark : nil }
      return number.short(in: width - mark.count).map { $0 + mark }
    }
  }

  package let columns: [Column]
  /// The column whose foot is marked.
  package let selected: Int?

  package init(_ columns: [Column], selected: Int? = nil) {
    self.columns = columns
    self.selected = selected
  }

  /// The layout of the columns on a surface.
  private struct Plan {
    /// The cells left of the first column, where the scale is drawn.
    let left: Int
    /// How many of the first columns do not fit.
    let dropped: Int
    /// From one column to the next.
    let step: Int
    let width: Int
    /// Above the columns; empty if there is no row for them.
    let numbers: [String]
    var top: Int { numbers.isEmpty ? 0 : 1 }
  }

  private func plan(_ size: Size, scale: String) -> Plan {
    let left = min(scale.count + 1, size.width / 4)
    let count = min(columns.count, max(1, size.width - left))
    // From four cells on, one of them separates a column from the next.
    let step = max(1, (size.width - left) / count)
    let width = step >= 4 ? step - 1 : step
    // One cell stays free, or the numbers would read as one.
    let numbers = columns.suffix(count).compactMap { $0.text(in: step - 1) }
    let hasNumbers =
      size.height > 3 && numbers.count == count && numbers.contains { !$0.isEmpty }
    return Plan(
      left: left, dropped: columns.count - count, step: step, width: width,
      numbers: hasNumbers ? numbers : [])
  }

  /// Draws the last columns that fit, each as wide as possible; the value of a full column is in
  /// the upper left corner.
  package func draw(on surface: inout Surface) {
    let size = surface.size
    guard !columns.isEmpty, size.width > 0, size.height > 1 else { return }
    let largest = columns.suffix(size.width).map(\.value).max() ?? 0
    // More digits would take the room of the numbers.
    let scale = largest.short(in: 5) ?? String(largest)
    let plan = plan(size, scale: scale)
    surface.writeTruncated(scale, x: 0, y: plan.top, width: plan.left - 1, style: Style(.secondary))
    for index in plan.dropped..<columns.count {
      let shown = index - plan.dropped
      let x = plan.left + shown * plan.step
      let place = Rect(x: x, y: plan.top, width: plan.width, height: size.height - 1 - plan.top)
      let height = surface.drawColumn(columns[index].parts, in: place, largest: largest)
      guard plan.numbers.indices.contains(shown) else { continue }
      surface.writeField(
        plan.numbers[shown], x: x, y: place.maxY - 1 - height, width: plan.width,
        style: Style(.dialog), align: .center)
    }
    drawLabels(plan, on: &surface)
  }

  /// A label is drawn when it does not touch the one before.
  private func drawLabels(_ plan: Plan, on surface: inout Surface) {
    let y = surface.bounds.maxY - 1
    var free = plan.left
    for index in plan.dropped..<columns.count {
      let x = plan.left + (index - plan.dropped) * plan.step
      let label = columns[index].label
      let width = TextWidth.cells(of: label)
      if width > 0, x >= free, x + width <= surface.bounds.maxX {
        surface.write(label, x: x, y: y, style: Style(.secondary))
        free = x + width + 1
      }
    }
    guard let selected, selected >= plan.dropped, selected < columns.count else { return }
    surface.addEmphasis(
      .selected,
      in: Rect(
        x: plan.left + (selected - plan.dropped) * plan.step, y: y, width: plan.width, height: 1))
  }
}

extension Int {
  /// In at most so many cells, rounded down: `1234`, `12k`, `345k`, `1.2M`, `.3M`. Nil if that
  /// would say nothing.
  func short(in cells: Int) -> String? {
    let (thousands, millions) = (self / 1_000, self / 1_000_000)
    let tenth = self / 100_000 % 10
    let forms = [
      (self, "\(self)"), (thousands, "\(thousands)k"), (millions, "\(millions).\(tenth)M"),
      (millions, "\(millions)M"), (millions == 0 ? tenth : 0, ".\(tenth)M"),
    ]
    return forms.first { ($0 > 0 || self <= 0) && $1.count <= cells }?.1
  }
}

extension Surface {
  /// Returns the height of the column in cells.
  fileprivate mutating func drawColumn(
    _ parts: [BarChart.Part], in place: Rect, largest: Int
  ) -> Int {
    let ends = Eighths.ends(of: parts.map(\.value), largest: largest, cells: place.height)
    var start = 0
    for (part, end) in zip(parts, ends) where end > start {
      for cell in start / 8..<(end + 7) / 8 {
        fill(
          Rect(x: place.x, y: place.maxY - 1 - cell, width: place.width, height: 1),
          with: part.texture ?? Eighths.vertical(end - cell * 8), style: part.style)
      }
      start = end
    }
    return (start + 7) / 8
  }
}
