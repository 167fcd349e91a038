import Checkout
package import Query

/// How the list's rows are read: the question to the cache, and what waits for its answer.
///
/// One question is open at a time; a change meanwhile asks again after the answer.
package struct RowReading: Equatable, Sendable {
  /// Whether the rows are those of the cache now.
  package enum Phase: Equatable, Sendable {
    /// The cache has changed, or the query has: the rows must be read again.
    case due
    /// `isOutdated` is whether the cache has changed since it was asked.
    case reading(RowAnchor, isOutdated: Bool)
    case read
    /// Why the cache did not answer; it is not asked again until something has changed.
    case failed(Problem)
  }

  /// Where the cursor goes once the rows for it have arrived.
  enum Wish: Equatable, Sendable {
    /// To the first or the last row.
    case end(ListEnd)
    /// That many rows further.
    case further(Int)
  }

  package private(set) var phase = Phase.due
  /// Whether the rows belong to the query; until the first answer they belong to the previous one.
  package private(set) var isAnswered = false
  /// Whether the first answer moves the cursor to the first row, wherever it was.
  private(set) var startsAtTop = false
  private(set) var wish: Wish?

  package init() {}

  package var problem: Problem? {
    if case .failed(let problem) = phase { problem } else { nil }
  }

  /// Whether the cursor is not yet on the row that the user means.
  package var awaitsRows: Bool { problem == nil && (!isAnswered || wish != nil) }

  /// No question is open, and nothing has changed.
  var isSettled: Bool { phase == .read }

  /// Whether the cache may count: rows come first, because counting takes longer.
  var letsCount: Bool {
    switch phase {
    case .due, .reading(_, isOutdated: true): false
    case .reading: isAnswered
    case .read, .failed: true
    }
  }

  /// Starts another query, of which no rows are known.
  mutating func begin(atTop: Bool) {
    self = RowReading()
    startsAtTop = atTop
  }

  /// The rows of this query are known, but answers to earlier questions are ignored.
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

  /// The next question, if there is one now.
  ///
  /// - Parameters:
  ///   - changed: where to read if the rows have changed.
  ///   - ahead: where to read more before the cursor gets there; nil if there is enough.
  /// - Returns: where to read from; nil if nothing is asked now.
  mutating func ask(changed: RowAnchor, ahead: RowAnchor?) -> RowAnchor? {
    var end: RowAnchor?
    if case .end(let wanted) = wish { end = wanted.anchor }
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
  /// - Returns: whether it is the first answer to the query, and whether the cursor starts at the
  ///   top.
  mutating func take(_ anchor: RowAnchor) -> (isFirst: Bool, startsAtTop: Bool) {
    if case .reading(anchor, let isOutdated) = phase { phase = isOutdated ? .due : .read }
    defer {
      isAnswered = true
      startsAtTop = false
    }
    return (!isAnswered, startsAtTop)
  }

  /// Takes over what is not visible: the question, but not whether it was answered or failed.
  mutating func adoptMotion(of later: RowReading) {
    if isAnswered == later.isAnswered, problem == later.problem { self = later }
  }

  /// The answer was not used: the rows are asked for again.
  mutating func drop() { phase = .due }

  mutating func fail(_ problem: Problem) {
    if case .reading(_, isOutdated: true) = phase { phase = .due } else { phase = .failed(problem) }
    wish = nil
  }

  // MARK: - Wishes

  /// After a failure no rows are read ahead, so a wish for further rows would never be met.
  mutating func wish(_ wish: Wish) {
    if case .further = wish, problem != nil { return }
    self.wish = wish
  }

  mutating func forgetWish() { wish = nil }

  /// Takes the wish that the rows at an anchor can meet.
  mutating func takeWish(at anchor: RowAnchor) -> Wish? {
    if case .end(let end) = wish, end.anchor != anchor { return nil }
    defer { wish = nil }
    return wish
  }
}

/// The ends of a list.
enum ListEnd {
  case top, bottom

  fileprivate var anchor: RowAnchor {
    switch self {
    case .top: .top
    case .bottom: .bottom
    }
  }
}
