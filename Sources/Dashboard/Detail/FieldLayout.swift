/// Where the parts of a line of the detail pane are placed, for the cells that it has.
package struct FieldLayout: Equatable, Sendable {
  /// In a pane with fewer cells, indents are shorter, and a step of today has only the time of day.
  private static let roomyWidth = 48

  package let width: Int
  package let isNarrow: Bool

  package init(width: Int) {
    self.width = width
    isNarrow = width < Self.roomyWidth
  }

  /// Cells before a label, at a depth among the fields.
  package func indent(_ depth: Int = 0) -> Int { (isNarrow ? 2 : 4) + 2 * depth }

  /// Cells of the time before a step of the story: the time of day, or also the day.
  package func timeWidth(isShort: Bool) -> Int { isShort ? 7 : 13 }

  /// Cells of a label, so that values line up at every depth.
  package func labelWidth(_ depth: Int) -> Int {
    max(8, min(36, width * 2 / 5) - indent(depth))
  }
}
