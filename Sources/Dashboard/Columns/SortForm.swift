package import Checkout
package import Query
package import Screen
package import Widgets

/// The picker for the order of the list. Choosing the current order again reverses it.
package struct SortForm: Overlay {
  private(set) var picker = Picker(isNarrowed: true)

  /// An order that is offered.
  package struct Line: Equatable, Sendable {
    package let key: SessionSort.Key
    /// `▲` or `▼` on the current order.
    package let mark: String
    /// Sanitised.
    package let title: String
  }

  package func place(in state: State) -> Rect { state.layout.columnPicker }
  package func hints(_ state: State) -> [KeyHint] {
    [KeyHint("↵", "sort"), KeyHint("S", "turn round"), KeyHint("Esc", "leave")]
  }

  /// The visible columns, then the others, metadata first.
  package func lines(_ state: State) -> [Line] {
    let sort = state.list.query.sort
    return ColumnForm.lines(chosen: state.list.columns.all, typed: picker.text, state).compactMap {
      line in
      line.column.sort.map { key in
        let mark = sort.key == key ? (sort.descending ? "▼" : "▲") : " "
        return Line(key: key, mark: mark, title: line.title)
      }
    }
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    if key == .character("S") {
      state.overlays.close(id)
      state.sort(by: state.list.query.sort.key)
      return []
    }
    let lines = lines(state)
    let height = picker.height(in: inside(state).height)
    switch picker.take(key, of: lines.count, height: height) {
    case .left: state.overlays.close(id)
    case .chosen(let index):
      state.overlays.close(id)
      if let index { state.sort(by: lines[index].key) }
    case .narrowed, .moved, nil: break
    }
    return []
  }

  package func draw(on surface: inout Surface, _ state: State) {
    let lines = lines(state).map { (mark: $0.mark, title: $0.title, isQuiet: $0.mark == " ") }
    picker.drawColumns(lines, title: "Sort by", on: &surface)
  }
}

extension SortForm {
  static func open(_ state: inout State) -> [Effect] {
    state.overlays.push(SortForm())
    return [.cache(.readFieldNames(state.list.query))]
  }
}

extension RecordSort.Key {
  /// Whether the largest values come first: times and amounts.
  var beginsDescending: Bool { [.created, .expiresAt, .amount].contains(self) }
}

extension SessionSort {
  /// `by amount ▼`, and a note that amounts are compared as numbers.
  package var title: String {
    let column =
      switch key {
      case .entry(_, let name): Sanitiser.display(name)
      case .path(let path): Sanitiser.display(path)
      case .field(let name):
        ListColumn.known.first { $0.sort == key }?.title.lowercased() ?? name.text
      }
    let note = key == .amount ? " across currencies" : ""
    return "by \(column) \(descending ? "▼" : "▲")\(note)"
  }
}
