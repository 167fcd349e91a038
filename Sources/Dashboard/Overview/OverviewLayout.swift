import Screen

/// Where the parts of the overview are inside its dialog: a line of the legend, the chart, a line
/// for the column under the cursor, and the bars below in one pane or two.
struct OverviewLayout {
  let chart: Rect
  /// The row of the caption.
  let caption: Int
  let panes: [(place: Rect, sections: [OverviewBar.Section])]
  /// Rows of the table between its head and its sum. The line below the sum says what does not fit.
  let tableRows: Int

  private static let wide = 70

  init(_ inside: Rect) {
    let (width, height) = (inside.width, inside.height)
    tableRows = max(1, height - 3)
    let chartHeight = max(4, min(14, height * 2 / 5))
    chart = Rect(x: 0, y: 1, width: width, height: chartHeight)
    caption = 1 + chartHeight
    let top = caption + 2
    let below = Rect(x: 0, y: top, width: width, height: height - top)
    guard width >= Self.wide else {
      panes = [(below, OverviewBar.Section.allCases)]
      return
    }
    let half = (width - 3) / 2
    panes = [
      (Rect(x: 0, y: top, width: half, height: below.height), [.funnel, .revenue]),
      (
        Rect(x: half + 3, y: top, width: width - half - 3, height: below.height),
        [.methods, .declines, .countries]
      ),
    ]
  }

  /// Columns of the chart, each with room for a number of four digits.
  static func columns(in inside: Rect) -> Int { min(60, max(8, (inside.width - 6) / 5)) }

  /// The label, the bar and the number in a line. A number is shown whole: one that is cut would be
  /// another number.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - labels: cells of the longest label.
  ///   - numbers: cells of the longest number.
  /// - Returns: their places; the bar may have no room.
  static func bar(
    _ line: Rect, labels: Int, numbers: Int
  ) -> (label: Rect, bar: Rect, number: Rect) {
    let number = min(numbers, line.width)
    let label = min(labels, max(6, line.width * 2 / 5), max(0, line.width - number - 1))
    return (
      Rect(x: 0, y: 0, width: label, height: 1),
      Rect(x: label + 1, y: 0, width: max(0, line.width - label - number - 2), height: 1),
      Rect(x: line.width - number, y: 0, width: number, height: 1)
    )
  }
}
