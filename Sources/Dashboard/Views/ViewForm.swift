import Checkout
import Query
package import Screen
package import Widgets

/// The form that saves what the list shows as a view.
package struct ViewForm: Overlay {
  package enum Line: Hashable, Sendable { case name, rings }

  package private(set) var form: Form<Line>

  fileprivate init(_ view: SavedView?) {
    form = Form(
      action: "Save",
      [
        Form.Field(
          .name, "Name", hint: "of the tab, such as unpaid-today", text: view?.name ?? ""),
        Form.Field(
          .rings, "Ring for a new row", hint: "Space", .toggle(view?.rings ?? false)),
      ])
  }

  package func place(in state: State) -> Rect {
    state.layout.dialog(form.size(width: 60), below: summary(state).count)
  }

  package func hints(_ state: State) -> [KeyHint] { KeyHint.form(form.action) }
  package func key(for event: MouseEvent.Kind) -> Key? { nil }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    switch form.take(key) {
    case .left: state.overlays.close(id)
    case .done: save(&state)
    case .edited, .moved, nil: break
    }
    return []
  }

  private mutating func save(_ state: inout State) {
    let name = form[.name]?.trimmingSpaces ?? ""
    let problem =
      SavedView.complaint(about: name)
      ?? (state.views.isDeclared(name) ? "the configuration declares a view of that name" : nil)
    if let problem {
      form.problem = problem
      form.focus(on: .name)
      return
    }
    state.overlays.close(id)
    state.save(SavedView(name: name, of: state.list, rings: form[.rings] == "true"))
  }

  /// What is saved, one line per part.
  private func summary(_ state: State) -> [(label: String, text: String)] {
    let list = state.list
    let filters = list.narrowing.filterWords(state.zone, now: state.clock.unix)
    return [
      ("Stripe", filters.isEmpty ? "all sessions" : filters.joined(separator: " · ")),
      ("Filter", list.filter.isEmpty ? "none" : Sanitiser.display(list.filter)),
      ("Order", list.query.sort == .newestFirst ? "newest first" : list.query.sort.title),
      ("Columns", list.columns.chosen.map { Self.names(of: $0) } ?? "the usual ones"),
    ]
  }

  private static func names(of columns: [ListColumn]) -> String {
    Sanitiser.display(columns.map(\.name).joined(separator: ", "))
  }

  package func draw(on surface: inout Surface, _ state: State) {
    let lines = summary(state)
    surface.drawDialog(title: "Save this view") { box in
      let (above, below) = Layout.split(box.size, above: lines.count, form.size(width: 0))
      box.within(above) { head in
        let table = Table([Table.Column(.fixed(Self.labelWidth)), Table.Column(.rest)], gap: 0)
        table.draw(on: &head, Scroll(), of: lines.count, in: head.bounds, showsCursor: false) {
          index in
          [
            [Segment("  " + lines[index].label, Style(.secondary))],
            [Segment(" " + state.shown(lines[index].text), Style(.dialog))],
          ]
        }
      }
      box.within(below) { form.draw(on: &$0, leastLabelWidth: Self.labelWidth) }
    }
  }

  private static let labelWidth = 22
}

extension Command {
  /// Commands for views.
  static let views: [Command] = [
    Command(
      .saveView, "save what the list shows as a view…", in: .find, keys: [.character("B")],
      when: ViewForm.availability, perform: { $0.open(ViewForm($0.views.current)) }),
    Command(
      .forgetView, "forget the view", in: .find, keys: [],
      when: ViewForm.forgetting, perform: { $0.forgetView() }),
  ]
}

extension ViewForm {
  fileprivate static func availability(_ state: State) -> Availability {
    if state.list.found != nil {
      return .disabled("this is a look-up; Esc goes back to the list")
    }
    return state.list.queryError == nil ? .enabled : .disabled("the filter is not understood")
  }

  fileprivate static func forgetting(_ state: State) -> Availability {
    guard let view = state.views.current else { return .disabled("no view is shown") }
    return state.views.isDeclared(view.name)
      ? .disabled("it stands in the configuration") : .enabled
  }
}
