import Checkout
import Screen

extension State {
  /// The detail pane follows the selection: asked once after each batch of events.
  mutating func settleDetail() -> [Effect] {
    let wanted = selected?.id
    if wanted != detail.id {
      detail.show(wanted)
      lineItems.show(wanted, restsSince: clock.uptime)
      detail.isStale = wanted != nil
    }
    guard let wanted else { return [] }
    addUpLineItems()
    var effects: [Effect] = []
    if detail.isStale {
      detail.isStale = false
      effects.append(.readDetail(id: wanted))
    }
    if lineItems.isWanted(now: clock.uptime) {
      lineItems.fetching.insert(wanted)
      effects.append(.fetchLineItems(id: wanted))
    }
    return effects
  }

  /// When the state wants to be asked again, in milliseconds of the clock that never jumps.
  ///
  /// Ages are shown in minutes, so a screen that shows some wakes a minute after it was last drawn;
  /// one that shows none sleeps for ever.
  package var nextDeadline: Int? {
    let ages = list.rows.isEmpty ? nil : clock.uptime + 60_000
    return [lineItems.deadline, ages].compactMap(\.self).min()
  }

  private mutating func addUpLineItems() {
    guard lineItems.totals == nil, let items = lineItems.stored, let content = detail.content else {
      return
    }
    lineItems.totals = LineItemTotals(
      of: content.stored.session, items: items.items, isComplete: items.isComplete)
  }

  mutating func toggleJSON() -> [Effect] {
    detail.showsJSON.toggle()
    detail.scroll = Scroll()
    detail.layOut()
    if layout.shape != .single || arrangement.focus == .list { arrangement.focus = .detail }
    return []
  }

  /// Opens or folds what the cursor is on by one step; folding from inside folds what is around.
  mutating func setFold(_ folds: Bool) -> [Effect] {
    guard let id = detail.foldUnderCursor(outwards: folds) else { return [] }
    let lines = detail.lines
    let isOpen = lines.contains { $0.foldID == id && $0.isOpen }
    let now: DetailState.Openness =
      detail.openness[id] ?? (isOpen ? .present : .folded)
    let next = DetailState.Openness(rawValue: now.rawValue + (folds ? -1 : 1)) ?? now
    detail.openness[id] = next
    detail.layOut()
    if let index = detail.lines.firstIndex(where: { $0.foldID == id }), folds {
      detail.scroll.cursor = index + DetailState.verdictLines
    }
    detail.scroll.reveal(of: detail.lineCount, height: height(of: .detail))
    return []
  }
}

extension DetailState {
  fileprivate func foldUnderCursor(outwards: Bool) -> DetailLine.FoldID? {
    let index = scroll.cursor - Self.verdictLines
    guard lines.indices.contains(index) else { return nil }
    if let id = lines[index].foldID, !outwards || lines[index].isOpen { return id }
    guard outwards else { return nil }
    return lines[..<index].last { $0.foldID != nil && $0.isOpen && $0.depth < lines[index].depth }?
      .foldID
  }
}

extension DetailLine {
  fileprivate var isOpen: Bool {
    switch self {
    case .group(_, _, let isOpen): isOpen
    case .field(_, _, let isOpen): isOpen ?? false
    }
  }

  fileprivate var depth: Int {
    switch self {
    case .group: 0
    case .field(_, let depth, _): depth + 1
    }
  }
}
