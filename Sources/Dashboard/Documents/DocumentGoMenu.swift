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
    let user = row.map(\.user) ?? ""
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
    return MenuItem(key, label, preview: known.rows?.first?.id ?? Sanitiser.display(id)) {
      $0.openDocuments(filter: "session:\(id)")
    }
  }

  /// From a session to the document of its user. Only a document of the session says who that is.
  static func userDocument(
    of session: SessionSummary?, _ key: Character, _ label: String, _ state: State
  ) -> MenuItem {
    guard let session, state.documents.isThere else {
      return MenuItem(key, label, reason: noDocument(session)) { _ in [] }
    }
    let known = state.documents.ofSession
    guard known.session == session.id, let row = known.rows?.first else {
      return MenuItem(key, label, reason: "no document of it has been read") { _ in [] }
    }
    let id = session.id
    return MenuItem(key, label, preview: row.user) { state in
      let effects = state.openDocuments(filter: "session:\(id)")
      return effects + state.showUser(ofDocument: row.id)
    }
  }

  private static func noDocument(_ session: SessionSummary?) -> String {
    session == nil ? "no session is selected" : "this profile has no Firestore"
  }
}
