import Checkout
import Query
import Screen

/// Looking something up, and the list of what was found.
extension State {
  /// Looks up what the program was started with.
  mutating func lookUp(_ text: String) -> [Effect] {
    var prompt = FindPrompt(text)
    // Pushed first, so that a menu to choose from is on top of it.
    overlays.push(prompt)
    let effects = prompt.ask(&self)
    overlays.replace(prompt)
    return effects
  }

  /// Takes the answer, unless it is to an earlier look-up, or the look-up was stopped.
  mutating func takeFound(_ lookup: Lookup, _ result: Result<FoundSessions, Problem>) {
    let completes = finding.completes(lookup)
    let isKnown = completes || finding.isAnswered
    guard finding.take(lookup, try? result.get()) else {
      list.count.noteChange()
      return
    }
    if completes { complete(lookup, try? result.get()) }
    let prompt = overlays.find(FindPrompt.self).flatMap { $0.asking == lookup ? $0 : nil }
    switch result {
    case .success: if let prompt { overlays.close(prompt.id) }
    case .failure(let problem):
      if !isKnown { queue.removeAll() }
      if var prompt {
        prompt.stopAsking()
        overlays.replace(prompt)
      }
      let what = isKnown ? "Stripe gave no answer" : "not found"
      message = Message("\(what): \(problem.sentence)", .error)
    }
  }

  /// Adds what Stripe found to what the cache has shown. The cursor stays on its session.
  private mutating func complete(_ lookup: Lookup, _ answer: FoundSessions?) {
    guard let shown = list.found, shown.lookup == lookup else { return }
    var found = FoundList(lookup: lookup, answer: answer ?? shown.answer.ended)
    found.openedAt = shown.openedAt
    list.found = found
    lookup.narrow(&list, to: found.answer)
    applyQuery()
    list.noteChange()
  }

  /// Shows what was found, once the list is not covered by an overlay.
  mutating func showFound() -> [Effect] {
    guard let found = finding.takeAnswer(isFree: overlays.isEmpty) else { return [] }
    show(found)
    return DocumentLookUp.ask(for: found.lookup.value, &self)
  }

  /// Stops the look-up, and forgets the keys that were meant for what it finds.
  mutating func stopFinding() {
    finding.stop()
    queue.removeAll()
    message = Message("the look-up was stopped")
  }

  mutating func show(_ found: FoundList) {
    if list.found == nil { listBehindFound = [list] }
    var next = ListState()
    next.columns = list.columns
    next.tabCounts = list.tabCounts
    next.generation = list.generation + 1
    next.found = found
    next.found?.openedAt = clock.unix
    found.lookup.narrow(&next, to: found.answer)
    list = next
    applyQuery()
    arrangement.focus = .list
  }

  /// Goes back to the list as it was before the look-up. What arrived meanwhile is read again.
  mutating func leaveFound() {
    guard var behind = listBehindFound.popLast() else { return }
    if case .completing = finding { finding.stop() }
    behind.columns = list.columns
    behind.tabCounts = list.tabCounts
    behind.resume(generation: list.generation + 1)
    list = behind
  }
}
