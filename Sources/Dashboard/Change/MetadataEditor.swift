package import Checkout
import Screen
package import Widgets
import JSON

/// Changes one entry of a session's metadata: a line to edit, then a look at old and new, and a key
/// that does nothing elsewhere.
package struct MetadataEditor: Equatable, Sendable {
  package enum Phase: Equatable, Sendable { case editing, reviewing, saving }

  package let id: String
  package let isLive: Bool
  /// Nil while a new entry's name and value are typed as `name=value`.
  let name: String?
  /// What Stripe has now; nil when there is no such entry. Sanitised.
  package let old: String?
  package var field: TextField
  package var phase = Phase.editing
  var reviewedAt = 0

  package var title: String {
    name.map { "Metadata: \(Sanitiser.display($0))" } ?? "New metadata entry"
  }
  package var isNew: Bool { name == nil }
  package var prompt: String { name == nil ? "name=value" : "new" }

  /// What would be sent; nil while it makes no sense. An empty value takes the entry away.
  package var change: FormParameter? {
    if let name { return FormParameter(name, field.text) }
    let halves = field.text.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false
    ).map { String($0).trimmingSpaces }
    guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else { return nil }
    return FormParameter(halves[0], halves[1])
  }

  /// Limits of the API. Source: https://docs.stripe.com/api/metadata
  package var problem: String? {
    guard let change else { return "write it as name=value" }
    if change.name.unicodeScalars.count > 40 { return "a name has at most 40 characters" }
    if change.name.contains("[") || change.name.contains("]") {
      return "a name has no square brackets"
    }
    if change.value.unicodeScalars.count > 500 { return "a value has at most 500 characters" }
    if name != nil, change.value == old { return "that is what it is already" }
    return nil
  }
}

extension State {
  /// What Enter edits: the entry under the cursor, or a new one on the title of the group.
  mutating func editMetadata() -> [Effect]? {
    guard detail.related == nil, detail.json == nil, let session = detail.content?.stored.session
    else { return nil }
    let index = detail.scroll.cursor - DetailState.verdictLines
    guard detail.lines.indices.contains(index) else { return nil }
    var name: String?
    switch detail.lines[index] {
    case .group(.metadata, _, _): break
    case .field(let field, _, _):
      guard field.path.steps.first == .name("metadata") else { return nil }
      // A session without metadata has a field that stands for all of it.
      if field.path.steps.count == 2 { name = field.path.lastName }
    default: return nil
    }
    if let reason = account.readOnlyReason {
      message = Message("edit metadata: \(reason)", .warning)
      return []
    }
    edit(name, of: session)
    return []
  }

  /// The same by its name: the entry under the detail pane's cursor, or else a new one.
  mutating func openMetadata() -> [Effect] {
    if arrangement.focus == .detail, let effects = editMetadata() { return effects }
    if let session = detail.content?.stored.session { edit(nil, of: session) }
    return []
  }

  var metadataAvailability: Availability {
    if let reason = account.readOnlyReason { return .disabled(reason) }
    guard let selected else { return .disabled("no session is selected") }
    guard detail.content?.stored.session.id == selected.id else {
      return .disabled("the session is being read")
    }
    return .enabled
  }

  private mutating func edit(_ name: String?, of session: Session) {
    let old = name.flatMap { session.json["metadata"]?[$0]?.string }
    overlays.append(
      .metadata(
        MetadataEditor(
          id: session.id, isLive: account.isLive, name: name, old: old.map(Sanitiser.display),
          field: TextField(old ?? ""))))
  }

  mutating func updateMetadata(_ editor: MetadataEditor, _ key: Key) -> [Effect] {
    var editor = editor
    switch (editor.phase, key) {
    case (.saving, .escape), (.saving, .control("c")):
      overlays.removeLast()
      message = Message("the request is on its way; its outcome will be shown here", .warning)
      return []
    case (.saving, _): return []
    case (.editing, .escape), (.editing, .control("c")):
      overlays.removeLast()
      message = Message("nothing was changed")
      return []
    case (.editing, .enter):
      if let problem = editor.problem {
        message = Message(problem, .warning)
        return []
      }
      editor.phase = .reviewing
      editor.reviewedAt = clock.uptime
    case (.editing, _): _ = editor.field.take(key)
    case (.reviewing, _) where clock.uptime - editor.reviewedAt < CreateDialog.deafness: break
    case (.reviewing, .character("S")):
      guard let change = editor.change else { return [] }
      editor.phase = .saving
      overlays[overlays.count - 1] = .metadata(editor)
      return [
        .stripe(
          .update(
            id: editor.id, [FormParameter("metadata[\(change.name)]", change.value)],
            idempotencyKey: idempotency.next()))
      ]
    case (.reviewing, .escape), (.reviewing, .enter), (.reviewing, .control("c")):
      editor.phase = .editing
    case (.reviewing, _): break
    }
    overlays[overlays.count - 1] = .metadata(editor)
    return []
  }

  /// The request has ended, whether its editor is still open or not.
  mutating func takeUpdated(_ id: String, _ result: Result<StoredSession, Problem>) {
    let name = Sanitiser.display(id).middleTruncated
    var editor: MetadataEditor?
    if case .metadata(let open) = overlays.last, open.id == id, open.phase == .saving {
      editor = open
    }
    switch result {
    case .success(let stored):
      if editor != nil { overlays.removeLast() }
      message = Message("changed the metadata of \(name)", .success)
      list.update(SessionSummary(stored).sanitised)
      if id == detail.id { detail.following.noteChange() }
    case .failure(let problem):
      if var editor {
        editor.phase = .editing
        overlays[overlays.count - 1] = .metadata(editor)
      }
      message = Message("metadata of \(name) not changed: \(problem.sentence)", .error)
    }
  }
}
