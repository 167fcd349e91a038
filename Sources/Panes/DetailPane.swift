import Checkout
import Dashboard
import Query
import Screen
import Units
import Widgets

extension Surface {
  /// The card, then the fields of what is shown, or its JSON.
  mutating func drawDetail(_ state: State) {
    let card = DetailCard(state, width: bounds.inset(dx: 1, dy: 0).width)
    draw(state.detail.page, state, story: state.detail.content?.story) { row, line in
      row.draw(card, line: line)
    }
    if state.detail.shownJSON == nil { drawMissing(state) }
  }

  /// A page: the lines of its card, then its fields, or its JSON.
  mutating func draw(
    _ page: DetailPage, _ state: State, story: Story? = nil,
    card: (inout Surface, Int) -> Void
  ) {
    let isFocused = state.arrangement.focus == .detail
    if let json = page.json {
      drawJSON(json, page, isFocused: isFocused)
      return
    }
    for y in 0..<size.height {
      let line = page.scroll.top + y
      within(bounds.inset(dx: 1, dy: 0).row(y)) { row in
        if line < page.cardLines {
          card(&row, line)
        } else if page.lines.indices.contains(line - page.cardLines) {
          row.draw(page.lines[line - page.cardLines], state, story)
          row.markMatches(of: page.search)
        }
        if isFocused, line == page.scroll.cursor, page.object != nil {
          row.addEmphasis(.selected, in: row.bounds)
        }
      }
    }
  }

  /// Why there is nothing to show, in the space below the fields.
  private mutating func drawMissing(_ state: State) {
    let problem = state.detail.related.map(\.problem) ?? state.detail.problem
    guard let problem else { return }
    within(bounds.inset(dx: 1, dy: 0)) {
      $0.drawParagraph(problem.sentence, y: 1, style: Style(.error))
    }
  }

  private mutating func draw(_ line: DetailLine, _ state: State, _ story: Story?) {
    switch line {
    case .group(let kind, let hidden, let isOpen):
      let note = hidden == 0 ? "" : "  \(hidden) empty"
      write(
        [
          Segment(isOpen ? "▾ " : "▸ ", Style(.secondary)),
          Segment(kind.rawValue, Style(.title, .bold)), Segment(note, Style(.secondary)),
        ], x: 0, y: 0, maxWidth: size.width)
    case .field(let field, let depth, let isOpen):
      if let index = FieldGroup.step(of: field), let story, story.steps.indices.contains(index) {
        draw(story.steps[index], of: story, state.shown(field), state)
      } else {
        draw(state.shown(field), depth: depth, isOpen, state)
      }
    }
  }

  private mutating func draw(_ field: Field, depth: Int, _ isOpen: Bool?, _ state: State) {
    let layout = FieldLayout(width: size.width)
    let indent = layout.indent(depth)
    let mark = isOpen.map { $0 ? "▾ " : "▸ " } ?? "  "
    let labelWidth =
      FieldGroup.isTold(field)
      ? layout.timeWidth(isShort: layout.isNarrow) : layout.labelWidth(depth)
    write(mark, x: indent - 2, y: 0, style: Style(.secondary))
    writeField(field.label, x: indent, y: 0, width: labelWidth, style: Style(.secondary))
    let x = indent + labelWidth + 1
    let value = field.valueText(state, width: bounds.without(left: x).width)
    let used = writeTruncated(
      value, x: x, y: 0, style: Style(field.kind.role),
      cut: field.kind.isIdentifier ? .middle : .end)
    if let note = field.note {
      writeTruncated(note, x: x + used + 2, y: 0, style: Style(.secondary))
    }
  }

}

extension Surface {
  /// Marks the places in a line that match the search.
  mutating func markMatches(of search: DetailSearch?) {
    guard let search else { return }
    let columns = (0..<size.width).filter { !self[$0, 0].isContinuation }
    var text = ""
    // Where each glyph begins in the text.
    var starts: [Int] = []
    for column in columns {
      starts.append(text.utf8.count)
      text.unicodeScalars.append(contentsOf: self[column, 0].glyph.scalars)
    }
    for range in FoldedPattern(search.pattern).ranges(in: text) {
      let first = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      let end = text.utf8.distance(from: text.startIndex, to: range.upperBound)
      guard let start = starts.lastIndex(where: { $0 <= first }) else { continue }
      let right = starts.firstIndex { $0 >= end }.map { columns[$0] } ?? size.width
      addEmphasis(
        .matched, in: Rect(x: columns[start], y: 0, width: right - columns[start], height: 1))
    }
  }
}

extension Field {
  /// A time says both how long ago and when; where there is little room, only one of them.
  fileprivate func valueText(_ state: State, width: Int) -> String {
    if case .blank(let absence) = kind { return absence.word }
    guard case .time(let seconds) = kind else { return text }
    let moment = Moment(seconds)
    let exact = moment.text(in: state.shownZone)
    let now = state.clock.unix
    let ages = [Moment.Style.long, .short].map { moment.relative(to: now, $0) }
    // A time without its zone would say less than its age.
    let texts = ages.map { "\($0) · \(exact)" } + [exact]
    return texts.first { TextWidth.cells(of: $0) <= width } ?? ages[0]
  }
}

extension Field.Absence {
  fileprivate var word: String {
    switch self {
    case .null: "null"
    case .absent: "not sent"
    case .empty: "empty"
    }
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
