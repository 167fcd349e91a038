import Checkout
import Query
package import Screen
package import Widgets

/// The form that saves what the list shows as a view.
package struct ViewForm: Overlay {
  /// The fields of the form.
  package enum Line: Hashable, Sendable { case name, rings }

  package private(set) var form: Form<Line>

  init(_ state: State) {
    let name: Form<Line>.Field
    if state.documents.isShown {
      name = Self.name(state.documents.views.current?.name)
      form = Form(action: "Save", [name])
    } else {
      let view = state.views.current
      name = Self.name(view?.name)
      form = Form(
        action: "Save",
        [
          name,
          Form.Field(
            .rings, "Ring for a new row", hint: "Space", .toggle(view?.rings ?? false)),
        ])
    }
  }

  private static func name(_ text: String?) -> Form<Line>.Field {
    Form.Field(.name, "Name", hint: "of the tab, such as unpaid-today", text: text ?? "")
  }

  package func place(in state: State) -> Rect {
    state.layout.dialog(form.size(width: 60), below: summary(state).count)
  }

  package func hints(_ state: State) -> [KeyHint] { form.hints }
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
    if let problem = complaint(about: name, state) {
      form.problem = problem
      form.focus(on: .name)
      return
    }
    state.overlays.close(id)
    if state.documents.isShown {
      let view = DocumentView(name: name, of: state.documents.list)
      state.documents.save(view)
      state.message = .saved(view)
    } else {
      state.save(SavedView(name: name, of: state.list, rings: form[.rings] == "true"))
    }
  }

  /// A name belongs to one view, so that `--view` is unambiguous.
  private func complaint(about name: String, _ state: State) -> String? {
    let (views, documentViews) = (state.views, state.documents.views)
    if let problem = ViewName.complaint(about: name) { return problem }
    if views.isDeclared(name) || documentViews.isDeclared(name) {
      return "the configuration declares a view of that name"
    }
    if state.documents.isShown {
      return views.named(name) == nil ? nil : "a view of the sessions has that name"
    }
    return documentViews.named(name) == nil ? nil : "a view of the documents has that name"
  }

  /// What is saved, one line per part.
  private func summary(_ state: State) -> [(label: String, text: String)] {
    if state.documents.isShown { return summary(state.documents.list) }
    let list = state.list
    let filters = list.narrowing.filterWords(state.zone, now: state.clock.unix)
    return [
      ("Stripe", filters.isEmpty ? "all sessions" : filters.joined(separator: " · ")),
      ("Filter", list.filter.isEmpty ? "none" : Sanitiser.display(list.filter)),
      ("Order", list.query.sort == .newestFirst ? "newest first" : list.query.sort.title),
      ("Columns", Self.text(list.columns.names)),
    ]
  }

  private func summary(_ list: DocumentList) -> [(label: String, text: String)] {
    [
      ("State", list.tab?.rawValue ?? "all documents"),
      ("Filter", list.filter.isEmpty ? "none" : Sanitiser.display(list.filter)),
      ("Order", list.query.sort == .newestFirst ? "newest first" : list.sortTitle),
      ("Columns", Self.text(list.columns.names)),
    ]
  }

  private static func text(_ columns: [String]) -> String {
    columns.isEmpty ? "the usual ones" : Sanitiser.display(columns.joined(separator: ", "))
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
      waitsForRows: .never,
      inDocuments: .own(when: ViewForm.documentsAvailability) { $0.open(ViewForm($0)) },
      when: ViewForm.availability, perform: { $0.open(ViewForm($0)) }),
    Command(
      .forgetView, "forget the view", in: .find, keys: [],
      waitsForRows: .never,
      inDocuments: .own(when: { ViewForm.forgetting(in: $0.documents.views) }) {
        $0.forgetDocumentView()
      },
      when: { ViewForm.forgetting(in: $0.views) }, perform: { $0.forgetView() }),
  ]
}

extension ViewForm {
  fileprivate static func availability(_ state: State) -> Availability {
    if state.list.found != nil {
      return .disabled("this is a look-up; \(state.keymap[.cancel]) goes back to the list")
    }
    return state.list.queryError == nil ? .enabled : .disabled("the filter is not understood")
  }

  static func documentsAvailability(_ state: State) -> Availability {
    state.documents.list.error == nil ? .enabled : .disabled("the filter is not understood")
  }

  static func forgetting(in views: ViewShelf<some NamedView>) -> Availability {
    guard let view = views.current else { return .disabled("no view is shown") }
    return views.isDeclared(view.name) ? .disabled("it stands in the configuration") : .enabled
  }
}
