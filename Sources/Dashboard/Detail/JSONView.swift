package import Checkout
import JSON

/// A value as JSON, partly folded.
///
/// Not sanitised: it can be a megabyte, so only the visible lines are sanitised.
package struct JSONView: Equatable, Sendable {
  package let lines: JSONLines
  private var folded: Set<Int> = []
  /// The lines that are not inside a folded value, in order.
  package private(set) var rows: [Int]

  init(_ json: JSON, isMasked: Bool = false) {
    lines = JSONLines(json, maskingSecrets: true, masksPersonalData: isMasked)
    rows = Array(0..<lines.count)
  }

  package subscript(row: Int) -> JSONLine {
    let line = rows[row]
    return lines.line(line, folded: folded.contains(line))
  }

  /// Folds the value that begins on the row, or else the one around it; or opens the value that
  /// begins there.
  ///
  /// - Returns: the row to go to; nil if nothing changes.
  mutating func setFold(_ folds: Bool, at row: Int) -> Int? {
    guard rows.indices.contains(row) else { return nil }
    let line = rows[row]
    let isFoldable = lines.line(line, folded: false).foldable != nil
    if !folds {
      guard folded.remove(line) != nil else { return nil }
    } else if isFoldable, !folded.contains(line) {
      folded.insert(line)
    } else {
      guard let around = lines.enclosing(line).last else { return nil }
      folded.insert(around)
    }
    layOut()
    return folds ? self.row(of: lines.enclosing(line).last { folded.contains($0) } ?? line) : row
  }

  /// Folds everything except the outermost value, or opens everything.
  mutating func setAllFolds(_ folds: Bool, at row: Int) -> Int {
    let line = rows.indices.contains(row) ? rows[row] : 0
    folded =
      folds
      ? Set((1..<max(1, lines.count)).filter { lines.line($0, folded: false).foldable != nil })
      : []
    layOut()
    return self.row(of: lines.enclosing(line).first { folded.contains($0) } ?? line)
  }

  /// Opens the folded values around a line.
  ///
  /// - Returns: the line's row.
  mutating func reveal(_ line: Int) -> Int {
    folded.subtract(lines.enclosing(line))
    layOut()
    return row(of: line)
  }

  private func row(of line: Int) -> Int {
    // Rows are in order, so a binary search finds the place.
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < line { low = middle + 1 } else { high = middle }
    }
    return min(low, max(0, rows.count - 1))
  }

  private mutating func layOut() { rows = lines.visible(folded: folded) }
}
