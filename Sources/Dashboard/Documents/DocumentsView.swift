package import Checkout
package import Screen
import Units
package import Widgets

/// The tab of the documents: a list, and beside or instead of it what is in the one under the cursor.
package struct DocumentsView: Overlay {
  /// What narrows the list, and whether it is being typed.
  package private(set) var filter = TextField()
  private(set) var isTyping = false
  /// The state that the tab shows; nil for all.
  package private(set) var tab: DocumentState?
  private(set) var scroll = Scroll()
  private(set) var showsJSON = false
  /// Whether keys move in the detail.
  private(set) var isInDetail = false
  private(set) var detailTop = 0
  /// What the rows were made from, and the rows: worked out again only when that changes.
  private var shown: Shown?

  private struct Shown: Equatable {
    var rows: [DocumentSummary]
    var count: Int
    var filter: String
    var tab: DocumentState?
    var phase: DocumentsState.Phase
  }

  package init(filter: String = "") { self.filter = TextField(filter) }

  package func place(in state: State) -> Rect { state.layout.whole }

  /// The rows that tab and filter let through, newest first.
  package func rows(_ state: State) -> [DocumentSummary] {
    if let shown, shown.count == state.documents.rows.count, shown.filter == filter.text,
      shown.tab == tab, shown.phase == state.documents.phase
    {
      return shown.rows
    }
    let (query, now) = (DocumentQuery(filter.text), state.clock.unix)
    return state.documents.rows.filter { row in
      (tab == nil || row.state(at: now) == tab)
        && query.matches(row, at: now, group: state.documents.group(of: row.id))
    }
  }

  package func selected(_ state: State) -> DocumentSummary? {
    let rows = rows(state)
    return rows.indices.contains(scroll.cursor) ? rows[scroll.cursor] : nil
  }

  package mutating func settle(_ state: State, isOnTop: Bool) {
    let rows = rows(state)
    shown = Shown(
      rows: rows, count: state.documents.rows.count, filter: filter.text, tab: tab,
      phase: state.documents.phase)
    scroll.reveal(of: rows.count, height: listHeight(state))
  }

  package func hints(_ state: State) -> [KeyHint] {
    if isTyping { return [KeyHint("↵", "keep"), KeyHint("Esc", "clear")] }
    if case .offered = state.documents.phase {
      return [KeyHint("↵", "read them"), KeyHint("Esc", "leave")]
    }
    let hasSession = selected(state)?.sessionID != nil
    return [
      KeyHint("↵", "look closer"), KeyHint("/", "filter"), KeyHint("t", "state"),
      KeyHint("g s", "session", isEnabled: hasSession), KeyHint("y", "copy URL"),
      KeyHint("v", "JSON"), KeyHint("r", "read again"), KeyHint("Esc", "sessions"),
    ]
  }

  // MARK: - Keys

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    if isTyping { return type(key) }
    if case .offered = state.documents.phase, key == .enter { return state.documents.read() }
    switch key {
    case .escape, .character("q"), .character("d"): return back(key, &state)
    case .character("/"): isTyping = true
    case .character("t"): turnTab(1)
    case .character("T"): turnTab(-1)
    case .character("v"):
      showsJSON.toggle()
      detailTop = 0
    case .character("r"), .character("R"): return state.documents.count()
    case .character("y"): return copy(state) { $0.url.map { ($0, "URL") } }
    case .character("c"): return copy(state) { ($0.id, "path") }
    case .character("g"):
      guard selected(state) != nil else { return [] }
      return state.open(DocumentGoMenu())
    case .enter:
      isInDetail = true
      return join(state)
    case .tab: isInDetail.toggle()
    default: move(key, state)
    }
    return []
  }

  private mutating func type(_ key: Key) -> [Effect] {
    switch key {
    case .enter: isTyping = false
    case .escape, .control("c"):
      isTyping = false
      filter = TextField()
      scroll = Scroll()
    default: if filter.take(key) { scroll = Scroll() }
    }
    return []
  }

  /// One step: from the detail to the list, from the filter to all, from there to the sessions.
  private mutating func back(_ key: Key, _ state: inout State) -> [Effect] {
    if key == .escape, isInDetail {
      isInDetail = false
    } else if key == .escape, !filter.isEmpty {
      filter = TextField()
      scroll = Scroll()
    } else {
      state.overlays.close(id)
    }
    return []
  }

  private mutating func turnTab(_ step: Int) {
    let tabs = [nil] + DocumentState.allCases.map(Optional.some)
    let index = tabs.firstIndex(of: tab) ?? 0
    tab = tabs[(index + step + tabs.count) % tabs.count]
    scroll = Scroll()
  }

  private mutating func move(_ key: Key, _ state: State) {
    guard isInDetail else {
      let before = scroll.cursor
      scroll.take(key, of: rows(state).count, height: listHeight(state))
      if scroll.cursor != before { detailTop = 0 }
      return
    }
    var detail = Scroll()
    let lines = lines(state, width: detailRect(state).width)
    let height = detailRect(state).height
    (detail.cursor, detail.top) = (detailTop, detailTop)
    detail.take(key, of: max(1, lines.count - height + 1), height: 1)
    detailTop = detail.cursor
  }

  private func copy(
    _ state: State, _ part: (CheckoutDocument) -> (text: String, label: String)?
  ) -> [Effect] {
    guard let document = selected(state)?.document, let part = part(document) else { return [] }
    return [.system(.copy(text: Sanitiser.copied(part.text), label: part.label))]
  }

  /// Reads the user's own document and the session, once.
  private func join(_ state: State) -> [Effect] {
    guard let row = selected(state), state.documents.joined[row.id] == nil,
      let document = row.document
    else { return [] }
    let isReadable = document.isLive == state.account.isLive
    return [
      .firestore(
        .join(id: row.id, user: row.user, sessionID: isReadable ? row.sessionID : nil))
    ]
  }
}

extension State {
  /// Says how many documents match what was looked for, where they have been read.
  mutating func lookIntoDocuments(for text: String) {
    let query = DocumentQuery(text)
    let count = documents.rows.count {
      query.matches($0, at: clock.unix, group: documents.group(of: $0.id))
    }
    guard count > 0, !query.isEmpty else { return documents.sought = nil }
    documents.sought = text
    let verb = count == 1 ? "matches" : "match"
    message = Message("\(count.counted("document")) \(verb) as well: d shows them", .notice)
  }

  /// Opens the documents, and asks what they cost where nothing was read yet.
  mutating func openDocuments(filter: String = "") -> [Effect] {
    overlays.push(DocumentsView(filter: filter))
    return documents.phase == .unread ? documents.count() : []
  }
}
