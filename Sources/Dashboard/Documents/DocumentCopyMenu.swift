import Checkout
import JSON
import Screen
package import Widgets

/// What can be copied of a document.
enum DocumentCopy: CaseIterable, Sendable {
  case path, url, session, document, user, email, customer, error, value, json

  fileprivate var letter: Character {
    switch self {
    case .path: "i"
    case .url: "u"
    case .session: "s"
    case .document: "d"
    case .user: "f"
    case .email: "e"
    case .customer: "c"
    case .error: "r"
    case .value: "v"
    case .json: "j"
    }
  }

  fileprivate var label: String {
    switch self {
    case .path: "path"
    case .url: "URL"
    case .session: "session's id"
    case .document: "document's id"
    case .user: "Firebase user"
    case .email: "e-mail"
    case .customer: "customer"
    case .error: "error"
    case .value: "this field's value"
    case .json: "JSON"
    }
  }

  fileprivate var isMultiline: Bool { self == .json || self == .value }
}

/// The menu of what can be copied of a document, each with a preview.
package struct DocumentCopyMenu: Menu {
  package var picker = Picker(isNarrowed: false)
  package var title: String { "Copy" }

  package func items(_ state: State) -> [MenuItem] {
    DocumentCopy.allCases.map { what in
      let text = state.documents.text(of: what)
      return MenuItem(
        what.letter, what.label,
        preview: state.shown(Sanitiser.display(text.map { preview($0, of: what, state) } ?? "")),
        reason: text == nil ? "there is none" : nil
      ) { DocumentCopyMenu.copy(what, &$0) }
    }
  }

  private func preview(_ text: String, of what: DocumentCopy, _ state: State) -> String {
    let page = state.documents.detail.page
    switch what {
    case .json: return "as Firestore sent it, indented, secrets hidden"
    case .value where state.isMasked && page.json == nil:
      return page.selectedField.map { state.shown($0).text } ?? text
    default: return text
    }
  }
}

extension DocumentsState {
  /// The text to copy; nil if there is none, or if it is a secret.
  fileprivate func text(of what: DocumentCopy) -> String? {
    guard let row = list.selected else { return nil }
    switch what {
    case .path: return row.id
    case .document: return row.documentID
    case .session: return row.sessionID
    // A row holds no more of it than it can show.
    case .error: return detail.document?.error ?? row.error
    case .url: return detail.document?.url
    case .user: return detail.document?.user
    case .email: return detail.document.flatMap { joins.user($0.user)?.email }
    case .customer:
      return detail.document.flatMap { $0.customer ?? joins.user($0.user)?.customer }
    case .value: return try? detail.page.selectedText.get()
    case .json:
      return detail.page.object.map { JSONLines($0, maskingSecrets: true).text }
    }
  }

  /// The text to copy, and its name in the message.
  func copying(_ what: DocumentCopy) -> Result<(text: String, label: String), Problem> {
    guard let text = text(of: what) else {
      return .failure(Problem("copy \(what.label): there is none"))
    }
    let clean = what.isMultiline ? Sanitiser.copiedLines(text) : Sanitiser.copied(text)
    let id = list.selected.map { Sanitiser.display($0.documentID).middleTruncated } ?? ""
    return .success((clean, "\(what.label) of \(id)"))
  }
}

extension DocumentCopyMenu {
  static func copy(_ what: DocumentCopy, _ state: inout State) -> [Effect] {
    switch state.documents.copying(what) {
    case .success(let copy): return [.system(.copy(text: copy.text, label: copy.label))]
    case .failure(let problem):
      state.message = Message(problem.sentence, .warning)
      return []
    }
  }
}
