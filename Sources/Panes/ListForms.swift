import Checkout
import Query
import Dashboard
import Screen
import Widgets

extension Surface {
  /// A prompt or a form of the list.
  mutating func draw(_ overlay: ListOverlay, _ state: State, _ layout: Layout) {
    switch overlay {
    case .find(let prompt):
      drawPrompt(
        prompt.field, label: "find:", note: state.message?.text ?? prompt.note,
        isProblem: state.message != nil, layout)
    case .export(let prompt):
      drawPrompt(
        prompt.field, label: "write to:", note: prompt.note(state),
        isProblem: prompt.format == nil, layout)
    case .columns(let form): drawColumnForm(form, state)
    case .sort(let form): drawSortForm(form, state)
    case .server(let form): drawServerForm(form, state)
    }
  }

  private mutating func drawColumnForm(_ form: ColumnForm, _ state: State) {
    let lines = state.columnLines(form).map { line in
      PickerLine(
        mark: line.isChosen ? "[×]" : "[ ]", text: line.title, isQuiet: !line.isChosen)
    }
    drawPicker(
      lines, form.scroll, form.filter, title: "Columns",
      keys: "Space ticks · ← → moves · ↵ applies · Esc leaves", state)
  }

  private mutating func drawSortForm(_ form: SortForm, _ state: State) {
    let lines = state.sortLines(form).map {
      PickerLine(mark: $0.mark, text: $0.title, isQuiet: $0.mark == " ")
    }
    drawPicker(
      lines, form.scroll, form.filter, title: "Sort by",
      keys: "↵ sorts, again turns it round · Esc leaves", state)
  }

  private struct PickerLine {
    let mark: String
    let text: String
    let isQuiet: Bool
  }

  /// Lines to choose from, narrowed by what is typed.
  private mutating func drawPicker(
    _ lines: [PickerLine], _ scroll: Scroll, _ filter: TextField, title: String, keys: String,
    _ state: State
  ) {
    let height = state.pickerHeight
    drawDialog(width: 52, height: height + 4, title: title) { box in
      box.drawInput(filter, label: "find:", y: 0)
      for (offset, line) in lines.dropFirst(scroll.top).prefix(height).enumerated() {
        box.write(
          [
            Segment("\(line.mark) ", Style(.key)),
            Segment(line.text, Style(line.isQuiet ? .secondary : .dialog)),
          ], x: 0, y: offset + 1)
        if scroll.top + offset == scroll.cursor {
          box.addEmphasis(
            .selected, in: Rect(x: 0, y: offset + 1, width: box.size.width, height: 1))
        }
      }
      if lines.isEmpty {
        box.write("no field has such a name", x: 0, y: 1, style: Style(.secondary))
      }
      box.writeTruncated(
        keys, x: 0, y: height + 1, width: box.size.width, style: Style(.secondary))
    }
  }

  private mutating func drawServerForm(_ form: ServerForm, _ state: State) {
    let lines = ServerForm.Line.allCases
    drawDialog(width: 60, height: lines.count + 5, title: "Ask Stripe for sessions with") { box in
      for (y, line) in lines.enumerated() {
        let isCurrent = line == form.line
        let mark = isCurrent ? "▸ " : "  "
        if line == .status {
          box.write(mark + line.label, x: 0, y: y, style: Style(.key))
          box.write(form.tab.title, x: 16, y: y, style: Style(isCurrent ? .input : .dialog))
        } else if isCurrent, let field = form.fields[line] {
          box.drawInput(field, label: TextWidth.pad(mark + line.label, to: 15), y: y)
        } else {
          box.write(mark + line.label, x: 0, y: y, style: Style(.key))
          box.writeTruncated(
            form.fields[line]?.text ?? "", x: 16, y: y, width: box.size.width - 16,
            style: Style(.dialog))
        }
      }
      box.writeTruncated(
        form.problem ?? form.line.example, x: 0, y: lines.count + 1, width: box.size.width,
        style: Style(form.problem == nil ? .secondary : .warning))
      box.writeTruncated(
        "Tab: next · ↵ applies · Esc leaves", x: 0, y: lines.count + 2, width: box.size.width,
        style: Style(.secondary))
    }
  }
}

extension ExportPrompt {
  fileprivate func note(_ state: State) -> String {
    guard format != nil else { return "a name that ends in .csv, .ndjson or .json" }
    let count = state.list.count.isKnown ? "\(state.list.facts.matching.grouped) " : ""
    return "\(count)cached sessions of this list · ↵ writes · Esc leaves"
  }
}
