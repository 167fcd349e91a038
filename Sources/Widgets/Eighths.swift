import Screen

/// Lengths in eighths of a cell, and the block elements that show them.
///
/// Source: https://www.unicode.org/charts/PDF/U2580.pdf
enum Eighths {
  /// Filled from the left: none, one eighth, …, a whole cell.
  private static let horizontal: [Unicode.Scalar] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
  /// Filled from below.
  private static let vertical: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// How long a value is when `largest` takes `cells`. Any value but zero is visible.
  static func length(of value: Int, largest: Int, cells: Int) -> Int {
    guard value > 0, largest > 0, cells > 0 else { return 0 }
    let share = min(1, Double(value) / Double(largest))
    return max(1, Int((share * Double(cells * 8)).rounded()))
  }

  static func horizontal(_ eighths: Int) -> Glyph { Glyph(narrow: horizontal[clamped(eighths)]) }
  static func vertical(_ eighths: Int) -> Glyph { Glyph(narrow: vertical[clamped(eighths)]) }

  private static func clamped(_ eighths: Int) -> Int { min(max(0, eighths), 8) }

  /// The ends of stacked parts, in eighths from the beginning: whole cells where one part follows
  /// another, because a cell has one colour. Together they are as long as their sum.
  static func ends(of values: [Int], largest: Int, cells: Int) -> [Int] {
    let whole = length(of: values.reduce(0, saturatingSum), largest: largest, cells: cells)
    let last = values.lastIndex { $0 > 0 } ?? 0
    var sum = 0
    return values.enumerated().map { index, value in
      sum = saturatingSum(sum, max(0, value))
      guard index < last else { return whole }
      let end = Double(min(sum, largest)) / Double(max(1, largest)) * Double(cells)
      return min(whole, Int(end.rounded()) * 8)
    }
  }

  static func saturatingSum(_ one: Int, _ other: Int) -> Int {
    let (sum, overflow) = one.addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
