import Checkout
import JSON
import Query
package import Screen
package import Widgets

/// The pickers for the columns of the documents, and for their order. Typed text narrows the
/// choice; a path that is not offered can be typed as well.
package struct DocumentPicker: Overlay {
  enum Purpose: Equatable, Sendable { case columns, sort }

  private let purpose: Purpose
  private var picker = Picker(isNarrowed: true)
  /// In their order.
  private var chosen: [DocumentColumn]

  init(_ purpose: Purpose, chosen: [DocumentColumn]) {
    self.purpose = purpose
    self.chosen = chosen
  }

  package func place(in state: State) -> Rect { state.layout.columnPicker }
  package func hints(_ state: State) -> [KeyHint] {
    switch purpose {
    case .columns:
      [
        KeyHint("Space", "ticks"), KeyHint("← →", "moves"), KeyHint("↵", "apply"),
        KeyHint("Esc", "leave"),
      ]
    case .sort: [KeyHint("↵", "sort"), KeyHint("S", "turn round"), KeyHint("Esc", "leave")]
    }
  }

  /// The chosen columns in their order, then the others. Only those whose titles contain the typed
  /// text.
  private func lines(_ state: State) -> [DocumentColumn] {
    var columns = chosen
    var seen = Set(columns)
    let offered = DocumentColumn.known + state.documents.list.fieldNames.map { .path($0) }
    for column in offered where seen.insert(column).inserted { columns.append(column) }
    let wanted = picker.text.lowercased()
    guard !wanted.isEmpty else { return columns }
    columns.removeAll { !Sanitiser.display($0.title).lowercased().contains(wanted) }
    guard columns.isEmpty, let column = DocumentColumn(named: picker.text) else { return columns }
    return [column]
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    let lines = lines(state)
    let cursor = picker.scroll.cursor
    let column = lines.indices.contains(cursor) ? lines[cursor] : nil
    switch (purpose, key) {
    case (.columns, .character(" ")): if let column { toggle(column) }
    case (.columns, .left): if let column { picker.move(column, by: -1, in: &chosen) }
    case (.columns, .right): if let column { picker.move(column, by: 1, in: &chosen) }
    case (.sort, .character("S")):
      state.overlays.close(id)
      sort(by: state.documents.list.query.sort.key, &state)
    default:
      let height = picker.height(in: inside(state).height)
      switch picker.take(key, of: lines.count, height: height) {
      case .left: state.overlays.close(id)
      case .chosen(let index):
        state.overlays.close(id)
        switch purpose {
        case .columns: state.documents.list.columns.choose(chosen)
        case .sort: if let key = index.flatMap({ lines[$0].sort }) { sort(by: key, &state) }
        }
      case .narrowed, .moved, nil: break
      }
    }
    return []
  }

  private func sort(by key: RecordSort.Key, _ state: inout State) {
    state.documents.list.sort(by: key, now: state.clock.unix, zone: state.zone)
  }

  /// Adds or removes a column. A new one goes before the last, which takes the room that is left.
  private mutating func toggle(_ column: DocumentColumn) {
    if let index = chosen.firstIndex(of: column) {
      chosen.remove(at: index)
    } else {
      chosen.insert(column, at: max(0, chosen.count - 1))
    }
    picker.show(column, among: chosen)
  }

  package func draw(on surface: inout Surface, _ state: State) {
    let sort = state.documents.list.query.sort
    let lines = lines(state).map { column in
      let isChosen = chosen.contains(column)
      let title = Sanitiser.display(column.title)
      return switch purpose {
      case .columns: (mark: isChosen ? "[×]" : "[ ]", title: title, isQuiet: !isChosen)
      case .sort:
        (
          mark: sort.key == column.sort ? (sort.descending ? "▼" : "▲") : " ", title: title,
          isQuiet: sort.key != column.sort
        )
      }
    }
    picker.drawColumns(lines, title: purpose == .columns ? "Columns" : "Sort by", on: &surface)
  }
}
