import Checkout
import Query
package import Screen
import Units
package import Widgets

/// Charts of the cached sessions: over time by outcome, the funnel, revenue, and how and from where
/// they were paid. They cover the list's filter and a span that can be moved.
package struct Overview: Overlay {
  /// What the keys move.
  package enum Cursor: Equatable, Sendable {
    /// A column of the chart.
    case column(Int)
    /// A bar below it.
    case bar(Int)
  }

  package private(set) var span: OverviewSpan
  let query: ListQuery
  /// The list's filter in words; empty for all sessions.
  let filter: String
  private(set) var generation = 0
  /// The last statistics that were read: they stay until new ones arrive.
  private(set) var statistics: SessionStatistics?
  private(set) var shownSpan: OverviewSpan
  private(set) var parts: OverviewParts?
  /// The question that the parts answer: they may arrive before the statistics.
  private var partsGeneration = 0
  /// Whether the cache has changed since it was asked.
  private var isStale = false
  private(set) var problem: Problem?
  private(set) var cursor: Cursor
  /// The bar under the cursor, while its numbers are being read.
  private var held: OverviewBar?
  private(set) var showsTable = false
  private(set) var scroll = Scroll()

  init(_ state: State) {
    let count = OverviewLayout.columns(in: Dialog.inside(of: state.layout.whole))
    span = OverviewSpan(.day, through: state.clock.unix, count: count, in: state.shownZone)
    shownSpan = span
    query = state.list.query
    filter = state.list.filter
    cursor = .column(count - 1)
  }

  package func place(in state: State) -> Rect { state.layout.whole }

  package func hints(_ state: State) -> [KeyHint] {
    [
      KeyHint("↵", "its sessions"), KeyHint("←→", "bar"), KeyHint("h l", "unit"),
      KeyHint("[ ]", "span"), KeyHint("j k", "below"),
      KeyHint("v", showsTable ? "picture" : "table"),
      KeyHint("y", "copy CSV"), KeyHint("Esc", "close"),
    ]
  }

  // MARK: - Reading

  /// Asks for what the span needs.
  mutating func read() -> [Effect] {
    generation += 1
    isStale = false
    problem = nil
    let stretches = span.stretches
    guard let first = stretches.first, let last = stretches.last else { return [] }
    return [
      .cache(.readStatistics(query, stretches, generation: generation)),
      .cache(
        .readParts(query, first.lowerBound..<last.upperBound, generation: generation)),
    ]
  }

  mutating func take(_ statistics: SessionStatistics, generation: Int) {
    guard generation == self.generation else { return }
    keepingBar {
      $0.statistics = statistics
      // Those of this span stay until new ones arrive.
      if $0.span != $0.shownSpan, $0.partsGeneration != generation { $0.parts = nil }
      $0.shownSpan = $0.span
      $0.problem = nil
    }
  }

  mutating func take(_ parts: OverviewParts, generation: Int) {
    guard generation == self.generation else { return }
    keepingBar {
      $0.parts = parts
      $0.partsGeneration = generation
    }
  }

  /// Takes new numbers. The cursor stays on its bar, which may have another place among them, or
  /// returns to it with the last of them.
  private mutating func keepingBar(_ take: (inout Overview) -> Void) {
    let held = self.held ?? bar
    take(&self)
    if let held {
      let place = bars.firstIndex { $0.section == held.section && $0.label == held.label }
      cursor = place.map(Cursor.bar) ?? .column(span.stretches.count - 1)
      self.held = place == nil && partsGeneration != generation ? held : nil
    }
    clampCursor()
  }

  mutating func noteChange() { isStale = true }

  /// Asks again after the cache has changed, one question at a time.
  static func settle(_ state: inout State) -> [Effect] {
    guard var open = state.overlays.find(Overview.self), open.isStale, !open.isReading else {
      return []
    }
    let effects = open.read()
    state.overlays.replace(open)
    return effects
  }

  mutating func fail(_ problem: Problem, generation: Int) {
    guard generation == self.generation else { return }
    self.problem = problem
    // The other answer may still come, but not this one.
    if span != shownSpan { parts = nil }
    partsGeneration = generation
  }

  /// Whether an answer is still missing.
  var isReading: Bool {
    problem == nil && (statistics == nil || span != shownSpan || partsGeneration != generation)
  }

  // MARK: - Keys

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    switch key {
    case .escape where showsTable: showsTable = false
    case .escape, .character("q"), .control("c"): state.overlays.close(id)
    case .character("h"):
      return show(
        span.changed(
          by: -1, count: OverviewLayout.columns(in: Dialog.inside(of: state.layout.whole))))
    case .character("l"):
      return show(
        span.changed(
          by: 1, count: OverviewLayout.columns(in: Dialog.inside(of: state.layout.whole))))
    case .character("]"): return move(by: -half, state)
    case .character("["): return move(by: half, state)
    case .character("r"), .character("R"): return read()
    case .character("v"):
      showsTable.toggle()
      scroll = Scroll()
      scroll.cursor = max(0, (statistics?.stretches.count ?? 1) - 1)
    case .character("y"): return copy(state)
    case .enter: return showSessions(&state)
    case _ where state.keymap.isKey(key, of: .overview): state.overlays.close(id)
    default: return showsTable ? moveInTable(key, state) : moveCursor(key, state)
    }
    return []
  }

  private var half: Int { max(1, span.stretches.count / 2) }

  private mutating func show(_ span: OverviewSpan) -> [Effect] {
    guard span.stretches != self.span.stretches else { return [] }
    self.span = span
    (cursor, held) = (.column(span.stretches.count - 1), nil)
    return read()
  }

  private mutating func move(by units: Int, _ state: State) -> [Effect] {
    let (before, held) = (cursor, self.held)
    let first = state.list.facts.coverage.spans.last?.oldest ?? 0
    let effects = show(span.moved(by: units, notBefore: first, now: state.clock.unix))
    (cursor, self.held) = (before, held)
    return effects
  }

  private mutating func moveInTable(_ key: Key, _ state: State) -> [Effect] {
    scroll.take(
      key, of: statistics?.stretches.count ?? 0, height: max(1, tableHeight(inside(state))))
    return []
  }

  private mutating func moveCursor(_ key: Key, _ state: State) -> [Effect] {
    let last = span.stretches.count - 1
    switch (key, cursor) {
    case (.left, .column(let column)):
      guard column == 0 else { return go(to: .column(column - 1)) }
      cursor = .column(min(last, half - 1))
      return move(by: -half, state)
    case (.right, .column(let column)):
      guard column >= last else { return go(to: .column(column + 1)) }
      let effects = move(by: half, state)
      if !effects.isEmpty { cursor = .column(max(0, last - half + 1)) }
      return effects
    case (.left, .bar), (.right, .bar): return go(to: .column(last))
    case (.home, _): return go(to: .column(0))
    case (.end, _), (.character("g"), _): return go(to: .column(last))
    case (.down, .column), (.character("j"), .column): return go(to: .bar(0))
    case (.down, .bar(let bar)), (.character("j"), .bar(let bar)): return go(to: .bar(bar + 1))
    case (.up, .bar(let bar)), (.character("k"), .bar(let bar)):
      return go(to: bar == 0 ? .column(last) : .bar(bar - 1))
    case (.pageUp, _): return move(by: -half, state)
    case (.pageDown, _): return move(by: half, state)
    default: return []
    }
  }

  private mutating func go(to cursor: Cursor) -> [Effect] {
    (self.cursor, held) = (cursor, nil)
    clampCursor()
    return []
  }

  private mutating func clampCursor() {
    switch cursor {
    case .column(let column):
      cursor = .column(min(max(0, column), max(0, span.stretches.count - 1)))
    case .bar(let bar):
      let last = bars.count - 1
      cursor = last < 0 ? .column(span.stretches.count - 1) : .bar(min(bar, last))
    }
  }

  /// Copies the numbers as a table for other programs.
  private func copy(_ state: State) -> [Effect] {
    guard let statistics else { return [] }
    let lines = statistics.csv.split(whereSeparator: \.isNewline).joined(separator: "\n")
    return [.system(.copy(text: Sanitiser.copiedLines(lines), label: "the numbers as CSV"))]
  }

  // MARK: - Its sessions

  /// Shows the sessions under the cursor in the list.
  private func showSessions(_ state: inout State) -> [Effect] {
    guard let words = chosenQuery(readIn: state.zone), let both = filter(and: words, state) else {
      state.message = Message("no filter finds exactly these", .warning)
      return []
    }
    state.overlays.close(id)
    state.setFilter(both)
    return state.focus(.list)
  }

  /// The list's filter and more conditions; nil where the two texts mean something else together.
  /// For example, the minus of `-$5.00` excludes when it stands beside other words.
  private func filter(and words: String, _ state: State) -> String? {
    func query(_ text: String) -> SessionQuery? {
      try? SessionQuery(parsing: text, now: state.clock.unix, zone: state.zone)
    }
    guard let first = query(filter), let added = query(words) else { return nil }
    if added.terms.allSatisfy(first.terms.contains) { return filter }
    let text = filter.isEmpty ? words : "\(filter) \(words)"
    guard let both = query(text), both.terms == first.terms + added.terms else { return nil }
    // An amount and a currency become one condition about the same pair; those of the bar are
    // about each for itself.
    func compared(_ query: SessionQuery) -> [SessionQuery.Term] { query.terms(in: Session.fields) }
    let parts = compared(first) + compared(added)
    return Set(compared(both)) == Set(parts) ? text : nil
  }

  /// The conditions that match what is under the cursor; nil if there are none. They are read in a
  /// zone that may be another one than the one shown.
  private func chosenQuery(readIn zone: ZoneRule) -> String? {
    let stretches = shownSpan.stretches
    guard let first = stretches.first, let last = stretches.last else { return nil }
    if showsTable || isOnColumn {
      let index = showsTable ? scroll.cursor : columnIndex
      return stretches.indices.contains(index)
        ? shownSpan.query(stretches[index], readIn: zone) : nil
    }
    guard let words = bar?.query else { return nil }
    let all = shownSpan.query(first.lowerBound..<last.upperBound, readIn: zone)
    return words.isEmpty ? all : "\(words) \(all)"
  }

  /// The bar under the cursor.
  private var bar: OverviewBar? {
    guard case .bar(let index) = cursor else { return nil }
    let bars = bars
    return bars.indices.contains(index) ? bars[index] : nil
  }

  private var isOnColumn: Bool {
    if case .column = cursor { true } else { false }
  }

  var columnIndex: Int {
    if case .column(let column) = cursor { column } else { -1 }
  }
}
