import Checkout
import Screen

/// What a command does while the documents are shown.
enum DocumentMeaning: Sendable {
  /// The same as elsewhere: it is about the panes, or about the program.
  case same
  /// Something specific to the documents; the title is nil where that of the sessions fits.
  case own(
    _ title: String? = nil,
    when: @Sendable (State) -> Availability = { _ in .enabled },
    _ perform: @Sendable (inout State) -> [Effect])
  /// It is about sessions.
  case ofSessions
}

extension Command {
  var meaningInDocuments: DocumentMeaning {
    switch id {
    case .down, .up, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .first, .last, .nextPane,
      .previousPane, .focusList, .focusDetail, .focusLineItems, .zoom, .fold, .unfold, .foldAll,
      .unfoldAll, .nextMatch, .previousMatch, .find, .utc, .grow, .shrink, .theme, .mouse,
      .hideDetail, .mask, .problems, .requests, .profile, .palette, .help, .redraw, .interrupt,
      .suspend, .autoRefresh, .export, .filter:
      return .same
    case .open: return .own { $0.openDocument() }
    case .cancel: return .own { $0.stepBackInDocuments() }
    case .quit: return .own("back to the sessions") { $0.closeDocuments() }
    case .documents: return .own("back to the sessions") { $0.closeDocuments() }
    case .json:
      return .own(when: { $0.documentAvailability }) { $0.toggleJSON() }
    case .nextTab: return .own { $0.turnDocumentTab(1) }
    case .previousTab: return .own { $0.turnDocumentTab(-1) }
    case .sort: return .own { $0.openDocumentPicker(.sort) }
    case .columns: return .own { $0.openDocumentPicker(.columns) }
    case .saveView:
      return .own(when: ViewForm.documentsAvailability) { $0.open(ViewForm($0)) }
    case .forgetView:
      return .own(when: { ViewForm.forgetting(in: $0.documents.views) }) {
        $0.forgetDocumentView()
      }
    case .refresh:
      return .own("read the document again", when: { $0.documentAvailability }) {
        $0.refreshDocument()
      }
    case .reload:
      return .own("read all documents again…", when: { $0.documentReadAvailability }) {
        $0.documents.reading.count()
      }
    case .sync:
      return .own("read all documents…", when: { $0.documentReadAvailability }) {
        $0.documents.reading.count()
      }
    case .buyer:
      return .own("all documents of this user", when: { $0.documentAvailability }) {
        $0.showDocumentsOfUser()
      }
    case .copyURL:
      return .own(when: { $0.documentURLAvailability }) { DocumentCopyMenu.copy(.url, &$0) }
    case .copyID:
      return .own("copy the document's path", when: { $0.documentAvailability }) {
        DocumentCopyMenu.copy(.path, &$0)
      }
    case .copyMenu:
      return .own(when: { $0.documentAvailability }) { $0.open(DocumentCopyMenu()) }
    case .goTo: return .own { $0.open(DocumentGoMenu()) }
    case .openPage: return .own(when: { $0.documentURLAvailability }) { $0.openDocumentPage() }
    case .pager: return .own(when: { $0.documentAvailability }) { $0.showDocument(in: .pager) }
    case .editor: return .own(when: { $0.documentAvailability }) { $0.showDocument(in: .editor) }
    // A command is about sessions unless it says otherwise.
    default: return .ofSessions
    }
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
      return state.openDocuments(filter: state.documents.sought)
    }
  ]
}
