import Checkout
import Dashboard
import Query
import Screen
import Units
import Widgets

extension Surface {
  /// Column heads and the visible rows of the list of documents, inside the frame.
  mutating func drawDocuments(_ state: State) {
    let list = state.documents.list
    let columns = list.columns.visible(in: state.layout.rowWidth)
    let lines = rowLines(state)
    if state.layout.showsColumnHeads { drawHeads(columns, list) }
    guard !list.rows.isEmpty, state.documents.reading.offer == nil else {
      drawLines(state.documents.emptyLines(state.keymap).map(state.shown), from: lines.y + 1)
      return
    }
    for index in list.shown(height: state.layout.listHeight) {
      within(lines.row(index - list.scroll.top)) { row in
        row.draw(list.rows[index], columns, state)
        row.draw(RowSigns(selection: RowSigns.selection(index == list.scroll.cursor, state)))
      }
    }
  }

  private mutating func drawHeads(
    _ columns: [(column: DocumentColumn, width: Int)], _ list: DocumentList
  ) {
    if list.columns.offset > 0 { write("‹", x: 0, y: 0, style: Style(.columnHead)) }
    var x = Layout.rowIndent
    for (column, width) in columns {
      writeHead(
        column.head, list.query.sort.mark(on: column), x: x, width: width,
        isAmount: column == .field(.amount))
      x += width + 1
    }
    guard list.columns.goesOn(after: columns.count) else { return }
    write("›", x: bounds.maxX - 1, y: 0, style: Style(.columnHead))
  }

  private mutating func draw(
    _ row: DocumentRow, _ columns: [(column: DocumentColumn, width: Int)], _ state: State
  ) {
    var x = Layout.rowIndent
    for (column, width) in columns {
      draw(column, of: row, x: x, width: width, state)
      x += width + 1
    }
  }

  private mutating func draw(
    _ column: DocumentColumn, of row: DocumentRow, x: Int, width: Int, _ state: State
  ) {
    let now = state.clock.unix
    var (text, style, cut) = ("", Style(.secondary), TextWidth.Cut.end)
    switch column {
    case .field(.amount):
      draw(row.amount ?? state.documents.sessionAmount(of: row), x: x, width: width)
      return
    case .field(.created): (text, style) = (Moment(row.created).relative(to: now), .text)
    case .field(.state):
      let word = row.state(at: now)
      (text, style) = ("\(word.glyph) \(word.rawValue)", Style(word.role))
    case .field(.user): (text, cut) = (row.user, .middle)
    case .result: (text, style, cut) = state.documents.result(of: row)
    case .field(.session): (text, cut) = (row.sessionID ?? "", .middle)
    case .field(.error): (text, style) = (row.error ?? "", Style(.error))
    case .field(.document): (text, cut) = (Sanitiser.display(row.documentID), .middle)
    case .field(let name): text = row.word(name) ?? ""
    case .path(let path):
      let plain = state.documents.list.columns.text(path, of: row.id)
      text = state.isMasked ? PersonalData.masking(plain, at: path) : plain
    }
    text = TextWidth.truncate(state.shown(text), to: width, at: cut)
    writeField(text, x: x, y: 0, width: width, style: style)
    guard let query = state.documents.list.query.query, column.isSearched else { return }
    drawMatches(of: query, in: text, x: x)
  }

  /// What the document sells.
  mutating func drawDocumentItems(_ state: State) {
    let items = state.documents.items
    let isFocused = state.arrangement.focus == .lineItems
    guard !items.rows.isEmpty else {
      if state.documents.detail.document != nil { drawLines(["No price is named."], from: 0) }
      return
    }
    let visible = items.rows.enumerated().dropFirst(items.scroll.top).prefix(size.height)
    let widths = lineItemWidths(of: items.rows)
    for (index, item) in visible {
      let line = Rect(x: 0, y: index - items.scroll.top, width: size.width, height: 1)
      within(line.inset(dx: 1, dy: 0)) { row in
        row.draw(item, isOpen: false, widths)
        if isFocused, index == items.scroll.cursor {
          row.addEmphasis(.selected, in: row.bounds)
        }
      }
    }
  }

  fileprivate mutating func drawLines(_ lines: [String], from top: Int) {
    let wrapped = lines.flatMap { wrap($0, to: bounds.inset(dx: 2, dy: 0).width) }
    for (offset, line) in wrapped.enumerated() {
      write(line, x: 2, y: top + offset, style: Style(offset == 0 ? .text : .secondary))
    }
  }
}

extension DocumentsState {
  fileprivate func sessionAmount(of row: DocumentRow) -> Money? {
    guard let session = row.sessionID.flatMap(joins.session)?.stored.session else { return nil }
    return session.amountTotal.flatMap { amount in
      session.currency.map { Money(amount, $0) }
    }
  }

  /// Why there is no session; or its outcome, and its id.
  fileprivate func result(of row: DocumentRow) -> (String, Style, TextWidth.Cut) {
    let group = list.counts.groups[row.id].map { "×\($0) " } ?? ""
    if let error = row.error { return (group + error, Style(.error), .end) }
    guard let id = row.sessionID else { return (group, Style(.secondary), .end) }
    guard let session = joins.session(id)?.stored.session else {
      return (group + Sanitiser.display(id), Style(.secondary), .middle)
    }
    let badge = StatusBadge(session.status, session.paymentStatus)
    return (
      "\(group)\(badge.glyph) \(badge.word)  \(Sanitiser.display(id).middleTruncated)",
      Style(badge.tone.role), .end
    )
  }
}

extension DocumentsState {
  /// Why there is no row, and what to do about it.
  fileprivate func emptyLines(_ keymap: Keymap) -> [String] {
    if let error = list.error {
      return ["“\(list.filter)” is not understood.", error.message]
    }
    switch reading.phase {
    case .absent: return ["This profile has no Firestore."]
    case .unreadable(let problem): return [problem.sentence]
    case .unopened, .opening: return ["Reading what is kept…"]
    case .counting: return ["Asking how many documents there are…"]
    case .offered(let count):
      return [
        "Reading them costs \(count.counted("read")), as Google counts.",
        "\(keymap[.open]) reads \(count.counted("document")), \(keymap[.cancel]) leaves it.",
      ]
    case .reading(let received, let count):
      return ["\(received.grouped) of \(count.grouped) documents are read…"]
    case .failed(let problem): return [problem.sentence, "\(keymap[.reload]) tries again."]
    case .resting: break
    }
    if let problem = list.reading.problem {
      return ["What is kept could not be read.", problem.sentence]
    }
    guard reading.readAt != nil else {
      return ["No documents have been read yet.", "\(keymap[.open]) asks how many there are."]
    }
    guard list.reading.isAnswered else { return ["Reading what is kept…"] }
    let cached = list.count.facts.cached
    if !list.filter.isEmpty || list.tab != nil, cached > 0 {
      return [
        "Nothing of this in \(cached.counted("document")).",
        "Not looked at: what was written since. \(keymap[.reload]) reads them again; "
          + "\(keymap[.cancel]) clears.",
      ]
    }
    return ["There are no documents.", "\(keymap[.reload]) asks again."]
  }
}

extension DocumentColumn {
  /// Whether the search looks at this column.
  fileprivate var isSearched: Bool {
    switch self {
    case .field(.created), .field(.state), .field(.amount), .field(.mode): false
    case .field, .result, .path: true
    }
  }
}

extension DocumentState {
  var glyph: String {
    switch self {
    case .created: "●"
    case .waiting: "◌"
    case .failed: "✕"
    case .unanswered: "!"
    case .mobile: "▯"
    }
  }

  var role: Role {
    switch self {
    case .created: .statusPaid
    case .waiting: .statusOpen
    case .failed, .unanswered: .error
    case .mobile: .secondary
    }
  }
}
