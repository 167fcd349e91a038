import Checkout
import Screen
import JSON

extension Command {
  /// Choosing a pane.
  static let panes: [Command] = [
    Command(
      .open, "open the selection", in: .move, hint: "open", keys: [.enter],
      when: {
        $0.list.selectedRow == nil && $0.list.nearest == nil
          ? .disabled("no session is selected") : .enabled
      },
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
