package import Checkout

/// A look-up, from the wish to the list that shows its answer. What is typed meanwhile does not
/// disturb it.
package enum Finding: Equatable, Sendable {
  case idle
  case asking(Lookup)
  /// The answer waits until nothing lies over the list.
  case answered(FoundList)

  /// The look-up that is under way.
  package var asked: Lookup? {
    if case .asking(let lookup) = self { lookup } else { nil }
  }

  /// Takes an answer; one to another look-up is nobody's.
  ///
  /// - Returns: whether it is that of the look-up under way.
  mutating func take(_ lookup: Lookup, _ answer: FoundSessions?) -> Bool {
    guard asked == lookup else { return false }
    self = answer.map { .answered(FoundList(lookup: lookup, answer: $0)) } ?? .idle
    return true
  }

  /// The answer, if it can be shown now.
  mutating func takeAnswer(isFree: Bool) -> FoundList? {
    guard isFree, case .answered(let found) = self else { return nil }
    self = .idle
    return found
  }

  mutating func stop() { self = .idle }
}
