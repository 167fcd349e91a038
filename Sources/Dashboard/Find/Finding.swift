package import Checkout

/// A look-up, from the request to the list that shows its answer. Keys typed meanwhile do not
/// disturb it.
package enum Finding: Equatable, Sendable {
  case idle
  case asking(Lookup)
  /// The answer waits until the list is not covered by an overlay.
  case answered(FoundList)
  /// The list shows what the cache knows, and Stripe is being asked for more.
  case completing(Lookup)

  /// The look-up in progress.
  package var asked: Lookup? {
    if case .asking(let lookup) = self { lookup } else { nil }
  }

  /// What is being looked for, for the list's title.
  package var title: [String] { asked.map { ["looking for \($0.value)…"] } ?? [] }

  /// Takes an answer. Answers to other look-ups are ignored.
  ///
  /// - Returns: whether it belongs to the look-up in progress.
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

  /// Whether the cache has answered, and the answer waits to be shown.
  var isAnswered: Bool { if case .answered = self { true } else { false } }

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
