import Checkout
import JSON
import Screen
package import Widgets

/// The targets of `g` from a document.
package struct DocumentGoMenu: Menu {
  package var picker = Picker(isNarrowed: false)
  package var title: String { "Go to" }

  package func items(_ state: State) -> [MenuItem] {
    let row = state.documents.list.selected
    let user = state.shown(row?.user ?? "")
    let none = row == nil ? "no document is selected" : nil
    return [
      MenuItem("g", "first row") { $0.jump(to: .top) },
      session(row),
      MenuItem("u", "its user's own document", preview: user, reason: none) { $0.showUser() },
      MenuItem("d", "all documents of its user", preview: user, reason: none) {
        $0.showDocumentsOfUser()
      },
    ]
  }

  private func session(_ row: DocumentRow?) -> MenuItem {
    guard let id = row?.sessionID else {
      let reason = row == nil ? "no document is selected" : "it never became a session"
      return MenuItem("s", "its session", reason: reason) { _ in [] }
    }
    return MenuItem("s", "its session", preview: Sanitiser.display(id)) { $0.goToSession(id) }
  }
}

extension DocumentGoMenu {
  /// From a session to its document.
  static func document(
    of session: SessionSummary?, _ key: Character, _ label: String, _ state: State
  ) -> MenuItem {
    guard let session, state.documents.isThere else {
      return MenuItem(key, label, reason: noDocument(session)) { _ in [] }
    }
    let known = state.documents.ofSession
    let id = session.id
    if known.session == id, known.rows?.isEmpty == true {
      return MenuItem(key, label, reason: "none of those that were read names it") { _ in [] }
    }
    let rows = known.session == id ? known.rows ?? [] : []
    let preview = rows.count > 1 ? "\(rows.count) documents name it" : rows.first?.id ?? id
    return MenuItem(key, label, preview: state.shown(Sanitiser.display(preview))) {
      $0.openDocuments(filter: "session:\(id)")
    }
  }

  /// From a session to the document of its user. Only documents that name the session say who that
  /// is, and users can write anything into theirs.
  static func userDocument(
    of session: SessionSummary?, _ key: Character, _ label: String, _ state: State
  ) -> MenuItem {
    guard let session, state.documents.isThere else {
      return MenuItem(key, label, reason: noDocument(session)) { _ in [] }
    }
    let known = state.documents.ofSession
    guard known.session == session.id, let rows = known.rows, !rows.isEmpty else {
      return MenuItem(key, label, reason: "no document of it has been read") { _ in [] }
    }
    guard let row = state.documents.claim(to: session, among: rows) else {
      return MenuItem(key, label, reason: "documents of several users name it") { _ in [] }
    }
    let filter = rows.count == 1 ? "session:\(session.id)" : "path:\"\(row.id)\""
    return MenuItem(key, label, preview: state.shown(row.user)) { state in
      let effects = state.openDocuments(filter: filter)
      return effects + state.showUser(ofDocument: row.id)
    }
  }

  private static func noDocument(_ session: SessionSummary?) -> String {
    session == nil ? "no session is selected" : "this profile has no Firestore"
  }
}
