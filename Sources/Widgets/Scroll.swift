package import Screen

/// A cursor in a column of rows, and the first row that is visible.
package struct Scroll: Equatable, Sendable {
  package var cursor = 0
  package var top = 0

  package init() {}

  /// Moves the cursor within the rows and scrolls the view with it: by half of its height at the
  /// edge, so that most steps change two rows and not all of them.
  ///
  /// - Returns: how many rows past the end the cursor would be (negative: before the beginning).
  @discardableResult
  package mutating func move(by distance: Int, of count: Int, height: Int) -> Int {
    let (sum, overflow) = cursor.addingReportingOverflow(distance)
    let wish = overflow ? (distance < 0 ? Int.min / 2 : Int.max / 2) : sum
    cursor = min(max(0, wish), max(0, count - 1))
    let half = height / 2
    if (-half...half).contains(distance), !(top..<top + height).contains(cursor) {
      top += distance < 0 ? -half : half
    }
    reveal(of: count, height: height)
    return wish - cursor
  }

  /// Keeps the cursor inside the rows and in view, without empty rows below the last.
  package mutating func reveal(of count: Int, height: Int) {
    cursor = min(max(0, cursor), max(0, count - 1))
    top = min(top, cursor)
    top = max(top, cursor - height + 1)
    top = max(0, min(top, count - height))
  }

  /// Scrolls the view like a mouse wheel; the cursor stays on its row as long as that is visible.
  package mutating func turn(by distance: Int, of count: Int, height: Int) {
    top = max(0, min(top + distance, count - height))
    cursor = max(0, min(max(cursor, top), top + height - 1, count - 1))
  }

  /// Handles the keys that move in a list over the panes.
  ///
  /// - Returns: whether it is one of them.
  @discardableResult
  package mutating func take(_ key: Key, of count: Int, height: Int) -> Bool {
    switch key {
    case .down, .character("j"): move(by: 1, of: count, height: height)
    case .up, .character("k"): move(by: -1, of: count, height: height)
    case .pageDown, .control("f"): move(by: height, of: count, height: height)
    case .pageUp: move(by: -height, of: count, height: height)
    case .control("d"): move(by: max(1, height / 2), of: count, height: height)
    case .control("u"): move(by: -max(1, height / 2), of: count, height: height)
    case .home, .character("g"): move(by: -count, of: count, height: height)
    case .end, .character("G"): move(by: count, of: count, height: height)
    default: return false
    }
    return true
  }
}
