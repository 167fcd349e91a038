import Checkout

/// What the cache has counted of a list.
package struct ListCount: Equatable, Sendable {
  enum Knowledge: Equatable, Sendable {
    case nothing
    /// Counted for the previous query.
    case ofEarlier(ListFacts)
    case of(ListFacts)
  }

  private(set) var knowledge = Knowledge.nothing
  /// Whether something has changed since.
  private var isStale = true
  private var isAsking = false

  package init() {}

  /// The last count, perhaps of the previous query; zeros before the first.
  package var facts: ListFacts {
    switch knowledge {
    case .nothing: ListFacts()
    case .ofEarlier(let facts), .of(let facts): facts
    }
  }

  /// Whether the cache has counted, and did not fail to count again; if not, no number is shown.
  package var isKnown: Bool { knowledge != .nothing }

  /// Whether the count is for this query, not for the previous one.
  package var isOfQuery: Bool {
    if case .of = knowledge { true } else { false }
  }

  /// Whether nothing has changed since the last count.
  var isCurrent: Bool { isOfQuery && !isStale && !isAsking }

  mutating func noteChange() { isStale = true }

  /// Starts again for another query.
  mutating func begin() {
    if case .of(let facts) = knowledge { knowledge = .ofEarlier(facts) }
    resume()
  }

  /// Answers to earlier questions are ignored.
  mutating func resume() {
    isStale = true
    isAsking = false
  }

  /// Whether to ask the cache now.
  mutating func ask() -> Bool {
    guard isStale else { return false }
    isStale = false
    isAsking = true
    return true
  }

  mutating func take(_ facts: ListFacts) {
    knowledge = .of(facts)
    isAsking = false
  }

  /// What was counted before is not known to hold any more.
  mutating func fail() {
    knowledge = .nothing
    isAsking = false
  }

  /// Takes over what is not visible: the state of the question, not the count.
  mutating func adoptMotion(of later: ListCount) {
    isStale = later.isStale
    isAsking = later.isAsking
  }
}
