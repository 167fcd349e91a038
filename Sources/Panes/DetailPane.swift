import Checkout
import Dashboard
import Screen

extension Surface {
  /// The verdict, then the fields of the session or its JSON.
  mutating func drawDetail(_ state: State) {
    let detail = state.detail
    guard let content = detail.content else {
      if detail.id == nil { write("no session is selected", x: 1, y: 0, style: Style(.secondary)) }
      return
    }
    let isFocused = state.arrangement.focus == .detail
    if let json = detail.json {
      drawJSON(json, detail.scroll, isFocused: isFocused)
      return
    }
    for y in 0..<size.height {
      let line = detail.scroll.top + y
      within(Rect(x: 1, y: y, width: size.width - 2, height: 1)) { row in
        if line < DetailState.verdictLines {
          row.drawVerdict(content, state, line: line)
        } else if detail.lines.indices.contains(line - DetailState.verdictLines) {
          row.draw(detail.lines[line - DetailState.verdictLines], state)
        }
        if isFocused, line == detail.scroll.cursor {
          row.addEmphasis(.selected, in: row.bounds)
        }
      }
    }
  }

  private mutating func drawVerdict(
    _ content: DetailState.Content, _ state: State, line: Int
  ) {
    let verdict = Verdict(of: content.stored.session, at: state.clock.unix)
    let age = state.detail.refreshing.contains(content.stored.session.id) ? "refreshing… " : ""
    let lines = TextWidth.wrap(age + Sanitiser.display(verdict.sentence), to: max(1, size.width))
    guard lines.indices.contains(line) else { return }
    let isCut = line == DetailState.verdictLines - 1 && lines.count > line + 1
    writeTruncated(
      isCut ? lines[line...].joined(separator: " ") : lines[line], x: 0, y: 0, width: size.width,
      style: Style(verdict.tone.role, .bold))
  }

  private mutating func draw(_ line: DetailLine, _ state: State) {
    switch line {
    case .group(let kind, let hidden, let isOpen):
      let note = hidden == 0 ? "" : "  \(hidden) empty"
      write(
        [
          Segment(isOpen ? "▾ " : "▸ ", Style(.secondary)),
          Segment(kind.rawValue, Style(.title, .bold)), Segment(note, Style(.secondary)),
        ], x: 0, y: 0, maxWidth: size.width)
    case .field(let field, let depth, let isOpen): draw(field, depth: depth, isOpen, state)
    }
  }

  private mutating func draw(_ field: Field, depth: Int, _ isOpen: Bool?, _ state: State) {
    let indent = (size.width < 48 ? 2 : 4) + 2 * depth
    let mark = isOpen.map { $0 ? "▾ " : "▸ " } ?? "  "
    let labelWidth = max(8, min(28, size.width * 2 / 5) - indent)
    write(mark, x: indent - 2, y: 0, style: Style(.secondary))
    writeField(field.label, x: indent, y: 0, width: labelWidth, style: Style(.secondary))
    let x = indent + labelWidth + 1
    let value = field.valueText(state)
    let used = writeTruncated(
      value, x: x, y: 0, width: size.width - x, style: Style(field.kind.role),
      cut: field.kind.isIdentifier ? .middle : .end)
    if let note = field.note {
      writeTruncated(
        note, x: x + used + 2, y: 0, width: size.width - x - used - 2, style: Style(.secondary))
    }
  }

}

extension Field {
  /// A time says both how long ago and when.
  fileprivate func valueText(_ state: State) -> String {
    guard case .time(let seconds) = kind else { return text }
    let moment = Moment(seconds)
    return "\(moment.relative(to: state.clock.unix, .long)) · \(moment.text(in: state.zone))"
  }
}

extension Field.Kind {
  fileprivate var role: Role {
    switch self {
    case .money: .amount
    case .link, .url: .link
    case .blank, .secret: .secondary
    case .number, .flag: .code
    case .text, .time, .list, .object: .text
    }
  }

  fileprivate var isIdentifier: Bool {
    if case .link = self { true } else { false }
  }
}

extension Verdict.Tone {
  fileprivate var role: Role {
    switch self {
    case .good: .success
    case .waiting: .notice
    case .attention: .warning
    case .bad: .error
    case .neutral: .text
    }
  }
}
