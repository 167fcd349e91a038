import Checkout
import Dashboard
import Screen
import Widgets

/// What a row of a list has beside its columns: the cursor, a mark, and whether it is new.
struct RowSigns: Equatable {
  /// Under the cursor, in a pane with the focus or without it.
  var selection: Emphasis = []
  /// Marked for bulk work.
  var isMarked = false
  /// In the range that is being selected, but not marked yet.
  var isInRange = false
  var freshness: Freshness.Mark?
}

extension RowSigns {
  /// The signs of a row in the list of sessions; `range` is being selected.
  ///
  /// Not an initialiser: its arguments would be copied, and the state is large.
  static func ofRow(_ index: Int, in range: ClosedRange<Int>?, _ state: State) -> RowSigns {
    let session = state.list.rows[index].session
    return RowSigns(
      selection: selection(index == state.list.scroll.cursor, state),
      isMarked: session.map { state.marks.contains($0.id) } ?? false,
      isInRange: session != nil && range?.contains(index) == true,
      freshness: session.flatMap { state.list.freshness[$0.id] })
  }

  static func selection(_ isSelected: Bool, _ state: State) -> Emphasis {
    isSelected ? (state.arrangement.focus == .list ? .selected : .resting) : []
  }
}

extension Surface {
  /// Draws signs in the cells before the row, and in the style of the line.
  mutating func draw(_ signs: RowSigns) {
    let selection = signs.selection
    let emphasis: Emphasis =
      signs.isMarked || signs.isInRange ? selection.union(.marked) : selection
    setEmphasis(emphasis, insteadOf: [.selected, .resting, .marked], in: bounds)
    let (sign, style): (Unicode.Scalar, Style) =
      if signs.isMarked {
        ("*", Style(.danger, .marked))
      } else if !selection.isEmpty {
        ("▌", Style(selection == .selected ? .focusedBorder : .secondary, selection))
      } else if signs.isInRange {
        ("│", Style(.warning, .marked))
      } else { (" ", .text) }
    fill(Rect(x: 0, y: 0, width: 1, height: 1), with: Glyph(narrow: sign), style: style)
    // A new or changed row has its sign between the cursor and the row.
    fill(
      Rect(x: 1, y: 0, width: 1, height: 1), with: Glyph(narrow: signs.freshness?.sign ?? " "),
      style: signs.freshness == nil
        ? Style(.text, emphasis) : Style(.notice, emphasis.union(.bold)))
  }
}
