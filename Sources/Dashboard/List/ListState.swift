package import Checkout
package import Query
package import Widgets

/// The list pane: what narrows it, its rows, and how they are read, counted and paged.
///
/// The cache reads rows ahead of the cursor, so that they are there when a key needs them.
package struct ListState: Equatable, Sendable {
  @Shared var narrowing = ListNarrowing()
  @Shared package var query = ListQuery()
  /// Incremented with every change of the query: answers to older questions are ignored.
  package var generation = 0

  package var stretch = RowStretch()
  package internal(set) var reading = RowReading()
  package internal(set) var count = ListCount()
  package internal(set) var paging = Paging()
  package var columns = ColumnChoice()
  /// For the whole cache, whatever the list shows.
  package internal(set) var tabCounts = TabCounts()
  package internal(set) var freshness = Freshness()

  package init() {}

  /// Takes over the cursor and the open questions, but nothing else that is visible, from a later
  /// state.
  mutating func adoptMotion(of later: ListState, height: Int) {
    stretch.adoptMotion(of: later.stretch, height: height)
    reading.adoptMotion(of: later.reading)
    count.adoptMotion(of: later.count)
    paging.wantsOlder = later.paging.wantsOlder
    freshness.adoptMotion(of: later.freshness)
  }

  /// The cache has changed: rows and counts are read again.
  mutating func noteChange() {
    reading.noteChange()
    noteCountChange()
  }

  /// The counts have changed, but not the rows.
  mutating func noteCountChange() {
    count.noteChange()
    tabCounts.noteChange()
  }
}

/// Shortcuts to the most used parts of the list.
extension ListState {
  package var rows: [ListRow] { stretch.rows }
  package var scroll: Scroll {
    get { stretch.scroll }
    set { stretch.scroll = newValue }
  }
  package var selectedRow: ListRow? { stretch.selectedRow }
  package var selectedSession: SessionSummary? { stretch.selectedRow?.session }
  package var facts: ListFacts { count.facts }
  /// If a look-up found nothing: a similar text, which Enter looks up.
  var nearest: String? {
    rows.isEmpty && reading.isAnswered && filter.isEmpty ? found?.answer.near.first : nil
  }

  package var tab: StatusTab {
    get { narrowing.tab }
    set { narrowing.tab = newValue }
  }
  package var server: SessionFilter {
    get { narrowing.server }
    set { narrowing.server = newValue }
  }
  package var created: String {
    get { narrowing.created }
    set { narrowing.created = newValue }
  }
  package var filter: String {
    get { narrowing.filter }
    set { narrowing.filter = newValue }
  }
  package var found: FoundList? {
    get { narrowing.found }
    set { narrowing.found = newValue }
  }
  package var queryError: QueryError? { narrowing.error }
  /// Whether Stripe's filters of the form narrow the list.
  package var isNarrowedByForm: Bool { narrowing.isNarrowedByForm }
}

/// The tabs over the list. Each is a filter that Stripe supports.
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

  package init?(named title: String) {
    guard let tab = Self.allCases.first(where: { $0.title == title }) else { return nil }
    self = tab
  }

  package var filter: SessionFilter {
    switch self {
    case .all: .all
    case .open: .status(.open)
    case .complete: .status(.complete)
    case .expired: .status(.expired)
    }
  }
}
