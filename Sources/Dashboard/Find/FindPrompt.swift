package import Checkout
import Query
import Screen
package import Widgets

/// The line into which anything is pasted to find a session by.
package struct FindPrompt: Equatable, Sendable {
  package var field: TextField
  /// The look-up that is under way.
  package var asking: Lookup?

  package init(_ text: String = "") { field = TextField(text) }

  package var lookup: Lookup? { Lookup(field.text) }

  /// What is known of the text, below it.
  package var note: String {
    if let asking { return "looking for \(asking.value)…" }
    return lookup?.explanation
      ?? "paste an id (cs_ pi_ sub_ cus_ plink_ in_), an e-mail, an address, or text"
  }
}

extension State {
  /// Opens the prompt, with what the list's filter found nothing for if Stripe may know it.
  mutating func openFind(_ text: String? = nil) -> [Effect] {
    let fromFilter = Lookup(list.filter)?.isUnmistakable == true ? list.filter : ""
    overlays.append(.list(.find(FindPrompt(text ?? fromFilter))))
    return []
  }

  mutating func updateFind(_ prompt: FindPrompt, _ key: Key) -> [Effect] {
    var prompt = prompt
    switch key {
    case .escape, .control("c"):
      overlays.removeLast()
      return []
    case .enter:
      return prompt.asking == nil ? lookUp(prompt.field.text) : []
    default:
      guard prompt.field.take(key) else { return [] }
      prompt.asking = nil
      replaceTop(.list(.find(prompt)))
      return []
    }
  }

  /// Finds what was pasted, after the impossible is explained.
  mutating func lookUp(_ text: String) -> [Effect] {
    if case .list(.find) = overlays.last { overlays.removeLast() }
    var prompt = FindPrompt(text)
    defer { overlays.append(.list(.find(prompt))) }
    if SecretKey.isIn(text) {
      prompt = FindPrompt()
      message = .secretKey
      return []
    }
    guard let lookup = prompt.lookup else { return [] }
    if let mismatch = lookup.mismatch(livemode: account.isLive) {
      message = Message("\(mismatch). Nothing was asked", .warning)
      return []
    }
    prompt.asking = lookup
    return [.stripe(.find(lookup))]
  }

  /// The answer, unless the prompt was left or says something else by now.
  mutating func takeFound(_ lookup: Lookup, _ result: Result<FoundSessions, Problem>) {
    guard case .list(.find(var prompt)) = overlays.last, prompt.asking == lookup else {
      list.count.noteChange()
      return
    }
    switch result {
    case .success(let answer):
      overlays.removeLast()
      show(FoundList(lookup: lookup, answer: answer))
    case .failure(let problem):
      prompt.asking = nil
      replaceTop(.list(.find(prompt)))
      message = Message("not found: \(problem.sentence)", .error)
    }
  }

  private mutating func show(_ found: FoundList) {
    if list.found == nil { listBehindFound = [list] }
    var next = ListState()
    next.columns = list.columns
    next.generation = list.generation + 1
    next.found = found
    found.lookup.narrow(&next, to: found.answer.ids)
    list = next
    applyQuery()
    arrangement.focus = .list
  }

  /// Back to the list as it was before the look-up. What arrived meanwhile is read anew.
  mutating func leaveFound() {
    guard var behind = listBehindFound.popLast() else { return }
    behind.columns = list.columns
    behind.resume(generation: list.generation + 1)
    list = behind
  }

  mutating func replaceTop(_ overlay: Overlay) {
    guard !overlays.isEmpty else { return }
    overlays[overlays.count - 1] = overlay
  }
}
