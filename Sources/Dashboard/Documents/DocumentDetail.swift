package import Checkout
import JSON
import Screen
import Widgets

/// The detail of the documents' tab: the selected document, or the document of its user.
package struct DocumentDetail: Equatable, Sendable {
  /// What is known of the selected document.
  package enum Subject: Equatable, Sendable {
    case unread
    case known(ReadDocument)
    /// It is no longer stored.
    case missing
    case failed(Problem)
  }

  /// The document that the pane is about; nil while none is selected.
  package private(set) var id: String?
  package private(set) var subject = Subject.unread
  /// The user's document, while that is shown instead.
  package private(set) var user: UserDocument?
  package var page = DetailPage()
  /// How the pane follows the selection of the list.
  var following = Following()
  /// The user whose document is shown as soon as it arrives.
  var awaitedUser: String?
  /// The document that Firestore is being asked for again.
  package internal(set) var refreshing: String?

  package var document: CheckoutDocument? {
    if case .known(let read) = subject { read.document } else { nil }
  }

  /// When the shown document was read, in Unix seconds; nil if it is not known.
  package var readAt: Int? { if case .known(let read) = subject { read.readAt } else { nil } }

  var title: String { title { $0 } }

  /// `shown` masks the name where others can see the screen.
  package func title(_ shown: (String) -> String) -> String {
    let text = user?.path ?? id.flatMap { $0.split(separator: "/").last.map(String.init) }
    return text.map { shown(Sanitiser.display($0)).middleTruncated } ?? "Detail"
  }

  // MARK: - Following the list

  /// Asks for the selected document once the selection rests on it.
  mutating func settle(_ selection: String?, now: Int, isUrgent: Bool) -> [Effect] {
    guard let selection else {
      if id != nil { turn(to: nil) }
      return []
    }
    if selection != following.followed,
      following.approach(selection, now: now, isUrgent: isUrgent || id == nil)
    {
      return [.firestore(.readDocument(id: selection))]
    }
    if let id, following.ask(for: id) { return [.firestore(.readDocument(id: id))] }
    return []
  }

  /// Takes a document that was read: the selected one, or the one that is shown.
  mutating func take(_ result: Result<ReadDocument?, Problem>, of id: String, selection: String?) {
    following.end(id)
    if refreshing == id { refreshing = nil }
    if id == selection, id != self.id { turn(to: id) }
    guard id == self.id else { return }
    switch result {
    case .success(let read?): subject = .known(read)
    case .success(nil): subject = .missing
    case .failure(let problem): if document == nil { subject = .failed(problem) }
    }
    layOut()
  }

  private mutating func turn(to id: String?) {
    following.follow(id)
    self.id = id
    subject = .unread
    user = nil
    if id == nil { awaitedUser = nil }
    page.clear(to: Scroll())
  }

  // MARK: - The user's own document

  /// Shows the user's document instead.
  mutating func show(_ user: UserDocument?) {
    self.user = user
    page.clear(to: Scroll())
    layOut()
  }

  /// The user's document was read again.
  mutating func renew(_ user: UserDocument?) {
    guard let user, user.path == self.user?.path else { return }
    self.user = user
    layOut()
  }

  private mutating func layOut() {
    if let user {
      page.show(user.json, FieldGroup.groups(ofUser: user.json).map(\.sanitised))
    } else if let document {
      page.show(document.json, FieldGroup.groups(of: document).map(\.sanitised))
    } else {
      page.show(nil, [])
    }
  }
}
