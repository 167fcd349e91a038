import Checkout
import JSON
package import Screen
package import Widgets

/// Changes one entry of a session's metadata: a line to edit, then a review of old and new value,
/// which is confirmed with a key that does nothing elsewhere.
package struct MetadataEditor: Overlay {
  /// The only field of the form.
  package enum Line: Hashable, Sendable { case value }

  let session: String
  let isLive: Bool
  /// Nil for a new entry, whose name and value are typed as `name=value`.
  let name: String?
  /// What Stripe has now; nil when there is no such entry. Sanitised.
  private let old: String?
  package private(set) var form: Form<Line>
  /// The idempotency key of the request in progress.
  private var sent: String?
  /// Nil while the line is being edited.
  private var confirmation: Question?

  init(session: String, isLive: Bool, name: String?, old: String?) {
    self.session = session
    self.isLive = isLive
    self.name = name
    self.old = old.map(Sanitiser.display)
    form = Form(
      action: "Review",
      [
        Form.Field(
          .value, name == nil ? "name=value" : "new",
          hint: name == nil ? "such as order=6735" : "without a value the entry is taken away",
          text: old ?? "")
      ])
  }

  package var id: OverlayID { OverlayID(Self.self, Self.subject(of: session, name)) }

  /// Separated by a space, which Stripe's ids never contain.
  fileprivate static func subject(of session: String, _ name: String?) -> String {
    name.map { "\(session) \($0)" } ?? session
  }

  package var holdsList: Bool { true }
  package func key(for event: MouseEvent.Kind) -> Key? { nil }
  package func place(in state: State) -> Rect { state.layout.dialog(Size(width: 72, height: 6)) }
  package func hints(_ state: State) -> [KeyHint] {
    confirmation?.hints(isReady: shows(leastSize, in: state)) ?? form.hints
  }

  package var title: String {
    name.map { "Metadata: \(Sanitiser.display($0))" } ?? "New metadata entry"
  }
  package var isNew: Bool { name == nil }

  private var text: String { form[.value] ?? "" }

  /// What would be sent; nil while the text is not valid. An empty value removes the entry.
  private var change: FormParameter? {
    if let name { return FormParameter(name, text) }
    let halves = text.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false
    ).map { String($0).trimmingSpaces }
    guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else { return nil }
    return FormParameter(halves[0], halves[1])
  }

  /// Limits of the API. Source: https://docs.stripe.com/api/metadata
  private var problem: String? {
    guard let change else { return "write it as name=value" }
    if change.name.unicodeScalars.count > 40 { return "a name has at most 40 characters" }
    if change.name.contains("[") || change.name.contains("]") {
      return "a name has no square brackets"
    }
    if change.value.unicodeScalars.count > 500 { return "a value has at most 500 characters" }
    if name != nil, change.value == old { return "that is what it is already" }
    return nil
  }

  package mutating func settle(_ state: State, isOnTop: Bool) {
    let isSeen = isOnTop && shows(leastSize, in: state)
    confirmation?.settle(isSeen: isSeen, at: state.clock.uptime)
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    confirmation == nil ? takeForForm(key, &state) : takeForReview(key, &state)
  }

  private mutating func takeForForm(_ key: Key, _ state: inout State) -> [Effect] {
    switch form.take(key) {
    case .left:
      state.overlays.keep(self)
      state.overlays.close(id)
      state.message = Message("nothing was changed")
    case .done:
      form.problem = problem
      if problem == nil { confirmation = Question("Save", key: "S") }
    case .edited, .moved, nil: break
    }
    return []
  }

  private mutating func takeForReview(_ key: Key, _ state: inout State) -> [Effect] {
    guard let stage = confirmation?.stage, let change else { return [] }
    let isWhole = shows(leastSize, in: state)
    switch confirmation?.take(key, at: state.clock.uptime, isWhole: isWhole) {
    case .refused:
      guard case .acting = stage else {
        confirmation = nil
        return []
      }
      state.overlays.close(id)
      state.message = .leaving(state)
    case .tooEarly: state.message = .tooEarly("S")
    case .confirmed:
      confirmation?.stage = .acting("saving…")
      let key = state.idempotency.next()
      sent = key
      return [
        .stripe(
          .update(
            id: session, [FormParameter("metadata[\(change.name)]", change.value)],
            idempotencyKey: key))
      ]
    case .taken, nil: break
    }
    return []
  }

  fileprivate func isWaiting(for key: String) -> Bool { sent == key }

  fileprivate mutating func goBackToForm() { confirmation = nil }

  // MARK: - Drawing

  /// Session, old value, new value, destination and buttons.
  private var leastSize: Size { Size(width: 36, height: 5) }

  package func draw(on surface: inout Surface, _ state: State) {
    surface.drawDialog(
      title: title, style: Style(confirmation == nil ? .dialogBorder : .danger)
    ) { box in
      let facts = [
        ("session", Segment(Sanitiser.display(session), Style(.dialog))),
        ("old", Segment(old ?? "(not set)", Style(old == nil ? .placeholder : .dialog))),
      ]
      guard let confirmation else {
        let y = box.drawFacts(facts)
        box.within(box.bounds.without(top: y)) {
          form.draw(on: &$0, leastLabelWidth: 10)
        }
        return
      }
      guard shows(leastSize, in: state) else {
        box.drawNeededSize(Layout.screen(for: leastSize))
        return
      }
      let value = change.map { isNew ? "\($0.name)=\($0.value)" : $0.value } ?? ""
      let new = value.isEmpty ? "(taken away)" : Sanitiser.display(value)
      box.drawFacts(facts + [("new", Segment(new, Style(.dialog, .bold)))])
      box.drawDestination(isLive: isLive, above: confirmation)
      confirmation.draw(on: &box)
    }
  }
}

extension MetadataEditor {
  /// Edits what Enter means: the entry under the cursor, or a new one on the title of the group.
  static func editSelected(_ state: inout State) -> [Effect]? {
    guard state.detail.related == nil, state.detail.json == nil,
      let session = state.detail.content?.stored.session
    else { return nil }
    let index = state.detail.scroll.cursor - state.detail.cardLines
    guard state.detail.lines.indices.contains(index) else { return nil }
    var name: String?
    switch state.detail.lines[index] {
    case .group(.metadata, _, _): break
    case .field(let field, _, _):
      guard field.path.steps.first == .name("metadata") else { return nil }
      // A session without metadata has one field for all of it.
      if field.path.steps.count == 2 { name = field.path.lastName }
    default: return nil
    }
    if let reason = state.account.readOnlyReason {
      state.message = Message("edit metadata: \(reason)", .warning)
      return []
    }
    edit(name, of: session, &state)
    return []
  }

  /// Opens the editor for the entry under the detail pane's cursor, or else for a new one.
  static func open(_ state: inout State) -> [Effect] {
    if state.arrangement.focus == .detail, let effects = editSelected(&state) { return effects }
    if let session = state.detail.content?.stored.session { edit(nil, of: session, &state) }
    return []
  }

  static func availability(_ state: State) -> Availability {
    if let reason = state.account.readOnlyReason { return .readOnly(reason) }
    guard let selected = state.selected else { return .disabled("no session is selected") }
    guard state.detail.content?.stored.session.id == selected.id else {
      return .disabled("the session is being read")
    }
    return .enabled
  }

  private static func edit(_ name: String?, of session: Session, _ state: inout State) {
    let old = name.flatMap { session.json["metadata"]?[$0]?.string }
    let new = MetadataEditor(
      session: session.id, isLive: state.account.isLive, name: name, old: old)
    // A draft for another value does not apply to this one.
    let draft = state.overlays.draft(
      MetadataEditor.self, subject(of: session.id, name))
    state.overlays.push(draft.flatMap { $0.isDraft(for: new) ? $0 : nil } ?? new)
  }

  /// Takes the result of the request, whether its editor is still open or not.
  static func take(
    _ id: String, _ result: Result<StoredSession, Problem>, _ key: String, _ state: inout State
  ) {
    let name = Sanitiser.display(id).middleTruncated
    let editor = state.overlays.all.lazy.compactMap { $0 as? MetadataEditor }
      .first { $0.isWaiting(for: key) }
    switch result {
    case .success(let stored):
      if let editor {
        state.overlays.close(editor.id)
        state.overlays.forgetDraft(editor.id)
      }
      state.message = Message("changed the metadata of \(name)", .success)
      state.renewRow(of: stored)
      if id == state.detail.id { state.detail.following.noteChange() }
    case .failure(let problem):
      if var editor {
        editor.goBackToForm()
        state.overlays.replace(editor)
      }
      let outcome =
        problem.mayHaveHappened
        ? "whether the metadata of \(name) was changed is not known"
        : "metadata of \(name) not changed"
      state.message = Message("\(outcome): \(problem.sentence)", .error)
    }
  }
}

extension MetadataEditor {
  /// Whether it was typed when the entry had the value that it has now.
  fileprivate func isDraft(for new: MetadataEditor) -> Bool { old == new.old }
}
