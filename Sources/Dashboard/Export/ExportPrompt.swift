import Checkout
import Query
package import Screen
package import Widgets

/// The line that asks where to write the list. It stays open until the file is written.
package struct ExportPrompt: Overlay {
  private enum Stage: Equatable, Sendable {
    case typing
    case writing(ExportWish)
    /// There is already a file at that absolute path.
    case asking(path: String)
    case failed(Problem)
  }

  private var prompt: Prompt
  private let subject: ListSubject
  private var stage = Stage.typing
  private var hasByteOrderMark = false
  /// The name that was offered. Another offer replaces it until the user types.
  private var offered: String

  init(_ subject: ListSubject) {
    self.subject = subject
    offered = subject.exportName
    prompt = Prompt("write to:", TextField(offered))
  }

  package var id: OverlayID { OverlayID(Self.self, subject.rawValue) }

  private var format: ExportFormat? { ExportFormat(path: prompt.text) }

  package func place(in state: State) -> Rect {
    let note = note(state)
    let lines = note.lines(width: state.layout.footer.width, limit: state.layout.promptLines)
    return state.layout.prompt(lines: lines.count)
  }

  package func hints(_ state: State) -> [KeyHint] { [] }
  package func key(for event: MouseEvent.Kind) -> Key? { nil }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    switch key {
    case .escape, .control("c"):
      stage = .typing
      state.overlays.keep(self)
      state.overlays.close(id)
    case .enter: return write(overwrites: false, &state)
    case .control("o"):
      if case .asking = stage { return write(overwrites: true, &state) }
    case .tab where format == .csv && subject == .sessions: hasByteOrderMark.toggle()
    default:
      guard prompt.field.take(key) else { return [] }
      if case .writing = stage { return [] }
      stage = .typing
    }
    return []
  }

  private mutating func write(overwrites: Bool, _ state: inout State) -> [Effect] {
    guard let format else { return [] }
    if case .writing = stage { return [] }
    let path = prompt.text.trimmingSpaces
    let wish =
      switch subject {
      case .sessions:
        ExportWish(
          state.list.query, to: path,
          .sessions(
            ExportLayout(
              format, columns: format == .csv ? state.list.columns.exported : [],
              hasByteOrderMark: hasByteOrderMark && format == .csv)),
          overwrites: overwrites)
      case .documents:
        ExportWish(state.documents.list.query, to: path, .documents(format), overwrites: overwrites)
      }
    stage = .writing(wish)
    return [.system(.export(wish))]
  }

  /// Takes the outcome of an export.
  ///
  /// - Returns: whether it belongs to this prompt.
  fileprivate mutating func take(_ outcome: ExportOutcome, of wish: ExportWish) -> Bool {
    guard stage == .writing(wish) else { return false }
    switch outcome {
    case .written: stage = .typing
    case .exists(let path): stage = .asking(path: path)
    case .failed(let problem): stage = .failed(problem)
    }
    return true
  }

  /// Offers another name, if the user has not changed the offered one.
  fileprivate mutating func offer(_ name: String) {
    guard stage == .typing, prompt.text == offered else { return }
    offered = name
    prompt.field = TextField(name)
  }

  package func draw(on surface: inout Surface, _ state: State) {
    prompt.draw(on: &surface, note(state))
  }

  private func note(_ state: State) -> Prompt.Note {
    switch stage {
    case .writing: return Prompt.Note("writing… · Esc leaves it to itself")
    case .failed(let problem): return Prompt.Note(problem.sentence, isProblem: true)
    case .asking(let path):
      return Prompt.Note(
        "\(Sanitiser.display(path)) exists: Ctrl-O overwrites it, or choose another name",
        isProblem: true)
    case .typing: break
    }
    guard let format else {
      return Prompt.Note("a name that ends in .csv, .ndjson or .json", isProblem: true)
    }
    let (facts, what) =
      switch subject {
      case .sessions: (state.list.count, "cached in this list")
      case .documents: (state.documents.list.count, "kept documents of this list")
      }
    let count = facts.isKnown ? "\(facts.facts.matching.grouped) " : ""
    // The keys come first: the note is cut at its end.
    var parts = ["\(count)\(what)", "↵ writes", "Esc leaves"]
    if format == .csv, subject == .sessions {
      let columns = state.list.columns.exported.count
      if columns > 0 { parts.append("the \(columns.counted("column")) of the list") }
      parts.append(hasByteOrderMark ? "with a byte-order mark (Tab)" : "Tab: byte-order mark")
    }
    return Prompt.Note(parts.joined(separator: " · "))
  }
}

extension ColumnChoice {
  /// The columns of a file: the chosen ones, without the time of the last reading, which is not
  /// part of any object, and with the currency that the list shows in the cell of an amount. Empty
  /// for the usual columns.
  package var exported: [String] {
    SessionCSV.withCurrencies(names).filter { SessionCSV.complaint(about: $0) == nil }
  }
}

extension ExportPrompt {
  static func open(_ state: inout State) -> [Effect] {
    let subject: ListSubject = state.documents.isShown ? .documents : .sessions
    let draft = state.overlays.draft(ExportPrompt.self, subject.rawValue)
    state.overlays.push(draft ?? ExportPrompt(subject))
    return [.system(.offerName(subject.exportName))]
  }

  /// A name that no file has yet.
  static func takeOffered(_ name: String, _ state: inout State) {
    guard var prompt = ListSubject.allCases.lazy.compactMap(state.overlays.exportPrompt).first
    else { return }
    prompt.offer(Sanitiser.display(name))
    state.overlays.replace(prompt)
  }

  static func takeExported(_ wish: ExportWish, _ outcome: ExportOutcome, _ state: inout State) {
    var isShown = false
    if var prompt = state.overlays.exportPrompt(of: wish.content.subject) {
      isShown = prompt.take(outcome, of: wish)
      state.overlays.replace(prompt)
      if isShown, case .written = outcome {
        state.overlays.forgetDraft(prompt.id)
        state.overlays.close(prompt.id)
      }
    }
    switch outcome {
    case .written(let count, let path):
      let what: String
      let rest: String
      switch wish.content {
      case .sessions:
        what = count.counted("session")
        rest = state.list.facts.coverage.isWhole ? "" : "; what is not cached is not in it"
      case .documents:
        what = count.counted("document")
        rest = ""
      }
      state.message = Message("wrote \(what) to \(Sanitiser.display(path))\(rest)", .success)
    case .exists(let path) where !isShown:
      state.message = Message("not exported: \(Sanitiser.display(path)) exists", .warning)
    case .failed(let problem) where !isShown:
      state.message = Message("not exported: \(problem.sentence)", .error)
    case .exists, .failed: break
    }
  }
}

extension ListSubject {
  /// The file's name that is offered first.
  fileprivate var exportName: String { "\(rawValue).csv" }
}

extension ExportWish.Content {
  fileprivate var subject: ListSubject {
    switch self {
    case .sessions: .sessions
    case .documents: .documents
    }
  }
}

extension Overlays {
  fileprivate func exportPrompt(of subject: ListSubject) -> ExportPrompt? {
    find(ExportPrompt.self, subject.rawValue)
  }
}
