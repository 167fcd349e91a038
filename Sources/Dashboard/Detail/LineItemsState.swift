package import Checkout
import Screen
package import Widgets

/// The pane with the line items of the selected session.
package struct LineItemsState: Equatable, Sendable {
  package internal(set) var id: String?
  /// What is known; nil until the cache or Stripe has answered. Sanitised.
  package internal(set) var stored: StoredLineItems?
  package internal(set) var rows: [LineItemRow] = []
  /// What the items add up to; nil until both the session and its items are known.
  package internal(set) var totals: LineItemTotals? { didSet { footer.noteChange() } }
  /// Set when the customer sees another currency than the account's.
  package internal(set) var presentment: Presentment?
  var footer = LineItemsFooter()
  /// Items whose details are visible.
  private var open: Set<String> = []
  package private(set) var lines: [LineItemLine] = []
  package internal(set) var problem: Problem?
  package var scroll = Scroll()
  /// When to ask Stripe for what is missing.
  var polling = LineItemPolling()

  package init() {}

  package var isFetching: Bool { id.map(polling.asking.contains) ?? false }
  var lineCount: Int { lines.count }

  package var title: String {
    guard let stored else { return "Line items" }
    let count = stored.items.count
    return stored.isComplete
      ? "Line items · \(count)" : "Line items · first \(count), more exist"
  }
}

extension LineItemsState {
  mutating func show(_ id: String?, now: Int) {
    self.id = id
    stored = nil
    rows = []
    lines = []
    open = []
    totals = nil
    presentment = nil
    problem = nil
    scroll = Scroll()
    polling.turn(to: id, now: now)
  }

  /// Takes what the cache knows. Stripe is only asked if some items are missing.
  mutating func take(_ known: StoredLineItems?, of id: String) {
    guard id == self.id else { return }
    polling.takeKnown(isComplete: known?.isComplete ?? false)
    if let known { set(known) }
  }

  /// The cache could not be read.
  mutating func takeFailure(_ problem: Problem, of id: String) {
    guard id == self.id else { return }
    polling.giveUp()
    if stored == nil { self.problem = problem }
  }

  /// Takes Stripe's answer, for the session that is shown or for another one.
  mutating func take(_ result: Result<StoredLineItems, Problem>, of id: String) {
    polling.end(id, isShown: id == self.id)
    guard id == self.id else { return }
    switch result {
    case .success(let items):
      problem = nil
      set(items)
    case .failure(let problem): self.problem = problem
    }
  }

  private mutating func set(_ items: StoredLineItems) {
    stored = items
    totals = nil
    rows = items.items.map(LineItemRow.init)
    layOut()
  }

  mutating func add(up items: StoredLineItems, in session: Session) {
    totals = LineItemTotals(of: session, items: items.items, isComplete: items.isComplete)
    presentment = Presentment(of: session)
  }

  // MARK: - Details

  private mutating func layOut() {
    lines = rows.flatMap { row in
      let isOpen = open.contains(row.id)
      return [LineItemLine.item(row, isOpen: isOpen)]
        + (isOpen ? row.details.map(LineItemLine.detail) : [])
    }
  }

  /// The item under the cursor, or the item whose detail is under it.
  private var selectedItem: LineItemRow? {
    guard lines.indices.contains(scroll.cursor) else { return nil }
    for line in lines[...scroll.cursor].reversed() {
      if case .item(let row, _) = line { return row }
    }
    return nil
  }

  /// Shows or hides the details of the selected item; false if there is none.
  mutating func toggleDetails(height: Int) -> Bool {
    guard let item = selectedItem else { return false }
    setDetails(open.contains(item.id), height: height)
    return true
  }

  mutating func setDetails(_ folds: Bool, height: Int) {
    guard let item = selectedItem else { return }
    if folds { open.remove(item.id) } else { open.insert(item.id) }
    layOut()
    let index = lines.firstIndex { line in
      if case .item(let row, _) = line { row.id == item.id } else { false }
    }
    scroll.cursor = index ?? 0
    scroll.reveal(of: lines.count, height: height)
    // What has just been opened is shown as far as it fits below its row.
    let details = lines.dropFirst(scroll.cursor + 1).prefix { line in
      if case .detail = line { true } else { false }
    }
    scroll.top = max(scroll.top, min(scroll.cursor, scroll.cursor + details.count - height + 1))
  }
}
