import Checkout
package import Screen
package import Widgets

/// The line that asks where the list is to be written.
package struct ExportPrompt: Overlay {
  private var prompt: Prompt
  /// Of sessions, or of documents.
  private let subject: String

  init(_ subject: String = "sessions") {
    prompt = Prompt("write to:", TextField("\(subject).csv"))
    self.subject = subject
  }

  package var id: OverlayID { OverlayID(Self.self, subject) }

  private var format: ExportFormat? { ExportFormat(path: prompt.text) }

  package func place(in state: State) -> Rect { state.layout.prompt(lines: 1) }
  package func hints(_ state: State) -> [KeyHint] { [] }
  package func key(for event: MouseEvent.Kind) -> Key? { nil }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    switch key {
    case .escape, .control("c"):
      state.overlays.keep(self)
      state.overlays.close(id)
    case .enter:
      guard format != nil else { return [] }
      state.overlays.forgetDraft(id)
      state.overlays.close(id)
      return state.export(to: prompt.text)
    default: _ = prompt.field.take(key)
    }
    return []
  }

  package func draw(on surface: inout Surface, _ state: State) {
    guard format != nil else {
      prompt.draw(
        on: &surface,
        Prompt.Note("a name that ends in .csv, .ndjson or .json", isProblem: true))
      return
    }
    let facts = state.documents.isShown ? state.documents.list.count : state.list.count
    let what = state.documents.isShown ? "kept documents" : "cached sessions"
    let count = facts.isKnown ? "\(facts.facts.matching.grouped) " : ""
    prompt.draw(
      on: &surface,
      Prompt.Note("\(count)\(what) of this list · ↵ writes · Esc leaves"))
  }
}

extension State {
  mutating func openExport() -> [Effect] {
    let subject = documents.isShown ? "documents" : "sessions"
    overlays.push(overlays.draft(ExportPrompt.self, subject) ?? ExportPrompt(subject))
    return []
  }

  /// Writes all cached sessions of the list to a file, in the format that its name ends in.
  package mutating func export(to path: String) -> [Effect] {
    guard let format = ExportFormat(path: path) else {
      message = Message("export: the name has to end in .csv, .ndjson or .json", .warning)
      return []
    }
    message = Message("writing \(Sanitiser.display(path))…")
    if documents.isShown {
      return [.firestore(.export(documents.list.query, path: path, format))]
    }
    return [.system(.export(list.query, path: path, format))]
  }

  mutating func takeExported(_ path: String, _ result: Result<Int, Problem>) {
    switch result {
    case .success(let count):
      let rest = list.facts.coverage.isWhole ? "" : "; what is not cached is not in it"
      message = Message(
        "wrote \(count.grouped) sessions to \(Sanitiser.display(path))\(rest)", .success)
    case .failure(let problem):
      message = Message("not exported: \(problem.sentence)", .error)
    }
  }
}
