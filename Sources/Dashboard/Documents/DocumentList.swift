package import Checkout
package import Query
import JSON
import Screen
package import Units
package import Widgets

/// The list of the documents' tab: its filter, its order, its rows, and how they are read.
///
/// Rows are read ahead of the cursor and stay in memory: a shop has fewer documents than sessions.
/// The cursor is pinned to its document's path.
package struct DocumentList: Equatable, Sendable {
  /// The state that is shown; nil for all.
  package private(set) var tab: DocumentState?
  /// What was typed after `/`.
  package private(set) var filter = ""
  /// Why the filter is not understood; the rows are then those of the previous filter.
  package private(set) var error: QueryError?
  private var understood: [RecordQuery.Term] = []
  package private(set) var query = ListQuery()
  /// Incremented with every change of the query: answers to older questions are ignored.
  package private(set) var generation = 0
  /// Sanitised.
  package private(set) var rows: [DocumentRow] = []
  package var scroll = Scroll()
  private var reachesBottom = true
  package private(set) var reading = RowReading()
  package private(set) var count = ListCount()
  package private(set) var counts = DocumentCounts()
  package var columns = DocumentColumns()
  /// Paths that are offered as columns.
  var fieldNames: [JSONPath] = []

  /// Rows to ask for while there are none: more than any screen shows.
  private static let pageSize = 300
  /// Rows to read ahead, and how near the end the cursor must be for that.
  private static let stepSize = 1_000
  private static let readAhead = 150

  package var selected: DocumentRow? {
    rows.indices.contains(scroll.cursor) ? rows[scroll.cursor] : nil
  }

  // MARK: - What narrows it

  mutating func show(tab: DocumentState?, now: Int, zone: ZoneRule) {
    self.tab = tab
    apply(now: now, zone: zone)
  }

  mutating func setFilter(_ text: String, now: Int, zone: ZoneRule) {
    filter = text
    apply(now: now, zone: zone)
  }

  /// Sorts by a key; if it is the current one, reverses the order.
  mutating func sort(by key: RecordSort.Key, now: Int, zone: ZoneRule) {
    let isInForce = query.sort.key == key
    query.sort = RecordSort(
      key, descending: isInForce ? !query.sort.descending : key.beginsDescending)
    begin(atTop: true)
  }

  /// Shows what a view shows.
  mutating func arrange(as view: DocumentView, now: Int, zone: ZoneRule) {
    tab = view.state
    filter = view.filter
    if columns.names != view.columns { columns = DocumentColumns(names: view.columns) }
    if query.sort != view.sort {
      query.sort = view.sort
      begin(atTop: true)
    }
    apply(now: now, zone: zone)
  }

  private mutating func apply(now: Int, zone: ZoneRule) {
    error = nil
    do throws(QueryError) {
      // An empty filter has no terms. Parsing it would build the table of fields for no reason.
      understood =
        filter.isEmpty ? [] : try RecordQuery(documents: filter, now: now, zone: zone).terms
    } catch { self.error = error }
    let query = RecordQuery(source: filter, documents: understood, in: tab, at: now)
    guard query != self.query.query else { return }
    self.query.query = query
    begin(atTop: true)
  }

  private mutating func begin(atTop: Bool) {
    generation += 1
    reading.begin(atTop: atTop)
    count.begin()
  }

  /// The stored documents have changed.
  mutating func noteChange() {
    reading.noteChange()
    count.noteChange()
  }

  /// Counts again, because there is another view.
  mutating func noteView() { count.noteChange() }

  // MARK: - Reading

  /// - Parameters:
  ///   - height: the rows of the pane.
  ///   - views: those that are counted with the list.
  ///   - now: in Unix seconds.
  ///   - zone: where days begin.
  /// - Returns: what to ask the cache.
  mutating func settle(
    height: Int, _ views: [DocumentView], now: Int, zone: ZoneRule
  ) -> [Effect] {
    var effects: [Effect] = []
    let isNearEnd = !reachesBottom && scroll.cursor + Self.readAhead > rows.count
    let ahead = isNearEnd ? rows.last.map { RowAnchor.after(position: $0.position) } : nil
    if let anchor = reading.ask(changed: .top, ahead: ahead) {
      let limit = anchor == .top ? max(Self.pageSize, rows.count) : Self.stepSize
      effects.append(
        .firestore(.readRows(query, anchor, limit: limit, generation: generation)))
    }
    if reading.letsCount, count.ask() {
      let queries = Dictionary(
        views.compactMap { view in view.query(now: now, zone: zone).map { (view.name, $0) } },
        uniquingKeysWith: { first, _ in first })
      effects.append(
        .firestore(.readFacts(query, views: queries, generation: generation)))
    }
    effects += columns.settle(rows[shown(height: height)])
    return effects
  }

  /// The indices of the visible rows in a pane of that height.
  package func shown(height: Int) -> Range<Int> {
    let top = min(scroll.top, rows.count)
    return top..<max(top, min(rows.count, top + height))
  }

  /// Takes rows that were read.
  mutating func take(_ window: RecordWindow<DocumentRow>, at anchor: RowAnchor, height: Int) {
    let (_, startsAtTop) = reading.take(anchor)
    switch anchor {
    case .after(let position):
      guard rows.last?.position == position else { return }
      rows += window.rows
    case .top, .bottom, .before, .around:
      let pin = startsAtTop ? nil : selected?.id
      rows = window.rows
      scroll = pin == nil && startsAtTop ? Scroll() : scroll
      if let pin, let index = rows.firstIndex(where: { $0.id == pin }) { scroll.cursor = index }
    }
    reachesBottom = window.reachesBottom
    scroll.reveal(of: rows.count, height: height)
    if case .further(let distance) = reading.takeWish(at: anchor) {
      move(by: distance, height: height)
    }
  }

  mutating func fail(_ problem: Problem) {
    reading.fail(problem)
    if !reading.isAnswered { rows = [] }
  }

  /// What was counted before is not known to hold any more.
  mutating func failCount() {
    count.fail()
    counts = DocumentCounts()
  }

  mutating func take(_ facts: ListFacts, _ counts: DocumentCounts) {
    count.take(facts)
    self.counts = counts
  }

  /// Moves the cursor. If the target row has not been read, the cursor goes there when it arrives.
  mutating func move(by distance: Int, height: Int) {
    let beyond = scroll.move(by: distance, of: rows.count, height: height)
    if beyond > 0, !reachesBottom { reading.wish(.further(beyond)) }
  }

  // MARK: - Title

  /// The parts of the pane's title. `zone` is for the time of the reading.
  package func title(_ reading: DocumentsReading, in zone: ZoneRule, now: Int) -> [String] {
    var pieces = ["Documents"]
    if let tab { pieces.append(tab.rawValue) }
    if !filter.isEmpty { pieces.append("/\(filter.trimmingSpaces)") }
    if count.isKnown, reading.readAt != nil {
      pieces.append("\(count.facts.matching.grouped) of \(count.facts.cached.grouped)")
    }
    if query.sort != .newestFirst { pieces.append(sortTitle) }
    switch reading.phase {
    case .reading(let received, let count):
      pieces.append("\(received.grouped) of \(count.grouped) read…")
    case .counting: pieces.append("counting…")
    case .absent, .unreadable, .unopened, .opening, .resting, .offered, .failed:
      if let readAt = reading.readAt {
        pieces.append("as of \(Moment(readAt).clockText(in: zone, now: now))")
      }
      if reading.leftOut > 0 { pieces.append("\(reading.leftOut.grouped) elsewhere left out") }
    }
    return pieces
  }

  var sortTitle: String {
    let column = columns.all.first { $0.sort == query.sort.key }?.title.lowercased()
    // The session's outcome is not stored with its document.
    let note =
      query.sort.key == .field(.amount) ? " of their own, across currencies" : ""
    return "by \(column ?? query.sort.key.name) \(query.sort.descending ? "▼" : "▲")\(note)"
  }
}
