import Checkout
import Query
package import Screen
package import Widgets

/// The line into which the user pastes anything that identifies a session.
package struct FindPrompt: Overlay {
  private(set) var prompt: Prompt
  /// The look-up in progress.
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

  /// The look-up goes on. Keys for a row wait for what it finds; the others come here.
  private func takeWhileAsking(_ key: Key, _ state: inout State) -> [Effect] {
    guard key != .enter else { return [] }
    state.overlays.close(id)
    guard key == .escape || key == .control("c") else { return state.act(on: key) }
    state.stopFinding()
    return []
  }

  /// Looks up the pasted text, or explains why that is not possible.
  mutating func ask(_ state: inout State) -> [Effect] {
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

  /// Looks up one of the things that were pasted.
  mutating func ask(_ lookup: Lookup, _ state: inout State) -> [Effect] {
    if let mismatch = lookup.mismatch(livemode: state.account.isLive) {
      state.message = Message("\(mismatch). Nothing was asked", .warning)
      return []
    }
    if let caution = Lookup.caution(on: prompt.text) {
      state.message = Message(Sanitiser.display(caution), .warning)
    }
    asking = lookup
    state.finding = .asking(lookup)
    // What is found is shown among the sessions. Whoever goes to the documents after this stays there.
    if state.documents.isShown { _ = state.closeDocuments() }
    return [.stripe(.find(lookup, beside: Lookup.rest(of: prompt.text)))]
  }

  mutating func stopAsking() { asking = nil }

  package func draw(on surface: inout Surface, _ state: State) {
    prompt.draw(on: &surface, note(state))
  }

  /// The note below the text: what it was recognised as.
  private func note(_ state: State) -> Prompt.Note {
    if let message = state.message { return Prompt.Note(message.text, isProblem: true) }
    if let asking { return Prompt.Note("looking for \(asking.value)… · Esc stops it") }
    return Prompt.Note(
      Lookup(prompt.text)?.explanation
        ?? "paste an id (cs_ pi_ sub_ cus_ plink_ in_), an e-mail, an address, or text")
  }
}

extension ListState {
  /// Whether Stripe can be asked for what the filter of the list has.
  package var isForStripe: Bool {
    Lookup(filter)?.isUnmistakable == true || !filter.isEmpty && query.query?.stripeFilter != nil
  }
}

extension FindPrompt {
  /// Opens the prompt, filled with a filter that Stripe may know: an id or an address, or conditions
  /// that found nothing. Into conditions that narrow the list, an id would be pasted.
  static func open(with text: String? = nil, _ state: inout State) -> [Effect] {
    let list = state.list
    let foundNothing = list.count.isOfQuery && list.facts.matching == 0
    let isTaken =
      foundNothing ? list.isForStripe : Lookup(list.filter)?.isUnmistakable == true
    state.overlays.push(FindPrompt(text ?? (isTaken ? list.filter : "")))
    return []
  }

  /// Looks up one of several things that were pasted.
  static func look(for lookup: Lookup, _ state: inout State) -> [Effect] {
    guard var prompt = state.overlays.find(FindPrompt.self) else { return [] }
    let effects = prompt.ask(lookup, &state)
    state.overlays.replace(prompt)
    return effects
  }
}
