package import Checkout

/// A look-up, from the wish to the list that shows its answer. What is typed meanwhile does not
/// disturb it.
package enum Finding: Equatable, Sendable {
  case idle
  case asking(Lookup)
  /// The answer waits until nothing lies over the list.
  case answered(FoundList)
  /// The list shows what the cache knows, and Stripe is being asked for more.
  case completing(Lookup)

  /// The look-up that is under way.
  package var asked: Lookup? {
    if case .asking(let lookup) = self { lookup } else { nil }
  }

  /// What is being looked for, for the list's title.
  package var title: [String] { asked.map { ["looking for \($0.value)…"] } ?? [] }

  /// Takes an answer; one to another look-up is nobody's.
  ///
  /// - Returns: whether it is that of the look-up under way.
  mutating func take(_ lookup: Lookup, _ answer: FoundSessions?) -> Bool {
    switch self {
    case .asking(lookup):
      self = answer.map { .answered(FoundList(lookup: lookup, answer: $0)) } ?? .idle
    case .answered(let found) where found.lookup == lookup && !found.answer.isFinal:
      self = .answered(FoundList(lookup: lookup, answer: answer ?? found.answer.ended))
    case .completing(lookup): self = .idle
    case .idle, .asking, .answered, .completing: return false
    }
    return true
  }

  /// Whether an answer completes the list that is shown.
  func completes(_ lookup: Lookup) -> Bool { self == .completing(lookup) }

  /// The answer, if it can be shown now.
  mutating func takeAnswer(isFree: Bool) -> FoundList? {
    guard isFree, case .answered(let found) = self else { return nil }
    self = found.answer.isFinal ? .idle : .completing(found.lookup)
    return found
  }

  mutating func stop() { self = .idle }
}
