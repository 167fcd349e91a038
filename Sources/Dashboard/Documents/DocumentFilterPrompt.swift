import Checkout
import Query
package import Screen
package import Widgets

/// The line that narrows the documents. The list follows every key.
package struct DocumentFilterPrompt: Overlay {
  private var prompt: Prompt

  init(_ text: String) { prompt = Prompt("/", TextField(text)) }

  package func place(in state: State) -> Rect {
    let lines = note(state).lines(
      width: state.layout.footer.width, limit: state.layout.promptLines)
    return state.layout.prompt(lines: lines.count)
  }

  package func hints(_ state: State) -> [KeyHint] { [] }
  package func key(for event: MouseEvent.Kind) -> Key? { nil }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    switch key {
    case .enter where SecretKey.isIn(prompt.text):
      state.message = .secretKey
      self = DocumentFilterPrompt("")
    case .enter:
      guard state.documents.list.error == nil else { return [] }
      state.overlays.close(id)
    case .escape, .control("c"):
      state.overlays.close(id)
      set("", &state)
    case .pageDown, .pageUp:
      let height = state.layout.listHeight
      state.documents.list.move(by: key == .pageDown ? height : -height, height: height)
    default:
      guard prompt.field.take(key) else { return [] }
      set(SecretKey.isIn(prompt.text) ? "" : prompt.text, &state)
    }
    return []
  }

  private func set(_ text: String, _ state: inout State) {
    state.documents.list.setFilter(text, now: state.clock.unix, zone: state.zone)
  }

  package func draw(on surface: inout Surface, _ state: State) {
    prompt.draw(on: &surface, note(state))
  }

  private func note(_ state: State) -> Prompt.Note {
    let list = state.documents.list
    if let error = list.error {
      return Prompt.Note(error.message, isProblem: true, marking: error.range)
    }
    guard list.count.isKnown else { return Prompt.Note("words, “phrases”, field:value") }
    if prompt.text.trimmingSpaces.isEmpty {
      return Prompt.Note(
        "searches \(list.count.facts.cached.grouped) documents: words, state:failed, user:UID, "
          + "error:price, meta.KEY:value, is:duplicate, -not")
    }
    let count = list.count.isOfQuery ? list.count.facts.matching.grouped : "…"
    return Prompt.Note(
      "\(count) of \(list.count.facts.cached.grouped) documents · ↵ keeps · Esc clears")
  }
}
