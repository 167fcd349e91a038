import Checkout
import Widgets

extension ListState {
  /// Rows that are asked for at once where there are none yet: more than any screen shows.
  static let pageSize = 300
  /// Rows that are asked for ahead of the cursor, and how near the end that is: often and few, so that
  /// taking them does not hold up a key.
  static let stepSize = 100
  static let readAhead = 150
  /// More rows than this are dropped at the far end.
  static let capacity = 1200

  /// Takes rows that the cache read.
  mutating func take(_ window: RowWindow, at anchor: RowAnchor, height: Int) {
    if reading == anchor { reading = nil }
    switch anchor {
    case .after(let position):
      guard let last = lastSession, last.position == position else { return }
      let seam = rows.lastIndex { !$0.isGap } ?? 0
      rows.replaceSubrange(seam..., with: ListRow.rows(of: [last] + window.rows, gaps: gaps))
      reachesBottom = window.reachesBottom
      trim(keepingEnd: true)
    case .before(let position):
      guard let first = firstSession, first.position == position else { return }
      let seam = rows.firstIndex { !$0.isGap } ?? 0
      let new = ListRow.rows(of: window.rows + [first], gaps: gaps)
      rows.replaceSubrange(...seam, with: new)
      scroll.cursor += new.count - seam - 1
      if scroll.top > 0 { scroll.top += new.count - seam - 1 }
      reachesTop = window.reachesTop
      trim(keepingEnd: false)
    case .top, .bottom, .around:
      replaceRows(with: window.rows)
      reachesTop = window.reachesTop
      reachesBottom = window.reachesBottom
    }
    isRead = true
    if anchor == jump { land(on: anchor) }
    scroll.reveal(of: rows.count, height: height)
    let wish = pendingMotion
    pendingMotion = 0
    if wish != 0 { move(by: wish, height: height) }
  }

  /// The cache could not be read. The rows of another query are not shown for this one.
  mutating func takeFailure(_ problem: Problem) {
    reading = nil
    jump = nil
    pendingMotion = 0
    readProblem = problem
    guard !isRead else { return }
    rows = []
    scroll = Scroll()
  }

  /// Takes what the cache has counted.
  mutating func take(_ facts: ListFacts) {
    let gapsChanged = facts.coverage.gaps != self.facts.coverage.gaps
    self.facts = facts
    factsAreKnown = true
    matchesAreCounted = true
    // A filter narrows what was found further.
    if filter.isEmpty { found?.take(facts) }
    if gapsChanged { replaceRows(with: sessions) }
  }

  /// Replaces the rows; the cursor stays on its session and on its line of the screen.
  ///
  /// A session that left the list leaves its place to the one that followed it, and a gap to what
  /// came into it. A new list that does not hold the session starts at the top.
  mutating func replaceRows(with sessions: [SessionSummary]) {
    let pin = pin
    let line = scroll.top == 0 ? scroll.cursor : scroll.cursor - scroll.top
    let wasAtTop = scroll.top == 0
    rows = ListRow.rows(of: sessions, gaps: gaps)
    if let pin, let index = rows.firstIndex(where: { $0.id == .session(pin.session.id) }) {
      scroll.cursor = index + pin.below
    } else if !isRead {
      scroll = Scroll()
      return
    } else if let position = pin?.session.position, query.sort == .newestFirst {
      scroll.cursor = rows.firstIndex { ($0.session?.position ?? .max) < position } ?? rows.count
    }
    scroll.top = wasAtTop ? 0 : max(0, scroll.cursor - line)
  }

  /// Gaps have a place only in the order of time.
  private var gaps: [Gap] {
    query.sort == .newestFirst && query.query == nil ? facts.coverage.gaps : []
  }

  /// Goes to the first or last row of the list, wherever that is.
  mutating func jump(to end: RowAnchor, height: Int) {
    pendingMotion = 0
    if end == .top ? reachesTop : reachesBottom {
      land(on: end)
      scroll.reveal(of: rows.count, height: height)
    } else {
      jump = end
    }
  }

  private mutating func land(on end: RowAnchor) {
    jump = nil
    if end == .top { scroll = Scroll() }
    if end == .bottom {
      scroll.cursor = max(0, rows.count - 1)
      wantsOlder = true
    }
  }

  /// Replaces one session wherever it stands, when it was read anew.
  mutating func update(_ summary: SessionSummary) {
    guard let index = rows.firstIndex(where: { $0.id == .session(summary.id) }),
      let old = rows[index].session
    else { return }
    var new = summary
    new.position = old.position
    rows[index] = .session(new)
  }

  /// Drops rows far from the cursor.
  private mutating func trim(keepingEnd: Bool) {
    let excess = rows.count - Self.capacity
    guard excess > 0 else { return }
    if keepingEnd {
      let dropped = min(excess, scroll.top)
      rows.removeFirst(dropped)
      scroll.cursor -= dropped
      scroll.top -= dropped
      if dropped > 0 { reachesTop = false }
    } else {
      let dropped = min(excess, rows.count - 1 - scroll.cursor)
      rows.removeLast(dropped)
      if dropped > 0 { reachesBottom = false }
    }
  }

  /// Moves the cursor; what lies beyond the rows that are here is gone to when they arrive.
  mutating func move(by distance: Int, height: Int) {
    let beyond = scroll.move(by: distance, of: rows.count, height: height)
    if beyond > 0, !reachesBottom { pendingMotion = beyond }
    if beyond < 0, !reachesTop { pendingMotion = beyond }
    noteEnd(distance, height: height)
  }

  /// Whether a motion came near the oldest row that is cached.
  mutating func noteEnd(_ distance: Int, height: Int) {
    wantsOlder = distance > 0 && reachesBottom && scroll.cursor + height >= rows.count
  }

  /// Starts over with another query; the rows stay until the first answer.
  mutating func change(to query: ListQuery) {
    guard query != self.query else { return }
    self.query = query
    resume(generation: generation + 1)
    problem = nil
    readProblem = nil
    isRead = false
    matchesAreCounted = false
  }

  /// Goes on with what is here; answers to earlier questions are dropped.
  mutating func resume(generation: Int) {
    self.generation = generation
    reading = nil
    jump = nil
    pendingMotion = 0
    wantsOlder = false
    fetching = []
    isStale = true
    factsAreStale = true
  }
}
