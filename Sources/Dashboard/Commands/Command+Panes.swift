import Checkout
import Screen
import JSON

extension Command {
  /// Choosing a pane.
  static let panes: [Command] = [
    Command(
      .open, "open the selection", in: .move, hint: "open", keys: [.enter],
      waitsForRows: .always, inDocuments: .own { $0.openDocument() },
      when: {
        $0.list.selectedRow == nil && $0.list.nearest == nil
          ? .disabled("no session is selected") : .enabled
      },
      perform: { $0.open() }),
    Command(
      .cancel, "one step back", in: .move, keys: [.escape],
      waitsForRows: .never, inDocuments: .own { $0.stepBackInDocuments() },
      perform: { $0.stepBack() }),
    Command(
      .nextPane, "next pane", in: .move, keys: [.tab],
      waitsForRows: .always, inDocuments: .same, perform: { $0.cyclePane(1) }),
    Command(
      .previousPane, "previous pane", in: .move, keys: [.backTab],
      waitsForRows: .always, inDocuments: .same, perform: { $0.cyclePane(-1) }),
    Command(
      .focusList, "list", in: .move, keys: [.character("1")],
      waitsForRows: .always, inDocuments: .same, perform: { $0.focus(.list) }),
    Command(
      .focusDetail, "detail", in: .move, keys: [.character("2")],
      waitsForRows: .always, inDocuments: .same, perform: { $0.focus(.detail) }),
    Command(
      .focusLineItems, "line items", in: .move, keys: [.character("3")],
      waitsForRows: .always, inDocuments: .same,
      perform: { $0.focus(.lineItems) }),
    Command(
      .json, "detail or raw JSON", hint: "JSON", keys: [.character("v")],
      waitsForRows: .always,
      inDocuments: .own(when: { $0.documentAvailability }) { $0.toggleJSON() },
      when: { $0.detail.shownJSON == nil ? .disabled("no session is shown") : .enabled },
      perform: { $0.toggleJSON() }),
    Command(
      .fold, "fold; in the list: columns to the left", hint: "fold",
      keys: [.character("h"), .left],
      waitsForRows: .always, inDocuments: .same, panes: Pane.everywhere,
      perform: { $0.arrangement.focus == .list ? $0.scrollColumns(-1) : $0.setFold(true) }),
    Command(
      .unfold, "unfold; in the list: columns to the right", keys: [.character("l"), .right],
      waitsForRows: .always, inDocuments: .same,
      panes: Pane.everywhere,
      perform: { $0.arrangement.focus == .list ? $0.scrollColumns(1) : $0.setFold(false) }),
  ]
}
