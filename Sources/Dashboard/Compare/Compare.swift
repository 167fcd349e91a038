import Checkout
package import Screen
import Units
package import Widgets

/// Two sessions side by side: first the fields that differ, line items included, or a diff of their
/// JSON.
package struct Compare: Overlay {
  package let ids: [String]
  /// As the cache knows them; nil until it has answered.
  private(set) var sessions: [SessionDetail]?
  /// Whether the cache has changed since it was asked for them.
  private var isStale = false
  private(set) var rows: [SessionComparison.Row] = []
  private(set) var difference: LineDifference?
  private(set) var showsJSON = false
  private(set) var scroll = Scroll()

  init(_ ids: [String]) { self.ids = ids }

  package func place(in state: State) -> Rect { state.layout.whole }

  package func hints(_ state: State) -> [KeyHint] {
    [
      KeyHint("j k", "scroll"), KeyHint("v", showsJSON ? "fields" : "JSON"),
      KeyHint("Esc", "close"),
    ]
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    switch key {
    case .escape where showsJSON, .character("v"):
      showsJSON.toggle()
      scroll = Scroll()
      layOut(masking: state.isMasked)
    case .escape, .character("q"), .control("c"): state.overlays.close(id)
    case _ where state.keymap.isKey(key, of: .compare): state.overlays.close(id)
    default: scroll.take(key, of: lineCount, height: height(state))
    }
    return []
  }

  var lineCount: Int { showsJSON ? difference?.lines.count ?? 0 : rows.count }

  /// Rows below the column heads.
  private func height(_ state: State) -> Int { max(1, inside(state).without(top: 1).height) }

  package mutating func settle(_ state: State, isOnTop: Bool) {
    scroll.reveal(of: lineCount, height: height(state))
  }

  // MARK: - Answers

  mutating func take(_ sessions: [SessionDetail], masking isMasked: Bool) {
    guard sessions.map(\.stored.session.id) == ids, sessions != self.sessions else { return }
    self.sessions = sessions
    layOut(masking: isMasked)
  }

  mutating func noteChange() { isStale = true }

  /// Reads both again after a change in the cache. Called once after each batch of events.
  static func settle(_ state: inout State) -> [Effect] {
    guard let open = state.overlays.find(Compare.self), open.isStale else { return [] }
    state.overlays.update(Compare.self) { $0.isStale = false }
    return [.cache(.readSessions(ids: open.ids))]
  }

  mutating func take(_ items: StoredLineItems, of id: String, masking isMasked: Bool) {
    guard let index = sessions?.firstIndex(where: { $0.stored.session.id == id }) else { return }
    sessions?[index].lineItems = items
    layOut(masking: isMasked)
  }

  private mutating func layOut(masking isMasked: Bool) {
    guard let sessions, sessions.count == 2 else { return }
    let objects = sessions.map(\.stored.session)
    if showsJSON {
      let texts = objects.map { session in
        JSONLines(session.json, maskingSecrets: true, masksPersonalData: isMasked).text
          .split(separator: "\n").map(String.init)
      }
      difference = LineDifference(texts[0], texts[1])
    }
    let items = sessions.compactMap { $0.lineItems?.items }
    let itemRows = items.count == 2 ? SessionComparison.items(items[0], items[1]) : []
    let fields = SessionComparison(objects[0], objects[1]).rows
    let all = fields.filter(\.isDifferent) + itemRows.filter(\.isDifferent)
    rows = all + fields.filter { !$0.isDifferent } + itemRows.filter { !$0.isDifferent }
  }

  // MARK: - Drawing

  package func draw(on surface: inout Surface, _ state: State) {
    let height = Dialog.inside(of: surface.bounds).without(top: 1).height
    surface.drawDialog(title: title(state), scrolled: (scroll, lineCount, height)) { box in
      guard let sessions else {
        box.drawParagraph("reading both…", y: 0, style: Style(.secondary))
        return
      }
      drawHeads(sessions, on: &box)
      let area = Rect(x: 0, y: 1, width: box.bounds.width, height: max(1, height))
      if showsJSON {
        drawDifference(in: area, on: &box)
      } else {
        let table = table()
        let width = table.widths(of: [], in: area.width, of: box).last ?? 0
        table.draw(on: &box, scroll, of: rows.count, in: area) { cells(rows[$0], width, state) }
      }
    }
  }

  /// With the age of what was read longer ago.
  private func title(_ state: State) -> String {
    guard let readAt = sessions?.map(\.stored.fetchedAt).min() else { return "Compare" }
    let count = rows.count(where: \.isDifferent)
    let age = Moment(readAt).shortText(in: state.shownZone, now: state.clock.unix)
    return "Compare · \(count.counted("difference")) in \(rows.count.counted("field"))"
      + " · as of \(age)"
  }

  /// The label of a field, and its two values.
  private func table(cut: TextWidth.Cut = .end) -> Table {
    Table([
      .init(.fixed(2)), .init(.share(3)), .init(.share(4), cut: cut), .init(.share(4), cut: cut),
    ])
  }

  private func drawHeads(_ sessions: [SessionDetail], on box: inout Surface) {
    let heads = sessions.map { detail in
      let session = detail.stored.session
      let badge = StatusBadge(session.status, session.paymentStatus)
      return "\(badge.glyph) \(Sanitiser.display(session.id).middleTruncated)"
    }
    if showsJSON {
      let room = box.bounds.without(right: 7).width / 2
      let names = heads.map { TextWidth.truncate($0, to: room, at: .middle) }
      box.write(
        [
          Segment("- \(names[0])   ", Style(.error)), Segment("+ \(names[1])", Style(.success)),
        ], x: 0, y: 0, maxWidth: box.bounds.width)
      return
    }
    // Ids differ at their ends.
    let table = table(cut: .middle)
    let row =
      [[], [Segment("FIELD", Style(.columnHead))]] + heads.map { [Segment($0, Style(.columnHead))] }
    box.within(Rect(x: 0, y: 0, width: box.bounds.width, height: 1)) { line in
      table.draw(row, widths: table.widths(of: [row], in: line.bounds.width, of: line), on: &line)
    }
  }

  /// A row; each of the two values has `width` cells.
  private func cells(
    _ row: SessionComparison.Row, _ width: Int, _ state: State
  ) -> [Table.Cell] {
    func text(_ field: Field?) -> String {
      guard let field else { return "" }
      let shown = state.shown(field)
      if case .time(let seconds) = shown.kind { return Moment(seconds).text(in: state.shownZone) }
      return Sanitiser.display(shown.text)
    }
    let (left, right) = Self.showingDifference(text(row.left), text(row.right), in: width)
    func cell(_ text: String, of field: Field?) -> Table.Cell {
      let role: Role = row.isDifferent && field != nil ? .dialog : .secondary
      return [Segment(text.isEmpty ? "–" : text, Style(role))]
    }
    return [
      [Segment(row.isDifferent ? "≠" : "", Style(.warning))],
      [Segment(Sanitiser.display(row.label), Style(.secondary))],
      cell(left, of: row.left), cell(right, of: row.right),
    ]
  }

  /// Two values without the beginning that they share, if they would look the same in `width` cells.
  package static func showingDifference(
    _ left: String, _ right: String, in width: Int
  ) -> (String, String) {
    guard left != right, max(TextWidth.cells(of: left), TextWidth.cells(of: right)) > width else {
      return (left, right)
    }
    let same = zip(left, right).prefix { $0 == $1 }.count
    guard TextWidth.cells(of: String(left.prefix(same))) > width * 2 / 3 else {
      return (left, right)
    }
    // A character can have more cells than the column.
    let dropped = max(0, same - width / 3)
    return ("…\(left.dropFirst(dropped))", "…\(right.dropFirst(dropped))")
  }

  /// A line of JSON without the beginning that its value shares with the value of its partner, if the
  /// two would look the same in `width` cells. It keeps its name where there is room.
  package static func showingDifference(
    of line: String, from partner: String, in width: Int
  ) -> String {
    let name = line.firstRange(of: "\": ").map { String(line[..<$0.upperBound]) } ?? ""
    let cells = TextWidth.cells(of: name)
    guard cells <= width / 2, partner.hasPrefix(name) else {
      return showingDifference(line, partner, in: width).0
    }
    let (old, new) = (line.dropFirst(name.count), partner.dropFirst(name.count))
    return name + showingDifference(String(old), String(new), in: width - cells).0
  }

  private func drawDifference(in area: Rect, on box: inout Surface) {
    guard let difference else { return }
    let rows = difference.lines.indices.dropFirst(scroll.top).prefix(area.height)
    for (offset, index) in rows.enumerated() {
      let line = difference.lines[index]
      let (sign, text, role): (String, String, Role) =
        switch line {
        case .same(let text): (" ", text, .secondary)
        case .removed(let text): ("-", text, .error)
        case .added(let text): ("+", text, .success)
        case .skipped(let count): ("", "… \(count.counted("equal line"))", .placeholder)
        }
      var shown = Sanitiser.display(text)
      if let partner = difference.partners[index] {
        shown = Self.showingDifference(
          of: shown, from: Sanitiser.display(partner), in: area.width - sign.count)
      }
      box.writeTruncated(
        sign + shown, x: area.x, y: area.y + offset, width: area.width, style: Style(role))
    }
  }
}
