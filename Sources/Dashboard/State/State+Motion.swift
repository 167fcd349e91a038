import Screen
import Widgets

/// Motions in the panes.
extension State {
  /// What a later state may show differently.
  package enum Difference {
    /// The cursor of the list.
    case motion
    /// The cursor, the detail and the line items.
    case detail
    case anything
  }

  /// Takes over, from a later state, what is not visible and what changes most often, and the time.
  ///
  /// - Returns: what differs visibly, apart from times. This is now equal to the later state, unless
  ///   the result is `anything`.
  package mutating func adopt(_ later: State) -> Difference {
    guard overlays.isEmpty, !documents.isShown else { return .anything }
    clock = later.clock
    list.adoptMotion(of: later.list, height: layout.listHeight)
    queue = later.queue
    unanswered = later.unanswered
    if detail.following != later.detail.following { detail.following = later.detail.following }
    detail.page.measure = later.detail.page.measure
    if self == later { return .motion }
    (detail, lineItems) = (later.detail, later.lineItems)
    return self == later ? .detail : .anything
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
      message = Message(
        distance > 0 ? "these are all columns; \(keymap[.columns]) chooses" : "the first column")
    }
    return []
  }

  mutating func jump(to end: ListEnd) -> [Effect] {
    count = nil
    guard arrangement.focus == .list, !documents.isShown else {
      return move(by: end == .top ? -Int.max / 2 : Int.max / 2)
    }
    list.jump(to: end, height: pageHeight)
    return []
  }
}
