import Checkout
import JSON
import Screen
package import Widgets

/// Where `g` leads from a document.
package struct DocumentGoMenu: Menu {
  package var picker = Picker(isNarrowed: false)
  package var title: String { "Go to" }

  package func items(_ state: State) -> [MenuItem] {
    let row = state.overlays.find(DocumentsView.self)?.selected(state)
    return [
      session(row),
      MenuItem(
        "u", "all documents of this user", preview: row.map { Sanitiser.display($0.user) } ?? "",
        reason: row == nil ? "no document is selected" : nil
      ) { state in
        row.map { state.openDocuments(filter: "user:\($0.user)") } ?? []
      },
    ]
  }

  private func session(_ row: DocumentSummary?) -> MenuItem {
    guard let id = row?.sessionID else {
      return MenuItem("s", "its session", reason: "it never became a session") { _ in [] }
    }
    return MenuItem("s", "its session", preview: Sanitiser.display(id)) { state in
      state.overlays.close(OverlayID(DocumentsView.self))
      return state.lookUp(id)
    }
  }
}

extension State {
  /// From a session to its document.
  func document(of session: SessionSummary?, _ key: Character, _ label: String) -> MenuItem {
    guard let session, documents.isThere else {
      return MenuItem(key, label, reason: noDocument(session)) { _ in [] }
    }
    let id = session.id
    return MenuItem(key, label, preview: Sanitiser.display(id)) {
      $0.openDocuments(filter: "session:\(id)")
    }
  }

  /// From a session to all that its user has begun. Only its document says who that is.
  func documents(
    ofUserOf session: SessionSummary?, _ key: Character, _ label: String
  ) -> MenuItem {
    guard let session, documents.isThere else {
      return MenuItem(key, label, reason: noDocument(session)) { _ in [] }
    }
    guard let user = documents.rows.first(where: { $0.sessionID == session.id })?.user else {
      return MenuItem(key, label, reason: "no document of it has been read") { _ in [] }
    }
    return MenuItem(key, label, preview: Sanitiser.display(user)) {
      $0.openDocuments(filter: "user:\(user)")
    }
  }

  private func noDocument(_ session: SessionSummary?) -> String {
    session == nil ? "no session is selected" : "this profile has no Firestore"
  }
}

extension Command {
  /// The documents of the Firebase extension.
  static let documents: [Command] = [
    Command(
      .documents, "documents of the Firebase extension", in: .find, hint: "documents",
      keys: [.character("d")],
      when: { state in
        state.documents.isThere ? .enabled : .disabled("this profile has no Firestore")
      }
    ) { state in
      defer { state.documents.sought = nil }
      return state.openDocuments(filter: state.documents.sought ?? "")
    }
  ]
}
