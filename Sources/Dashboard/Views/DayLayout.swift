package import Screen

/// Where the chart of the last day is, at the right end of the row of tabs.
package struct DayPlaces: Equatable, Sendable {
  /// What is written behind the lines: a question mark where not everything of the day is cached. Both
  /// are equally wide.
  package static func label(isWhole: Bool) -> String { isWhole ? "24 h" : "24h?" }
  /// Cells of the sign and the blank before a line.
  package static let glyph = 2
  /// How many outcomes have a line of their own.
  private static let outcomes = 3

  /// One for each outcome, or one for all of them.
  package let lines: [Rect]
  /// The column where the label begins.
  package let label: Int

  /// Nil if the tabs leave no room for it.
  package init?(after bar: TabBar, in size: Size) {
    let end = size.width - TextWidth.cells(of: Self.label(isWhole: true)) - 1
    let room = end - 1 - bar.end - 1
    let each = room / Self.outcomes - Self.glyph - 1
    if let cells = Self.cells(in: min(each, 12)) {
      let step = Self.glyph + cells + 1
      lines = (0..<Self.outcomes).map { index in
        Rect(
          x: end - (Self.outcomes - index) * step + Self.glyph, y: 0, width: cells, height: 1)
      }
    } else if let cells = Self.cells(in: room) {
      lines = [Rect(x: end - 1 - cells, y: 0, width: cells, height: 1)]
    } else {
      return nil
    }
    label = end
  }

  /// The largest number of cells that fits and divides 24 hours evenly.
  private static func cells(in room: Int) -> Int? { [24, 12, 8, 6].first { $0 <= room } }
}
