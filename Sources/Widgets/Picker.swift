package import Screen

/// Rows to choose from: with a line that narrows them by what is typed, or each with a letter.
///
/// It holds no rows: they are worked out from the state each time, so that an answer which arrives
/// meanwhile shows.
package struct Picker: Equatable, Sendable {
  /// What narrows the rows; nil where letters choose.
  package var filter: TextField?
  package var scroll = Scroll()

  package enum Answer: Equatable, Sendable {
    /// Enter, or the letter of a row; nil when there is no row.
    case chosen(Int?)
    case left
    /// The rows are others now.
    case narrowed
    case moved
  }

  /// - Parameter isNarrowed: whether what is typed narrows the rows.
  package init(isNarrowed: Bool) { filter = isNarrowed ? TextField() : nil }

  package init(_ text: String) { filter = TextField(text) }

  /// What was typed; empty where letters choose.
  package var text: String { filter?.text ?? "" }

  /// Does what a key means among that many rows, with that many of them in view and with the letters
  /// that they have. Nil for a key that means nothing here.
  package mutating func take(
    _ key: Key, of count: Int, letters: [Character?] = [], height: Int
  ) -> Answer? {
    switch key {
    case .escape, .control("c"): return .left
    case .enter: return .chosen(scroll.cursor < count ? scroll.cursor : nil)
    case .tab, .control("n"): scroll.move(by: 1, of: count, height: height)
    case .backTab, .control("p"): scroll.move(by: -1, of: count, height: height)
    case .character(let letter) where filter == nil:
      if let index = letters.firstIndex(of: letter) { return .chosen(index) }
      if letter == "q" { return .left }
      guard letters.isEmpty, scroll.take(key, of: count, height: height) else { return nil }
    case .down, .up, .pageDown, .pageUp, .home, .end:
      scroll.take(key, of: count, height: height)
    default:
      guard filter != nil else {
        return scroll.take(key, of: count, height: height) ? .moved : nil
      }
      let before = text
      guard filter?.take(key) == true else { return nil }
      guard text != before else { return .moved }
      scroll = Scroll()
      return .narrowed
    }
    return .moved
  }

  /// The rows in view at once in a dialog's inside of that height.
  package func height(in inside: Int) -> Int { max(1, inside - (filter == nil ? 0 : 1)) }

  /// Draws the line that narrows, with a label before it, and the rows in view below it, or what is to
  /// be said when there is none.
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
