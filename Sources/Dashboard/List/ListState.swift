package import Checkout
package import Widgets

/// The list pane: a stretch of the rows around what is visible, never the whole list.
///
/// The cache reads rows ahead of the cursor, so that a key finds them already here. The cursor is
/// pinned to the session's id: rows that arrive or vanish elsewhere do not move it.
package struct ListState: Equatable, Sendable {
  package var tab = StatusTab.all
  /// What Stripe is asked for besides the tab's status.
  package var server = SessionFilter()
  /// The look-up whose sessions the list shows; nil for all sessions.
  package var found: FoundList?
  /// What every row meets besides the filters: that it is what a look-up asks for.
  var scope: [SessionQuery.Term] = []
  /// What was typed after `/`; empty shows everything.
  package var filter = ""
  /// Why the filter is not understood; the rows are still those of the last one that was.
  package internal(set) var queryError: QueryError?
  package var query = ListQuery()
  /// Grows with every change of the query: answers to older questions are dropped.
  package var generation = 0

  package var rows: [ListRow] = []
  package var scroll = Scroll()
  package var columns = ColumnChoice()
  package var facts = ListFacts()
  /// Whether the cache has counted at all; until then no number is shown.
  package internal(set) var factsAreKnown = false
  /// Whether what is counted matches the query, not one before.
  package internal(set) var matchesAreCounted = false
  package var reachesTop = true
  package var reachesBottom = true
  /// Whether the cache has answered since the query changed.
  package var isRead = false

  /// Directions in which Stripe is being asked.
  package var fetching: Set<PageDirection> = []
  /// What the last page said when it failed.
  package var problem: Problem?

  /// Why the cache did not answer the last question; nothing more is asked until it has changed.
  package internal(set) var readProblem: Problem?

  /// The cache has changed: what is here must be read again.
  var isStale = true
  /// The question that the cache has not answered yet.
  var reading: RowAnchor?
  var factsAreStale = true
  /// The end of the list to go to once its rows are here.
  var jump: RowAnchor?
  /// How far a motion still wants to go once more rows are here.
  var pendingMotion = 0
  /// The user moved against the oldest row.
  var wantsOlder = false

  package init() {}

  package var selectedRow: ListRow? {
    rows.indices.contains(scroll.cursor) ? rows[scroll.cursor] : nil
  }

  package var selectedSession: SessionSummary? { selectedRow?.session }

  /// The session that holds the cursor in its place, and how many rows below it that is: none, unless
  /// a gap is selected, which is another one as soon as something of it is loaded.
  var pin: (session: SessionSummary, below: Int)? {
    guard let index = rows.prefix(scroll.cursor + 1).lastIndex(where: { !$0.isGap }),
      let session = rows[index].session
    else { return nil }
    return (session, scroll.cursor - index)
  }

  /// What Stripe lets through: the tab and the form together.
  var serverFilter: SessionFilter {
    var filter = server
    filter.status = tab.filter.status
    return filter
  }

  /// Takes over from a later state where the cursor is, and what is asked for but not shown.
  mutating func adoptMotion(of later: ListState) {
    scroll = later.scroll
    isStale = later.isStale
    reading = later.reading
    factsAreStale = later.factsAreStale
    jump = later.jump
    pendingMotion = later.pendingMotion
    wantsOlder = later.wantsOlder
  }

  /// Sessions among the rows that are here, in order.
  var sessions: [SessionSummary] { rows.compactMap(\.session) }
  var firstSession: SessionSummary? { rows.first { $0.session != nil }?.session }
  var lastSession: SessionSummary? { rows.last { $0.session != nil }?.session }
}

/// The tabs over the list. Each is a filter that Stripe answers.
package enum StatusTab: CaseIterable, Hashable, Sendable {
  case all, open, complete, expired

  package var title: String {
    switch self {
    case .all: "all"
    case .open: "open"
    case .complete: "complete"
    case .expired: "expired"
    }
  }

  var filter: SessionFilter {
    switch self {
    case .all: .all
    case .open: .status(.open)
    case .complete: .status(.complete)
    case .expired: .status(.expired)
    }
  }

  /// The tab that many steps to the right, round the corner.
  func next(_ steps: Int) -> StatusTab {
    let tabs = Self.allCases
    let index = tabs.firstIndex(of: self) ?? 0
    return tabs[((index + steps) % tabs.count + tabs.count) % tabs.count]
  }
}
