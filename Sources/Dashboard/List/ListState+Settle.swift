import Checkout
import Query
import Screen
import Widgets

extension ListState {
  /// Rows to ask for while there are none: more than any screen shows.
  static let pageSize = 300
  /// Rows to read ahead of the cursor: few at a time, so that taking them does not delay a key.
  static let stepSize = 100
  /// How near the end the cursor must be for that. Two hundred keys at once find their rows there.
  static let readAhead = 250

  /// What the list needs to know now. Called once after each batch of events.
  ///
  /// - Parameter height: of the pane, in rows: more is read until the list fills it.
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

  /// Whether the cached rows do not fill the screen, and nothing in progress may fill it.
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

  /// At the top, rows are read from the first one again, so that new ones appear.
  private var staleAnchor: RowAnchor {
    guard let pin = stretch.pin, !reading.startsAtTop, scroll.top > 0 || !stretch.reachesTop else {
      return .top
    }
    return .around(id: pin.session.id)
  }

  /// Whether there may be older sessions that were not asked for yet.
  package var canFetchOlder: Bool {
    !facts.coverage.reachesBeginning && !paging.isFetching(.older)
  }

  /// The oldest gap; nil if there is none, or nothing is known.
  var oldestGap: Gap? { facts.coverage.allGaps.last }

  mutating func fetch(_ direction: PageDirection) -> Effect {
    paging.begin(direction)
    return .stripe(.fetch(direction, query.filter, generation: generation))
  }
}

extension RowAnchor {
  /// How many rows to ask for at the anchor.
  fileprivate var limit: Int {
    switch self {
    case .top, .bottom, .around: ListState.pageSize
    case .after, .before: ListState.stepSize
    }
  }
}
