import Checkout
import Query
package import Screen
package import Widgets

/// The line into which anything is pasted to find a session by.
package struct FindPrompt: Overlay {
  private(set) var prompt: Prompt
  /// The look-up that is under way.
  private(set) var asking: Lookup?

  init(_ text: String = "") { prompt = Prompt("find:", TextField(text)) }

  package var field: TextField { prompt.field }

  package func place(in state: State) -> Rect {
    let lines = note(state).lines(
      width: state.layout.footer.width, limit: state.layout.promptLines)
    return state.layout.prompt(lines: lines.count)
  }

  package func hints(_ state: State) -> [KeyHint] { [] }
  package func key(for event: MouseEvent.Kind) -> Key? { nil }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    guard asking == nil else { return takeWhileAsking(key, &state) }
    switch key {
    case .escape, .control("c"): state.overlays.close(id)
    case .enter: return ask(&state)
    default: _ = prompt.field.take(key)
    }
    return []
  }

  /// The look-up goes on, whatever is typed now: that is meant for the list.
  private func takeWhileAsking(_ key: Key, _ state: inout State) -> [Effect] {
    guard key != .enter else { return [] }
    state.overlays.close(id)
    guard key == .escape || key == .control("c") else { return state.act(on: key) }
    state.stopFinding()
    return []
  }

  /// Finds what was pasted, after the impossible is explained.
  fileprivate mutating func ask(_ state: inout State) -> [Effect] {
    if SecretKey.isIn(prompt.text) {
      self = FindPrompt()
      state.message = .secretKey
      return []
    }
    let choices = Lookup.choices(in: prompt.text)
    guard choices.count < 2 else {
      state.overlays.push(LookupMenu(choices))
      return []
    }
    return choices.first.map { ask($0, &state) } ?? []
  }

  /// Finds one of what was pasted.
  fileprivate mutating func ask(_ lookup: Lookup, _ state: inout State) -> [Effect] {
    if let mismatch = lookup.mismatch(livemode: state.account.isLive) {
      state.message = Message("\(mismatch). Nothing was asked", .warning)
      return []
    }
    asking = lookup
    state.finding = .asking(lookup)
    return [.stripe(.find(lookup))]
  }

  fileprivate mutating func stopAsking() { asking = nil }

  package func draw(on surface: inout Surface, _ state: State) {
    prompt.draw(on: &surface, note(state))
  }

  /// What is known of the text, below it.
  private func note(_ state: State) -> Prompt.Note {
    if let message = state.message { return Prompt.Note(message.text, isProblem: true) }
    if let asking { return Prompt.Note("looking for \(asking.value)…") }
    return Prompt.Note(
      Lookup(prompt.text)?.explanation
        ?? "paste an id (cs_ pi_ sub_ cus_ plink_ in_), an e-mail, an address, or text")
  }
}

extension State {
  /// Opens the prompt, with what the list's filter found nothing for if Stripe may know it.
  mutating func openFind(_ text: String? = nil) -> [Effect] {
    let fromFilter = Lookup(list.filter)?.isUnmistakable == true ? list.filter : ""
    overlays.push(FindPrompt(text ?? fromFilter))
    return []
  }

  /// Looks for what the program was started with.
  mutating func lookUp(_ text: String) -> [Effect] {
    var prompt = FindPrompt(text)
    // First, so that a choice lies over it.
    overlays.push(prompt)
    let effects = prompt.ask(&self)
    overlays.replace(prompt)
    return effects
  }

  /// Looks for one of several things that were pasted.
  mutating func look(for lookup: Lookup) -> [Effect] {
    guard var prompt = overlays.find(FindPrompt.self) else { return [] }
    let effects = prompt.ask(lookup, &self)
    overlays.replace(prompt)
    return effects
  }

  /// The answer, unless it is one to an earlier look-up, or the look-up was stopped.
  mutating func takeFound(_ lookup: Lookup, _ result: Result<FoundSessions, Problem>) {
    let completes = finding.completes(lookup)
    guard finding.take(lookup, try? result.get()) else {
      list.count.noteChange()
      return
    }
    if completes { complete(lookup, try? result.get()) }
    let prompt = overlays.find(FindPrompt.self).flatMap { $0.asking == lookup ? $0 : nil }
    switch result {
    case .success: if let prompt { overlays.close(prompt.id) }
    case .failure(let problem):
      if var prompt {
        prompt.stopAsking()
        overlays.replace(prompt)
      }
      let what = completes ? "Stripe was not asked" : "not found"
      message = Message("\(what): \(problem.sentence)", .error)
    }
  }

  /// Adds what Stripe knows to what the cache has shown. The cursor stays on its session.
  private mutating func complete(_ lookup: Lookup, _ answer: FoundSessions?) {
    guard let shown = list.found, shown.lookup == lookup else { return }
    var found = FoundList(lookup: lookup, answer: answer ?? shown.answer.ended)
    found.openedAt = shown.openedAt
    list.found = found
    lookup.narrow(&list, to: found.answer)
    applyQuery()
    list.noteChange()
  }

  /// Shows what was found, once nothing lies over the list.
  mutating func showFound() -> [Effect] {
    guard let found = finding.takeAnswer(isFree: overlays.isEmpty) else { return [] }
    show(found)
    return lookIntoDocuments(for: found.lookup.value)
  }

  mutating func stopFinding() {
    finding.stop()
    message = Message("the look-up was stopped")
  }

  /// What is being looked for, for the list's title.
  package var findingTitle: [String] {
    finding.asked.map { ["looking for \($0.value)…"] } ?? []
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

  /// Back to the list as it was before the look-up. What arrived meanwhile is read again.
  mutating func leaveFound() {
    guard var behind = listBehindFound.popLast() else { return }
    if case .completing = finding { finding.stop() }
    behind.columns = list.columns
    behind.tabCounts = list.tabCounts
    behind.resume(generation: list.generation + 1)
    list = behind
  }
}
