import Checkout
import Screen
import Widgets

extension ListState {
  /// What the list needs to know now, asked for once after each batch of events.
  ///
  /// One question to the cache is open at a time; a change meanwhile asks again after the answer.
  mutating func settle() -> [Effect] {
    var effects: [Effect] = []
    if reading == nil, let anchor = nextAnchor {
      reading = anchor
      readProblem = nil
      isStale = false
      effects.append(
        .cache(.readRows(query, anchor, limit: anchor.limit, generation: generation)))
    }
    // The page first: counting takes longer the more there is to count.
    if factsAreStale, !isStale, reading == nil || isRead {
      factsAreStale = false
      effects.append(.cache(.readFacts(query, generation: generation)))
    }
    if wantsOlder, canFetchOlder, problem == nil, query.query == nil {
      effects.append(fetch(.older))
    }
    wantsOlder = false
    return effects
  }

  private var nextAnchor: RowAnchor? {
    if let jump { return jump }
    if isStale { return staleAnchor }
    guard readProblem == nil else { return nil }
    if !reachesBottom, scroll.cursor + Self.readAhead > rows.count, let last = lastSession {
      return .after(position: last.position)
    }
    if !reachesTop, scroll.cursor < Self.readAhead, let first = firstSession {
      return .before(position: first.position)
    }
    return nil
  }

  /// At the top, rows are read from the top, so that new ones show.
  private var staleAnchor: RowAnchor {
    guard let pin, scroll.top > 0 || !reachesTop else { return .top }
    return .around(id: pin.session.id)
  }

  package var canFetchOlder: Bool {
    !facts.coverage.reachesBeginning && !fetching.contains(.older)
  }

  mutating func fetch(_ direction: PageDirection) -> Effect {
    fetching.insert(direction)
    problem = nil
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
