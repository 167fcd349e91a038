package import Checkout
package import Query
import Screen
package import Widgets

/// The form in which the order of the list is chosen. The order that is in force is reversed.
package struct SortForm: Equatable, Sendable {
  package var filter = TextField()
  package var scroll = Scroll()

  package struct Line: Equatable, Sendable {
    package let column: ListColumn
    package let key: SessionSort.Key
    /// `▲` or `▼` on the order in force.
    package let mark: String
    /// Fit for the screen.
    package let title: String
  }
}

extension State {
  mutating func openSortForm() -> [Effect] {
    overlays.append(.list(.sort(SortForm())))
    return [.cache(.readFieldNames(list.query))]
  }

  /// The columns that show, then what else there is, metadata first.
  package func sortLines(_ form: SortForm) -> [SortForm.Line] {
    columnLines(ColumnForm(filter: form.filter, chosen: list.columns.all)).compactMap { line in
      line.column.sort.map { key in
        let isInForce = list.query.sort.key == key
        return SortForm.Line(
          column: line.column, key: key,
          mark: !isInForce ? " " : list.query.sort.descending ? "▼" : "▲", title: line.title)
      }
    }
  }

  mutating func updateSort(_ form: SortForm, _ key: Key) -> [Effect] {
    var form = form
    let lines = sortLines(form)
    let height = pickerHeight
    switch key {
    case .escape, .control("c"):
      overlays.removeLast()
      return []
    case .enter, .character("S"):
      overlays.removeLast()
      if key == .character("S") {
        sort(by: list.query.sort.key)
      } else if lines.indices.contains(form.scroll.cursor) {
        sort(by: lines[form.scroll.cursor].key)
      }
      return []
    case .down, .tab: form.scroll.move(by: 1, of: lines.count, height: height)
    case .up, .backTab: form.scroll.move(by: -1, of: lines.count, height: height)
    case .pageDown: form.scroll.move(by: height, of: lines.count, height: height)
    case .pageUp: form.scroll.move(by: -height, of: lines.count, height: height)
    default: if form.filter.take(key) { form.scroll = Scroll() }
    }
    replaceTop(.list(.sort(form)))
    return []
  }

  /// Sorts the whole list; the order in force is turned round.
  mutating func sort(by key: SessionSort.Key) {
    var query = list.query
    let isInForce = query.sort.key == key
    query.sort = SessionSort(
      key, descending: isInForce ? !query.sort.descending : key.beginsDescending)
    list.change(to: query)
    _ = jump(to: .top)
  }
}

extension SessionSort.Key {
  /// Whether the largest are wanted first: times and amounts.
  fileprivate var beginsDescending: Bool {
    switch self {
    case .created, .expiresAt, .amount: true
    default: false
    }
  }
}

extension SessionSort {
  /// What stands after the head of a column: its direction, on the column that is sorted by.
  package func mark(on column: ListColumn) -> String {
    guard self != .newestFirst, column.sort == key else { return "" }
    return descending ? " ▼" : " ▲"
  }

  /// `by amount ▼`, and that amounts are compared as numbers.
  package var title: String {
    let column =
      switch key {
      case .entry(_, let name): Sanitiser.display(name)
      case .path(let path): Sanitiser.display(path)
      case .field(let name):
        ListColumn.known.first { $0.sort == key }?.column.title.lowercased() ?? name.text
      }
    let note = key == .amount ? " across currencies" : ""
    return "by \(column) \(descending ? "▼" : "▲")\(note)"
  }
}
