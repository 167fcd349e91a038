import Checkout
package import Screen
import JSON
import Units
import Widgets

extension DocumentsView {
  /// Columns from which list and detail stand beside each other.
  private static let wide = 100

  private func isWide(_ width: Int) -> Bool { width >= Self.wide }

  private func listRect(_ bounds: Rect) -> Rect {
    let top = 2
    guard isWide(bounds.width) else {
      return Rect(
        x: 0, y: top, width: bounds.width, height: isInDetail ? 0 : max(0, bounds.height - top))
    }
    return Rect(x: 0, y: top, width: bounds.width * 11 / 20, height: bounds.height - top)
  }

  private func detailRect(_ bounds: Rect) -> Rect {
    guard isWide(bounds.width) else {
      return Rect(
        x: 0, y: 2, width: bounds.width, height: isInDetail ? max(0, bounds.height - 2) : 0)
    }
    let x = listRect(bounds).width + 2
    return Rect(x: x, y: 2, width: max(0, bounds.width - x), height: bounds.height - 2)
  }

  func listHeight(_ state: State) -> Int { max(1, listRect(inside(state)).height) }
  func detailRect(_ state: State) -> Rect { detailRect(inside(state)) }

  package func draw(on surface: inout Surface, _ state: State) {
    let rows = rows(state)
    surface.drawDialog(title: title(rows.count, state)) { box in
      drawTabs(on: &box, state)
      if isTyping {
        box.draw(filter, label: "/", y: 1)
      } else if !filter.isEmpty {
        box.writeTruncated(
          "/ \(filter.text)", x: 0, y: 1, width: box.size.width, style: Style(.secondary))
      }
      let list = listRect(box.bounds)
      if list.height > 0 {
        box.within(list) { drawList(rows, on: &$0, state) }
      }
      let detail = detailRect(box.bounds)
      if detail.height > 0, detail.width > 0 {
        box.within(detail) { drawDetail(on: &$0, state) }
      }
    }
  }

  private func title(_ count: Int, _ state: State) -> String {
    let all = state.documents.rows.count
    return switch state.documents.phase {
    case .absent, .unread, .counting, .offered: "Documents"
    case .reading(let received, let total):
      "Documents · \(received.grouped) of \(total.grouped) read"
    case .read(let time, let leftOut):
      "Documents · \(count.grouped) of \(all.grouped) · as of "
        + Moment(time).timeText(in: state.shownZone)
        + (leftOut > 0 ? " · \(leftOut.grouped) elsewhere" : "")
    case .failed: "Documents · \(all.grouped) read, then it failed"
    }
  }

  private func drawTabs(on box: inout Surface, _ state: State) {
    let now = state.clock.unix
    var counts: [DocumentState: Int] = [:]
    for row in state.documents.rows { counts[row.state(at: now), default: 0] += 1 }
    let tabs =
      [("all", state.documents.rows.count, tab == nil)]
      + DocumentState.allCases.map { ($0.rawValue, counts[$0] ?? 0, tab == $0) }
    var x = 0
    for (name, count, isShown) in tabs {
      let text = "\(name) \(count.grouped)"
      x += box.write(text, x: x, y: 0, style: isShown ? Style(.dialog, .bold) : Style(.secondary))
      x += 2
    }
  }

  // MARK: - List

  private func drawList(_ rows: [DocumentSummary], on box: inout Surface, _ state: State) {
    guard !rows.isEmpty else {
      box.drawParagraph(emptyText(state), y: 0, style: Style(.secondary))
      return
    }
    let table = Table([
      .init(.fixed(7), align: .trailing), .init(.fixed(12)), .init(.upTo(14), align: .trailing),
      .init(.upTo(16), cut: .middle), .init(.rest),
    ])
    let now = state.clock.unix
    table.draw(
      on: &box, scroll, of: rows.count,
      in: Rect(x: 0, y: 0, width: box.size.width, height: box.size.height)
    ) { index in
      let row = rows[index]
      let word = row.state(at: now)
      let group = state.documents.group(of: row.id)
      return [
        [Segment(Moment(row.created.seconds).relative(to: now), Style(.dialog))],
        [Segment("\(word.glyph) \(word.rawValue)", Style(word.role))],
        [Segment(row.amount?.text ?? "", Style(.dialog))],
        [Segment(Sanitiser.display(row.user), Style(.secondary))],
        [
          Segment(
            (group > 1 ? "×\(group) " : "")
              + state.shown(Sanitiser.display(row.error ?? row.sessionID ?? "")),
            Style(row.error == nil ? .secondary : .error))
        ],
      ]
    }
  }

  private func emptyText(_ state: State) -> String {
    switch state.documents.phase {
    case .absent: "This profile has no Firestore."
    case .unread, .counting: "asking how many documents there are…"
    case .offered(let count):
      "This reads \(count.counted("document")), which Google counts. Enter reads them."
    case .reading: "reading…"
    case .failed(let problem): problem.sentence + " r tries again."
    case .read:
      state.documents.rows.isEmpty ? "There are no documents." : "No document matches."
    }
  }

  // MARK: - Detail

  private func drawDetail(on box: inout Surface, _ state: State) {
    let lines = lines(state, width: box.size.width)
    for (y, line) in lines.dropFirst(detailTop).prefix(box.size.height).enumerated() {
      box.write(line, x: 0, y: y, maxWidth: box.size.width)
    }
  }

  /// The card, and all fields, or the JSON.
  func lines(_ state: State, width: Int) -> [[Segment]] {
    guard let document = selected(state)?.document else { return [] }
    if showsJSON {
      return JSONLines(
        document.json, maskingSecrets: true, masksPersonalData: state.isMasked
      ).text.split(separator: "\n", omittingEmptySubsequences: false).map {
        [Segment(Sanitiser.display(String($0)), Style(.dialog))]
      }
    }
    let facts = facts(of: document, state)
    let verdict = DocumentVerdict(facts)
    var lines = TextWidth.wrap(
      state.shown(Sanitiser.display(verdict.fullSentence)), to: max(1, width)
    ).map { [Segment($0, Style(verdict.tone.role, .bold))] }
    if let joined = state.documents.joined[document.id] {
      lines += joinedLines(joined, facts, state)
    }
    for group in FieldGroup.groups(of: document) where !group.isBlank {
      lines += [[], [Segment(group.title, Style(.dialog, .bold))]]
      for field in group.present {
        lines += fieldLines(state.isMasked ? field.masked() : field, depth: 1, state)
      }
    }
    return lines
  }

  private func facts(of document: CheckoutDocument, _ state: State) -> DocumentFacts {
    var facts = DocumentFacts(document, at: state.clock.unix)
    facts.isKeyLive = state.account.isLive
    facts.group = state.documents.group(of: document.id)
    facts.session = state.documents.joined[document.id]?.session
    facts.userCustomer = state.documents.joined[document.id]?.user?.customer
    return facts
  }

  private func joinedLines(
    _ joined: JoinedDocument, _ facts: DocumentFacts, _ state: State
  ) -> [[Segment]] {
    let user = joined.user.map { user in
      [user.customer, state.isMasked ? nil : user.email].compactMap(\.self)
        .joined(separator: ", ")
    }
    let trust =
      switch facts.trust {
      case .proven: "the session is this user's"
      case .unproven: "nothing says whether the session is this user's"
      case .another: "the session is another customer's"
      case .unknown: ""
      }
    return [user, trust, joined.problem].compactMap(\.self).filter { !$0.isEmpty }.map {
      [Segment(Sanitiser.display($0), Style(.secondary))]
    }
  }

  private func fieldLines(_ field: Field, depth: Int, _ state: State) -> [[Segment]] {
    let indent = String(repeating: "  ", count: depth)
    var text = field.text
    if case .time(let seconds) = field.kind {
      text = Moment(seconds).text(in: state.shownZone)
    }
    let note = field.note.map { "  (\($0))" } ?? ""
    return [
      [
        Segment("\(indent)\(Sanitiser.display(field.label))  ", Style(.secondary)),
        Segment(Sanitiser.display(text), Style(.dialog)),
        Segment(Sanitiser.display(note), Style(.secondary)),
      ]
    ] + field.present.flatMap { fieldLines($0, depth: depth + 1, state) }
  }
}

extension DocumentState {
  fileprivate var glyph: String {
    switch self {
    case .created: "●"
    case .waiting: "◌"
    case .failed: "✕"
    case .unanswered: "!"
    case .mobile: "▯"
    }
  }

  fileprivate var role: Role {
    switch self {
    case .created: .statusPaid
    case .waiting: .statusOpen
    case .failed, .unanswered: .error
    case .mobile: .secondary
    }
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
