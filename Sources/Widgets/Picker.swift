package import Screen

/// Rows to choose from: with a field that filters them, or each with a letter.
///
/// It holds no rows: they are computed from the state each time, so that answers that arrive later
/// are shown.
package struct Picker: Equatable, Sendable {
  /// The field that filters the rows; nil when rows have letters.
  package var filter: TextField?
  package var scroll = Scroll()

  /// Whether a key chose a row, left, or only moved.
  package enum Answer: Equatable, Sendable {
    /// Enter, or the letter of a row; nil when there is no row.
    case chosen(Int?)
    case left
    /// The rows have changed.
    case narrowed
    case moved
  }

  /// - Parameter isNarrowed: whether typing filters the rows.
  package init(isNarrowed: Bool) { filter = isNarrowed ? TextField() : nil }

  package init(_ text: String) { filter = TextField(text) }

  /// What was typed; empty when rows have letters.
  package var text: String { filter?.text ?? "" }

  /// Handles a key, given the number of rows, how many of them are in view, and their letters. nil
  /// for a key that has no meaning here. The number is asked for only if the key needs it.
  package mutating func take(
    _ key: Key, of count: @autoclosure () -> Int, letters: [Character?] = [], height: Int
  ) -> Answer? {
    switch key {
    case .escape, .control("c"): return .left
    case .enter: return .chosen(scroll.cursor < count() ? scroll.cursor : nil)
    case .tab, .control("n"): scroll.move(by: 1, of: count(), height: height)
    case .backTab, .control("p"): scroll.move(by: -1, of: count(), height: height)
    case .character(let letter) where filter == nil:
      if let index = letters.firstIndex(of: letter) { return .chosen(index) }
      if letter == "q" { return .left }
      guard letters.isEmpty, scroll.take(key, of: count(), height: height) else { return nil }
    case .down, .up, .pageDown, .pageUp, .home, .end:
      scroll.take(key, of: count(), height: height)
    default:
      guard filter != nil else {
        return scroll.take(key, of: count(), height: height) ? .moved : nil
      }
      let before = filter?.characters
      guard filter?.take(key) == true else { return nil }
      guard filter?.characters != before else { return .moved }
      scroll = Scroll()
      return .narrowed
    }
    return .moved
  }

  /// The number of rows in view in a dialog whose inside has that height.
  package func height(in inside: Int) -> Int { max(1, inside - (filter == nil ? 0 : 1)) }

  /// Draws the filter field, with a label before it, and the rows in view below it, or a message
  /// when there are none.
  package func draw(
    on surface: inout Surface, label: String = "find:", of count: Int, empty: Segment,
    in table: Table,
    row: (Int) -> [Table.Cell]
  ) {
    let top = filter == nil ? 0 : 1
    if let filter { surface.draw(filter, label: label, y: 0) }
    let area = Rect(x: 0, y: top, width: surface.size.width, height: surface.size.height - top)
    guard count > 0 else {
      surface.writeTruncated(
        empty.text, x: 0, y: top, width: surface.size.width, style: empty.style)
      return
    }
    table.draw(on: &surface, scroll, of: count, in: area, row: row)
  }
}
