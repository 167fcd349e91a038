import Query
import Screen
import Widgets

/// The ends of a list.
enum ListEnd { case top, bottom }

/// Motions in the panes.
extension State {
  /// Takes over the list's cursor, and what is not visible, from a later state.
  ///
  /// - Returns: whether only the cursor differed visibly: then this is now equal to the later
  ///   state.
  package mutating func adoptMotion(of later: State) -> Bool {
    guard overlays.isEmpty, !documents.isShown, clock.unix == later.clock.unix else { return false }
    clock = later.clock
    list.adoptMotion(of: later.list)
    queue = later.queue
    unanswered = later.unanswered
    detail.following = later.detail.following
    return self == later
  }

  /// Rows of the focused pane that are visible at once.
  var pageHeight: Int { max(1, height(of: arrangement.focus)) }

  /// Rows of a pane where its cursor can be.
  func height(of pane: Pane) -> Int {
    let height = layout.content(of: pane).height
    return switch pane {
    case .list: layout.listHeight
    case .detail: height
    case .lineItems where documents.isShown: height
    case .lineItems: height - lineItems.footer(height: height).count
    }
  }

  mutating func move(by distance: Int) -> [Effect] {
    let height = pageHeight
    switch arrangement.focus {
    case .list where documents.isShown:
      documents.list.move(by: distance, height: height)
    case .list:
      list.move(by: distance, height: height)
    case .detail:
      shownPage.scroll.move(by: distance, of: shownPage.lineCount, height: height)
    case .lineItems where documents.isShown:
      documents.items.scroll.move(
        by: distance, of: documents.items.rows.count, height: height)
    case .lineItems:
      lineItems.scroll.move(by: distance, of: lineItems.lineCount, height: height)
    }
    return []
  }

  mutating func scrollColumns(_ distance: Int) -> [Effect] {
    let before = list.columns.offset
    let steps = distance * takeCount()
    let isAtEnd: Bool
    if documents.isShown {
      isAtEnd = !documents.list.columns.scroll(by: steps)
    } else {
      list.scrollColumns(by: steps, width: layout.rowWidth)
      isAtEnd = list.columns.offset == before
    }
    if isAtEnd {
      message = Message(distance > 0 ? "these are all columns; C chooses" : "the first column")
    }
    return []
  }

  mutating func jump(to end: ListEnd) -> [Effect] {
    count = nil
    guard arrangement.focus == .list, !documents.isShown else {
      return move(by: end == .top ? -Int.max / 2 : Int.max / 2)
    }
    list.jump(to: end == .top ? .top : .bottom, height: pageHeight)
    return []
  }
}
