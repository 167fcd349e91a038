import Checkout
package import Query

/// How the list's rows are read: what the cache is being asked, and what waits for its answer.
///
/// One question is open at a time; a change meanwhile asks again after the answer.
package struct RowReading: Equatable, Sendable {
  package enum Phase: Equatable, Sendable {
    /// The cache has changed, or the query has: the rows must be read again.
    case due
    /// The cache has changed since it was asked, if the answer is outdated.
    case reading(RowAnchor, isOutdated: Bool)
    case read
    /// Why the cache did not answer; nothing more is asked until something has changed.
    case failed(Problem)
  }

  /// Where the cursor goes once the rows for it are here.
  enum Wish: Equatable, Sendable {
    /// To the first or the last row.
    case end(RowAnchor)
    /// So many rows on.
    case further(Int)
  }

  package private(set) var phase = Phase.due
  /// Whether the rows that are here are those of the query; until the first answer they are still
  /// those of the one before.
  package private(set) var isAnswered = false
  /// Whether the first answer puts the cursor on the first row, whatever it stood on.
  private(set) var startsAtTop = false
  private(set) var wish: Wish?

  package init() {}

  package var problem: Problem? {
    if case .failed(let problem) = phase { problem } else { nil }
  }

  /// Whether the cursor stands, or is about to stand, somewhere else than the user means.
  package var awaitsRows: Bool { problem == nil && (!isAnswered || wish != nil) }

  /// Nothing is asked, and nothing has changed.
  var isSettled: Bool { phase == .read }

  /// Whether the cache is free to count: rows come first, because counting takes longer.
  var letsCount: Bool {
    switch phase {
    case .due, .reading(_, isOutdated: true): false
    case .reading: isAnswered
    case .read, .failed: true
    }
  }

  /// Another query: nothing is known of its rows yet.
  mutating func begin(atTop: Bool) {
    self = RowReading()
    startsAtTop = atTop
  }

  /// The rows of this query are here, but answers to earlier questions are dropped.
  mutating func resume() {
    let isAnswered = isAnswered
    self = RowReading()
    self.isAnswered = isAnswered
  }

  mutating func noteChange() {
    if case .reading(let anchor, _) = phase {
      phase = .reading(anchor, isOutdated: true)
    } else {
      phase = .due
    }
  }

  /// The next question, if there is one to ask now.
  ///
  /// - Parameters:
  ///   - changed: where the rows are read again when they have changed.
  ///   - ahead: where more are read before the cursor gets there; nil when there is enough.
  /// - Returns: where to read from; nil when nothing is asked now.
  mutating func ask(changed: RowAnchor, ahead: RowAnchor?) -> RowAnchor? {
    var end: RowAnchor?
    if case .end(let anchor) = wish { end = anchor }
    let anchor: RowAnchor? =
      switch phase {
      case .reading: nil
      case .due: end ?? changed
      case .read: end ?? ahead
      case .failed: end
      }
    if let anchor { phase = .reading(anchor, isOutdated: false) }
    return anchor
  }

  /// The cache has answered a question.
  ///
  /// - Returns: whether it is the first answer to the query, and the cursor is to start at the top.
  mutating func take(_ anchor: RowAnchor) -> (isFirst: Bool, startsAtTop: Bool) {
    if case .reading(anchor, let isOutdated) = phase { phase = isOutdated ? .due : .read }
    defer {
      isAnswered = true
      startsAtTop = false
    }
    return (!isAnswered, startsAtTop)
  }

  /// Makes equal what is not on the screen: what is asked, but whether it was answered and failed.
  mutating func adoptMotion(of later: RowReading) {
    if isAnswered == later.isAnswered, problem == later.problem { self = later }
  }

  /// The answer was not used: it is asked for again.
  mutating func drop() { phase = .due }

  mutating func fail(_ problem: Problem) {
    if case .reading(_, isOutdated: true) = phase { phase = .due } else { phase = .failed(problem) }
    wish = nil
  }

  // MARK: - Wishes

  /// A wish that nobody can grant is none: after a failure nothing is read ahead.
  mutating func wish(_ wish: Wish) {
    if case .further = wish, problem != nil { return }
    self.wish = wish
  }

  mutating func forgetWish() { wish = nil }

  /// The wish that rows at an anchor can grant; it is no longer waited for.
  mutating func takeWish(at anchor: RowAnchor) -> Wish? {
    switch wish {
    case .end(anchor), .further:
      defer { wish = nil }
      return wish
    case .end, nil: return nil
    }
  }
}
