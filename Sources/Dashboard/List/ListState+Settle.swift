import Checkout
import Query
import Screen
import Widgets

extension ListState {
  /// Rows that are asked for at once where there are none yet: more than any screen shows.
  static let pageSize = 300
  /// Rows that are asked for ahead of the cursor, and how near the end that is: often and few, so that
  /// taking them does not hold up a key.
  static let stepSize = 100
  static let readAhead = 150

  /// What the list needs to know now, asked for once after each batch of events.
  ///
  /// - Parameter height: of the pane, in rows: a list that does not fill it is filled.
  /// - Returns: the questions to the cache and to Stripe.
  mutating func settle(height: Int) -> [Effect] {
    var effects: [Effect] = []
    if let anchor = reading.ask(changed: staleAnchor, ahead: anchorAhead) {
      effects.append(
        .cache(.readRows(query, anchor, limit: anchor.limit, generation: generation)))
    }
    if reading.letsCount, count.ask() {
      effects.append(.cache(.readFacts(query, generation: generation)))
    }
    if paging.wantsOlder || isShort(height), canFetchOlder, paging.problem == nil,
      query.query == nil
    {
      effects.append(fetch(.older))
    }
    paging.wantsOlder = false
    freshness.settle(stretch)
    let top = min(max(0, scroll.top), rows.count)
    columns.note(rows[top..<min(rows.count, top + max(0, height))])
    return effects
  }

  /// Whether all that is cached leaves room on the screen, and nothing is under way that may fill it.
  private func isShort(_ height: Int) -> Bool {
    reading.isSettled && count.isCurrent && paging.directions.isEmpty && !paging.broughtNothing
      && !facts.coverage.spans.isEmpty && stretch.reachesTop && stretch.reachesBottom
      && rows.count < height
  }

  private var anchorAhead: RowAnchor? {
    if !stretch.reachesBottom, scroll.cursor + Self.readAhead > rows.count,
      let last = stretch.lastSession
    {
      return .after(position: last.position)
    }
    if !stretch.reachesTop, scroll.cursor < Self.readAhead, let first = stretch.firstSession {
      return .before(position: first.position)
    }
    return nil
  }

  /// At the top, rows are read from the top, so that new ones show.
  private var staleAnchor: RowAnchor {
    guard let pin = stretch.pin, !reading.startsAtTop, scroll.top > 0 || !stretch.reachesTop else {
      return .top
    }
    return .around(id: pin.session.id)
  }

  /// Whether there may be older sessions that nobody has asked for yet.
  package var canFetchOlder: Bool {
    !facts.coverage.reachesBeginning && !paging.isFetching(.older)
  }

  /// What is missing furthest down; nil when nothing is, or nothing is known.
  var oldestGap: Gap? { facts.coverage.allGaps.last }

  mutating func fetch(_ direction: PageDirection) -> Effect {
    paging.begin(direction)
    return .stripe(.fetch(direction, query.filter, generation: generation))
  }
}

extension RowAnchor {
  /// How many rows are asked for from there.
  fileprivate var limit: Int {
    switch self {
    case .top, .bottom, .around: ListState.pageSize
    case .after, .before: ListState.stepSize
    }
  }
}
