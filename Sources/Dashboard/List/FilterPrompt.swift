import Checkout
import Query
package import Screen
package import Widgets

/// The line that edits the filter of a list. The list updates at every key; of a burst of keys, such
/// as a paste in a terminal that does not mark one, only the last one's filter is read.
package struct FilterPrompt: Overlay {
  private let subject: ListSubject
  private(set) var prompt: Prompt
  /// Whether the list is not yet filtered by what was typed.
  private var isDue = false

  init(_ subject: ListSubject, _ text: String = "", history: TextHistory = TextHistory()) {
    self.subject = subject
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
      subject.filter(by: "", &state)
      self = FilterPrompt(subject, history: subject.history(state))
    case .enter:
      filter(&state)
      guard subject.error(state) == nil else { return [] }
      state.overlays.close(id)
      if subject == .sessions { state.filterHistory.add(prompt.text) }
    case .escape, .control("c"):
      state.overlays.close(id)
      subject.filter(by: nil, &state)
    case .pageDown, .pageUp:
      filter(&state)
      subject.move(by: (key == .pageDown ? 1 : -1) * state.layout.listHeight, &state)
    default:
      let before = prompt.field.characters
      if prompt.field.take(key), prompt.field.characters != before { isDue = true }
    }
    return []
  }

  private mutating func filter(_ state: inout State) {
    guard isDue else { return }
    isDue = false
    // The list's filter is shown and stored, so it must not contain a key.
    let isSecret = SecretKey.isIn(prompt.text)
    if isSecret { state.message = .secretKey }
    subject.filter(by: isSecret ? "" : prompt.text, &state)
  }

  package func draw(on surface: inout Surface, _ state: State) {
    prompt.draw(on: &surface, note(state))
  }

  /// How many rows match, and of how many; or where the query is wrong.
  private func note(_ state: State) -> Prompt.Note {
    if let error = subject.error(state) {
      return Prompt.Note(error.message, isProblem: true, marking: error.range)
    }
    // The prompt covers the message line, so the note says it.
    if SecretKey.isIn(prompt.text) {
      return Prompt.Note(Message.secretKey.text, isProblem: true)
    }
    guard let searched = subject.searched(state) else {
      return Prompt.Note("words, “phrases”, field:value")
    }
    guard !prompt.text.trimmingSpaces.isEmpty else {
      return Prompt.Note("searches \(searched): \(subject.examples)")
    }
    return Prompt.Note("\(subject.matches(state)) · ↵ keeps · Esc clears")
  }
}

extension FilterPrompt {
  /// `/`: in the detail pane it opens that pane's own search.
  static func open(_ state: inout State) -> [Effect] {
    if state.arrangement.focus == .detail { return state.openSearch() }
    let prompt =
      state.documents.isShown
      ? FilterPrompt(.documents, state.documents.list.filter)
      : FilterPrompt(.sessions, state.list.filter, history: state.filterHistory)
    return state.open(prompt)
  }

  /// Filters the list by what a batch of keys has typed.
  static func settle(_ state: inout State) {
    guard var prompt = state.overlays.find(FilterPrompt.self), prompt.isDue else { return }
    prompt.filter(&state)
    state.overlays.replace(prompt)
  }
}

extension ListSubject {
  fileprivate func error(_ state: State) -> QueryError? {
    switch self {
    case .sessions: state.list.queryError
    case .documents: state.documents.list.error
    }
  }

  fileprivate func history(_ state: State) -> TextHistory {
    switch self {
    case .sessions: state.filterHistory
    case .documents: TextHistory()
    }
  }

  /// Filters the list by a text; nil removes what was typed.
  fileprivate func filter(by text: String?, _ state: inout State) {
    switch self {
    case .sessions: state.setFilter(text ?? state.views.current?.filter ?? "")
    case .documents:
      state.documents.list.setFilter(text ?? "", now: state.clock.unix, zone: state.zone)
    }
  }

  fileprivate func move(by distance: Int, _ state: inout State) {
    let height = state.layout.listHeight
    switch self {
    case .sessions: state.list.move(by: distance, height: height)
    case .documents: state.documents.list.move(by: distance, height: height)
    }
  }

  /// What is searched; nil while that is not known.
  fileprivate func searched(_ state: State) -> String? {
    switch self {
    case .sessions:
      let searched = state.list.searched(state.zone, now: state.clock.unix)
      return searched.isEmpty ? nil : searched
    case .documents:
      let count = state.documents.list.count
      return count.isKnown ? count.facts.cached.counted("document") : nil
    }
  }

  fileprivate var examples: String {
    switch self {
    case .sessions: "words, status:open, amount>=50, created:>7d, meta.key:value, -not"
    case .documents:
      "words, state:failed, user=UID, error:price, meta.KEY:value, is:duplicate, -not"
    }
  }

  /// How many rows match, and of how many.
  fileprivate func matches(_ state: State) -> String {
    switch self {
    case .sessions: return state.list.matches(state.zone, now: state.clock.unix)
    case .documents:
      let count = state.documents.list.count
      let matching = count.isOfQuery ? count.facts.matching.grouped : "…"
      return "\(matching) of \(count.facts.cached.counted("document"))"
    }
  }
}
