import Checkout
import Query
import Widgets

extension ListState {
  /// Takes rows that the cache has read. If the cursor is on the newest row and `followsNewest` is
  /// true, it moves to the new newest row.
  mutating func take(_ window: RowWindow, at anchor: RowAnchor, height: Int, followsNewest: Bool) {
    let (isFirst, startsAtTop) = reading.take(anchor)
    switch anchor {
    case .after(let position):
      guard stretch.append(window, after: position, gaps: gaps) else { return }
    case .before(let position):
      guard stretch.prepend(window, before: position, gaps: gaps) else { return }
    case .top, .bottom, .around:
      let isOnNewest =
        isByTime && stretch.reachesTop && stretch.scroll.cursor == 0 && window.reachesTop
      let place: RowStretch.Place =
        if startsAtTop || (followsNewest && isOnNewest) {
          .top
        } else if isFirst { .pinnedOrTop } else { .pinned }
      if !isFirst { freshness.compare(stretch, with: window, isByTime: isByTime) }
      stretch.replace(with: window, gaps: gaps, place: place, isByTime: isByTime)
    }
    if count.isKnown { freshness.take(facts.coverage) }
    let wish = reading.takeWish(at: anchor)
    if case .end(let end) = wish { land(on: end) }
    stretch.scroll.reveal(of: rows.count, height: height)
    if case .further(let distance) = wish { move(by: distance, height: height) }
  }

  /// The cache could not be read. The rows of the previous query are not shown for this one.
  mutating func takeFailure(_ problem: Problem) {
    reading.fail(problem)
    if !reading.isAnswered { stretch.removeAll() }
  }

  /// Takes what the cache has counted.
  mutating func take(_ facts: ListFacts) {
    let before = gaps
    count.take(facts)
    // If rows are still to come, these are of an earlier moment.
    if reading.isSettled { freshness.take(facts.coverage) }
    // With a filter, the count is only of a part of what was found.
    if filter.isEmpty { narrowing.found?.take(facts) }
    if gaps != before { stretch.layOut(gaps: gaps) }
  }

  private var isByTime: Bool { query.sort == .newestFirst }

  /// Gaps are shown only when the list is sorted by time.
  private var gaps: [Gap] {
    isByTime && query.query == nil ? facts.coverage.allGaps : []
  }

  // MARK: - Motions

  /// Goes to the first or last row of the list, whether it has been read or not.
  mutating func jump(to end: ListEnd, height: Int) {
    if end == .top ? stretch.reachesTop : stretch.reachesBottom {
      land(on: end)
      stretch.scroll.reveal(of: rows.count, height: height)
    } else {
      reading.wish(.end(end))
    }
  }

  private mutating func land(on end: ListEnd) {
    reading.forgetWish()
    stretch.land(on: end)
    if end == .bottom { paging.wantsOlder = true }
  }

  /// Moves the cursor. If the target row has not been read, the cursor goes there when it arrives.
  mutating func move(by distance: Int, height: Int) {
    let beyond = stretch.scroll.move(by: distance, of: rows.count, height: height)
    if beyond > 0 ? !stretch.reachesBottom : beyond < 0 && !stretch.reachesTop {
      reading.wish(.further(beyond))
    }
    noteEnd(distance, height: height)
  }

  /// Notes that a motion came near the oldest cached row.
  mutating func noteEnd(_ distance: Int, height: Int) {
    paging.wantsOlder =
      distance > 0 && stretch.reachesBottom && scroll.cursor + height >= rows.count
  }

  /// Replaces a session that was read again, wherever it is in the list.
  mutating func update(_ summary: SessionSummary) {
    if stretch.update(summary) { freshness.change(summary.id) }
    noteCountChange()
  }

  // MARK: - Another query

  /// Starts over with another query. The rows stay until the first answer. If the order has
  /// changed, the list starts at its top.
  mutating func change(to query: ListQuery) {
    guard query != self.query else { return }
    let isOtherOrder = query.sort != self.query.sort
    self.query = query
    generation += 1
    reading.begin(atTop: isOtherOrder)
    count.begin()
    freshness = Freshness()
    paging.reset()
  }

  /// Continues with the present rows; answers to earlier questions are ignored.
  mutating func resume(generation: Int) {
    self.generation = generation
    reading.resume()
    count.resume()
    tabCounts.resume()
    paging.resume()
  }
}
