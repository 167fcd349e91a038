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
  /// The documents of the Firebase extension.
  static let documents: [Command] = [
    Command(
      .documents, "documents of the Firebase extension", in: .find, hint: "documents",
      keys: [.character("d")],
      waitsForRows: .never, inDocuments: .own("back to the sessions") { $0.closeDocuments() },
      when: { state in
        state.documents.isThere ? .enabled : .disabled("this profile has no Firestore")
      }
    ) { state in
      defer { state.documents.sought = nil }
      // A look-up that was left is over.
      let isFound = state.list.found != nil
      return state.openDocuments(filter: isFound ? state.documents.sought : nil)
    }
  ]
}
