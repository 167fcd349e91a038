import Checkout
import Query
import Screen
import JSON
package import Widgets

/// The form in which the columns are chosen. What is typed narrows them; a path that nobody offers
/// can be typed as well.
package struct ColumnForm: Equatable, Sendable {
  package var filter = TextField()
  package var scroll = Scroll()
  /// In their order.
  package var chosen: [ListColumn]

  package struct Line: Equatable, Sendable {
    package let column: ListColumn
    package let isChosen: Bool
    /// Fit for the screen.
    package let title: String
  }
}

extension State {
  mutating func openColumnForm() -> [Effect] {
    overlays.append(.list(.columns(ColumnForm(chosen: list.columns.all))))
    return [.cache(.readFieldNames(list.query))]
  }

  /// The chosen columns in their order, then what else there is, metadata first.
  package func columnLines(_ form: ColumnForm) -> [ColumnForm.Line] {
    let known = ListColumn.known.map(\.column)
    let offered = fieldNames.map { ListColumn.field($0) }
    var columns = form.chosen
    var seen = Set(columns)
    let metadata = offered.filter { $0.isMetadata }
    for column in known + metadata + offered where seen.insert(column).inserted {
      columns.append(column)
    }
    let wanted = form.filter.text.lowercased()
    var lines = columns.map { column in
      ColumnForm.Line(
        column: column, isChosen: form.chosen.contains(column),
        title: Sanitiser.display(column.title))
    }
    lines.removeAll { !wanted.isEmpty && !$0.title.lowercased().contains(wanted) }
    if lines.isEmpty, let typed = ListColumn(named: form.filter.text) {
      lines = [
        ColumnForm.Line(column: typed, isChosen: false, title: "any field: \(form.filter.text)")
      ]
    }
    return lines
  }

  mutating func updateColumns(_ form: ColumnForm, _ key: Key) -> [Effect] {
    var form = form
    let lines = columnLines(form)
    let height = pickerHeight
    let line = lines.indices.contains(form.scroll.cursor) ? lines[form.scroll.cursor] : nil
    switch key {
    case .escape, .control("c"):
      overlays.removeLast()
      return []
    case .enter:
      overlays.removeLast()
      apply(form.chosen)
      return []
    case .down, .tab: form.scroll.move(by: 1, of: lines.count, height: height)
    case .up, .backTab: form.scroll.move(by: -1, of: lines.count, height: height)
    case .pageDown: form.scroll.move(by: height, of: lines.count, height: height)
    case .pageUp: form.scroll.move(by: -height, of: lines.count, height: height)
    case .character(" "): if let line { form.toggle(line) }
    case .left: if let line { form.move(line.column, by: -1) }
    case .right: if let line { form.move(line.column, by: 1) }
    default: if form.filter.take(key) { form.scroll = Scroll() }
    }
    replaceTop(.list(.columns(form)))
    return []
  }

  private mutating func apply(_ columns: [ListColumn]) {
    let isStandard = columns == ListColumn.standard
    let new = columns.last { !list.columns.all.contains($0) }
    list.columns.chosen = columns.isEmpty || isStandard ? nil : columns
    list.columns.offset = 0
    if let new { list.columns.reveal(new, in: rowWidth) }
    if columns.isEmpty { message = Message("no column was chosen: the standard ones show") }
  }

  mutating func takeFieldNames(_ names: [JSONPath]) {
    fieldNames = names
  }

  /// Lines of a picker that are visible at once: its dialog without frame, input and keys.
  package var pickerHeight: Int { max(1, min(16, size.height - 6)) }
}

extension ColumnForm {
  /// Takes a column in, or out. A new one stands before the customer, which gives way to it: at the
  /// end it would often not show. What was typed has done its work.
  fileprivate mutating func toggle(_ line: Line) {
    if line.isChosen {
      chosen.removeAll { $0 == line.column }
    } else {
      chosen.insert(line.column, at: chosen.firstIndex(of: .customer) ?? chosen.endIndex)
    }
    guard !filter.text.isEmpty else { return }
    filter = TextField()
    scroll.cursor = max(0, chosen.firstIndex(of: line.column) ?? 0)
  }

  /// Moves a chosen column to the left or right; the cursor stays on it.
  fileprivate mutating func move(_ column: ListColumn, by distance: Int) {
    guard filter.text.isEmpty, let index = chosen.firstIndex(of: column),
      chosen.indices.contains(index + distance)
    else { return }
    chosen.swapAt(index, index + distance)
    scroll.cursor = index + distance
  }
}

extension ListColumn {
  var isMetadata: Bool {
    if case .field(let path) = self { path.metadataKey != nil } else { false }
  }

  /// For the forms.
  package var title: String {
    guard case .field = self else { return head.prefix(1) + head.dropFirst().lowercased() }
    return name
  }
}
