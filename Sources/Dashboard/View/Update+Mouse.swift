import Checkout
import Query
import Screen
import Widgets

extension State {
  /// Rows to move for a notch of the wheel.
  static let wheelStep = 3

  mutating func take(_ event: MouseEvent) -> [Effect] {
    if let overlay = overlays.top { return overlay.key(for: event.kind).map { act(on: $0) } ?? [] }
    let target = layout.target(x: event.x, y: event.y)
    switch event.kind {
    case .scrollUp: return scroll(target, by: -Self.wheelStep)
    case .scrollDown: return scroll(target, by: Self.wheelStep)
    case .press: return press(target)
    case .doubleClick:
      guard case .content(let pane, let place) = target, press(pane, at: place) else {
        return press(target)
      }
      return Command.named(.open).map { run($0) } ?? []
    }
  }

  private mutating func press(_ target: Layout.Target) -> [Effect] {
    switch target {
    case .title(.list) where arrangement.focus == .list && documents.isShown:
      return turnDocumentTab(1)
    case .title(.list) where arrangement.focus == .list && layout.tabs.isEmpty:
      return Tab.walk(1, &self)
    case .tabs(let x): return TabBar.press(x, &self)
    case .title(let pane), .frame(let pane): return focus(pane)
    case .content(let pane, let place):
      if !press(pane, at: place), pane == .list, layout.showsColumnHeads, place.y == 0 {
        return sort(byColumnAt: place.x)
      }
      return []
    case .footer(let x):
      guard let hint = Hint.footer(self).first(where: { $0.span.contains(x) }) else { return [] }
      if let own = hint.own { return own.start(&self) }
      return hint.command.flatMap(Command.named).map { run($0) } ?? []
    case .nothing: return []
    }
  }

  /// Focuses the pane and puts its cursor on the row.
  ///
  /// - Returns: whether there is a row.
  private mutating func press(_ pane: Pane, at place: Position) -> Bool {
    count = nil
    arrangement.focus = pane
    let row = place.y - (pane == .list && layout.showsColumnHeads ? 1 : 0)
    let (scroll, count) = rows(of: pane)
    guard (0..<height(of: pane)).contains(row), scroll.top + row < count else { return false }
    return move(pane) { $0.cursor = $0.top + row }
  }

  private mutating func scroll(_ target: Layout.Target, by distance: Int) -> [Effect] {
    guard case .content(let pane, _) = target else { return [] }
    let (_, count) = rows(of: pane)
    let height = height(of: pane)
    move(pane) { $0.turn(by: distance, of: count, height: height) }
    if pane == .list, !documents.isShown { list.noteEnd(distance, height: height) }
    return []
  }

  private func rows(of pane: Pane) -> (Scroll, count: Int) {
    switch pane {
    case .list where documents.isShown: (documents.list.scroll, documents.list.rows.count)
    case .list: (list.scroll, list.rows.count)
    case .detail: (shownPage.scroll, shownPage.lineCount)
    case .lineItems where documents.isShown:
      (documents.items.scroll, documents.items.rows.count)
    case .lineItems: (lineItems.scroll, lineItems.lineCount)
    }
  }

  @discardableResult
  private mutating func move(_ pane: Pane, _ change: (inout Scroll) -> Void) -> Bool {
    switch pane {
    case .list where documents.isShown: change(&documents.list.scroll)
    case .list: change(&list.scroll)
    case .detail: change(&shownPage.scroll)
    case .lineItems where documents.isShown: change(&documents.items.scroll)
    case .lineItems: change(&lineItems.scroll)
    }
    return true
  }

  /// Sorts by the column; a second click reverses the order.
  private mutating func sort(byColumnAt x: Int) -> [Effect] {
    if documents.isShown {
      let key = sortKey(at: x, of: documents.list.columns.visible(in: layout.rowWidth))
      if let key { documents.list.sort(by: key, now: clock.unix, zone: zone) }
    } else if let key = sortKey(at: x, of: list.columns.visible(in: layout.rowWidth)) {
      sort(by: key)
    }
    return []
  }

  private func sortKey<C: Column>(
    at x: Int, of columns: [(column: C, width: Int)]
  ) -> RecordSort.Key? {
    var start = Layout.rowIndent
    for (column, width) in columns {
      if (start...start + width).contains(x) { return column.sort }
      start += width + 1
    }
    return nil
  }
}
