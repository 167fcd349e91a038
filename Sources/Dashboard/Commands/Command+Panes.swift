import Checkout
import Screen
import JSON

extension Command {
  /// Choosing what is looked at.
  static let panes: [Command] = [
    Command(
      .open, "open the selection", in: .move, hint: "open", keys: [.enter],
      when: { $0.list.selectedRow == nil ? .disabled("no session is selected") : .enabled },
      perform: { $0.open() }),
    Command(.cancel, "one step back", in: .move, keys: [.escape], perform: { $0.stepBack() }),
    Command(.nextPane, "next pane", in: .move, keys: [.tab], perform: { $0.cyclePane(1) }),
    Command(
      .previousPane, "previous pane", in: .move, keys: [.backTab], perform: { $0.cyclePane(-1) }),
    Command(.focusList, "list", in: .move, keys: [.character("1")], perform: { $0.focus(.list) }),
    Command(
      .focusDetail, "detail", in: .move, keys: [.character("2")], perform: { $0.focus(.detail) }),
    Command(
      .focusLineItems, "line items", in: .move, keys: [.character("3")],
      perform: { $0.focus(.lineItems) }),
    Command(
      .json, "detail or raw JSON", hint: "JSON", keys: [.character("v")],
      when: { $0.detail.shownJSON == nil ? .disabled("no session is shown") : .enabled },
      perform: { $0.toggleJSON() }),
    Command(
      .fold, "fold; in the list: columns to the left", hint: "fold",
      keys: [.character("h"), .left], panes: Pane.everywhere,
      perform: { $0.arrangement.focus == .list ? $0.scrollColumns(-1) : $0.setFold(true) }),
    Command(
      .unfold, "unfold; in the list: columns to the right", keys: [.character("l"), .right],
      panes: Pane.everywhere,
      perform: { $0.arrangement.focus == .list ? $0.scrollColumns(1) : $0.setFold(false) }),
  ]
}

extension State {
  mutating func focus(_ pane: Pane) -> [Effect] {
    arrangement.focus = pane
    return []
  }

  mutating func cyclePane(_ step: Int) -> [Effect] {
    let panes = Pane.allCases
    let index = panes.firstIndex(of: arrangement.focus) ?? 0
    return focus(panes[(index + step + panes.count) % panes.count])
  }

  /// Enter: a gap is loaded, a session is looked at more closely.
  mutating func open() -> [Effect] {
    if arrangement.focus == .list, case .gap(let gap) = list.selectedRow {
      let direction = PageDirection(of: gap)
      return list.paging.isFetching(direction) ? [] : [list.fetch(direction)]
    }
    if arrangement.focus == .list {
      detail.trail.keep()
      return focus(.detail)
    }
    if arrangement.focus == .lineItems, lineItems.toggleDetails(height: height(of: .lineItems)) {
      return []
    }
    if arrangement.focus == .detail, let effects = openSelectedField() { return effects }
    arrangement.isZoomed = true
    return []
  }

  /// Enter on a link follows it, on metadata edits it; nil where it means neither.
  private mutating func openSelectedField() -> [Effect]? {
    if let effects = editMetadata() { return effects }
    guard case .link(let id)? = detail.selectedField?.kind else { return nil }
    return follow(id)
  }

  /// Esc: one step back, and never out of the program.
  mutating func stepBack() -> [Effect] {
    if count != nil {
      count = nil
    } else if marks.anchor != nil {
      marks.anchor = nil
    } else if finding.asked != nil {
      stopFinding()
    } else if arrangement.focus == .list, widenList() {
      return []
    } else if arrangement.isZoomed {
      arrangement.isZoomed = false
    } else if detail.showsJSON, arrangement.focus == .detail {
      return toggleJSON()
    } else {
      arrangement.focus = .list
    }
    return []
  }
}
