import Checkout
import JSON
package import Screen
package import Widgets

/// The picker for the columns. Typed text narrows the choice; a path that is not offered can be
/// typed as well.
package struct ColumnForm: Overlay {
  private(set) var picker = Picker(isNarrowed: true)
  /// In their order.
  private(set) var chosen: [ListColumn]

  init(chosen: [ListColumn]) { self.chosen = chosen }

  /// A column that is offered.
  package struct Line: Equatable, Sendable {
    package let column: ListColumn
    package let isChosen: Bool
    /// Sanitised.
    package let title: String
  }

  package func place(in state: State) -> Rect { state.layout.columnPicker }
  package func hints(_ state: State) -> [KeyHint] {
    [
      KeyHint("Space", "ticks"), KeyHint("← →", "moves"), KeyHint("↵", "apply"),
      KeyHint("Esc", "leave"),
    ]
  }

  package func lines(_ state: State) -> [Line] {
    Self.lines(chosen: chosen, typed: picker.text, state)
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    let lines = lines(state)
    let cursor = picker.scroll.cursor
    let line = lines.indices.contains(cursor) ? lines[cursor] : nil
    switch key {
    case .character(" "): if let line { toggle(line) }
    case .left: if let line { picker.move(line.column, by: -1, in: &chosen) }
    case .right: if let line { picker.move(line.column, by: 1, in: &chosen) }
    default:
      let height = picker.height(in: inside(state).height)
      switch picker.take(key, of: lines.count, height: height) {
      case .left: state.overlays.close(id)
      case .chosen:
        state.overlays.close(id)
        Self.choose(chosen, &state)
      case .narrowed, .moved, nil: break
      }
    }
    return []
  }

  /// Adds or removes a column. A new one goes before the customer, which makes room for it: at the
  /// end it would often not be visible. The typed text is cleared.
  private mutating func toggle(_ line: Line) {
    if line.isChosen {
      chosen.removeAll { $0 == line.column }
    } else {
      chosen.insert(line.column, at: chosen.firstIndex(of: .customer) ?? chosen.endIndex)
    }
    picker.show(line.column, among: chosen)
  }

  package func draw(on surface: inout Surface, _ state: State) {
    let lines = lines(state).map { line in
      (mark: line.isChosen ? "[×]" : "[ ]", title: line.title, isQuiet: !line.isChosen)
    }
    picker.drawColumns(lines, title: "Columns", on: &surface)
  }
}

/// Columns to choose from: the chosen ones come first, in their order.
extension Picker {
  /// Moves a chosen column to the left or right; the cursor stays on it.
  mutating func move<Column: Equatable>(
    _ column: Column, by distance: Int, in chosen: inout [Column]
  ) {
    guard text.isEmpty, let index = chosen.firstIndex(of: column),
      chosen.indices.contains(index + distance)
    else { return }
    chosen.swapAt(index, index + distance)
    scroll.cursor = index + distance
  }

  /// Clears the typed text; the cursor goes to a column that was ticked.
  mutating func show<Column: Equatable>(_ column: Column, among chosen: [Column]) {
    guard !text.isEmpty else { return }
    filter = TextField()
    scroll.cursor = max(0, chosen.firstIndex(of: column) ?? 0)
  }

  /// Draws the columns to choose from, each with a mark.
  func drawColumns(
    _ lines: [(mark: String, title: String, isQuiet: Bool)], title: String,
    on surface: inout Surface
  ) {
    let height = height(in: Dialog.inside(of: surface.bounds).height)
    surface.drawDialog(title: title, scrolled: (scroll, lines.count, height)) { box in
      let table = Table([Table.Column(.upTo(3)), Table.Column(.rest)])
      draw(
        on: &box, of: lines.count,
        empty: Segment("no field has such a name", Style(.secondary)), in: table
      ) { index in
        let line = lines[index]
        return [
          [Segment(line.mark, Style(.key))],
          [Segment(line.title, Style(line.isQuiet ? .secondary : .dialog))],
        ]
      }
    }
  }
}

extension Layout {
  /// The place of the column pickers: a line to type into, and sixteen rows.
  var columnPicker: Rect { dialog(Size(width: 48, height: 17)) }
}

extension ColumnForm {
  static func open(_ state: inout State) -> [Effect] {
    state.overlays.push(ColumnForm(chosen: state.list.columns.all))
    return [.cache(.readFieldNames(state.list.query))]
  }

  /// The chosen columns in their order, then the others, metadata first. Only those whose titles
  /// contain the typed text.
  static func lines(chosen: [ListColumn], typed: String, _ state: State) -> [Line] {
    let known = ListColumn.known
    let offered = state.fieldNames.map { ListColumn.path($0) }
    var columns = chosen
    var seen = Set(columns)
    let metadata = offered.filter { $0.path?.metadataKey != nil }
    for column in known + metadata + offered where seen.insert(column).inserted {
      columns.append(column)
    }
    let wanted = typed.lowercased()
    var lines = columns.map { column in
      Line(
        column: column, isChosen: chosen.contains(column),
        title: Sanitiser.display(column.title))
    }
    lines.removeAll { !wanted.isEmpty && !$0.title.lowercased().contains(wanted) }
    if lines.isEmpty, let column = ListColumn(named: typed) {
      lines = [Line(column: column, isChosen: false, title: "any field: \(typed)")]
    }
    return lines
  }

  fileprivate static func choose(_ columns: [ListColumn], _ state: inout State) {
    let isStandard = columns == ListColumn.standard
    let new = columns.last { !state.list.columns.all.contains($0) }
    state.list.columns.chosen = columns.isEmpty || isStandard ? nil : columns
    state.list.columns.offset = 0
    if let new { state.list.columns.reveal(new, in: state.layout.rowWidth) }
    if columns.isEmpty { state.message = Message("no column was chosen: the standard ones show") }
  }
}
