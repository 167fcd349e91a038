import Checkout
import Query
package import Screen
package import Widgets

/// The line that edits the list's filter. The list follows every key.
package struct FilterPrompt: Overlay {
  private(set) var prompt: Prompt

  init(_ text: String = "", history: TextHistory) {
    prompt = Prompt("/", TextField(text, history: history))
  }

  package var field: TextField { prompt.field }

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
      self = FilterPrompt(history: state.filterHistory)
    case .enter:
      guard state.list.queryError == nil else { return [] }
      state.overlays.close(id)
      state.filterHistory.add(prompt.text)
    case .escape, .control("c"):
      state.overlays.close(id)
      state.setFilter(state.views.current?.filter ?? "")
    case .pageDown, .pageUp:
      let height = state.layout.listHeight
      state.list.move(by: key == .pageDown ? height : -height, height: height)
    default:
      guard prompt.field.take(key) else { return [] }
      // What the list is filtered by is shown and remembered.
      let isSecret = SecretKey.isIn(prompt.text)
      if isSecret { state.message = .secretKey }
      state.setFilter(isSecret ? "" : prompt.text)
    }
    return []
  }

  package func draw(on surface: inout Surface, _ state: State) {
    prompt.draw(on: &surface, note(state))
  }

  /// What was found, in how many; or where the query is not understood.
  private func note(_ state: State) -> Prompt.Note {
    if let error = state.list.queryError {
      return Prompt.Note(error.message, isProblem: true, marking: error.range)
    }
    // The line of messages is the field itself.
    if SecretKey.isIn(prompt.text) {
      return Prompt.Note(Message.secretKey.text, isProblem: true)
    }
    let searched = state.list.searched(state.zone, now: state.clock.unix)
    guard !searched.isEmpty else { return Prompt.Note("words, “phrases”, field:value") }
    if state.list.filter.trimmingSpaces.isEmpty {
      return Prompt.Note(
        "searches \(searched): words, status:open, amount>=50, created:>7d, meta.key:value, -not")
    }
    return Prompt.Note(
      "\(state.list.matches(state.zone, now: state.clock.unix)) · ↵ keeps · Esc clears")
  }
}

extension FilterPrompt {
  /// `/`: the detail pane has a search of its own.
  static func open(_ state: inout State) -> [Effect] {
    if state.arrangement.focus == .detail { return state.openSearch() }
    state.overlays.push(FilterPrompt(state.list.filter, history: state.filterHistory))
    return []
  }
}
